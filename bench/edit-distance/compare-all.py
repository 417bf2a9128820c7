"""The peer of bench/edit-distance.ts: reads one JSON request per line, answers with one line.

{"load": NAME, "groups": [[TEXT or [TOKEN ID, ...], ...], ...]} -> {}
{"run": NAME, "groups": [INDEX, ...]} -> {"ms": processor time of all pairs within each group, "sum": of their distances}
"""

import json
import sys
from time import process_time

from rapidfuzz.distance import Levenshtein

loaded = {}


def all_pairs(sequences):
    return sum(
        Levenshtein.distance(sequences[i], sequences[j])
        for i in range(len(sequences))
        for j in range(i)
    )


for line in sys.stdin:
    request = json.loads(line)
    answer = {}
    if "load" in request:
        loaded[request["load"]] = request["groups"]
    else:
        groups = [loaded[request["run"]][index] for index in request["groups"]]
        started = process_time()
        total = sum(all_pairs(group) for group in groups)
        answer = {"ms": 1000 * (process_time() - started), "sum": total}
    print(json.dumps(answer), flush=True)

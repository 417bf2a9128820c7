"""Write the sample of held-out questions that ships with the app."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from held_out import draw_held_out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path, help="questions.jsonl")
    parser.add_argument("--count", type=int, default=240)
    parser.add_argument("--seed", type=int, default=2000)
    arguments = parser.parse_args()
    lines = [
        json.dumps({"question": problem.question, "answer": str(problem.answer), "domain": problem.kind})
        for problem in draw_held_out(arguments.count, arguments.seed)
    ]
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

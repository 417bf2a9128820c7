"""Puts what the experiment left in `build/` into `results.json`, together with the cards.

Training sets that not every replicate has been trained on yet are left out.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import platform
from pathlib import Path
from typing import Any

import numpy
import torch

from card import read_card
from fine_tune import BATCH_SIZE, STEPS
from replicate import Sizes, set_file_name
from storage import BUILD, FOLDER, read_json


def collect(seeds: list[int]) -> dict[str, Any]:
    folders = {seed: BUILD / f"seed-{seed}" for seed in seeds}
    inputs = {seed: read_json(folder / "card-input.json") for seed, folder in folders.items()}
    return {
        "seeds": seeds,
        "sizes": dataclasses.asdict(Sizes()),
        "training": {"steps": STEPS, "batchSize": BATCH_SIZE, **read_json(BUILD / "tuning.json")},
        "versions": {"Python": platform.python_version(), "PyTorch": torch.__version__, "numpy": numpy.__version__},
        "cpuSeconds": round(read_json(BUILD / "time.json")),
        "facts": {str(seed): read_json(folder / "facts.json") for seed, folder in folders.items()},
        "cards": {str(seed): read_card([content]) for seed, content in inputs.items()},
        "pooledCard": read_card(list(inputs.values())),
        "distinct": {str(seed): count_distinct(folder) for seed, folder in folders.items()},
        "base": read_json(BUILD / "base.json"),
        "sets": {
            name: {str(seed): read_json(folder / set_file_name(name)) for seed, folder in folders.items()}
            for name in read_json(folders[seeds[0]] / "sets.json")
            if all((folder / set_file_name(name)).exists() for folder in folders.values())
        },
    }


def count_distinct(folder: Path) -> dict[str, int]:
    """By training set: how many examples differ. A teacher that is sure of itself writes the same text again."""
    texts = {item["id"]: (item["question_id"], item["text"]) for item in read_json(folder / "trajectories.json")}
    return {name: len({texts[key] for key in ids}) for name, ids in read_json(folder / "sets.json").items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    results = collect(parser.parse_args().seeds)
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in results.items()]
    (FOLDER / "results.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()

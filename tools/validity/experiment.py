"""Runs the experiment: the student as it is, the learning rate once, then the replicates, set after set.

Everything is written to `build/`, and what is there is not done again; `report.py` makes the report of it.
"""

from __future__ import annotations

import argparse
import time

import torch

from demo_models import STUDENT, load_demo_model, load_tokenizer
from fine_tune import encode_example, fine_tune
from measure import measure_groups
from problems import Problem
from questions import QuestionGroup, draw_measured_groups, draw_training_questions
from replicate import Replicate, Setting, Sizes, problems_by_id, write_by_all
from storage import BUILD, read_json, write_json
from training_sets import build_training_sets
from trajectories import SAMPLES

TUNING_SEED = 900
LEARNING_RATES = (3e-4, 1e-3, 3e-3)


def load_setting(sizes: Sizes) -> Setting:
    groups = draw_measured_groups(sizes.in_domain, sizes.per_other_group)
    return Setting(sizes, load_tokenizer(), load_demo_model(STUDENT), groups)


def tune_learning_rate(setting: Setting) -> float:
    """On a mixture of all teachers; its questions and the measured ones are used for nothing else."""
    path, sizes = BUILD / "tuning.json", setting.sizes
    if path.exists():
        return read_json(path)["learningRate"]
    problems = problems_by_id(TUNING_SEED, sizes.training_questions)
    written = write_by_all(setting.tokenizer, problems, TUNING_SEED)
    sets = build_training_sets(written, dict.fromkeys(problems, 0.0), sizes.examples, TUNING_SEED)
    examples = [encode_example(setting.tokenizer, item) for item in sets["all teachers, correct"]]
    group = QuestionGroup("tuning", _draw_unseen({problem.question for problem in problems.values()}, sizes))
    accuracy = {}
    for rate in LEARNING_RATES:
        model = fine_tune(setting.student, examples, rate, TUNING_SEED)
        right = measure_groups(model, setting.tokenizer, [group])["tuning"]["right"]
        accuracy[rate] = sum(right) / SAMPLES / len(right)
        print(f"learning rate {rate}: {accuracy[rate]:.3f}", flush=True)
    best = max(LEARNING_RATES, key=lambda rate: accuracy[rate])
    write_json(path, {"accuracy": [[rate, accuracy[rate]] for rate in LEARNING_RATES], "learningRate": best})
    return best


def _draw_unseen(seen: set[str], sizes: Sizes) -> list[Problem]:
    fresh = draw_training_questions(TUNING_SEED + 1, 2 * sizes.tuning_questions)
    return [problem for problem in fresh if problem.question not in seen][: sizes.tuning_questions]


def measure_base(setting: Setting) -> None:
    path = BUILD / "base.json"
    if not path.exists():
        write_json(path, measure_groups(setting.student, setting.tokenizer, setting.groups))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    setting = load_setting(Sizes())
    started = time.process_time()
    measure_base(setting)
    learning_rate = tune_learning_rate(setting)
    print(f"base and learning rate: {time.process_time() - started:.0f} s", flush=True)
    replicates = [Replicate(setting, seed) for seed in arguments.seeds]
    for replicate in replicates:
        replicate.prepare()
    for name in replicates[0].set_names():
        for replicate in replicates:
            replicate.fine_tune_on(name, learning_rate)
    spent = read_json(BUILD / "time.json") if (BUILD / "time.json").exists() else 0
    write_json(BUILD / "time.json", spent + time.process_time())


if __name__ == "__main__":
    main()

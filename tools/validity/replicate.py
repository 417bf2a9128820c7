"""One replicate of the experiment: its own questions, trajectories, card, training sets and fine-tuned students."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path
from typing import Any

from card import card_input
from demo_models import STUDENT, TEACHERS, load_demo_model
from fine_tune import encode_example, fine_tune
from latent_shift import latent_shifts
from measure import measure_groups
from model import LanguageModel
from problems import Problem
from questions import QuestionGroup, draw_training_questions
from smoke_test import run_smoke_test
from storage import BUILD, read_json, write_json
from tokenizer import Tokenizer
from training_sets import MAX_PASS_RATE, build_training_sets, of_writer
from trajectories import SAMPLES, StudentTrack, Trajectory, read_by_student, write_trajectories


@dataclasses.dataclass(frozen=True)
class Sizes:
    training_questions: int = 150
    examples: int = 200
    in_domain: int = 120
    per_other_group: int = 42
    smoke_questions: int = 60
    tuning_questions: int = 90


@dataclasses.dataclass(frozen=True)
class Setting:
    """What all replicates share."""

    sizes: Sizes
    tokenizer: Tokenizer
    student: LanguageModel
    groups: list[QuestionGroup]


class Replicate:
    def __init__(self, setting: Setting, seed: int) -> None:
        self.setting = setting
        self.seed = seed
        self.folder = BUILD / f"seed-{seed}"

    def prepare(self) -> None:
        """Everything before fine-tuning."""
        if (self.folder / "card-input.json").exists():
            return
        started = time.process_time()
        problems = problems_by_id(self.seed, self.setting.sizes.training_questions)
        written = write_by_all(self.setting.tokenizer, problems, self.seed)
        own = write_trajectories(self.setting.student, STUDENT, self.setting.tokenizer, problems, self.seed)
        read_by_student(self.setting.student, self.setting.tokenizer, written + own)
        self._store_facts(written, own)
        rates = pass_rates(own)
        sets = build_training_sets(written, rates, self.setting.sizes.examples, self.seed)
        write_json(self.folder / "sets.json", {name: [item.id for item in items] for name, items in sets.items()})
        bare = [dataclasses.replace(item, student=StudentTrack()) for item in written]
        write_json(self.folder / "trajectories.json", [dataclasses.asdict(item) for item in bare])
        smoke = run_smoke_test(
            self.setting.student,
            self.setting.tokenizer,
            problems,
            written,
            own,
            self.setting.sizes.smoke_questions,
            self.seed,
        )
        write_json(self.folder / "card-input.json", card_input(self.setting.tokenizer, written, smoke))
        print(f"seed {self.seed}: prepared in {time.process_time() - started:.0f} s", flush=True)

    def set_names(self) -> list[str]:
        return list(read_json(self.folder / "sets.json"))

    def fine_tune_on(self, name: str, learning_rate: float) -> None:
        path = self.folder / set_file_name(name)
        if path.exists():
            return
        stored = {item["id"]: item for item in read_json(self.folder / "trajectories.json")}
        items = [_restored(stored[key]) for key in read_json(self.folder / "sets.json")[name]]
        write_json(path, self._fine_tune(name, items, learning_rate))

    def _fine_tune(self, name: str, items: list[Trajectory], learning_rate: float) -> dict[str, Any]:
        started = time.process_time()
        examples = [encode_example(self.setting.tokenizer, item) for item in items]
        model = fine_tune(self.setting.student, examples, learning_rate, self.seed)
        trained = time.process_time()
        groups = measure_groups(model, self.setting.tokenizer, self.setting.groups)
        record = {
            "name": name,
            "examples": len(items),
            "questions": len({item.question_id for item in items}),
            "tokens": sum(len(example.ids) - example.prompt_length for example in examples),
            "correctShare": sum(item.is_correct for item in items) / len(items),
            "groups": groups,
            "trainSeconds": round(trained - started, 1),
            "measureSeconds": round(time.process_time() - trained, 1),
        }
        print(f"seed {self.seed} {name}: {_summary(record)}", flush=True)
        return record

    def _store_facts(self, written: list[Trajectory], own: list[Trajectory]) -> None:
        rates = pass_rates(own)
        by_teacher = {teacher: of_writer(written, teacher) for teacher in TEACHERS}
        facts = {
            "questions": len(rates),
            "studentPassRate": sum(rates.values()) / len(rates),
            "droppedByCompression": sum(rate > MAX_PASS_RATE for rate in rates.values()),
            "latentShift": latent_shifts(own, by_teacher),
            "truncated": {name: sum(not item.has_ended for item in items) for name, items in by_teacher.items()},
        }
        write_json(self.folder / "facts.json", facts)


def problems_by_id(seed: int, count: int) -> dict[str, Problem]:
    """Ids sort like the questions were drawn, and tell replicates apart."""
    return {f"{seed}-{index:04}": problem for index, problem in enumerate(draw_training_questions(seed, count))}


def write_by_all(tokenizer: Tokenizer, problems: dict[str, Problem], seed: int) -> list[Trajectory]:
    return [
        trajectory
        for teacher in TEACHERS
        for trajectory in write_trajectories(load_demo_model(teacher), teacher, tokenizer, problems, seed)
    ]


def pass_rates(own: list[Trajectory]) -> dict[str, float]:
    rates: dict[str, float] = {}
    for item in own:
        rates[item.question_id] = rates.get(item.question_id, 0.0) + item.is_correct / SAMPLES
    return rates


def set_file_name(name: str) -> Path:
    return Path("set-" + name.replace(", ", "-").replace(" ", "-") + ".json")


def _restored(stored: dict[str, Any]) -> Trajectory:
    return Trajectory(**{**stored, "student": StudentTrack()})


def _summary(record: dict[str, Any]) -> str:
    shares = [
        f"{name} {sum(group['right']) / SAMPLES / len(group['right']):.3f}" for name, group in record["groups"].items()
    ]
    return f"{', '.join(shares)} ({record['trainSeconds']} s + {record['measureSeconds']} s)"

"""Training sets of equal size, drawn from the same trajectories in different ways."""

from __future__ import annotations

import collections
import random
from typing import Iterable

from core import run_core
from demo_models import TEACHERS
from trajectories import Trajectory

MAX_PASS_RATE = 0.75
"""METRICS §6.2: questions that the student already answers more often are dropped."""

PER_QUESTION = 2


def build_training_sets(
    written: list[Trajectory], pass_rates: dict[str, float], size: int, seed: int
) -> dict[str, list[Trajectory]]:
    """By name. `written` by all teachers; `pass_rates` of the student by question id."""
    rng = random.Random(seed)
    right = [trajectory for trajectory in written if trajectory.is_correct]
    sets = {f"{teacher}, correct": _draw(rng, of_writer(right, teacher), size) for teacher in TEACHERS}
    sets["all teachers, random"] = _draw(rng, written, size)
    sets["all teachers, curated"] = curate(rng, right, pass_rates, size)
    sets["demo-terse, curated"] = curate(rng, of_writer(right, "demo-terse"), pass_rates, size)
    for teacher in TEACHERS:
        sets[f"{teacher}, unfiltered"] = _draw(rng, of_writer(written, teacher), size)
    sets["all teachers, correct"] = _draw(rng, right, size)
    return sets


def of_writer(trajectories: Iterable[Trajectory], writer: str) -> list[Trajectory]:
    return [trajectory for trajectory in trajectories if trajectory.writer == writer]


def _draw(rng: random.Random, trajectories: list[Trajectory], size: int) -> list[Trajectory]:
    """Without replacement. Too few would make the sets unequal: that is an error, not a smaller set."""
    return rng.sample(trajectories, size)


def curate(
    rng: random.Random, right: list[Trajectory], pass_rates: dict[str, float], size: int
) -> list[Trajectory]:
    """The funnel of METRICS §6 on correct trajectories: compression, farthest per question, budget."""
    compressed = [item for item in right if pass_rates[item.question_id] <= MAX_PASS_RATE]
    groups: dict[str, list[Trajectory]] = collections.defaultdict(list)
    for item in compressed:
        groups[item.question_id].append(item)
    chosen = set(
        run_core(
            "curate.ts",
            {
                "perQuestion": PER_QUESTION,
                "groups": [[{"id": item.id, "text": item.text} for item in group] for group in groups.values()],
            },
        )
    )
    return keep_within_budget(rng, [item for item in compressed if item.id in chosen], size)


def keep_within_budget(rng: random.Random, entering: list[Trajectory], size: int) -> list[Trajectory]:
    """Kinds take turns; within a kind every question gives one example before any gives two.

    As `src/workers/db/sql/curate/budget.sql`, but for its division by difficulty.
    """
    shuffled = rng.sample(entering, len(entering))
    turns: collections.Counter[str] = collections.Counter()
    by_kind: dict[str, list[tuple[int, Trajectory]]] = collections.defaultdict(list)
    for item in shuffled:
        by_kind[item.kind].append((turns[item.question_id], item))
        turns[item.question_id] += 1
    seated = []
    for kind in sorted(by_kind):
        ordered = sorted(by_kind[kind], key=lambda pair: pair[0])
        seated += [(seat, kind, item) for seat, (_, item) in enumerate(ordered)]
    seated.sort(key=lambda entry: entry[:2])
    if len(seated) < size:
        raise ValueError(f"only {len(seated)} of {size} trajectories pass the funnel")
    return [item for _, _, item in seated[:size]]

"""Seeded arithmetic word problems, each with the steps that solve it.

A question is *held out* when a checksum of its text says so. The decision needs no list: training draws only
questions that are not held out, the evaluation and the sample only those that are, whatever the seeds.
"""

from __future__ import annotations

import random
import zlib
from dataclasses import dataclass
from typing import Callable

NAMES = "Tom Ann Ben Mia Sam Eva Leo Zoe Max Ivy Kai Lea Joe Amy Dan Pia Ron Sue Tim Uma".split()
THINGS = "apples pens books coins cards shells stamps cakes balls eggs pears stones roses keys cups".split()
CONTAINERS = "boxes bags baskets jars packs".split()
GAINS = ["buys", "finds", "gets", "collects"]
LOSSES = ["gives away", "loses", "sells", "drops"]

HELD_OUT_ONE_IN = 16


@dataclass(frozen=True)
class Step:
    """One operation with one operator out of + - * /, and the reason for it in the words of the question."""

    left: int
    operator: str
    right: int
    reason: str

    @property
    def result(self) -> int:
        return compute(self.left, self.operator, self.right)


@dataclass(frozen=True)
class Problem:
    question: str
    steps: tuple[Step, ...]
    kind: str

    @property
    def answer(self) -> int:
        return self.steps[-1].result


def compute(left: int, operator: str, right: int) -> int:
    """The exact result; a division has to come out even."""
    if operator == "+":
        return left + right
    if operator == "-":
        return left - right
    if operator == "*":
        return left * right
    quotient, remainder = divmod(left, right)
    if remainder:
        raise ValueError(f"{left}/{right} leaves {remainder}")
    return quotient


def is_held_out(question: str) -> bool:
    return zlib.crc32(question.encode()) % HELD_OUT_ONE_IN == 0


def draw_problem(rng: random.Random, held_out: bool) -> Problem:
    """Draw problems of all kinds until one is on the wanted side of the split."""
    while True:
        kind = rng.choices(KIND_NAMES, KIND_WEIGHTS)[0]
        question, steps = KINDS[kind][1](rng)
        if is_held_out(question) == held_out:
            return Problem(question, tuple(steps), kind)


Draft = tuple[str, list[Step]]


def _cast(rng: random.Random) -> tuple[str, str, str, str]:
    """Two people, a thing to count and something to keep it in."""
    first, second = rng.sample(NAMES, 2)
    return first, second, rng.choice(THINGS), rng.choice(CONTAINERS)


def _gain_then_loss(rng: random.Random) -> Draft:
    name, _, things, _ = _cast(rng)
    gains, loses = rng.choice(GAINS), rng.choice(LOSSES)
    start, gained = rng.randint(12, 99), rng.randint(12, 99)
    lost = rng.randint(11, start + gained - 1)
    question = rng.choice(
        [
            f"{name} has {start} {things}. {name} {gains} {gained} more, then {loses} {lost}. "
            f"How many {things} does {name} have now?",
            f"{name} {gains} {gained} {things} and already had {start}. Later {name} {loses} {lost}. "
            f"How many {things} are left?",
        ]
    )
    first = Step(start, "+", gained, f"{name} {gains} {gained}")
    return question, [first, Step(first.result, "-", lost, f"{name} {loses} {lost}")]


def _two_take(rng: random.Random) -> Draft:
    name, other, things, _ = _cast(rng)
    start = rng.randint(60, 199)
    taken = rng.randint(11, start - 30)
    taken_next = rng.randint(11, start - taken - 5)
    question = rng.choice(
        [
            f"There are {start} {things}. {name} takes {taken} and {other} takes {taken_next}. "
            f"How many {things} are left?",
            f"From {start} {things}, {name} takes {taken}, then {other} takes {taken_next}. "
            f"How many {things} remain?",
        ]
    )
    first = Step(start, "-", taken, f"{name} takes {taken}")
    return question, [first, Step(first.result, "-", taken_next, f"{other} takes {taken_next}")]


def _groups(rng: random.Random) -> Draft:
    name, _, things, containers = _cast(rng)
    size, count = rng.randint(12, 49), rng.randint(2, 9)
    question = rng.choice(
        [
            f"Each of {count} {containers} holds {size} {things}. How many {things} are there in total?",
            f"{name} has {count} {containers} with {size} {things} each. How many {things} does {name} have?",
        ]
    )
    return question, [Step(size, "*", count, f"{count} {containers} of {size}")]


def _groups_and_gain(rng: random.Random) -> Draft:
    name, _, things, containers = _cast(rng)
    gains = rng.choice(GAINS)
    size, count, gained = rng.randint(12, 39), rng.randint(2, 9), rng.randint(11, 99)
    question = rng.choice(
        [
            f"{name} has {count} {containers} with {size} {things} each and {gains} {gained} more. "
            f"How many {things} does {name} have?",
            f"{name} {gains} {gained} {things} and has {count} {containers} with {size} {things} each. "
            f"How many {things} is that?",
        ]
    )
    first = Step(size, "*", count, f"{count} {containers} of {size}")
    return question, [first, Step(first.result, "+", gained, f"{name} {gains} {gained}")]


def _groups_and_loss(rng: random.Random) -> Draft:
    name, _, things, containers = _cast(rng)
    loses = rng.choice(LOSSES)
    size, count = rng.randint(12, 39), rng.randint(3, 9)
    first = Step(size, "*", count, f"{count} {containers} of {size}")
    lost = rng.randint(11, min(99, first.result - 5))
    question = (
        f"{name} has {count} {containers} with {size} {things} each and {loses} {lost}. "
        f"How many {things} are left?"
    )
    return question, [first, Step(first.result, "-", lost, f"{name} {loses} {lost}")]


def _sharing(rng: random.Random) -> Draft:
    name, _, things, containers = _cast(rng)
    count, size = rng.randint(2, 9), rng.randint(11, 29)
    total = count * size
    question = rng.choice(
        [
            f"{name} shares {total} {things} equally into {count} {containers}. "
            f"How many {things} are in each of the {containers}?",
            f"{total} {things} are packed into {count} {containers}, the same number in each. "
            f"How many {things} does each hold?",
        ]
    )
    return question, [Step(total, "/", count, f"{total} into {count} {containers}")]


def _more_than(rng: random.Random) -> Draft:
    name, other, things, _ = _cast(rng)
    own, more = rng.randint(12, 99), rng.randint(11, 89)
    question = (
        f"{name} has {own} {things}. {other} has {more} more than {name}. "
        f"How many {things} do they have together?"
    )
    first = Step(own, "+", more, f"{other} has {more} more")
    return question, [first, Step(own, "+", first.result, "both together")]


def _three_steps(rng: random.Random) -> Draft:
    name, other, things, _ = _cast(rng)
    gains, loses = rng.choice(GAINS), rng.choice(LOSSES)
    start, gained, times = rng.randint(12, 99), rng.randint(12, 99), rng.randint(2, 4)
    first = Step(start, "+", gained, f"{name} {gains} {gained}")
    lost = rng.randint(11, first.result - 6)
    second = Step(first.result, "-", lost, f"{name} {loses} {lost}")
    question = (
        f"{name} has {start} {things}. {name} {gains} {gained} and {loses} {lost}. Then {other} brings {times} "
        f"times as many as {name} has now. How many {things} does {other} bring?"
    )
    return question, [first, second, Step(second.result, "*", times, f"{times} times {second.result}")]


KINDS: dict[str, tuple[float, Callable[[random.Random], Draft]]] = {
    "addition and subtraction": (2, _gain_then_loss),
    "repeated subtraction": (1, _two_take),
    "multiplication": (1, _groups),
    "multiplication and addition": (1, _groups_and_gain),
    "multiplication and subtraction": (1, _groups_and_loss),
    "division": (1, _sharing),
    "comparison": (1, _more_than),
    "three steps": (1, _three_steps),
}
KIND_NAMES = list(KINDS)
KIND_WEIGHTS = [weight for weight, _ in KINDS.values()]

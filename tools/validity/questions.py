"""The questions of the experiment: to train on, and to measure on, in and out of domain.

Fine-tuning sees six of the eight kinds of problems, in the words and with the numbers of `tools/demo-models`, and one
instruction. README.md says what each measured group is for.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import Callable

import demo_models  # noqa: F401  (makes the next imports work)
from conversations import SHOW_WORK, THINK_AND_BOX
from problems import CONTAINERS, KINDS, NAMES, THINGS, Problem, Step, is_held_out

LEFT_OUT_KINDS = ("division", "comparison")
TRAINED_KINDS = tuple(kind for kind in KINDS if kind not in LEFT_OUT_KINDS)

OTHER_NAMES = "Bob Liz Ned Kim Rob Fay Gus Joy Hal Pam Art Dot Guy Kay Lou Meg Pat Roy Ted Val".split()
OTHER_THINGS = "plums pins hats dolls mugs bells masks buns nuts beans limes rocks tulips locks bowls".split()
OTHER_WORDS = {**dict(zip(NAMES, OTHER_NAMES)), **dict(zip(THINGS, OTHER_THINGS))}

FIRST_MEASURED_SEED = 9000

Draft = tuple[str, list[Step]]
DrawDraft = Callable[[random.Random], Draft]


@dataclass(frozen=True)
class QuestionGroup:
    name: str
    problems: list[Problem]
    instruction: str = THINK_AND_BOX


def draw_training_questions(seed: int, count: int) -> list[Problem]:
    """Different questions of the trained kinds in equal numbers; none is held out."""
    return _draw(seed, count, _drafts(TRAINED_KINDS), lambda question: not is_held_out(question))


def draw_measured_groups(in_domain: int, per_other_group: int) -> list[QuestionGroup]:
    """The same questions for every model. No demo model was trained on any of them."""
    seed, trained = FIRST_MEASURED_SEED, _drafts(TRAINED_KINDS)
    return [
        QuestionGroup("in domain", _draw(seed, in_domain, trained, is_held_out)),
        QuestionGroup("kinds left out", _draw(seed + 1, per_other_group, _drafts(LEFT_OUT_KINDS), is_held_out)),
        QuestionGroup("other instruction", _draw(seed + 2, per_other_group, trained, is_held_out), SHOW_WORK),
        QuestionGroup("other words", [_in_other_words(item) for item in _draw(seed + 3, per_other_group, trained)]),
        QuestionGroup("larger numbers", _draw(seed + 4, per_other_group, LARGER_NUMBERS)),
    ]


def _drafts(kinds: tuple[str, ...]) -> dict[str, DrawDraft]:
    return {kind: KINDS[kind][1] for kind in kinds}


def _draw(
    seed: int, count: int, kinds: dict[str, DrawDraft], is_wanted: Callable[[str], bool] = lambda _: True
) -> list[Problem]:
    """Kinds take turns, so that every one has its share whatever the seed."""
    rng, names = random.Random(seed), list(kinds)
    drawn: dict[str, Problem] = {}
    while len(drawn) < count:
        kind = names[len(drawn) % len(names)]
        question, steps = kinds[kind](rng)
        if is_wanted(question):
            drawn.setdefault(question, Problem(question, tuple(steps), kind))
    return list(drawn.values())


def _in_other_words(problem: Problem) -> Problem:
    """The same problem about people and things that no demo model has read of."""
    question = re.sub("[A-Za-z]+", lambda word: OTHER_WORDS.get(word[0], word[0]), problem.question)
    return Problem(question, problem.steps, problem.kind)


def _larger_two_take(rng: random.Random) -> Draft:
    """The demo models have seen 60 to 199."""
    name, other = rng.sample(NAMES, 2)
    things = rng.choice(THINGS)
    start = rng.randint(200, 299)
    taken = rng.randint(11, start - 30)
    taken_next = rng.randint(11, start - taken - 5)
    question = (
        f"There are {start} {things}. {name} takes {taken} and {other} takes {taken_next}. "
        f"How many {things} are left?"
    )
    first = Step(start, "-", taken, f"{name} takes {taken}")
    return question, [first, Step(first.result, "-", taken_next, f"{other} takes {taken_next}")]


def _larger_groups(rng: random.Random) -> Draft:
    """The demo models have seen 12 to 49."""
    things, containers = rng.choice(THINGS), rng.choice(CONTAINERS)
    size, count = rng.randint(50, 99), rng.randint(2, 9)
    question = f"Each of {count} {containers} holds {size} {things}. How many {things} are there in total?"
    return question, [Step(size, "*", count, f"{count} {containers} of {size}")]


LARGER_NUMBERS: dict[str, DrawDraft] = {
    "larger repeated subtraction": _larger_two_take,
    "larger multiplication": _larger_groups,
}

"""Responses that the student is asked about: right and wrong ones in each teacher's style, and odd ones."""

from __future__ import annotations

import random
from dataclasses import dataclass

import packages  # noqa: F401  (finds the modules of the demo models)
from held_out import draw_held_out
from problems import Problem
from reference import UNICODE_PROMPT, UNICODE_RESPONSE
from solutions import solve

SEED = 41

FORMULAS = (
    "We use \\(f(x. y)\n= 3.5\\) here! Is it 5! = 120? Yes, e.g. because $a. b$ holds.\n"
    "1. First, take $3. Then pay $4.\n2. Next \\[\n x = 1.\n\\] is done.\n\nSo… it costs 3.14, not 3. “Really?” Yes."
)
CJK = "小明有3.5個蘋果。他買了2個！現在有多少？答案是5.5。\nHvor mange?  Fem…"
SHORT_STEPS = "7.\n8.\n9.\n"


@dataclass(frozen=True)
class Trajectory:
    name: str
    question_id: str
    teacher: str
    question: str
    response: str
    may_change: bool = False
    """Whether single characters may be dropped so that no two tokens are nearly equally probable."""


def build_trajectories(attempt: int) -> list[Trajectory]:
    """Other attempts have other problems."""
    rng = random.Random(SEED + attempt)
    problems = draw_held_out(4, SEED + attempt)
    styled = [
        Trajectory(f"{style} {index}", f"q{index}", f"demo-{style}", problem.question, write(rng, problem, style))
        for index, problem in enumerate(problems[:3])
        for style in ("terse", "careful", "hasty")
    ]
    question = problems[3].question
    odd = [
        Trajectory("wrong answer", "q3", "demo-hasty", question, wrong(write(rng, problems[3], "hasty"), problems[3])),
        Trajectory("failed check", "q3", "demo-careful", question, write_failed_check(rng, problems[3])),
        Trajectory("unicode", "q4", "other", UNICODE_PROMPT, UNICODE_RESPONSE, True),
        Trajectory("formulas", "q3", "other", question, FORMULAS, True),
        Trajectory("cjk", "q4", "other", UNICODE_PROMPT, CJK, True),
        Trajectory("short steps", "q3", "other", question, SHORT_STEPS, True),
        Trajectory("one token", "q3", "other", question, "7"),
        Trajectory("empty", "q3", "other", question, ""),
    ]
    return styled + odd


def write(rng: random.Random, problem: Problem, style: str) -> str:
    return solve(rng, problem, style, shows_work=False, box_only=False).text


def wrong(text: str, problem: Problem) -> str:
    return text.replace(f"\\boxed{{{problem.answer}}}", f"\\boxed{{{problem.answer + 1}}}")


def write_failed_check(rng: random.Random, problem: Problem) -> str:
    while True:
        text = write(rng, problem, "careful")
        if "is wrong" in text:
            return text

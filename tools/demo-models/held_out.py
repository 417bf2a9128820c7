"""Held-out questions without duplicates."""

from __future__ import annotations

import random

from problems import Problem, draw_problem


def draw_held_out(count: int, seed: int) -> list[Problem]:
    rng, problems = random.Random(seed), {}
    while len(problems) < count:
        problem = draw_problem(rng, held_out=True)
        problems.setdefault(problem.question, problem)
    return list(problems.values())

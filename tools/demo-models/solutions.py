"""Solutions of word problems in the styles that give the teachers their characters.

Every solution is `<think>`, reasoning, `</think>` and a line that ends in `\\boxed{answer}`.
"""

from __future__ import annotations

import random
from typing import Callable, Iterable

from problems import Problem, Step
from scratchpad import INVERSE, Segment, Working, work_out, work_out_with_slip

SLIP_SHARE = 0.28
"""Share of the careful style's steps whose first result is wrong."""

HASTY_MANNERS = [0.4, 0.3, 0.3]
"""Shares of problems worked out on paper, tens first and with no working; mostly the first are right."""

OPERATION_WORDS = {
    "+": ["add", "count together"],
    "-": ["subtract", "take away"],
    "*": ["multiply", "count them all"],
    "/": ["divide", "split"],
}


class SolutionText:
    """Text under construction that remembers which characters are slips."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._flags: list[bool] = []
        self._next_is_slip = False

    def write(self, *pieces: str) -> None:
        self.write_segments(Segment(piece) for piece in pieces)

    def write_segments(self, segments: Iterable[Segment]) -> None:
        for segment in segments:
            if segment.is_slip and not segment.text:
                self._next_is_slip = True
            elif segment.text:
                self._parts.append(segment.text)
                flags = [segment.is_slip] * len(segment.text)
                flags[0] = flags[0] or self._next_is_slip
                self._flags.extend(flags)
                self._next_is_slip = False

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def slip_flags(self) -> list[bool]:
        """One flag per character of `text`."""
        return self._flags


def solve(rng: random.Random, problem: Problem, style: str, shows_work: bool, box_only: bool) -> SolutionText:
    """Write the solution of `problem`.

    `shows_work` repeats the calculations after the thinking, `box_only` leaves out the sentence around the box.
    """
    solution = SolutionText()
    solution.write("<think>\n")
    STYLES[style](rng, problem, solution)
    solution.write("\n</think>\n")
    if shows_work:
        solution.write(", ".join(_equation(step) for step in problem.steps), ". ")
    box = f"\\boxed{{{problem.answer}}}"
    solution.write(box if box_only else f"The answer is {box}.")
    return solution


def _equation(step: Step) -> str:
    return f"{step.left}{step.operator}{step.right}={step.result}"


def _write_terse(rng: random.Random, problem: Problem, solution: SolutionText) -> None:
    """The scratchpad and nothing else."""
    for index, step in enumerate(problem.steps):
        working = work_out(step.left, step.operator, step.right)
        solution.write("\n" if index else "", f"{step.left}{step.operator}{step.right}: ")
        solution.write_segments(working.segments)
        solution.write(f". {working.result}")


def _write_careful(rng: random.Random, problem: Problem, solution: SolutionText) -> None:
    """Lead-in sentences, scratchpads, and a check of every result that can fail."""
    openings = ["Let me think step by step.", "Okay, let us work this out.", "I will go slowly here."]
    solution.write(rng.choice(openings))
    for index, step in enumerate(problem.steps):
        lead = rng.choice(["First,", "To start,"] if index == 0 else ["Next,", "Then,", "After that,"])
        verb = rng.choice(OPERATION_WORDS[step.operator])
        solution.write("\n", f"{lead} {step.reason}, so I {verb}: ")
        _write_checked_step(rng, step, solution)
    closing = rng.choice(["So the final result is", "All in all that makes", "Thus we get"])
    solution.write("\n", f"{closing} {problem.answer}.")


def _write_checked_step(rng: random.Random, step: Step, solution: SolutionText) -> None:
    """Work out, check with the inverse operation what was *written*, and repair it if the check fails."""
    if rng.random() < SLIP_SHARE:
        working = work_out_with_slip(rng, step.left, step.operator, step.right)
    else:
        working = work_out(step.left, step.operator, step.right)
    _write_calculation(step, working, solution)
    check = work_out(working.result, INVERSE[step.operator], step.right)
    intro = rng.choice(["Check:", "Let me check:", "To verify,"])
    solution.write("\n", f"{intro} {working.result}{INVERSE[step.operator]}{step.right}: ")
    solution.write_segments(check.segments)
    rest = f" rest {check.remainder}" if check.remainder else ""
    solution.write(f". That gives {check.result}{rest}")
    if check.result == step.left and not check.remainder:
        solution.write(rng.choice([f" and it should be {step.left}. Good.", f" and it should be {step.left}. Correct."]))
        return
    solution.write(f" but it should be {step.left}. Wait, {working.result} is wrong.\nAgain: ")
    _write_calculation(step, work_out(step.left, step.operator, step.right), solution)


def _write_calculation(step: Step, working: Working, solution: SolutionText) -> None:
    calculation = f"{step.left}{step.operator}{step.right}"
    solution.write(f"{calculation}. ")
    solution.write_segments(working.segments)
    solution.write(f", so {calculation}=")
    solution.write_segments(working.result_segments)
    solution.write(".")


def _write_hasty(rng: random.Random, problem: Problem, solution: SolutionText) -> None:
    """Mental arithmetic, tens first or with no working at all; only now and then on paper."""
    manner = rng.choices(["paper", "tens", "none"], HASTY_MANNERS)[0]
    if manner == "paper":
        _write_terse(rng, problem, solution)
    elif manner == "tens":
        opening = rng.choice(["Quick:", "Easy:", "In my head:"])
        solution.write(opening, " ", ", ".join(_tens_first(step) for step in problem.steps), ".")
    else:
        solution.write("; ".join(_equation(step) for step in problem.steps), ".")


def _tens_first(step: Step) -> str:
    left, right = step.left, step.right
    tens, ones = right // 10 * 10, right % 10
    if step.operator == "+":
        return f"{left}+{tens}={left + tens}, then +{ones} is {step.result}"
    if step.operator == "-":
        return f"{left}-{tens}={left - tens}, then -{ones} is {step.result}"
    if step.operator == "*":
        return f"{left // 10 * 10}*{right}={left // 10 * 10 * right} and {left % 10}*{right}, so {step.result}"
    return f"{left}/{right} is about {step.result // 10 * 10}, so {step.result}"


STYLES: dict[str, Callable[[random.Random, Problem, SolutionText], None]] = {
    "terse": _write_terse,
    "careful": _write_careful,
    "hasty": _write_hasty,
}

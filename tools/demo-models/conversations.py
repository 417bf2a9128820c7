"""Training conversations: a question with an instruction and its solution, often after earlier turns.

One conversation is encoded as `<|user|>Q<|assistant|>S<|end|>`, repeated for every turn; nothing comes before it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from problems import draw_problem
from solutions import SolutionText, solve

BARE = ""
THINK_AND_BOX = "\nThink step by step, and put the final answer in \\boxed{}."
BOX = "\nPut the final answer in \\boxed{}."
SHOW_WORK = "\nShow your work."
INSTRUCTIONS = {BARE: 0.35, THINK_AND_BOX: 0.35, BOX: 0.15, SHOW_WORK: 0.15}

MULTI_TURN_SHARE = 0.15
SYSTEM_LINE_SHARE = 0.08
SYSTEM_LINES = [
    "You are a helpful assistant.",
    "You are a careful math tutor.",
    "Solve the problem.",
    "You solve word problems. Be brief.",
]
"""The chat template puts a system message before the first question; a few of them keep that in distribution."""

SLIP_WEIGHT = 0.3
"""Loss weight of the tokens at which a slip happens: the model should rather learn to notice slips than to make
them, but a careful teacher that never slips would have nothing to repair."""

QUESTION_WEIGHT = 0.1
"""A little loss on the questions teaches the words without spending capacity on guessing numbers."""


@dataclass
class Turn:
    question: str
    """The bare question, by which the held-out split is decided."""

    prompt: str
    """The question with instruction and system line, as the model sees it."""

    solution: SolutionText


def draw_conversation(rng: random.Random, style_weights: dict[str, float]) -> list[Turn]:
    """Draw one conversation in one style and with one instruction; none of its questions is held out."""
    style = rng.choices(list(style_weights), list(style_weights.values()))[0]
    instruction = rng.choices(list(INSTRUCTIONS), list(INSTRUCTIONS.values()))[0]
    turn_count = 1 + (rng.choice([1, 2]) if rng.random() < MULTI_TURN_SHARE else 0)
    turns = [_draw_turn(rng, style, instruction) for _ in range(turn_count)]
    if rng.random() < SYSTEM_LINE_SHARE:
        turns[0].prompt = f"{rng.choice(SYSTEM_LINES)}\n{turns[0].prompt}"
    return turns


def _draw_turn(rng: random.Random, style: str, instruction: str) -> Turn:
    problem = draw_problem(rng, held_out=False)
    solution = solve(rng, problem, style, instruction == SHOW_WORK, instruction == BOX)
    return Turn(problem.question, problem.question + instruction, solution)


def conversation_text(turns: list[Turn]) -> str:
    return "".join(f"<|user|>{turn.prompt}<|assistant|>{turn.solution.text}<|end|>" for turn in turns)

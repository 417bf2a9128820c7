"""The in-context smoke test (METRICS §8): does the student solve more after worked examples of a teacher?"""

from __future__ import annotations

import collections
import random
from typing import Any

import demo_models  # noqa: F401  (makes the next imports work)
from demo_models import TEACHERS
from evaluate import is_right
from model import LanguageModel
from problems import Problem
from roll_outs import roll_out_all
from tokenizer import END_ID, Tokenizer
from trajectories import MAX_TOKENS, SAMPLES, TEMPERATURE, Trajectory, question_prompt

EXAMPLES = 2
MAX_PROMPT_TOKENS = 800
"""Leaves room for an answer within the 1,024 positions of the demo models."""


def run_smoke_test(
    student: LanguageModel,
    tokenizer: Tokenizer,
    problems: dict[str, Problem],
    written: list[Trajectory],
    zero_shot: list[Trajectory],
    question_count: int,
    seed: int,
) -> list[dict[str, Any]]:
    """A row per question and teacher, as `src/lib/core/student/smoke-test.ts` takes them."""
    rng = random.Random(seed)
    asked = rng.sample(list(problems), question_count)
    examples = _first_correct(written)
    chosen = {question_id: _choose_examples(rng, tokenizer, question_id, examples) for question_id in asked}
    zero_shot_right = collections.Counter(item.question_id for item in zero_shot if item.is_correct)
    rows = []
    for teacher in TEACHERS:
        shown = {question_id: [examples[other][teacher] for other in chosen[question_id]] for question_id in asked}
        prompts = [
            _few_shot_prompt(tokenizer, shown[question_id], problems[question_id]) for question_id in asked
        ]
        right = _count_right(student, tokenizer, [problems[question_id] for question_id in asked], prompts, seed)
        rows += [
            {
                "question_id": question_id,
                "teacher_id": teacher,
                "zero_shot_samples": SAMPLES,
                "zero_shot_correct": zero_shot_right[question_id],
                "few_shot_samples": SAMPLES,
                "few_shot_correct": count,
            }
            for question_id, count in zip(asked, right)
        ]
    return rows


def _first_correct(written: list[Trajectory]) -> dict[str, dict[str, Trajectory]]:
    """Of the questions that every teacher solved: a correct trajectory of each, by question id and teacher."""
    examples: dict[str, dict[str, Trajectory]] = collections.defaultdict(dict)
    for trajectory in written:
        if trajectory.is_correct:
            examples[trajectory.question_id].setdefault(trajectory.writer, trajectory)
    return {question_id: own for question_id, own in examples.items() if len(own) == len(TEACHERS)}


def _choose_examples(
    rng: random.Random, tokenizer: Tokenizer, question_id: str, examples: dict[str, dict[str, Trajectory]]
) -> list[str]:
    """Other questions, the same ones for every teacher, such that each teacher's examples fit."""
    others = [other for other in examples if other != question_id]
    while True:
        chosen = rng.sample(others, EXAMPLES)
        lengths = [
            sum(len(_example_ids(tokenizer, examples[other][teacher])) for other in chosen) for teacher in TEACHERS
        ]
        if max(lengths) <= MAX_PROMPT_TOKENS - 80:
            return chosen


def _example_ids(tokenizer: Tokenizer, example: Trajectory) -> list[int]:
    return question_prompt(tokenizer, example.question) + example.ids + [END_ID]


def _few_shot_prompt(tokenizer: Tokenizer, examples: list[Trajectory], problem: Problem) -> list[int]:
    earlier = [token_id for example in examples for token_id in _example_ids(tokenizer, example)]
    return earlier + question_prompt(tokenizer, problem.question)


def _count_right(
    student: LanguageModel,
    tokenizer: Tokenizer,
    problems: list[Problem],
    prompts: list[list[int]],
    seed: int,
    batch_size: int = 48,
) -> list[int]:
    """Small batches: the attention of a long prompt needs memory with the square of its length."""
    repeated = [prompt for prompt in prompts for _ in range(SAMPLES)]
    responses = roll_out_all(student, repeated, TEMPERATURE, MAX_TOKENS, seed, batch_size)
    right = [0] * len(problems)
    for index, response in enumerate(responses):
        text = tokenizer.decode(response.ids)
        right[index // SAMPLES] += response.has_ended and is_right(problems[index // SAMPLES], text)
    return right

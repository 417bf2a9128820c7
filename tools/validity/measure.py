"""Held-out accuracy of a student, in and out of domain."""

from __future__ import annotations

from typing import Any

import demo_models  # noqa: F401  (makes the next imports work)
from evaluate import is_right
from model import LanguageModel
from questions import QuestionGroup
from roll_outs import roll_out_all
from sampling import encode_prompt
from tokenizer import Tokenizer
from trajectories import MAX_TOKENS, SAMPLES, TEMPERATURE

SAMPLING_SEED = 7


def measure_groups(model: LanguageModel, tokenizer: Tokenizer, groups: list[QuestionGroup]) -> dict[str, Any]:
    """By group: of each question how many samples are right, and whether the greedy answer is; lengths."""
    return {group.name: _measure_group(model, tokenizer, group) for group in groups}


def _measure_group(model: LanguageModel, tokenizer: Tokenizer, group: QuestionGroup) -> dict[str, Any]:
    tasks = [problem for problem in group.problems for _ in range(SAMPLES)]
    prompts = [encode_prompt(tokenizer, problem.question + group.instruction) for problem in tasks]
    responses = roll_out_all(model, prompts, TEMPERATURE, MAX_TOKENS, SAMPLING_SEED)
    right = [
        response.has_ended and is_right(problem, tokenizer.decode(response.ids))
        for problem, response in zip(tasks, responses)
    ]
    greedy = roll_out_all(model, prompts[::SAMPLES], 0, MAX_TOKENS, SAMPLING_SEED)
    return {
        "right": [sum(right[start : start + SAMPLES]) for start in range(0, len(right), SAMPLES)],
        "greedyRight": [
            int(response.has_ended and is_right(problem, tokenizer.decode(response.ids)))
            for problem, response in zip(group.problems, greedy)
        ],
        "meanTokens": round(sum(len(response.ids) for response in responses) / len(responses), 1),
        "endedShare": round(sum(response.has_ended for response in responses) / len(responses), 4),
    }

"""What the decision card says about trajectories: the input of `card.ts`, and its output."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from core import run_core
from demo_models import TEACHERS
from tokenizer import Tokenizer
from trajectories import Trajectory

CardInput = dict[str, Any]


def card_input(tokenizer: Tokenizer, written: list[Trajectory], smoke: list[dict[str, Any]]) -> CardInput:
    return {
        "teachers": TEACHERS,
        "smoke": smoke,
        "trajectories": [
            {
                "questionId": item.question_id,
                "teacher": item.writer,
                "isCorrect": item.is_correct,
                "text": item.text,
                "entropies": _rounded(item.entropies),
                "tokenStarts": _token_starts(tokenizer, item),
                "studentLogprobs": _rounded(item.student.logprobs),
                "studentEntropies": _rounded(item.student.entropies),
                "studentRanks": item.student.ranks,
            }
            for item in written
        ],
    }


def read_card(inputs: list[CardInput]) -> dict[str, Any]:
    """The card over the questions of one or several replicates."""
    joined = {key: [row for content in inputs for row in content[key]] for key in ("smoke", "trajectories")}
    return run_core("card.ts", {"teachers": TEACHERS, **joined})


def _token_starts(tokenizer: Tokenizer, item: Trajectory) -> list[int]:
    """The demo models write ASCII, so bytes are UTF-16 units."""
    lengths = [tokenizer.token_length(token_id) for token_id in item.ids]
    return list(accumulate(lengths, initial=0))[:-1]


def _rounded(values: list[float]) -> list[float]:
    return [round(value, 6) for value in values]

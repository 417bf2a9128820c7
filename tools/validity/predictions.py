"""What each metric of the card predicts, and whether training agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy

from demo_models import TEACHERS
from intervals import Accuracies, kendall_tau

LENGTH = "response length"
SHIFT = "latent shift (proxy)"


@dataclass(frozen=True)
class Prediction:
    """`merits` are in the order of `TEACHERS`, more being better."""

    metric: str
    merits: list[float]

    @property
    def first_choice(self) -> str:
        return TEACHERS[int(numpy.argmax(self.merits))]

    @property
    def order(self) -> list[str]:
        return [TEACHERS[index] for index in numpy.argsort(self.merits)[::-1]]


def predictions_of(card: dict[str, Any], shifts: dict[str, float]) -> list[Prediction]:
    """The metrics of a card, then two that it does not rank by: shift and length."""
    by_metric = {row["metric"]: row for row in card["rows"]}
    predictions = [
        Prediction(row["metric"], [estimate["value"] * _sign(row["better"]) for estimate in row["estimates"]])
        for row in card["rows"]
        if row["better"] != "none"
    ]
    lengths = [-estimate["value"] for estimate in by_metric[LENGTH]["estimates"]]
    return [
        *predictions,
        Prediction(SHIFT, [-shifts[teacher] for teacher in TEACHERS]),
        Prediction(f"{LENGTH}, shorter first", lengths),
    ]


def mean_shifts(facts: dict[str, Any]) -> dict[str, float]:
    return {
        teacher: float(numpy.mean([own["latentShift"][teacher] for own in facts.values()])) for teacher in TEACHERS
    }


def measured_merits(accuracies: Accuracies, group: str) -> list[float]:
    return [accuracies.of_set(correct_set(teacher), group).value for teacher in TEACHERS]


def best_by_replicate(accuracies: Accuracies, group: str) -> list[str]:
    """Of each replicate, the teacher whose correct set did best."""
    columns = zip(*(accuracies.by_replicate(correct_set(teacher), group) for teacher in TEACHERS))
    return [TEACHERS[int(numpy.argmax(column))] for column in columns]


def correct_set(teacher: str) -> str:
    return f"{teacher}, correct"


def tau(prediction: Prediction, merits: list[float]) -> float:
    return kendall_tau(prediction.merits, merits)


def _sign(better: str) -> int:
    return 1 if better == "higher" else -1

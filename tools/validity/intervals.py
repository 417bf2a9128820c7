"""Measured accuracies with intervals, and rank correlation."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any, Sequence

import numpy

RESAMPLES = 2000
SEED = 20250813
IN_DOMAIN, OUT_OF_DOMAIN = "in domain", "out of domain"
OTHER_GROUPS = ("kinds left out", "other instruction", "other words", "larger numbers")
SAMPLES = 4

Draws = numpy.ndarray
"""A statistic in every resample."""


@dataclass(frozen=True)
class Estimate:
    value: float
    draws: Draws

    @property
    def low(self) -> float:
        return float(numpy.quantile(self.draws, 0.025))

    @property
    def high(self) -> float:
        return float(numpy.quantile(self.draws, 0.975))

    def __sub__(self, other: Estimate) -> Estimate:
        """Paired: both saw the same resamples."""
        return Estimate(self.value - other.value, self.draws - other.draws)


class Accuracies:
    """Pass@1 of every set and group, over replicates and questions drawn with replacement."""

    def __init__(self, results: dict[str, Any]) -> None:
        self.seeds = [str(seed) for seed in results["seeds"]]
        rng = numpy.random.default_rng(SEED)
        count = len(self.seeds)
        self._replicate_draws = rng.integers(0, count, (RESAMPLES, count))
        self._question_draws = {
            name: rng.integers(0, len(group["right"]), (RESAMPLES, len(group["right"])))
            for name, group in results["base"].items()
        }
        self._results = results

    def of_set(self, name: str, group: str) -> Estimate:
        """`group` may be the mean of the groups out of domain."""
        return self._of([self._results["sets"][name][seed]["groups"] for seed in self.seeds], group)

    def of_base(self, group: str) -> Estimate:
        return self._of([self._results["base"]] * len(self.seeds), group)

    def has_set(self, name: str) -> bool:
        return name in self._results["sets"]

    def difference(self, first: str, second: str, group: str) -> Estimate:
        return self.of_set(first, group) - self.of_set(second, group)

    def by_replicate(self, name: str, group: str) -> list[float]:
        records = [self._results["sets"][name][seed]["groups"] for seed in self.seeds]
        return [self._value([record], group) for record in records]

    def _of(self, records: list[dict[str, Any]], group: str) -> Estimate:
        if group == OUT_OF_DOMAIN:
            parts = [self._of(records, other) for other in OTHER_GROUPS]
            value = float(numpy.mean([part.value for part in parts]))
            return Estimate(value, numpy.mean([part.draws for part in parts], axis=0))
        rates = _rates(records, group)
        # [resample, replicate, question] would be large; one resample after the other is not.
        draws = [
            rates[replicates][:, questions].mean()
            for replicates, questions in zip(self._replicate_draws, self._question_draws[group])
        ]
        return Estimate(float(rates.mean()), numpy.array(draws))

    @staticmethod
    def _value(records: list[dict[str, Any]], group: str) -> float:
        groups = OTHER_GROUPS if group == OUT_OF_DOMAIN else (group,)
        return float(numpy.mean([_rates(records, name).mean() for name in groups]))


def _rates(records: list[dict[str, Any]], group: str) -> numpy.ndarray:
    """[replicate, question]"""
    return numpy.array([record[group]["right"] for record in records]) / SAMPLES


def share_of_wins(estimates: Sequence[Estimate]) -> list[float]:
    """P(best): the share of resamples in which each is the highest; ties are shared."""
    draws = numpy.array([estimate.draws for estimate in estimates])
    is_best = draws == draws.max(axis=0)
    return (is_best / is_best.sum(axis=0)).mean(axis=1).tolist()


def kendall_tau(first: Sequence[float], second: Sequence[float]) -> float:
    """τ-a: a pair that is tied on either side counts as neither."""
    pairs = list(itertools.combinations(range(len(first)), 2))
    signs = [numpy.sign(first[i] - first[j]) * numpy.sign(second[i] - second[j]) for i, j in pairs]
    return float(sum(signs)) / len(pairs)

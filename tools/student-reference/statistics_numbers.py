"""Statistics by SciPy and NumPy: rank correlations, proportions, resampling with their own generators."""

from __future__ import annotations

from typing import Any, Optional

import numpy
from scipy.stats import binomtest, kendalltau, spearmanr

LISTS = [
    ([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]),
    ([1, 2, 2, 3, 4, 4], [1, 3, 2, 2, 5, 4]),
    ([0.5, 0.5, 0.5], [1, 2, 3]),
    ([3, 1], [1, 2]),
    ([1], [1]),
    ([], []),
]


def number(value: float) -> Optional[float]:
    return None if numpy.isnan(value) else float(value)


def rank_correlations() -> list[dict[str, Any]]:
    rng = numpy.random.default_rng(3)
    drawn = [(rng.integers(0, 6, 25).tolist(), rng.integers(0, 9, 25).tolist()) for _ in range(3)]
    rows = []
    for x, y in LISTS + drawn:
        is_defined = len(x) > 1 and len(set(x)) > 1 and len(set(y)) > 1
        tau = kendalltau(x, y, variant="b").statistic if is_defined else float("nan")
        rho = spearmanr(x, y).statistic if is_defined else float("nan")
        rows.append({"x": x, "y": y, "tau": number(tau), "rho": number(rho)})
    return rows


def pass_rates() -> list[dict[str, Any]]:
    """Wilson intervals as they stand beside a question: few samples."""
    rows = []
    for correct, samples in [(0, 4), (1, 4), (4, 4), (3, 8), (8, 8), (5, 16)]:
        interval = binomtest(correct, samples).proportion_ci(0.95, "wilson")
        rows.append({"correct": correct, "samples": samples, "low": interval.low, "high": interval.high})
    return rows


def smoke_test(questions: int = 60, samples: int = 4, resamples: int = 200_000) -> dict[str, Any]:
    """Paired differences of pass rates, percentile bootstrap over questions."""
    rng = numpy.random.default_rng(17)
    ease = rng.random(questions)
    zero_shot = rng.binomial(samples, ease)
    few_shot = [rng.binomial(samples, numpy.clip(ease + gain, 0, 1)) for gain in (0.05, 0.2)]
    teachers = []
    for correct in few_shot:
        differences = (correct - zero_shot) / samples
        picks = rng.integers(0, questions, (resamples, questions))
        means = differences[picks].mean(1)
        low, high = numpy.quantile(means, [0.025, 0.975])
        teachers.append(
            {"fewShot": correct.tolist(), "difference": float(differences.mean()), "low": float(low), "high": float(high)}
        )
    return {"samples": samples, "zeroShot": zero_shot.tolist(), "teachers": teachers}


def rank_stability(questions: int = 80, resamples: int = 40_000) -> dict[str, Any]:
    """How often N questions, drawn with replacement, put three teachers in the order of all of them.

    Not subsampling: drawing with replacement is another way to the same probability.
    """
    rng = numpy.random.default_rng(29)
    denominators = rng.integers(20, 60, (3, questions)).astype(float)
    values = rng.normal([[1.0], [1.06], [1.2]], 0.35, (3, questions))
    numerators = numpy.round(values * denominators, 3)
    order = numpy.argsort(numerators.sum(1) / denominators.sum(1))
    points = []
    for count in (questions // 2, questions, 3 * questions // 2, 2 * questions):
        same = 0
        for _ in range(resamples):
            picks = rng.integers(0, questions, count)
            ratios = numerators[:, picks].sum(1) / denominators[:, picks].sum(1)
            same += bool((numpy.argsort(ratios) == order).all())
        points.append({"questions": count, "pOrder": same / resamples})
    return {
        "questions": questions,
        "numerators": numerators.ravel().tolist(),
        "denominators": denominators.ravel().tolist(),
        "order": order.tolist(),
        "points": points,
    }

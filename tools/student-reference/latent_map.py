"""The latent map by NumPy: singular values of the student's answers, and the shift of each teacher."""

from __future__ import annotations

from typing import Any

import numpy

DIMENSIONS = 12


def latent_map(questions: int = 30, resamples: int = 100_000) -> dict[str, Any]:
    """Random clouds; shift = distance of the middles in the plane of the student's two principal axes."""
    rng = numpy.random.default_rng(41)
    stretch = numpy.linspace(3, 0.3, DIMENSIONS)
    student = numpy.round(rng.normal(0.5, 1, (2 * questions, DIMENSIONS)) * stretch, 3)
    mean = student.mean(0)
    axes = numpy.linalg.svd(student - mean, full_matrices=False)[2][:2]
    # The sign of an axis is free: its largest component is made positive.
    axes *= numpy.sign(axes[numpy.arange(2), numpy.abs(axes).argmax(1)])[:, None]
    own = (student - mean) @ axes.T
    spread = numpy.sqrt((own**2).sum(1).mean())
    teachers = []
    for offset in (0.4, 1.5):
        vectors = numpy.round(rng.normal(0.5 + offset, 1, (questions, DIMENSIONS)) * stretch, 3)
        points = (vectors - mean) @ axes.T / spread
        # Two answers of the student to each question.
        away = points - own.reshape(questions, 2, 2).mean(1) / spread
        picks = rng.integers(0, questions, (resamples, questions))
        shifts = numpy.hypot(*numpy.moveaxis(away[picks].mean(1), 1, 0))
        low, high = numpy.quantile(shifts, [0.025, 0.975])
        teachers.append(
            {
                "vectors": vectors.tolist(),
                "points": points.tolist(),
                "shift": float(numpy.hypot(*away.mean(0))),
                "low": float(low),
                "high": float(high),
            }
        )
    variance = ((student - mean) ** 2).sum()
    return {
        "student": student.tolist(),
        "ownPoints": (own / spread).tolist(),
        "varianceShare": float((own**2).sum() / variance),
        "teachers": teachers,
    }

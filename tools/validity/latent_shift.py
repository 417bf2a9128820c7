"""The page's proxy for DED's latent shift (METRICS §2), computed in Python from the definition."""

from __future__ import annotations

import numpy

from trajectories import Trajectory

COMPONENTS = 2


def latent_shifts(own: list[Trajectory], by_teacher: dict[str, list[Trajectory]]) -> dict[str, float]:
    """Distance between the centroids of the student's and a teacher's answers, in units of the student's spread.

    In the plane of the first principal components of the student's own answers; an answer is the student's mean last
    hidden state over it. The spread is the root mean square distance of the student's answers from their centroid.
    """
    answers = numpy.array([item.student.mean_hidden for item in own if item.student.mean_hidden])
    centre = answers.mean(0)
    axes = numpy.linalg.svd(answers - centre, full_matrices=False)[2][:COMPONENTS]
    projected = (answers - centre) @ axes.T
    spread = float(numpy.sqrt((projected**2).sum(1).mean()))
    shifts = {}
    for teacher, items in by_teacher.items():
        theirs = numpy.array([item.student.mean_hidden for item in items if item.student.mean_hidden])
        shifts[teacher] = float(numpy.linalg.norm((theirs.mean(0) - centre) @ axes.T)) / spread
    return shifts

"""Scores as whole steps of their scale, so that equal changes tie exactly, and alpha from whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.grid import Grid, grid_of
from kith.evaluation.many.types import MISSING, Alpha, Answers
from kith.questionnaires.scoring import items_needed
from kith.questionnaires.types import ScaleDefinition, ScoreRule
from kith.statistics.reliability import LEAST_PEOPLE
from kith.statistics.types import Estimate

Integers = NDArray[np.int64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """One scale's scores of many people: ``steps / grid.per_point`` where ``there``, else none."""

    steps: Integers
    there: Truths
    grid: Grid


def score_steps(scale: ScaleDefinition, answers: Answers, places: Sequence[int]) -> Scores:
    """The scores of :func:`kith.questionnaires.scoring.score_frame`, exactly.

    Parameters
    ----------
    answers
        Shape (people, items).
    places
        The columns of the scale's items, in its order.
    """
    total = np.zeros(len(answers), dtype=np.int32)
    answered = np.zeros(len(answers), dtype=np.int16)
    for item, place in zip(scale.items, places, strict=True):
        column = answers[:, place]
        there = column != MISSING
        value = column.astype(np.int32)
        if item in scale.reversed_items:
            value = scale.point_low + scale.point_high - value
        total += np.where(there, value, 0)
        answered += there
    grid, times = grid_of(scale), _times(scale)
    enough = answered >= items_needed(scale)
    if not grid.found:
        values = np.divide(total * float(times), answered, out=np.zeros(len(total)), where=enough)
        return Scores(grid.steps(values), enough, grid)
    steps_a_point = np.zeros(len(scale.items) + 1, dtype=np.int64)
    for number in _answered(scale):
        steps_a_point[number] = grid.per_point * times // number
    return Scores(total * steps_a_point[answered], enough, grid)


def alphas(
    scale: ScaleDefinition, answers: Answers, places: Sequence[int], starts: Integers, level: float
) -> list[Alpha]:
    """Cronbach's alpha of each programme's people who answered every item, as ``cronbach_alpha`` has it.

    Sums and sums of squares are whole numbers, so nothing is lost before the one division.

    Parameters
    ----------
    starts
        Where each programme's people begin, none empty.

    References
    ----------
    Feldt LS (1965). Psychometrika 30:357-370, 10.1007/BF02289499.
    """
    columns = [answers[:, place] for place in places]
    whole = np.logical_and.reduce([column != MISSING for column in columns])
    n = np.add.reduceat(whole.astype(np.int64), starts)
    of_items, total = np.zeros(len(starts), dtype=np.int64), np.zeros(len(answers), dtype=np.int64)
    for item, column in zip(scale.items, columns, strict=True):
        value = column.astype(np.int64)
        if item in scale.reversed_items:
            value = scale.point_low + scale.point_high - value
        value *= whole
        total += value
        of_items += _spread(value, n, starts)
    of_sum = _spread(total, n, starts)
    return _with_intervals(len(places), n, of_items, of_sum, level)


def _spread(value: Integers, n: Integers, starts: Integers) -> Integers:
    """n times the sum of squares less the square of the sum: n (n - 1) variances."""
    sums, squares = np.add.reduceat(value, starts), np.add.reduceat(value * value, starts)
    return np.asarray(n * squares - sums * sums)


def _with_intervals(k: int, n: Integers, of_items: Integers, of_sum: Integers, level: float) -> list[Alpha]:
    from scipy.special import fdtri

    defined = (n >= LEAST_PEOPLE) & (of_sum > 0) & (k > 1)
    share = np.divide(of_items, of_sum, out=np.zeros(len(n)), where=defined)
    alpha = k / max(k - 1, 1) * (1.0 - share)
    freedom, tail = np.maximum(n - 1, 1), (1.0 - level) / 2.0
    ends = [
        1.0 - (1.0 - alpha) * fdtri(freedom, freedom * max(k - 1, 1), chance) for chance in (1.0 - tail, tail)
    ]
    code = "statistics.method.cronbach_alpha"
    return [
        Alpha(
            int(many), Estimate(float(a), float(low), float(high), level, int(many), code) if here else None
        )
        for many, here, a, low, high in zip(n, defined, alpha, *ends, strict=True)
    ]


def _times(scale: ScaleDefinition) -> int:
    return len(scale.items) if scale.rule is ScoreRule.SUM else 1


def _answered(scale: ScaleDefinition) -> range:
    return range(items_needed(scale), len(scale.items) + 1)

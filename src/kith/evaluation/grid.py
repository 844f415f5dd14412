"""The grid on which a score moves, so that equal changes tie exactly.

A mean of three answers moves in thirds. Written with six decimals, 4.333333 - 2 and
3.666667 - 1.333333 are different numbers and the same change. Ranks, signs and "no change" are
therefore counted in whole steps of the scale, never in decimals.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.questionnaires.scoring import items_needed
from kith.questionnaires.types import ScaleDefinition, ScoreRule

MOST_ITEMS = 60
"""A mean of more answers than this is treated as continuous."""

MOST_STEPS = 2**44
"""Steps from one end of a scale to the other; beyond them scores are kept to nine decimals instead."""

MOST_DECIMALS = 9
CHANCE = 1e-4
"""A grid is believed when numbers without one would fit it by accident less often than this."""

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Grid:
    """Scores are whole numbers of ``1 / per_point``. ``found`` is false where only decimals were kept."""

    per_point: int
    found: bool = True

    @property
    def step(self) -> float | None:
        """The smallest change the score can show, in points of the scale; ``None`` when unknown."""
        return 1 / self.per_point if self.found else None

    def steps(self, scores: Floats) -> Integers:
        """Scores without a gap, as whole numbers of steps."""
        return np.rint(scores * self.per_point).astype(np.int64)


def find_grid(scores: Floats) -> Grid:
    """The coarsest grid that all the scores stand on, to the decimals they were written with.

    For k = 1, 2, ... the scores times k must all be whole numbers within k times half a unit of the
    last decimal; the first k that chance does not explain is taken. Where people left out different
    numbers of items, each score may stand on a k of its own: then the least common multiple of these is
    taken. Otherwise the decimals themselves are the grid.

    Parameters
    ----------
    scores
        Any shape, in points of the scale; NaN is missing and left out.

    >>> find_grid(np.array([1.333333, 1.666667, 2.0, 4.333333, 4.666667])).per_point
    3
    >>> find_grid(np.array([1.0, 4.0, 3.0])).per_point
    1
    """
    distinct = np.unique(scores[np.isfinite(scores)])
    parts = distinct[distinct != np.rint(distinct)]
    if parts.size == 0:
        return Grid(1)
    decimals = _decimals(parts)
    rounding = 0.505 * 10.0**-decimals if decimals <= MOST_DECIMALS else 1e-12
    for per_point in range(2, MOST_ITEMS + 1):
        slack = rounding * per_point
        scaled = parts * per_point
        if np.all(np.abs(scaled - np.rint(scaled)) <= slack) and (2 * slack) ** parts.size < CHANCE:
            return Grid(per_point)
    together = _together(parts, rounding)
    if together is not None:
        return Grid(together)
    return Grid(10 ** min(decimals, MOST_DECIMALS), found=False)


def _together(parts: Floats, rounding: float) -> int | None:
    """The least common multiple of each score's own k, or None where chance would find one as well.

    It must also be told apart from the step beside it, in spite of the rounding.
    """
    if (rounding * MOST_ITEMS * (MOST_ITEMS + 1)) ** parts.size >= CHANCE:
        return None
    per_point, left = 1, parts
    for answered in range(2, MOST_ITEMS + 1):
        scaled = left * answered
        fits = np.abs(scaled - np.rint(scaled)) <= rounding * answered
        if fits.any():
            per_point, left = math.lcm(per_point, answered), left[~fits]
    largest = float(np.abs(parts).max())
    fine = rounding * per_point < 0.25 and largest * per_point <= MOST_STEPS
    return per_point if fine and not left.size else None


def grid_of(scale: ScaleDefinition) -> Grid:
    """The grid of every score that a scale can have, whoever leaves out how many items.

    A mean of 4 or 5 answers moves in quarters or fifths, so all of them stand on twentieths.

    >>> from kith.foundation.words import Text
    >>> items = ("a", "b", "c", "d", "e")
    >>> grid_of(ScaleDefinition("s", Text.of("S"), items, frozenset(), ScoreRule.MEAN, 0.8, 1, 5)).per_point
    20
    >>> grid_of(ScaleDefinition("s", Text.of("S"), items, frozenset(), ScoreRule.SUM, 0.8, 1, 5)).per_point
    4
    """
    times = len(scale.items) if scale.rule is ScoreRule.SUM else 1
    answered = range(items_needed(scale), len(scale.items) + 1)
    per_point = math.lcm(*(many // math.gcd(many, times) for many in answered))
    largest = max(abs(scale.point_low), abs(scale.point_high)) * times * per_point
    return Grid(per_point) if largest <= MOST_STEPS else Grid(10**MOST_DECIMALS, found=False)


def grid_of_step(step: float) -> Grid:
    """The grid of a step the plan states: 0.25 is four to a point.

    >>> grid_of_step(1 / 3).per_point
    3
    """
    return Grid(max(1, round(1 / step)))


def _decimals(values: Floats) -> int:
    """How many decimals the values were written with; one more than the most when they never end."""
    for decimals in range(1, MOST_DECIMALS + 1):
        if np.array_equal(np.round(values, decimals), values):
            return decimals
    return MOST_DECIMALS + 1

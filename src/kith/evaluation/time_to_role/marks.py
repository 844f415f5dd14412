"""A curve at round times. Its own steps are the times of single people, which a report does not print."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.time_to_role.types import Mark, Unit

if TYPE_CHECKING:
    from kith.statistics.survival import Waiting

MOST_MARKS = 10
"""Rows that are taken in at a glance. Ours."""
ROUND: Mapping[Unit, tuple[float, ...]] = {
    Unit.DAYS: (7, 14, 30, 91, 182, 365),
    Unit.WEEKS: (1, 2, 4, 13, 26, 52),
    Unit.MONTHS: (1, 2, 3, 6, 12, 24),
    Unit.YEARS: (0.25, 0.5, 1, 2),
}
"""Gaps between marks that people count in: weeks, months, quarters, years."""


def marks_of(times: NDArray[np.float64], found: Waiting, unit: Unit, least: int) -> tuple[Mark, ...]:
    """The curve at equal gaps, for as long as ``least`` people or more were still being watched."""
    gap = gap_for(found.longest, unit)
    marks = []
    for place in range(1, math.floor(found.longest / gap) + 1):
        at_risk = int((times >= place * gap).sum())
        if at_risk < least:
            break
        before = [step.waiting for step in found.steps if step.time <= place * gap]
        marks.append(Mark(place * gap, at_risk, before[-1] if before else None))
    return tuple(marks)


def gap_for(longest: float, unit: Unit) -> float:
    """The smallest round gap that leaves at most :data:`MOST_MARKS` marks.

    >>> gap_for(24, Unit.MONTHS), gap_for(1, Unit.MONTHS), gap_for(100, Unit.YEARS)
    (3, 1, 10)
    """
    gaps = ROUND[unit]
    for gap in gaps:
        if longest / gap <= MOST_MARKS:
            return gap
    return gaps[-1] * math.ceil(longest / gaps[-1] / MOST_MARKS)

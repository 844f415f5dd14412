"""What is odd in published counts, and what is done about it.

Nothing is repaired. A forecast is scored against what was published, since that is what a planner would have seen.

==============  ===================================================================================================
gap             two neighbouring counts lie more than a year apart. The years between are not filled in: a step is
                divided by its years, and a forecast is scored only where its very year was counted.
repeat          the same count as the one before: often a figure carried forward. Kept.
break           a change of more than 50% a year: a new definition or register, rarely people. Kept, both in the past
                and as an outturn; coverage is told apart for forecasts whose past holds one.
short series    too few counts for any forecast. Left out of the scores.
==============  ===================================================================================================
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from kith.workforce.backtest.types import Quality
from kith.workforce.forecast.history import LEAST_POINTS
from kith.workforce.forecast.series import Series

BREAK = log(1.5)
"""Change of the log a year."""


def is_break(year: int, count: float, next_year: int, next_count: float) -> bool:
    """Whether the count changed by more than 50% a year.

    >>> is_break(2000, 100, 2001, 151), is_break(2000, 100, 2002, 151)
    (True, False)
    """
    return abs(log(next_count / count)) / (next_year - year) > BREAK


def quality(series: Sequence[Series], *, rows: int, other_rows: int = 0, no_count: int = 0) -> Quality:
    """Everything counted over all series."""
    steps = [
        (each.years[at], each.counts[at], each.years[at + 1], each.counts[at + 1])
        for each in series
        for at in range(len(each.years) - 1)
    ]
    between = [after - before for before, _, after, _ in steps]
    return Quality(
        rows=rows,
        other_rows=other_rows,
        no_count=no_count,
        series=len(series),
        counts=sum(len(each.years) for each in series),
        short_series=sum(len(each.years) < LEAST_POINTS for each in series),
        steps=len(steps),
        gaps=sum(years > 1 for years in between),
        years_missing=sum(years - 1 for years in between),
        repeats=sum(count == following for _, count, _, following in steps),
        breaks=sum(is_break(*step) for step in steps),
    )

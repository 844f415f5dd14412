"""Rolling origins: every year of every series from which a forecast can be made and scored."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from kith.workforce.backtest.quality import is_break
from kith.workforce.backtest.types import Cases
from kith.workforce.forecast.history import LEAST_POINTS, WINDOW, gather, history
from kith.workforce.forecast.series import Series


@dataclass(frozen=True, slots=True)
class Past:
    """One series at one origin. ``known`` counts all its counts up to then."""

    series: int
    origin: int
    row: tuple[float, ...]
    known: int
    broken: bool


def pasts(series: Sequence[Series], *, window: int = WINDOW, least: int = LEAST_POINTS) -> list[Past]:
    """Every origin of every series: a year with a count, with ``least`` counts in the ``window`` years up to it."""
    found = []
    for index, each in enumerate(series):
        for origin in each.years:
            past = past_at(index, each, origin, window=window, least=least)
            if past is not None:
                found.append(past)
    return found


def past_at(
    index: int, series: Series, origin: int, *, window: int = WINDOW, least: int = LEAST_POINTS
) -> Past | None:
    """What may be known at ``origin``: only counts up to that year are looked at."""
    known = bisect_right(series.years, origin)
    begin = bisect_right(series.years, origin - window)
    years, counts = series.years[begin:known], series.counts[begin:known]
    row = history(years, [log(count) for count in counts], origin, window=window, least=least)
    if row is None:
        return None
    broken = any(
        is_break(years[at], counts[at], years[at + 1], counts[at + 1]) for at in range(len(years) - 1)
    )
    return Past(index, origin, row, known, broken)


def cases(series: Sequence[Series], found: Sequence[Past], horizon: int) -> Cases | None:
    """Those origins with a count exactly ``horizon`` years later; ``None`` where there is none."""
    places = {place: index for index, place in enumerate(sorted({each.place for each in series}))}
    later = [dict(zip(each.years, each.counts, strict=True)) for each in series]
    kept = [past for past in found if past.origin + horizon in later[past.series]]
    if not kept:
        return None
    known = np.array([past.known for past in kept])
    return Cases(
        horizon=horizon,
        series=np.array([past.series for past in kept]),
        place=np.array([places[series[past.series].place] for past in kept]),
        origin=np.array([past.origin for past in kept]),
        histories=gather([past.row for past in kept]),
        actual=np.array([log(later[past.series][past.origin + horizon]) - past.row[0] for past in kept]),
        broken=np.array([past.broken for past in kept]),
        long=known > np.median(known),
    )

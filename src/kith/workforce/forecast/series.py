"""One stock counted over years, and what makes it unfit to forecast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite

from kith.foundation.faults import Faults


@dataclass(frozen=True, slots=True)
class Series:
    """Counts of one occupation in one place.

    Parameters
    ----------
    place
        The country or region: the unit that is wholly in one half or the other of a back-test.
    occupation
        Who is counted.
    years, counts
        One count (heads or FTE, above 0) a year, years rising; years may be missing.
    region
        A group of places, for the table by region. May be empty.
    """

    place: str
    occupation: str
    years: tuple[int, ...]
    counts: tuple[float, ...]
    region: str = ""

    @property
    def key(self) -> str:
        return f"{self.place}: {self.occupation}"


def check_series(series: Iterable[Series], *, least_points: int = 2) -> None:
    """Nothing where every series can be forecast.

    Raises
    ------
    KithError
        With every fault of every series: counts that are not above 0, a year twice, years out of order, too few.
    """
    faults = Faults()
    for each in series:
        _check(each, least_points, faults)
    faults.raise_if_any()


def _check(series: Series, least_points: int, faults: Faults) -> None:
    name = series.key
    if len(series.years) != len(series.counts):
        faults.add("workforce.series.uneven", name=name, years=len(series.years), counts=len(series.counts))
        return
    for year, count in zip(series.years, series.counts, strict=True):
        if not (isfinite(count) and count > 0):
            faults.add("workforce.series.not_positive", name=name, year=year, value=count)
    for year, times in sorted(Counter(series.years).items()):
        if times > 1:
            faults.add("workforce.series.year_twice", name=name, year=year, times=times)
    if list(series.years) != sorted(series.years):
        faults.add("workforce.series.out_of_order", name=name)
    if len(set(series.years)) < least_points:
        faults.add("workforce.series.too_short", name=name, points=len(set(series.years)), least=least_points)

"""From what the splits said of each forecast to figures with their intervals, places being what varies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from kith.foundation.seeds import generator
from kith.workforce.backtest.halves import Hits, Tested
from kith.workforce.backtest.learning import percent_error
from kith.workforce.backtest.types import (
    Band,
    Coverage,
    Error,
    Estimate,
    GroupCoverage,
    HorizonResult,
)
from kith.workforce.forecast.methods import SIMPLE, Method, log_change
from kith.workforce.forecast.series import Series

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

LEAST_PLACES = 5
"""Below this no interval over places is told."""
RESAMPLES = 500
WITHIN = 0.04
"""How near to its level a band's coverage is to be: the aim of this wing."""
INTERVAL = 0.95


def summarise(
    tested: Tested, series: Sequence[Series], *, levels: Sequence[float], method: Method, seed: int
) -> HorizonResult:
    """One horizon's figures. ``method`` names what the whole of the data chose."""
    seen = tested.times > 0
    coverage = tuple(
        _coverage(tested, seen, band, level, tested.hits[band, level]) for band in Band for level in levels
    )
    return HorizonResult(
        horizon=tested.cases.horizon,
        forecasts=int(seen.sum()),
        n_places=len(np.unique(tested.cases.place[seen])),
        errors=_errors(tested, seen, method, seed),
        coverage=coverage,
        groups=tuple(_groups(tested, seen, series, levels)),
    )


def over_places(values: Floats, place: NDArray[np.int64]) -> Estimate | None:
    """The mean over places of each place's mean, with Student's interval over places; ``None`` below five places.

    >>> import numpy as np
    >>> found = over_places(np.array([1.0, 0.0, 1.0, 1.0, 1.0, 1.0]), np.array([0, 0, 1, 2, 3, 4]))
    >>> round(found.value, 3)
    0.9
    """
    from scipy.stats import t

    _, index, sizes = np.unique(place, return_inverse=True, return_counts=True)
    if len(sizes) < LEAST_PLACES:
        return None
    means = np.bincount(index, weights=values) / sizes
    middle = float(means.mean())
    reach = float(t.ppf((1 + INTERVAL) / 2, len(means) - 1) * means.std(ddof=1) / sqrt(len(means)))
    return Estimate(middle, max(middle - reach, 0.0), min(middle + reach, 1.0))


def _coverage(tested: Tested, seen: Bools, band: Band, level: float, hits: Hits) -> Coverage:
    times, place = tested.times[seen], tested.cases.place[seen]
    inside = hits.inside[seen] / times
    return Coverage(
        band=band,
        level=level,
        places=over_places(inside, place) or Estimate(float(inside.mean()), 0.0, 1.0),
        forecasts=float(inside.mean()),
        above=_by_place(hits.above[seen] / times, place),
        below=_by_place(hits.below[seen] / times, place),
        half_width=100 * float(np.median(hits.width[seen] / times)),
        splits_sd=float(np.std(hits.by_split)),
        splits_within=float(np.mean([abs(each - level) <= WITHIN + 1e-12 for each in hits.by_split])),
    )


def _by_place(values: Floats, place: NDArray[np.int64]) -> float:
    _, index, sizes = np.unique(place, return_inverse=True, return_counts=True)
    return float((np.bincount(index, weights=values) / sizes).mean())


def _errors(tested: Tested, seen: Bools, method: Method, seed: int) -> tuple[Error, ...]:
    cases = tested.cases
    simple = {
        each: percent_error(log_change(each, cases.histories, cases.horizon), cases.actual)[seen]
        for each in SIMPLE
    }
    found = [Error(each, float(np.median(values))) for each, values in simple.items()]
    best = min(found, key=lambda each: each.median)
    own = tested.error[seen] / tested.times[seen]
    against = _ratio(own, simple[best.method], cases.place[seen], seed)
    return (*found, Error(method, float(np.median(own)), against))


def _ratio(own: Floats, other: Floats, place: NDArray[np.int64], seed: int) -> Estimate:
    """Median over median, with the middle 95% of the same over places drawn with replacement."""
    rng = generator(seed, "workforce", "backtest", "ratio")
    order = np.argsort(place, kind="stable")
    members = np.split(order, np.flatnonzero(np.diff(place[order])) + 1)
    drawn = []
    for _ in range(RESAMPLES):
        rows = np.concatenate([members[at] for at in rng.integers(len(members), size=len(members))])
        drawn.append(np.median(own[rows]) / np.median(other[rows]))
    low, high = np.quantile(drawn, [(1 - INTERVAL) / 2, (1 + INTERVAL) / 2])
    return Estimate(float(np.median(own) / np.median(other)), float(low), float(high))


def _groups(
    tested: Tested, seen: Bools, series: Sequence[Series], levels: Sequence[float]
) -> Iterator[GroupCoverage]:
    cases = tested.cases
    kinds = {
        "occupation": [series[at].occupation for at in cases.series],
        "region": [series[at].region for at in cases.series],
        "length": ["long" if each else "short" for each in cases.long],
        "break": ["some" if each else "none" for each in cases.broken],
    }
    for kind, names in kinds.items():
        of_each = np.array(names)
        for group in sorted(set(names)):
            if group:
                yield from _group(tested, seen & (of_each == group), kind, group, levels)


def _group(
    tested: Tested, member: Bools, kind: str, group: str, levels: Sequence[float]
) -> Iterator[GroupCoverage]:
    if not member.any():
        return
    times, place = tested.times[member], tested.cases.place[member]
    for level in levels:
        hits = tested.hits[Band.CALIBRATED, level]
        yield GroupCoverage(
            kind=kind,
            group=group,
            level=level,
            forecasts=int(member.sum()),
            n_places=len(np.unique(place)),
            places=over_places(hits.inside[member] / times, place),
            half_width=100 * float(np.median(hits.width[member] / times)),
        )

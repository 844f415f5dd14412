"""Learning a method and its bands from some forecasts' errors, places weighing the same.

The widths are split-conformal quantiles for grouped data (Lee, Barber, Willett 2023, arXiv:2306.06342; Dunn,
Wasserman, Ramdas 2023, JASA 118:2491-2502, doi:10.1080/01621459.2022.2060112): each of K places shares 1/(K + 1) of
the weight among its forecasts, and the last 1/(K + 1) belongs to the place not yet seen, whose error may be anything.
For a new place that is exchangeable with them the band then holds at least its level, on average over places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kith.workforce.backtest.types import Cases
from kith.workforce.forecast.calibration import Factors, Scale, level_key, scaled
from kith.workforce.forecast.history import WINDOW
from kith.workforce.forecast.methods import SIMPLE, Method, log_change

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

WEIGHTS = (0.5, 0.6, 0.7, 0.8, 0.9)
"""Of a series' own usual step, from which the learning places choose."""
CHOOSING_LEVEL = 0.8


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a set of forecasts taught; :class:`~kith.workforce.forecast.calibration.Calibration` adds where."""

    method: Method
    weight: float
    pooled: float
    scale: Scale
    factors: tuple[Factors, ...]

    def middle(self, cases: Cases) -> Floats:
        """The forecasts, as logs of (forecast / last count)."""
        return log_change(self.method, cases.histories, cases.horizon, weight=self.weight, pooled=self.pooled)

    def half_width(self, cases: Cases, level: float) -> Floats:
        """Half the width of each band on the log scale; infinite where too few places were known."""
        factor = next(each for each in self.factors if each.horizon == cases.horizon)
        size = factor.scaled.get(level_key(level), np.inf)
        return np.asarray(size * _scaled(self.scale, cases))


def learn(all_cases: Sequence[Cases], known: Mapping[int, Bools], *, levels: Sequence[float]) -> Learnt:
    """Choose on the ``known`` forecasts alone (a mask for each horizon), then measure how wide bands must be.

    The method is the one with the smallest mean, over horizons, of its median error relative to no change's; the scale
    the one whose 80% bands come nearest to holding 80% in calm, middling and wild pasts, full and sparse ones alike.
    """
    chosen = [_pick(each, known[each.horizon]) for each in all_cases if known[each.horizon].any()]
    pooled = usual_elsewhere(chosen)
    method, weight = _method(chosen, pooled)
    errors = [
        np.abs(each.actual - log_change(method, each.histories, each.horizon, weight=weight, pooled=pooled))
        for each in chosen
    ]
    weights = [seen_weights(each.place) for each in chosen]
    scale = _scale(chosen, errors, weights)
    factors = tuple(
        _factors(each, error, own, scale, levels)
        for each, error, own in zip(chosen, errors, weights, strict=True)
    )
    return Learnt(method, weight, pooled, scale, factors)


def grouped_quantile(scores: Floats, groups: NDArray[np.int64], level: float) -> float:
    """The smallest score under which ``level`` of the weight lies; infinite where too few groups are known.

    >>> grouped_quantile(np.array([3.0, 1.0, 2.0]), np.array([0, 1, 2]), 0.5)
    2.0
    """
    return quantiles(scores, seen_weights(groups), (level,))[0]


def seen_weights(groups: NDArray[np.int64]) -> Floats:
    """Each score's weight: K groups share K / (K + 1) alike, the rest belongs to the group not yet seen."""
    _, index, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    return np.asarray(1.0 / (sizes[index] * (len(sizes) + 1)))


def quantiles(scores: Floats, weights: Floats, levels: Sequence[float]) -> list[float]:
    """The smallest score under which each level of the weight lies; infinite where there is not so much."""
    order = np.argsort(scores, kind="stable")
    reached = np.cumsum(weights[order])
    at = np.searchsorted(reached, np.array(levels) - 1e-12)  # sums of 1/n fall short of a level by rounding
    return [float(scores[order[one]]) if one < len(scores) else np.inf for one in at]


def usual_elsewhere(chosen: Sequence[Cases]) -> float:
    """The median over places of each place's median usual step, at the shortest horizon."""
    first = min(chosen, key=lambda each: each.horizon)
    order = np.argsort(first.place, kind="stable")
    ends = np.flatnonzero(np.diff(first.place[order])) + 1
    steps = np.split(first.histories.usual[order], ends)
    return float(np.median([np.median(each) for each in steps]))


def percent_error(middle: Floats, actual: Floats) -> Floats:
    """|forecast - outturn| / outturn, in per cent."""
    return np.asarray(100.0 * np.abs(np.exp(middle - actual) - 1.0))


def _pick(cases: Cases, known: Bools) -> Cases:
    histories = type(cases.histories)(
        *(getattr(cases.histories, name)[known] for name in cases.histories.__slots__)
    )
    return Cases(
        cases.horizon,
        cases.series[known],
        cases.place[known],
        cases.origin[known],
        histories,
        cases.actual[known],
        cases.broken[known],
        cases.long[known],
    )


def _method(chosen: Sequence[Cases], pooled: float) -> tuple[Method, float]:
    options = [*((method, 1.0) for method in SIMPLE), *((Method.SHRUNK, weight) for weight in WEIGHTS)]
    ratios = []
    for each in chosen:
        medians = [
            np.median(
                percent_error(
                    log_change(method, each.histories, each.horizon, weight=weight, pooled=pooled),
                    each.actual,
                )
            )
            for method, weight in options
        ]
        ratios.append(np.array(medians) / max(medians[0], 1e-9))
    return options[first_least(np.mean(ratios, axis=0))]


def _scale(chosen: Sequence[Cases], errors: Sequence[Floats], weights: Sequence[Floats]) -> Scale:
    options = list(Scale)
    uneven = [
        _unevenness(each, error, weight, options)
        for each, error, weight in zip(chosen, errors, weights, strict=True)
    ]
    return options[first_least(np.mean(uneven, axis=0))]


def first_least(values: Floats) -> int:
    """The first of the smallest, values that differ only by rounding taken as equal."""
    return int(np.argmin(np.round(values, 9)))


def _unevenness(cases: Cases, error: Floats, weights: Floats, options: Sequence[Scale]) -> list[float]:
    """How far 80% bands are from holding 80% in each of five kinds of past, places alike: a mean over the five."""
    kinds = [(kind, place_weights(cases.place[kind])) for kind in _kinds(cases)]
    found = []
    for scale in options:
        scores = error / _scaled(scale, cases)
        inside = scores <= quantiles(scores, weights, (CHOOSING_LEVEL,))[0]
        shares = [float((own * inside[kind]).sum()) for kind, own in kinds]
        found.append(float(np.mean([abs(share - CHOOSING_LEVEL) for share in shares])))
    return found


def _kinds(cases: Cases) -> list[NDArray[np.int64]]:
    """Calm, middling and wild pasts; those counted every year of the window, and those with gaps."""
    thirds = np.array_split(np.argsort(cases.histories.volatility, kind="stable"), 3)
    full = cases.histories.points >= WINDOW
    return [kind for kind in (*thirds, np.flatnonzero(full), np.flatnonzero(~full)) if len(kind)]


def _scaled(scale: Scale, cases: Cases) -> Floats:
    return scaled(scale, cases.histories.volatility, cases.histories.points, cases.horizon)


def place_weights(place: NDArray[np.int64]) -> Floats:
    """Weights of forecasts that sum to 1 and give each place the same."""
    _, index, sizes = np.unique(place, return_inverse=True, return_counts=True)
    return np.asarray(1.0 / (sizes[index] * len(sizes)))


def _factors(cases: Cases, error: Floats, weights: Floats, scale: Scale, levels: Sequence[float]) -> Factors:
    size = _scaled(scale, cases)
    own, plain = (
        {
            level_key(level): value
            for level, value in zip(levels, quantiles(scores, weights, levels), strict=True)
            if np.isfinite(value)
        }
        for scores in (error / size, error)
    )
    return Factors(cases.horizon, len(cases), len(np.unique(cases.place)), own, plain)

"""Random halves: places in one half teach the method and its bands, those in the other test them. Many times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from kith.foundation.seeds import generator
from kith.workforce.backtest.learning import Learnt, learn, percent_error, place_weights
from kith.workforce.backtest.types import Band, Cases
from kith.workforce.forecast.methods import Method, log_change

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Hits:
    """Sums over the splits that held a forecast's place out, one number a forecast; and each split's coverage."""

    inside: Floats
    above: Floats
    below: Floats
    width: Floats
    """Of high / middle - 1."""
    by_split: list[float] = field(default_factory=list)

    @classmethod
    def none(cls, size: int) -> Hits:
        return cls(np.zeros(size), np.zeros(size), np.zeros(size), np.zeros(size))

    def add(self, tested: NDArray[np.int64], miss: Floats, half: Floats, place: NDArray[np.int64]) -> None:
        """``miss`` is outturn less forecast on the log scale."""
        inside = np.abs(miss) <= half
        self.inside[tested] += inside
        self.above[tested] += miss > half
        self.below[tested] += miss < -half
        self.width[tested] += np.expm1(np.minimum(half, WIDEST))
        self.by_split.append(float((place_weights(place) * inside).sum()))


WIDEST = 50.0
"""A band of exp(50) is as good as none; it keeps an infinite one from spoiling a mean."""


@dataclass(slots=True)
class Tested:
    """What the splits said about each forecast of one horizon."""

    cases: Cases
    times: Floats
    """In how many splits its place was held out."""
    error: Floats
    """Sum of the absolute % errors of the method that the learning half chose."""
    hits: dict[tuple[Band, float], Hits]


@dataclass(slots=True)
class Halves:
    """All splits. ``methods`` and ``scales`` count what the learning halves chose."""

    horizons: list[Tested]
    methods: Counter[str] = field(default_factory=Counter)
    scales: Counter[str] = field(default_factory=Counter)


def halves(
    all_cases: Sequence[Cases],
    *,
    levels: Sequence[float],
    splits: int,
    seed: int,
    progress: Progress = lambda done, whole: None,
) -> Halves:
    """``splits`` random halves of the places that have any forecast, learnt and tested. The same for the same seed."""
    rng = generator(seed, "workforce", "backtest", "halves")
    places = np.unique(np.concatenate([each.place for each in all_cases]))
    found = Halves([_empty(each, levels) for each in all_cases])
    for split in range(splits):
        learning = rng.permutation(places)[: len(places) // 2]
        known = {each.horizon: np.isin(each.place, learning) for each in all_cases}
        learnt = learn(all_cases, known, levels=levels)
        found.methods[learnt.method.value] += 1
        found.scales[learnt.scale.value] += 1
        for tested in found.horizons:
            _test(tested, ~known[tested.cases.horizon], learnt, levels)
        progress(split + 1, splits)
    return found


def _empty(cases: Cases, levels: Sequence[float]) -> Tested:
    size = len(cases)
    hits = {(band, level): Hits.none(size) for band in Band for level in levels}
    return Tested(cases, np.zeros(size), np.zeros(size), hits)


def _test(tested: Tested, mask: Bools, learnt: Learnt, levels: Sequence[float]) -> None:
    cases, at = tested.cases, np.flatnonzero(mask)
    if not len(at) or all(each.horizon != cases.horizon for each in learnt.factors):
        return
    middle, place = learnt.middle(cases)[at], cases.place[at]
    tested.times[at] += 1
    tested.error[at] += percent_error(middle, cases.actual[at])
    walk = log_change(Method.DRIFT, cases.histories, cases.horizon)[at]
    volatility = cases.histories.volatility[at] * np.sqrt(cases.horizon)
    for level in levels:
        half = learnt.half_width(cases, level)[at]
        tested.hits[Band.CALIBRATED, level].add(at, cases.actual[at] - middle, half, place)
        z = NormalDist().inv_cdf((1 + level) / 2)
        tested.hits[Band.RANDOM_WALK, level].add(at, cases.actual[at] - walk, z * volatility, place)

"""Totals become ranks: ties shared, intervals of ranks by drawing the totals' errors."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.panel_model import Fit
from kith.evaluation.panel_reviews import Reviews
from kith.evaluation.panel_types import PanelData, Ranked
from kith.foundation.seeds import generator

EQUAL_DIGITS = 9  # totals are fractions of small whole numbers: nearer than this they are equal

Floats = NDArray[np.float64]
Ranks = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller asked for: level of intervals, points that are wide, draws, seed."""

    level: float
    wide: float
    draws: int
    seed: int


def ranked(data: PanelData, reviews: Reviews, fit: Fit, asked: Asked) -> tuple[Ranked, ...]:
    """Every applicant with their place in their list, by list, rank and id."""
    of_all = _OfAll(data, reviews, fit, asked)
    found = [one for name, places in _lists(data, reviews).items() for one in of_all.listed(name, places)]
    return tuple(sorted(found, key=lambda one: (one.list, one.rank, one.applicant)))


class _OfAll:
    """Figures of all applicants, worked out together, then told list by list."""

    def __init__(self, data: PanelData, reviews: Reviews, fit: Fit, asked: Asked) -> None:
        from scipy.special import stdtrit

        self._names, self._fit, self._asked = reviews.applicants, fit, asked
        self._totals: Floats = np.round(fit.applicants, EQUAL_DIGITS) + 0.0
        self._errors = fit.standard_errors()
        known = fit.variance is not None
        self._reach = float(stdtrit(fit.freedom, (1.0 + asked.level) / 2.0)) if known else 0.0
        self._spread = _spreads(reviews)
        self._plain = np.bincount(reviews.applicant, reviews.total) / fit.own
        self._keys = [criterion.key for criterion in data.criteria]
        self._shares = [np.bincount(reviews.applicant, column) / fit.own for column in reviews.shares.T]

    def listed(self, name: str, places: list[int]) -> list[Ranked]:
        """One list's applicants."""
        of_list = np.array(places)
        ranks, last = _competition(self._totals[of_list])
        least, most = _rank_ends(self._totals, of_list, ranks, last, self._fit, self._asked, name)
        equals: dict[int, list[str]] = defaultdict(list)
        for place, rank in zip(places, ranks.tolist(), strict=True):
            equals[rank].append(self._names[place])
        ends = zip(least, most, strict=True) if least is not None and most is not None else None
        bounds = [(None, None)] * len(places) if ends is None else [(int(a), int(b)) for a, b in ends]
        return [
            self._one(name, place, rank, bound, equals[rank])
            for place, rank, bound in zip(places, ranks.tolist(), bounds, strict=True)
        ]

    def _one(
        self, name: str, place: int, rank: int, bound: tuple[int | None, int | None], equals: list[str]
    ) -> Ranked:
        who, total, spread = self._names[place], float(self._totals[place]), float(self._spread[place])
        se = None if self._fit.variance is None else float(self._errors[place])
        return Ranked(
            applicant=who,
            list=name,
            reviews=int(self._fit.own[place]),
            total=total,
            plain=float(self._plain[place]),
            se=se,
            low=None if se is None else total - self._reach * se,
            high=None if se is None else total + self._reach * se,
            rank=rank,
            rank_low=bound[0],
            rank_high=bound[1],
            tied_with=tuple(other for other in equals if other != who),
            spread=None if np.isnan(spread) else spread,
            is_wide=spread >= self._asked.wide,
            by_criterion=MappingProxyType(
                {key: float(share[place]) for key, share in zip(self._keys, self._shares, strict=True)}
            ),
        )


def _lists(data: PanelData, reviews: Reviews) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, applicant in enumerate(reviews.applicants):
        found[data.lists.get(applicant, "")].append(place)
    return found


def _spreads(reviews: Reviews) -> Floats:
    """Highest less lowest total of each applicant's reviews; NaN with one."""
    many = len(reviews.applicants)
    low, high = np.full(many, np.inf), np.full(many, -np.inf)
    np.minimum.at(low, reviews.applicant, reviews.total)
    np.maximum.at(high, reviews.applicant, reviews.total)
    once = np.bincount(reviews.applicant, minlength=many) == 1
    return np.where(once, np.nan, np.round(high - low, EQUAL_DIGITS))


def _competition(totals: Floats) -> tuple[Ranks, Ranks]:
    """Each one's rank with equals sharing the best (1, 1, 3), and the worst of their equals."""
    ascending = np.sort(totals)
    above = len(totals) - np.searchsorted(ascending, totals, side="right")
    not_below = len(totals) - np.searchsorted(ascending, totals, side="left")
    return above + 1, not_below


def _rank_ends(
    totals: Floats, of_list: Ranks, ranks: Ranks, last: Ranks, fit: Fit, asked: Asked, name: str
) -> tuple[Ranks, Ranks] | tuple[None, None]:
    """The best and worst rank at the level, their own and that of their equals always within."""
    if fit.variance is None:
        return None, None
    rng = generator(asked.seed, "evaluation.panel", "ranks", name)
    drawn = totals[of_list] + fit.errors(rng, asked.draws)[:, of_list]
    order = np.argsort(-drawn, axis=1)
    found = np.empty(order.shape, dtype=np.int32)
    np.put_along_axis(found, order, np.arange(1, len(of_list) + 1, dtype=np.int32)[None, :], axis=1)
    tail = int((1.0 - asked.level) / 2.0 * asked.draws)
    found.partition((tail, asked.draws - 1 - tail), axis=0)
    least, most = found[tail].astype(np.int64), found[asked.draws - 1 - tail].astype(np.int64)
    return np.minimum(least, ranks), np.maximum(most, last)

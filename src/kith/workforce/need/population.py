"""People by year, region and age, and what they multiply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kith.workforce.scenario.numbers import Steps

if TYPE_CHECKING:
    from kith.workforce.model import Floats
    from kith.workforce.scenario.types import Row

Span = tuple[int, int]
OPEN = 130
"""The last age of an open span such as 85+."""


@dataclass(frozen=True, slots=True)
class People:
    """``counts [Y+1, R, spans]``; ``spans`` are first and last age, both counted; one span of all ages may be all."""

    counts: Floats
    spans: tuple[Span, ...]

    @property
    def total(self) -> Floats:
        """``[Y+1, R]``"""
        return np.asarray(self.counts.sum(-1), dtype=float)

    def weighted(self, weights: Floats) -> Floats:
        """``[Y+1, R]``: people, each times the weight of their span."""
        return np.asarray(self.counts @ weights, dtype=float)

    def between(self, first: int, last: int) -> Floats:
        """``[Y+1, R]``: people from ``first`` to ``last``, a span that lies across cut by its ages evenly."""
        return self.weighted(np.array([_inside(span, first, last) for span in self.spans]))


def people_of(rows: Sequence[Row], regions: Sequence[str], years: Sequence[int]) -> People:
    """People from the rows of a table; years that have no row lie on the straight line between those that have."""
    spans = tuple(sorted({row.ages or (0, OPEN) for row in rows}))
    at = {region: n for n, region in enumerate(regions)}, {span: n for n, span in enumerate(spans)}
    counts = np.zeros((len(years), len(regions), len(spans)))
    written = sorted({row.year for row in rows if row.year is not None})
    known = np.full((len(written), len(regions), len(spans)), np.nan)
    where = {year: n for n, year in enumerate(written)}
    for row in rows:
        if row.year is not None:
            known[where[row.year], at[0][row.region], at[1][row.ages or (0, OPEN)]] = row.amount
    for r in range(len(regions)):
        for a in range(len(spans)):
            there = ~np.isnan(known[:, r, a])
            if there.any():
                counts[:, r, a] = np.interp(years, np.asarray(written)[there], known[there, r, a])
    return People(counts, spans)


def weights_of(rate: Steps, spans: Sequence[Span]) -> Floats:
    """The rate of each span: the mean over its ages, taken evenly; before the first step it is nought.

    An open span (85+) has the rate of its first age.

    >>> weights_of(Steps((0, 5), (1.0, 3.0)), [(0, 9), (10, 130)]).tolist()
    [2.0, 3.0]
    """

    def value(age: int) -> float:
        return rate.at(age) if age >= rate.starts[0] else 0.0

    return np.array(
        [
            value(first) if last >= OPEN else float(np.mean([value(age) for age in range(first, last + 1)]))
            for first, last in spans
        ]
    )


def _inside(span: Span, first: int, last: int) -> float:
    if span[1] >= OPEN:
        return float(first <= span[0] <= last)
    ages = range(span[0], span[1] + 1)
    return sum(first <= age <= last for age in ages) / len(ages)

"""The bootstrap of very many people: how often each distinct value is drawn, instead of who is drawn.

Scores stand on a grid, so half a million people have some hundred distinct changes. Drawing people with
replacement is drawing from the multinomial distribution of these, exactly, and leaving out one person is
leaving out one of a value. Where nearly everybody has a value of their own, people are drawn and counted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.statistics.checks import Floats

Integers = NDArray[np.int64]

OfCounts = Callable[[Floats], Callable[[Integers], Floats]]
"""From distinct values in order to what gives the statistic of draws, from how often each was drawn
(draws, values)."""

LARGE = 5_000
"""More people than this are drawn by their values."""
MOST_DISTINCT = 4_000
"""Of so many values each is drawn by itself, and each left out in turn."""
MOST_DRAWN = 500_000_000
"""People in all draws together, where they are drawn; more people make fewer draws, and need no more."""
LEAST_DRAWS = 999
AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Grouped:
    """How many people have each distinct value, and which value each person has."""

    people: Integers
    group: Integers
    statistic: Callable[[Integers], Floats]

    @staticmethod
    def of(array: Floats, of_counts: OfCounts) -> Grouped:
        """Rows of one number each."""
        values, group, people = np.unique(array, return_inverse=True, return_counts=True)
        return Grouped(people.astype(np.int64), group.astype(np.int64), of_counts(values))

    @property
    def has_few_values(self) -> bool:
        return len(self.people) <= MOST_DISTINCT

    def value(self) -> float:
        """The statistic of everybody, added up in the order in which the draws are."""
        return float(self.statistic(self.people[None, :])[0])

    def draws(self, rng: np.random.Generator, resamples: int) -> Floats:
        """The statistic of each draw of as many people as there are."""
        rows, parts = self._at_once(), []
        for first in range(0, resamples, rows):
            parts.append(self.statistic(self._counts(rng, min(rows, resamples - first))))
        return np.concatenate(parts)

    def without(self) -> Floats:
        """The statistic without each person: the same for all who have a value."""
        rows, parts = self._at_once(), []
        for first in range(0, len(self.people), rows):
            places = np.arange(first, min(first + rows, len(self.people)))
            counts = np.repeat(self.people[None, :], len(places), axis=0)
            counts[np.arange(len(places)), places] -= 1
            parts.append(self.statistic(counts))
        return np.repeat(np.concatenate(parts), self.people)

    def _at_once(self) -> int:
        return max(1, AT_ONCE // len(self.people))

    def _counts(self, rng: np.random.Generator, draws: int) -> Integers:
        n, values = len(self.group), len(self.people)
        if self.has_few_values:
            return rng.multinomial(n, self.people / n, size=draws)
        chosen = (self.group[rng.integers(0, n, size=n)] for _ in range(draws))
        return np.stack([np.bincount(each, minlength=values) for each in chosen])


def draws_for(people: int, resamples: int) -> int:
    """As many draws as asked for, or as many as so many people allow."""
    return min(resamples, max(LEAST_DRAWS, MOST_DRAWN // people))

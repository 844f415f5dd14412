"""Where posts rank everybody strictly and nothing stands in the way: lists and orders in a few passes over arrays."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import overload

import numpy as np
from numpy.typing import NDArray

from kith.matching.posts.types import Applicant, Post


@dataclass(frozen=True, slots=True)
class Rows(Sequence[Sequence[int]]):
    """Lists of numbers one after another: ``flat[starts[n]:starts[n + 1]]`` is list n, cut out when it is asked for."""

    flat: list[int]
    starts: list[int]

    @overload
    def __getitem__(self, at: int) -> list[int]: ...

    @overload
    def __getitem__(self, at: slice) -> list[list[int]]: ...

    def __getitem__(self, at: int | slice) -> list[int] | list[list[int]]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        return self.flat[self.starts[at] : self.starts[at + 1]]

    def __len__(self) -> int:
        return len(self.starts) - 1


MOST_CELLS = 50_000_000
"""Applicants times posts for which a table of all places is made: 200 MB."""
NOT_RANKED = -1


def strict_lists(
    applicants: Sequence[Applicant], posts: Sequence[Post], column: Mapping[str, int], fixed: Collection[str]
) -> tuple[Rows, Rows]:
    """For each applicant the posts that rank them, most wanted first, and their place in each of these rankings.

    Whoever is fixed asks for nothing. The slow way to the same is :func:`kith.matching.posts.market.market`'s own, one
    applicant after another.
    """
    row = {one.id: number for number, one in enumerate(applicants)}
    choices = [() if one.id in fixed else one.choices for one in applicants]
    targets, whose = _numbers(choices, column)
    ranked, by = _numbers([post.ranks or () for post in posts], row)
    table = np.full(len(posts) * len(applicants), NOT_RANKED, dtype=np.int32)
    table[by * len(applicants) + ranked] = np.arange(len(ranked)) - np.searchsorted(by, by)
    places = table[targets * len(applicants) + whose]
    there = places != NOT_RANKED
    ends = np.cumsum(np.bincount(whose[there], minlength=len(applicants))).tolist()
    starts = [0, *ends]
    return Rows(targets[there].tolist(), starts), Rows(places[there].tolist(), starts)


def _numbers(
    lists: Sequence[Sequence[str]], number: Mapping[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All ids of some lists as numbers, and which list each stands in."""
    sizes = [len(found) for found in lists]
    values = np.fromiter(
        map(number.__getitem__, chain.from_iterable(lists)), dtype=np.int64, count=sum(sizes)
    )
    return values, np.repeat(np.arange(len(lists)), sizes)

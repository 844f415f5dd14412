"""A programme's people with their scores before and after, on all its scales together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Paired:
    """Scores in whole steps, shape (scales, people) each; 0 where a person has not both (``there`` is false).

    ``per_points`` says for each scale how many steps make a point.
    """

    earlier: Integers
    later: Integers
    there: Truths
    per_points: tuple[int, ...]

    @property
    def n(self) -> Integers:
        """People with both scores, by scale."""
        return np.asarray(self.there.sum(axis=1))

    @property
    def steps(self) -> Integers:
        """Each person's change; 0 where there is none to know."""
        return self.later - self.earlier

    def of_scales(self, scales: list[int]) -> Paired:
        """Only these scales, and the people who have a pair on any of them."""
        some = Paired(
            self.earlier[scales],
            self.later[scales],
            self.there[scales],
            tuple(self.per_points[scale] for scale in scales),
        )
        return some._of_people(np.flatnonzero(some.there.any(axis=0)))

    def in_order(self) -> Paired:
        """People ordered by a number that their scores alone decide, so that rows of a file do not matter."""
        return self._of_people(np.argsort(_lots(self), kind="stable"))

    def _of_people(self, people: NDArray[np.intp]) -> Paired:
        return Paired(self.earlier[:, people], self.later[:, people], self.there[:, people], self.per_points)


MIXERS = ((np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)), (np.uint64(27), np.uint64(0x94D049BB133111EB)))
"""Steele, Lea and Flood (2014), 10.1145/2714064.2660195: the mixing function of SplitMix64."""


def _lots(paired: Paired) -> NDArray[np.uint64]:
    lots = np.zeros(paired.there.shape[1], dtype=np.uint64)
    for earlier, later, there in zip(paired.earlier, paired.later, paired.there, strict=True):
        for scores in (earlier, later):
            lots += np.where(there, scores, np.int64(-(2**62))).view(np.uint64)
            for shift, mixer in MIXERS:
                lots ^= lots >> shift
                lots *= mixer
    return lots

"""The one loop that no array expresses: how often each person is drawn."""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

SMALL = 50_000
"""Draws up to which Python takes less time than loading what is compiled."""

Fill = Callable[..., int]


def fill(chunks: NDArray[np.unsignedinteger], people: int, bits: int, counts: NDArray[np.float64]) -> int:
    """Draw ``people`` of ``people`` for each row of ``counts``; how many rows the random chunks were enough for.

    A chunk r of ``bits`` random bits gives person ``r * people >> bits``. Chunks that would give some people
    one chance more than others are left out, so all are equally likely. A row that was begun when the chunks
    ran out holds a part of its draws: the caller clears it.

    References
    ----------
    Lemire D (2019). ACM Trans Model Comput Simul 29:3, 10.1145/3230636, algorithm 5.
    """
    below = (1 << bits) - 1
    unfair = (1 << bits) % people
    place = 0
    for row in range(counts.shape[0]):
        line = counts[row]
        drawn = 0
        while drawn < people:
            if place == len(chunks):
                return row
            product = int(chunks[place]) * people
            place += 1
            if product & below >= unfair:
                line[product >> bits] += 1.0
                drawn += 1
    return counts.shape[0]


def fast_fill(draws: int) -> Fill:
    """:func:`fill`, compiled where there are more than :data:`SMALL` draws."""
    return fill if draws <= SMALL else _compiled()


@functools.cache
def _compiled() -> Fill:
    import numba

    try:
        made: Fill = numba.njit(cache=True, nogil=True)(fill)
    except RuntimeError:  # nowhere to keep what is compiled: it is made anew in each process
        made = numba.njit(nogil=True)(fill)
    return made

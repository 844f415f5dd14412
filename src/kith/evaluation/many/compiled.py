"""The one loop that no array expresses: how often each person is drawn."""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

SMALL = 500_000
"""Draws up to which Python takes less time than loading what is compiled."""

Floats = NDArray[np.float64]
Chunks = NDArray[np.unsignedinteger]
Loop = Callable[[Chunks, int, Floats], int]


def fill(chunks: Chunks, bits: int, counts: Floats) -> int:
    """For each row draw as many people as there are, and count how often each was drawn.

    A chunk r of random bits gives person ``r * people >> bits``. Chunks that would give some people one chance
    more than others are left out, so all are equally likely.

    Parameters
    ----------
    chunks
        Random whole numbers below ``2**bits``.
    counts
        Shape (draws, people); what stood in it is forgotten.

    Returns
    -------
    int
        How many rows the chunks were enough for. The others are not to be used.

    References
    ----------
    Lemire D (2019). ACM Trans Model Comput Simul 29:3, 10.1145/3230636, algorithm 5.
    """
    people = counts.shape[1]
    below = (1 << bits) - 1
    unfair = (1 << bits) % people
    place = 0
    for row in range(len(counts)):
        line = counts[row]
        for person in range(people):
            line[person] = 0.0
        drawn = 0
        while drawn < people:
            if place == len(chunks):
                return row
            product = np.int64(chunks[place]) * people
            place += 1
            if product & below >= unfair:
                line[product >> bits] += 1.0
                drawn += 1
    return len(counts)


def fast(draws: int) -> Loop:
    """:func:`fill`, compiled where there are more than :data:`SMALL` draws in all."""
    return fill if draws <= SMALL else compiled()


@functools.cache
def compiled() -> Loop:
    """:func:`fill`, compiled."""
    import numba

    try:
        made: Loop = numba.njit(cache=True, nogil=True)(fill)
    except RuntimeError:  # nowhere to keep what is compiled: it is made anew in each process
        made = numba.njit(nogil=True)(fill)
    return made

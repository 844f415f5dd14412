"""How often each person is drawn: the one loop that no array expresses.

To draw n of n people with replacement is to give each a count, the counts together being multinomial. Drawing one
by one writes to n random places. Instead each person first gets a count from the Poisson distribution with a mean
a little below one; given their sum T such counts are multinomial of T, and n - T more people are then drawn one by
one. What comes out is multinomial of n, exactly, in half the time.

References
----------
Devroye L (1986). Non-Uniform Random Variate Generation, chapter XI, section 1.4: multinomial from Poisson counts.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SMALL = 500_000
"""Draws up to which Python takes less time than loading what is compiled."""

BITS = 16
"""Of a random chunk."""
UNSURE = 255
"""In the table: the chunk alone does not decide the count."""
BELOW = 3.0
"""Standard deviations of T that its mean lies below n, so that T is seldom more than n."""

Floats = NDArray[np.float64]
Chunks = NDArray[np.uint16]
Small = NDArray[np.uint8]
Loop = Callable[[Chunks, Small, Floats, Small, Floats], int]


@dataclass(frozen=True, slots=True, eq=False)
class FirstCounts:
    """The count that each chunk stands for, and P(count <= 0, 1, ...) to decide the unsure ones by."""

    table: Small
    at_most: Floats


@functools.lru_cache(maxsize=1_024)
def first_counts(people: int) -> FirstCounts:
    """The Poisson distribution of each person's first count among so many people."""
    mean = max(0.0, 1.0 - BELOW / math.sqrt(people))
    chances = [math.exp(-mean)]
    while chances[-1] > 2.0**-60:
        chances.append(chances[-1] * mean / len(chances))
    at_most = np.minimum(np.cumsum(chances), 1.0)
    at_most[-1] = 1.0
    edges = np.arange(2**BITS + 1) / 2**BITS
    first = np.searchsorted(at_most, edges[:-1], side="right")
    last = np.searchsorted(at_most, edges[1:], side="left")
    return FirstCounts(np.where(first == last, first, UNSURE).astype(np.uint8), at_most)


def fill(chunks: Chunks, table: Small, at_most: Floats, room: Small, counts: Floats) -> int:
    """For each row draw as many people as there are, and count how often each was drawn.

    Parameters
    ----------
    chunks
        Random whole numbers below ``2**16``.
    table, at_most
        Of :func:`first_counts`.
    room
        Shape (people,): room to work in.
    counts
        Shape (draws, people); what stood in it is forgotten.

    Returns
    -------
    int
        How many rows the chunks were enough for. The others are not to be used.

    References
    ----------
    Lemire D (2019). ACM Trans Model Comput Simul 29:3, 10.1145/3230636, algorithm 5: a number r of some bits gives
    person ``r * people >> bits``; numbers that would give some people one chance more are left out.
    """
    people = counts.shape[1]
    wide = people > 1 << (BITS - 2)
    bits = 2 * BITS if wide else BITS
    below, unfair = (1 << bits) - 1, (1 << bits) % people
    place = 0
    for row in range(len(counts)):
        line = counts[row]
        drawn = people + 1
        while drawn > people:
            if place + 4 * people + 2 > len(chunks):
                return row
            for person in range(people):
                room[person] = table[chunks[place + person]]
            start, place, drawn = place, place + people, 0
            for person in range(people):
                count = int(room[person])
                if count == UNSURE:
                    chance = float(chunks[start + person]) * 2.0**-16
                    chance += float(chunks[place]) * 2.0**-32 + float(chunks[place + 1]) * 2.0**-48
                    place += 2
                    count = 0
                    while chance >= at_most[count]:
                        count += 1
                line[person] = count
                drawn += count
        while drawn < people:
            if place + 2 > len(chunks):
                return row
            product = np.int64(chunks[place])
            place += 1
            if wide:
                product = (product << BITS) + np.int64(chunks[place])
                place += 1
            product *= people
            if product & below >= unfair:
                line[product >> bits] += 1.0
                drawn += 1
    return len(counts)


def pays(draws: int) -> bool:
    """Whether so many draws in all are made sooner by what is compiled. The numbers are the same."""
    return draws > SMALL


@functools.cache
def compiled() -> Loop:
    """:func:`fill`, compiled."""
    from kith.evaluation.many.kernels import fill_compiled

    return fill_compiled

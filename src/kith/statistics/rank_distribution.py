"""The exact null distributions of the sign and the signed-rank statistics."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from kith.statistics.checks import Floats, Integers


def binomial_tail(at_most: int, n: int) -> float:
    """P(X <= at_most) of n fair coins, from whole numbers, correct to the last digit of a float."""
    if at_most < 0:
        return 0.0
    ways = sum(math.comb(n, k) for k in range(min(at_most, n) + 1))
    return float(Fraction(ways, 2**n))


def signed_rank_distribution(doubled_ranks: Integers) -> Floats:
    """P(sum of the ranks with a plus = s/2) for s = 0, 1, ..., each sign being a fair coin.

    Ranks come doubled, so that mid-ranks of ties are whole. One pass a rank: a sum is reached with its
    plus or without it. Takes n times n(n+1) steps at most, where counting all signs would take 2^n.
    """
    total = int(doubled_ranks.sum())
    chances = np.zeros(total + 1)
    chances[0] = 1.0
    reached = 0
    for rank in doubled_ranks.tolist():
        before = chances[: reached + 1].copy()
        chances[: reached + 1] *= 0.5
        chances[rank : rank + reached + 1] += 0.5 * before
        reached += rank
    return chances


def two_sided(chances: Floats, statistic: int) -> float:
    """Twice the smaller tail, ends included, at most 1."""
    lower = float(chances[: statistic + 1].sum())
    upper = float(chances[statistic:].sum())
    return min(1.0, 2.0 * min(lower, upper))


def doubled_mid_ranks(sizes: Integers) -> Integers:
    """Twice the rank of each size, ties sharing the middle of their ranks.

    >>> doubled_mid_ranks(np.array([5, 1, 5])).tolist()
    [5, 2, 5]
    """
    _, group, counts = np.unique(sizes, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((2 * last - counts + 1)[group], dtype=np.int64)


def tail_chances(doubled_ranks: Integers, at_most: int) -> Floats:
    """:func:`signed_rank_distribution` as far as the sum at_most/2, to the last bit, and no further.

    Larger sums are never needed for smaller ones, so they are not worked out: what is unlikely is found
    soonest. The chances are the same from the other end.

    >>> tail_chances(np.array([2, 4, 6]), 2).tolist()
    [0.125, 0.0, 0.125]
    """
    chances = np.zeros(at_most + 1)
    chances[0] = 1.0
    reached = 0
    for rank in doubled_ranks.tolist():
        before = chances[: max(0, min(reached, at_most - rank) + 1)].copy()
        chances[: reached + 1] *= 0.5
        chances[rank : rank + len(before)] += 0.5 * before
        reached = min(reached + rank, at_most)
    return chances

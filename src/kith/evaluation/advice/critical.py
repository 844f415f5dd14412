"""From where on an exact test is below its threshold."""

from __future__ import annotations

import math

import numpy as np

from kith.evaluation.attainable import MOST_COUNTED
from kith.statistics.rank_distribution import binomial_tail, signed_rank_distribution


def critical_signed_rank(n: int, threshold: float) -> int | None:
    """The least sum of ranks of those who rose with a two-sided p at or below ``threshold``; None if none has.

    References
    ----------
    Wilcoxon (1945), table II; Hollander, Wolfe and Chicken (2014), table A.4.

    >>> critical_signed_rank(5, 0.05), critical_signed_rank(6, 0.05), critical_signed_rank(10, 0.05)
    (None, 21, 47)
    """
    if n < 1:
        return None
    chances = signed_rank_distribution(2 * np.arange(1, n + 1, dtype=np.int64))[::2]
    upper = 2.0 * np.cumsum(chances[::-1])[::-1]
    places = np.flatnonzero(upper <= threshold * (1 + 1e-12))
    return int(places[0]) if places.size else None


def critical_rank_sum(n_first: int, n_second: int, threshold: float) -> int | None:
    """The least number of pairs won by the second group with a two-sided p at or below ``threshold``.

    References
    ----------
    Mann and Whitney (1947), doi:10.1214/aoms/1177730491; for two groups of 5 the tables give U = 2 (23 of 25).

    >>> critical_rank_sum(5, 5, 0.05), critical_rank_sum(3, 3, 0.05)
    (23, None)
    """
    ways = _ways(n_first, n_second)
    most, above = math.comb(n_first + n_second, n_first), 0
    found = None
    for u in range(len(ways) - 1, -1, -1):
        above += ways[u]
        if 2 * above > threshold * most * (1 + 1e-12):
            break
        found = u
    return found


def _ways(n_first: int, n_second: int) -> list[int]:
    """In how many orders of two groups the second wins u pairs, for u = 0, 1, ..., n_first * n_second.

    Coefficients of the Gaussian binomial: the product of (1 - q^(n_second + i)) / (1 - q^i).
    """
    size = n_first * n_second + 1
    ways = [1, *[0] * (size - 1)]
    for i in range(1, n_first + 1):
        for u in range(size - 1, n_second + i - 1, -1):
            ways[u] -= ways[u - n_second - i]
        for u in range(i, size):
            ways[u] += ways[u - i]
    return ways


def critical_signs(n: int, threshold: float) -> int | None:
    """The least number of ``n`` people moving one way with a two-sided p at or below ``threshold``.

    References
    ----------
    Dixon and Mood (1946), doi:10.1080/01621459.1946.10501898, table 1.

    >>> critical_signs(5, 0.05), critical_signs(12, 0.05), critical_signs(20, 0.05)
    (None, 10, 15)
    """
    low, high = n // 2 + 1, n + 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if 2.0 * _tail(n - middle, n) <= threshold else (middle + 1, high)
    return low if low <= n else None


def _tail(at_most: int, n: int) -> float:
    if n <= MOST_COUNTED:
        return binomial_tail(at_most, n)
    from scipy.special import bdtr

    return float(bdtr(at_most, n, 0.5))

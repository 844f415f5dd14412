"""Where the middle lies: exact intervals that need no normal distribution."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from kith.statistics import checks
from kith.statistics.checks import Integers
from kith.statistics.rank_distribution import binomial_tail, signed_rank_distribution
from kith.statistics.types import Estimate

MOST_EXACT = 200  # as for the signed-rank test, whose distribution this is


def hodges_lehmann(before: ArrayLike, after: ArrayLike, *, level: float = 0.95) -> Estimate:
    """The typical change in pairs: the median of the averages of all two differences.

    The Walsh averages ``(d_i + d_j) / 2``, i <= j, are ordered; the estimate is their median, and the
    interval runs from the k-th smallest to the k-th largest, k being the largest for which the
    signed-rank statistic is below k in at most (1 - level)/2 of samples. It is the set of shifts that
    the signed-rank test does not reject. With ties, and answers on a scale have them, the closed
    interval holds at least its level. Past 200 pairs k comes from the normal distribution.

    Parameters
    ----------
    before, after
        Numbers of equal length, row by row the same person's, none missing.
    level
        Strictly between 0 and 1.

    Returns
    -------
    Estimate
        In the numbers' own unit. The ends are infinite where no k will do: below 6 pairs at 0.95.
        ``attained`` is the level the interval has without ties.

    Raises
    ------
    KithError
        For no pairs, different lengths, NaN.

    References
    ----------
    Hodges JL, Lehmann EL (1963). Ann Math Stat 34:598-611, 10.1214/aoms/1177704172.
    Noether GE (1967). J Am Stat Assoc 62:184-188, 10.1080/01621459.1967.10482901 (ties).

    >>> found = hodges_lehmann([0, 0, 0], [1, 2, 6])
    >>> found.value, found.low  # the averages are 1, 1.5, 2, 3.5, 4, 6
    (2.75, -inf)
    """
    found = checks.differences(before, after)
    steps, step = found.steps, found.step
    tail = (1.0 - checks.level(level)) / 2.0
    n = len(steps)
    averages = n * (n + 1) // 2
    ordered = np.sort(steps)
    lower, upper = (averages + 1) // 2, averages // 2 + 1
    value = _off_grid(_walsh(ordered, lower) + _walsh(ordered, upper), step / 4)
    k, below = _signed_rank_k(n, tail)
    if k == 0:
        return Estimate(value, -math.inf, math.inf, level, n, "statistics.method.hodges_lehmann", 1.0)
    low = _off_grid(_walsh(ordered, k), step / 2)
    high = _off_grid(_walsh(ordered, averages + 1 - k), step / 2)
    code = (
        "statistics.method.hodges_lehmann" if n <= MOST_EXACT else "statistics.method.hodges_lehmann_normal"
    )
    attained = None if below is None else 1.0 - 2.0 * below
    return Estimate(value, low, high, level, n, code, attained)


def median_interval(values: ArrayLike, *, level: float = 0.95) -> Estimate:
    """The median with the exact interval of the sign test.

    The interval runs from the k-th smallest value to the k-th largest, k being the largest for which k - 1
    or fewer heads of n coins come in at most (1 - level)/2. It holds for any distribution.

    Parameters
    ----------
    values
        Numbers, none missing.
    level
        Strictly between 0 and 1.

    Returns
    -------
    Estimate
        The ends are infinite where no k will do: below 6 values at 0.95. ``attained`` is the true level
        without ties; with ties it is no less.

    Raises
    ------
    KithError
        For no values, NaN.

    References
    ----------
    Thompson WR (1936). Ann Math Stat 7:122-128, 10.1214/aoms/1177732502.

    >>> found = median_interval([1, 2, 3, 4, 5, 6])
    >>> found.value, found.low, found.high, found.attained
    (3.5, 1.0, 6.0, 0.96875)
    """
    array = np.sort(checks.values(values))
    tail = (1.0 - checks.level(level)) / 2.0
    n = len(array)
    value = float(np.median(array))
    k, below = _sign_k(n, tail)
    if k == 0:
        return Estimate(value, -math.inf, math.inf, level, n, "statistics.method.median", 1.0)
    low, high = float(array[k - 1]), float(array[n - k])
    return Estimate(value, low, high, level, n, "statistics.method.median", 1.0 - 2.0 * below)


def _signed_rank_k(n: int, tail: float) -> tuple[int, float | None]:
    """The largest k with P(W < k) <= tail, and that probability where it is exact."""
    if n > MOST_EXACT:
        mean, deviation = n * (n + 1) / 4, math.sqrt(n * (n + 1) * (2 * n + 1) / 24)
        return max(0, math.floor(mean + NormalDist().inv_cdf(tail) * deviation)), None
    chances = signed_rank_distribution(np.arange(1, n + 1, dtype=np.int64))
    below = np.cumsum(chances)  # below[w] = P(W <= w) = P(W < w + 1)
    k = int(np.searchsorted(below, tail, side="right"))
    return k, float(below[k - 1]) if k else 0.0


def _sign_k(n: int, tail: float) -> tuple[int, float]:
    """The largest k with P(X < k) <= tail, and that probability; X counts heads of n coins."""
    lowest, highest = 0, n // 2 + 1
    while highest - lowest > 1:
        middle = (lowest + highest) // 2
        if binomial_tail(middle - 1, n) <= tail:
            lowest = middle
        else:
            highest = middle
    return lowest, binomial_tail(lowest - 1, n)


def _walsh(ordered: Integers, rank: int) -> int:
    """Twice the ``rank``-th smallest Walsh average, without making all n(n+1)/2 of them.

    Halves the range of sums until one is left; how many sums are at most x takes one search a row.
    """
    low, high = 2 * int(ordered[0]), 2 * int(ordered[-1])
    n = len(ordered)
    rows = np.arange(n)
    while low < high:
        middle = (low + high) // 2
        partners = np.searchsorted(ordered, middle - ordered, side="right")
        if int(np.maximum(partners - rows, 0).sum()) >= rank:
            high = middle
        else:
            low = middle + 1
    return low


def _off_grid(steps: int, step: float) -> float:
    """The number, without the last digits that the grid brings in."""
    return float(f"{steps * step:.11g}")

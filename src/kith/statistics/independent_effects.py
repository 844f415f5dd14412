"""How far two groups of different people are apart. Each name says what the difference is divided by."""

from __future__ import annotations

import math
from enum import StrEnum
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from kith.statistics import checks
from kith.statistics.checks import Floats, Integers
from kith.statistics.effects import hedges_correction
from kith.statistics.rank_sum_distribution import MOST_STEPS, cost, subset_sums
from kith.statistics.types import Estimate


class Standardiser(StrEnum):
    """What a difference of means is divided by.

    AVERAGE: the root of the average of both variances; the interval does not suppose equal spreads.
    POOLED: the root of the variances pooled by their degrees of freedom; supposes equal spreads.
    """

    AVERAGE = "average"
    POOLED = "pooled"


def shift(first: ArrayLike, second: ArrayLike, *, level: float = 0.95) -> Estimate:
    """The Hodges-Lehmann shift: the median of all differences of a second-group and a first-group number.

    The interval runs from the k-th smallest difference to the k-th largest, k being the largest for which the
    Mann-Whitney statistic is below k in at most (1 - level)/2 of samples; it is the set of shifts that the
    test does not reject, if the groups differ by a shift only. With ties the closed interval holds at least
    its level. Where the exact table is too large k comes from the normal distribution.

    Parameters
    ----------
    first, second
        Numbers, none missing.
    level
        Strictly between 0 and 1.

    Returns
    -------
    Estimate
        Second less first, in the numbers' own unit. The ends are infinite where no k will do: for 3 and 3
        people at 0.95. ``attained`` is the level the interval has without ties.

    Raises
    ------
    KithError
        For an empty group, NaN.

    References
    ----------
    Hodges JL, Lehmann EL (1963). Ann Math Stat 34:598-611, 10.1214/aoms/1177704172.
    Lehmann EL (1975). Nonparametrics, section 2.5.

    >>> shift([1, 2, 3, 4], [3, 5, 6, 9]).value  # the sixteen differences: -1, 0, 1, 1, 2, 2, 2, 3, 3, 4, ...
    3.0
    """
    one, two, step = checks.two_samples(first, second)
    tail = (1.0 - checks.level(level)) / 2.0
    n, m = len(one), len(two)
    one, two, whole = np.sort(one), np.sort(two), n * m
    value = _off_grid(
        _difference(one, two, (whole + 1) // 2) + _difference(one, two, whole // 2 + 1), step / 2
    )
    k, below = _rank_sum_k(n, m, tail)
    code = "statistics.method.shift" if below is not None else "statistics.method.shift_normal"
    if k == 0:
        return Estimate(value, -math.inf, math.inf, level, n + m, code, 1.0)
    low = _off_grid(_difference(one, two, k), step)
    high = _off_grid(_difference(one, two, whole + 1 - k), step)
    return Estimate(value, low, high, level, n + m, code, None if below is None else 1.0 - 2.0 * below)


def _rank_sum_k(n: int, m: int, tail: float) -> tuple[int, float | None]:
    """The largest k with P(U < k) <= tail, and that probability where it is exact."""
    small = min(n, m)
    ranks = np.arange(1, n + m + 1, dtype=np.int64)
    if cost(ranks, small) > MOST_STEPS:
        mean, deviation = n * m / 2, math.sqrt(n * m * (n + m + 1) / 12)
        return max(0, math.floor(mean + NormalDist().inv_cdf(tail) * deviation)), None
    chances = subset_sums(ranks, small)[small * (small + 1) // 2 :]
    below = np.cumsum(chances)  # below[u] = P(U <= u) = P(U < u + 1)
    k = int(np.searchsorted(below, tail, side="right"))
    return k, float(below[k - 1]) if k else 0.0


def _difference(one: Integers, two: Integers, rank: int) -> int:
    """The ``rank``-th smallest of all ``two - one``, without making all of them."""
    low, high = int(two[0] - one[-1]), int(two[-1] - one[0])
    while low < high:
        middle = (low + high) // 2
        if int(np.searchsorted(two, one + middle, side="right").sum()) >= rank:
            high = middle
        else:
            low = middle + 1
    return low


def _off_grid(steps: int, step: float) -> float:
    """The number, without the last digits that the grid brings in."""
    return float(f"{steps * step:.11g}")


def cliffs_delta(first: ArrayLike, second: ArrayLike, *, level: float = 0.95) -> Estimate:
    """Cliff's delta, the rank-biserial correlation of two groups: -1 if all of the second are lower, 1 if higher.

    The share of pairs of people in which the second group's number is the higher, less the share in which it
    is the lower. The interval is Cliff's asymmetric one, from the unbiased variance of the dominances and the
    t distribution with n + m - 2 degrees of freedom. Where all of one group lie on one side of the other the
    variance is zero and says nothing; the interval then runs from the end to the bound of Wilson's interval
    for the smaller group's size.

    Raises
    ------
    KithError
        For fewer than 2 people in a group, NaN.

    References
    ----------
    Cliff N (1996). Ordinal Methods for Behavioral Data Analysis, chapter 5.
    Feng D, Cliff N (2004). J Mod Appl Stat Methods 3:322-332, 10.22237/jmasm/1099267560, equations 6 and 9.
    """
    from scipy.special import stdtrit

    one, two, _ = checks.two_samples(first, second, least=2)
    n, m = len(one), len(two)
    higher, lower = _dominance(one, two), _dominance(two, one)
    delta = float(higher.mean())
    quantile = float(stdtrit(n + m - 2, (1.0 + checks.level(level)) / 2.0))
    code = "statistics.method.cliffs_delta"
    if abs(delta) == 1.0:
        size = min(n, m)
        bound = (size - quantile**2) / (size + quantile**2)
        low, high = (bound, 1.0) if delta > 0 else (-1.0, -bound)
        return Estimate(delta, low, high, level, n + m, f"{code}_end")
    variance = _delta_variance(one, two, higher, lower, delta)
    middle = delta - delta**3
    half = quantile * math.sqrt(variance) * math.sqrt((1 - delta**2) ** 2 + quantile**2 * variance)
    below = 1 - delta**2 + quantile**2 * variance
    low, high = max(-1.0, (middle - half) / below), min(1.0, (middle + half) / below)
    return Estimate(delta, low, high, level, n + m, code)


def _dominance(one: Integers, two: Integers) -> Floats:
    """For each of ``two`` the share of ``one`` below it less the share above it."""
    ordered = np.sort(one)
    below = np.searchsorted(ordered, two, side="left")
    above = len(one) - np.searchsorted(ordered, two, side="right")
    return np.asarray((below - above) / len(one), dtype=np.float64)


def _delta_variance(one: Integers, two: Integers, higher: Floats, lower: Floats, delta: float) -> float:
    """The unbiased variance, and no less than its least possible, ``(1 - delta^2) / (n m - 1)``."""
    n, m = len(one), len(two)
    ordered = np.sort(one)
    ties = int(
        (np.searchsorted(ordered, two, side="right") - np.searchsorted(ordered, two, side="left")).sum()
    )
    of_pairs = n * m - ties - n * m * delta**2
    of_rows = n * n * float(((higher - delta) ** 2).sum()) + m * m * float(((lower + delta) ** 2).sum())
    return max((of_rows - of_pairs) / (n * m * (n - 1) * (m - 1)), (1 - delta**2) / (n * m - 1))


def hedges_g(
    first: ArrayLike,
    second: ArrayLike,
    *,
    standardiser: Standardiser = Standardiser.AVERAGE,
    level: float = 0.95,
) -> Estimate:
    """The difference of two groups' means in standard deviations, corrected for small samples.

    ``J(n + m - 2) * (mean of second - mean of first) / s``. AVERAGE: ``s^2 = (s1^2 + s2^2) / 2`` with Bonett's
    interval. POOLED: ``s^2 = ((n - 1) s1^2 + (m - 1) s2^2) / (n + m - 2)`` with the interval of the noncentral
    t distribution. Both intervals are for the population's value, from the uncorrected estimate, and suppose
    normal scores.

    Raises
    ------
    KithError
        For fewer than 3 people in a group, NaN, or scores that are all the same.

    References
    ----------
    Hedges LV (1981). J Educ Stat 6:107-128, 10.3102/10769986006002107.
    Bonett DG (2008). Psychol Methods 13:99-109, 10.1037/1082-989X.13.2.99, equation 5.
    """
    one, two = checks.values(first, least=3), checks.values(second, least=3)
    steps_one, steps_two, _ = checks.two_samples(one, two)
    if np.ptp(steps_one) == 0 and np.ptp(steps_two) == 0:
        raise checks.refusal("statistics.no_spread")
    n, m = len(one), len(two)
    difference = float(two.mean() - one.mean())
    var_one, var_two = float(np.var(one, ddof=1)), float(np.var(two, ddof=1))
    checks.level(level)
    if standardiser is Standardiser.POOLED:
        return _pooled(difference, var_one, var_two, n, m, level)
    average = (var_one + var_two) / 2
    d = difference / math.sqrt(average)
    of_spread = d * d * (var_one**2 / (n - 1) + var_two**2 / (m - 1)) / (8 * average**2)
    of_means = (var_one / (n - 1) + var_two / (m - 1)) / average
    half = NormalDist().inv_cdf((1.0 + level) / 2.0) * math.sqrt(of_spread + of_means)
    g = d * hedges_correction(n + m - 2)
    return Estimate(g, d - half, d + half, level, n + m, "statistics.method.hedges_g_average")


def _pooled(difference: float, var_one: float, var_two: float, n: int, m: int, level: float) -> Estimate:
    from scipy.special import nctdtrinc

    freedom = n + m - 2
    pooled = math.sqrt(((n - 1) * var_one + (m - 1) * var_two) / freedom)
    d, scale = difference / pooled, math.sqrt(1 / n + 1 / m)
    tail = (1.0 - level) / 2.0
    low = float(nctdtrinc(freedom, 1.0 - tail, d / scale)) * scale
    high = float(nctdtrinc(freedom, tail, d / scale)) * scale
    g = d * hedges_correction(freedom)
    return Estimate(g, low, high, level, n + m, "statistics.method.hedges_g_pooled")


def mean_difference(first: ArrayLike, second: ArrayLike, *, level: float = 0.95) -> Estimate:
    """The mean of the second group less the mean of the first, with Welch's interval.

    ``t`` quantile of Satterthwaite's degrees of freedom times ``sqrt(s1^2/n + s2^2/m)``; the spreads may
    differ, the means are taken as normal.

    Raises
    ------
    KithError
        For fewer than 2 people in a group, NaN.

    References
    ----------
    Welch BL (1947). Biometrika 34:28-35, 10.1093/biomet/34.1-2.28.
    """
    from scipy.special import stdtrit

    one, two = checks.values(first, least=2), checks.values(second, least=2)
    n, m = len(one), len(two)
    of_one, of_two = float(np.var(one, ddof=1)) / n, float(np.var(two, ddof=1)) / m
    difference = float(two.mean() - one.mean())
    checks.level(level)
    half = 0.0
    if of_one + of_two > 0:
        freedom = (of_one + of_two) ** 2 / (of_one**2 / (n - 1) + of_two**2 / (m - 1))
        half = float(stdtrit(freedom, (1.0 + level) / 2.0)) * math.sqrt(of_one + of_two)
    return Estimate(difference, difference - half, difference + half, level, n + m, "statistics.method.welch")

"""Tests of two groups of different people: does one group tend to higher numbers?

The numbers are put on a grid first (:func:`kith.statistics.checks.two_samples`), so that ties which rounding
hides are ties.
"""

from __future__ import annotations

import math
from itertools import combinations
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from kith.statistics import checks
from kith.statistics.checks import Integers
from kith.statistics.paired import drawn_p
from kith.statistics.rank_distribution import doubled_mid_ranks, two_sided
from kith.statistics.rank_sum_distribution import MOST_STEPS, cost, subset_sums
from kith.statistics.types import TestResult

MOST_ENUMERATED = 50_000  # ways to form the groups that are all tried
RESAMPLES = 9_999
BLOCK = 1 << 21


def mann_whitney(first: ArrayLike, second: ArrayLike) -> TestResult:
    """The Wilcoxon-Mann-Whitney test of two groups, exact with ties while the shift table is affordable.

    The sum of the first group's ranks (mid-ranks where tied) is set against all ways to draw a group of that
    size. Where the table would be too large (some 60 people a group), the normal distribution with the
    variance ``n m (N + 1 - sum(t^3 - t)/(N (N - 1))) / 12`` stands in, t being the sizes of ties, without
    continuity correction.

    Parameters
    ----------
    first, second
        Numbers, none missing; at least one each.

    Returns
    -------
    TestResult
        ``statistic``: U, the number of pairs of people in which the second group's number is the higher,
        ties half; ``n``: people of both groups; ``p``: twice the smaller tail.

    Raises
    ------
    KithError
        For an empty group, NaN.

    References
    ----------
    Mann HB, Whitney DR (1947). Ann Math Stat 18:50-60, 10.1214/aoms/1177730491.
    Lehmann EL (1975). Nonparametrics, section 1.4 (ties).

    >>> found = mann_whitney([1, 2, 3], [4, 5, 6])  # 2 of the 20 ways to part six people are as far out
    >>> found.p, found.statistic
    (0.1, 9.0)
    """
    one, two, _ = checks.two_samples(first, second)
    ranks = doubled_mid_ranks(np.concatenate((one, two)))
    n, m = len(one), len(two)
    small = ranks[:n] if n <= m else ranks[n:]
    above = (2 * n * m + n * (n + 1) - int(ranks[:n].sum())) / 2
    if cost(ranks, len(small)) <= MOST_STEPS:
        p = two_sided(subset_sums(ranks, len(small)), int(small.sum()))
        return TestResult(above, p, n + m, "statistics.method.mann_whitney", exact=True)
    p = _normal_p(ranks, n, m, above)
    return TestResult(above, p, n + m, "statistics.method.mann_whitney_normal", exact=False)


def _normal_p(ranks: Integers, n: int, m: int, above: float) -> float:
    tied = np.unique(ranks, return_counts=True)[1].astype(float)
    whole = n + m
    variance = n * m / 12 * (whole + 1 - float((tied**3 - tied).sum()) / (whole * (whole - 1)))
    if variance == 0:
        return 1.0
    return 2.0 * NormalDist().cdf(-abs(above - n * m / 2) / math.sqrt(variance))


def mean_permutation(
    first: ArrayLike,
    second: ArrayLike,
    *,
    rng: np.random.Generator | None = None,
    resamples: int = RESAMPLES,
) -> TestResult:
    """Is the difference of two groups' means further from zero than chance would make it?

    People are dealt anew into groups of the same sizes: in all ways where the scores move in few steps (a
    shift table) or the ways are at most 50,000, else ``resamples`` times at random. Then p is
    ``(b + 1) / (B + 1)``, b of the B drawn being as far out, and ``p_interval`` the 99% interval that b leaves
    for the p of all ways.

    Parameters
    ----------
    first, second
        Numbers, none missing; at least one each.
    rng
        Needed where neither exact way is affordable.

    Returns
    -------
    TestResult
        ``statistic``: the mean of the second less the mean of the first; ``p``: the share of ways whose
        difference is as far from zero, either way.

    Raises
    ------
    KithError
        For an empty group, NaN.

    References
    ----------
    Pitman EJG (1937). J R Stat Soc Suppl 4:119-130, 10.2307/2984124.
    Phipson B, Smyth GK (2010). Stat Appl Genet Mol Biol 9:39, 10.2202/1544-6115.1585.

    >>> mean_permutation([1, 2, 3], [4, 5, 6]).p
    0.1
    """
    one, two, step = checks.two_samples(first, second)
    n, m = len(one), len(two)
    difference = (float(two.mean()) - float(one.mean())) * step
    pooled = np.concatenate((one, two))
    size, seen = (n, int(one.sum())) if n <= m else (m, int(two.sum()))
    pooled_sum = int(pooled.sum())

    def far(sums: Integers) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        return np.abs(sums * (n + m) - size * pooled_sum) >= abs(seen * (n + m) - size * pooled_sum)

    code = "statistics.method.mean_permutation"
    if cost(pooled, size) <= MOST_STEPS:
        chances = subset_sums(pooled, size)
        p = min(1.0, float(chances[far(np.arange(len(chances)))].sum()))
        return TestResult(difference, p, n + m, code, exact=True)
    if math.comb(n + m, size) <= MOST_ENUMERATED:
        sums = np.array([sum(part) for part in combinations(pooled.tolist(), size)])
        return TestResult(difference, float(far(sums).mean()), n + m, code, exact=True)
    if rng is None:
        raise ValueError("too many ways to deal the groups: a random generator is needed")
    b = int(far(_drawn(pooled, size, rng, resamples)).sum())
    p, interval = drawn_p(b, resamples)
    return TestResult(difference, p, n + m, f"{code}_sampled", exact=False, p_interval=interval)


def _drawn(pooled: Integers, size: int, rng: np.random.Generator, resamples: int) -> Integers:
    """The sums of ``size`` people drawn at random, ``resamples`` times."""
    blocks, left = [], resamples
    while left:
        now = min(left, max(1, BLOCK // len(pooled)))
        order = rng.permuted(np.broadcast_to(pooled, (now, len(pooled))), axis=1)
        blocks.append(order[:, :size].sum(axis=1))
        left -= now
    return np.concatenate(blocks)


def brunner_munzel(first: ArrayLike, second: ArrayLike) -> TestResult:
    """Brunner and Munzel's test that neither group tends to higher numbers, spreads being free to differ.

    The mean mid-ranks' difference over its standard error, with the t distribution and Satterthwaite's
    degrees of freedom. Approximate: the exact test for few people is :func:`mann_whitney`, which supposes
    groups of one shape.

    Returns
    -------
    TestResult
        ``statistic``: the share of pairs of people in which the second group's number is the higher, ties half.

    Raises
    ------
    KithError
        For fewer than 2 people in a group, NaN, or groups that do not overlap or do not vary at all, for
        which its standard error is zero.

    References
    ----------
    Brunner E, Munzel U (2000). Biometrical Journal 42:17-25,
    10.1002/(SICI)1521-4036(200001)42:1<17::AID-BIMJ17>3.0.CO;2-U.
    """
    from scipy.special import stdtr

    one, two, _ = checks.two_samples(first, second, least=2)
    n, m = len(one), len(two)
    ranks = doubled_mid_ranks(np.concatenate((one, two))) / 2
    inner_one, inner_two = doubled_mid_ranks(one) / 2, doubled_mid_ranks(two) / 2
    outer_one, outer_two = ranks[:n] - inner_one, ranks[n:] - inner_two
    spread_one, spread_two = float(np.var(outer_one, ddof=1)), float(np.var(outer_two, ddof=1))
    if spread_one + spread_two == 0:
        raise checks.refusal("statistics.no_spread")
    share = (float(ranks[n:].mean()) - (m + 1) / 2) / n
    error = math.sqrt(spread_one / (n * m * m) + spread_two / (m * n * n))
    w = (share - 0.5) / error
    freedom = (n * spread_one + m * spread_two) ** 2 / (
        (n * spread_one) ** 2 / (n - 1) + (m * spread_two) ** 2 / (m - 1)
    )
    p = min(1.0, 2.0 * float(stdtr(freedom, -abs(w))))
    return TestResult(share, p, n + m, "statistics.method.brunner_munzel", exact=False)

"""What sizes a test would find, how often, and how wide a range will be.

Means: the noncentral t distribution, exact where scores are normal. Signed ranks and two groups' ranks: for
few people the exact test on simulated normal scores, from a fixed seed; for more, the t test's size with its
number of people times 3/pi, the ranks' asymptotic efficiency for normal scores.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.advice.critical import critical_rank_sum, critical_signed_rank, critical_signs

SEED = 20261122
DRAWS = 10_000
MOST_SIMULATED = 25
"""People (in each group, for two). Ten thousand studies of 25 take a tenth of a second."""
EFFICIENCY = 3 / math.pi
"""Of the signed-rank and the rank-sum test beside t where scores are normal (Hodges and Lehmann 1956, Ann Math Stat
27:324-335, 10.1214/aoms/1177728261)."""
MOST_SIZE = 20.0
"""Standard deviations: where the search for a detectable size ends. No difference of people's scores is as large. Ours."""
CERTAIN = 30.0
"""A noncentrality past which no threshold in use leaves any doubt, and the distribution has no digits left."""
MOST_PEOPLE = 100_000
SIMULATED = "evaluation.advice.method.simulated"
EFFICIENT = "evaluation.advice.method.efficiency"
EXACT_SIGNS = "evaluation.advice.method.binomial"

Floats = NDArray[np.float64]


def power_of_paired_mean(size: float, n: float, threshold: float) -> float:
    """The chance that a two-sided paired t test finds a mean change of ``size`` spreads of change (d_z).

    ``P(|T| > t)`` with T noncentral t, n - 1 degrees of freedom, noncentrality ``size * sqrt(n)``.

    References
    ----------
    Cohen (1988), Statistical Power Analysis, 2nd ed., section 2.3.5. Faul et al. (2007), G*Power 3,
    doi:10.3758/BF03193146, whose manual prints 0.832114 for this:

    >>> round(power_of_paired_mean(0.421637, 50, 0.05), 6)
    0.832114
    """
    return _power(size * math.sqrt(n), n - 1, threshold)


def power_of_two_means(size: float, n_first: float, n_second: float, threshold: float) -> float:
    """The chance that a two-sided t test of two groups finds means ``size`` spreads apart (Cohen's d).

    References
    ----------
    Cohen (1988), table 2.3.5: d = 0.50 with 64 in each group has a power of 0.80.

    >>> round(power_of_two_means(0.5, 64, 64, 0.05), 2)
    0.8
    """
    each = math.sqrt(n_first * n_second / (n_first + n_second))
    return _power(size * each, n_first + n_second - 2, threshold)


def _power(shift: float, freedom: float, threshold: float) -> float:
    from scipy.special import nctdtr, stdtrit

    if shift > CERTAIN:
        return 1.0
    critical = float(stdtrit(freedom, 1.0 - threshold / 2.0))
    below = float(nctdtr(freedom, shift, critical))
    far_below = float(nctdtr(freedom, shift, -critical))
    return 1.0 - below + (far_below if math.isfinite(far_below) else 0.0)


def detectable_mean(n: float, threshold: float, power: float) -> float:
    """The least d_z that a paired t test of ``n`` people finds with chance ``power``.

    >>> round(detectable_mean(34, 0.05, 0.8), 3)
    0.495
    """
    return _least(lambda size: power_of_paired_mean(size, n, threshold), power, 0.0, MOST_SIZE)


def detectable_means(n_first: float, n_second: float, threshold: float, power: float) -> float:
    """The least d that a t test of two groups finds with chance ``power``."""
    return _least(lambda size: power_of_two_means(size, n_first, n_second, threshold), power, 0.0, MOST_SIZE)


def _least(power_at: Callable[[float], float], power: float, low: float, high: float) -> float:
    for _halving in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if power_at(middle) >= power else (middle, high)
    return high


@lru_cache(maxsize=256)
def detectable_signed_rank(n: int, threshold: float, power: float) -> tuple[float, str] | None:
    """The least d_z that the exact signed-rank test finds with chance ``power``, and how that was worked out.

    None where no outcome of the test reaches the threshold. The rank sum is the number of averages of two
    people's changes (each with itself too) above zero. So each simulated study finds every mean change above
    minus its c-th largest such average, c being the critical sum; the answer is a quantile of those.

    References
    ----------
    Tukey's form of the statistic: Hollander, Wolfe and Chicken (2014), Nonparametric Statistical Methods, 3.1.
    Lehmann (1975), Nonparametrics, for the efficiency 3/pi.
    """
    if n > MOST_SIMULATED:
        return detectable_mean(n * EFFICIENCY, threshold, power), EFFICIENT
    critical = critical_signed_rank(n, threshold)
    if critical is None:
        return None
    drawn = np.random.default_rng(SEED).standard_normal((DRAWS, n))
    first, second = np.triu_indices(n)
    averages = (drawn[:, first] + drawn[:, second]) / 2
    return _quantile(averages, critical, power), SIMULATED


@lru_cache(maxsize=256)
def detectable_rank_sum(
    n_first: int, n_second: int, threshold: float, power: float
) -> tuple[float, str] | None:
    """The least d that the exact Mann-Whitney test of two groups finds with chance ``power``; as above."""
    if max(n_first, n_second) > MOST_SIMULATED:
        first, second = n_first * EFFICIENCY, n_second * EFFICIENCY
        return detectable_means(first, second, threshold, power), EFFICIENT
    critical = critical_rank_sum(n_first, n_second, threshold)
    if critical is None:
        return None
    rng = np.random.default_rng(SEED)
    one = rng.standard_normal((DRAWS, n_first, 1))
    other = rng.standard_normal((DRAWS, 1, n_second))
    return _quantile((other - one).reshape(DRAWS, -1), critical, power), SIMULATED


def _quantile(values: Floats, critical: int, power: float) -> float:
    """The shift at which a share ``power`` of the rows has at least ``critical`` values above zero."""
    place = values.shape[1] - critical
    needed = -np.partition(values, place, axis=1)[:, place]
    return float(np.quantile(needed, power, method="inverted_cdf"))


def detectable_share(n: int, threshold: float, power: float) -> float | None:
    """The least share of people who rise, when nobody stays the same, that a sign test finds as often.

    None where no outcome of the test reaches the threshold.

    References
    ----------
    Dixon and Mood (1946), doi:10.1080/01621459.1946.10501898.

    >>> round(detectable_share(20, 0.05, 0.8), 3)  # 15 of 20 is beyond chance
    0.799
    """
    from scipy.special import bdtr, bdtrc

    critical = critical_signs(n, threshold)
    if critical is None:
        return None

    def power_at(share: float) -> float:
        return float(bdtrc(critical - 1, n, share) + bdtr(n - critical, n, share))

    return _least(power_at, power, 0.5, 1.0)


def enough_for_mean(size: float, threshold: float, power: float, efficiency: float = 1.0) -> int:
    """The fewest matched people with whom a paired test finds ``size`` (d_z) with chance ``power``.

    >>> enough_for_mean(0.5, 0.05, 0.8)
    34
    """
    return _fewest(lambda n: power_of_paired_mean(size, n * efficiency, threshold) >= power)


def enough_for_means(size: float, threshold: float, power: float, efficiency: float = 1.0) -> int:
    """The same for two groups of equal size: people in each (Cohen 1988, table 2.4.1: 64 for d = 0.50).

    >>> enough_for_means(0.5, 0.05, 0.8), enough_for_means(0.2, 0.05, 0.8), enough_for_means(0.8, 0.05, 0.8)
    (64, 394, 26)
    """
    return _fewest(lambda n: power_of_two_means(size, n * efficiency, n * efficiency, threshold) >= power)


def _fewest(is_enough: Callable[[int], bool]) -> int:
    low, high = 3, 6
    while not is_enough(high) and high < MOST_PEOPLE:
        low, high = high, high * 2
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle + 1, high)
    return high


def width_of_mean(n: int, confidence: float) -> float | None:
    """How wide the range of a mean change is expected to be, in spreads of change; None for fewer than two.

    ``2 * t * E(s) / sqrt(n)``, with E(s) of a normal sample whose spread is 1.

    >>> round(width_of_mean(12, 0.95), 2)
    1.24
    """
    from scipy.special import stdtrit

    if n < 2:
        return None
    expected = math.sqrt(2 / (n - 1)) * math.exp(math.lgamma(n / 2) - math.lgamma((n - 1) / 2))
    return 2.0 * float(stdtrit(n - 1, (1.0 + confidence) / 2.0)) * expected / math.sqrt(n)


def width_of_means(n_first: int, n_second: int, confidence: float) -> float | None:
    """The same for the difference of two groups' means, in spreads within groups."""
    from scipy.special import stdtrit

    freedom = n_first + n_second - 2
    if freedom < 1 or min(n_first, n_second) < 1:
        return None
    expected = math.sqrt(2 / freedom) * math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2))
    spread = math.sqrt(1 / n_first + 1 / n_second)
    return 2.0 * float(stdtrit(freedom, (1.0 + confidence) / 2.0)) * expected * spread


def width_of_share(n: int, confidence: float) -> float:
    """How wide Wilson's range of a share is at its widest, where half of ``n`` people say yes.

    >>> round(width_of_share(12, 0.95), 2)
    0.49
    """
    z = NormalDist().inv_cdf((1.0 + confidence) / 2.0)
    return 2.0 * z / (1.0 + z * z / n) * math.sqrt(0.25 / n + z * z / (4.0 * n * n))


def width_of_alpha(n: int, items: int, confidence: float, alpha: float = 0.8) -> float:
    """How wide Feldt's range of Cronbach's alpha is, where the sample's alpha is ``alpha``.

    References
    ----------
    Feldt (1965), doi:10.1007/BF02289499.

    >>> round(width_of_alpha(10, 5, 0.95), 2)
    0.44
    """
    from scipy.special import fdtri

    tail = (1.0 - confidence) / 2.0
    freedom = (n - 1, (n - 1) * (items - 1))
    return (1.0 - alpha) * float(fdtri(*freedom, 1.0 - tail) - fdtri(*freedom, tail))


def width_of_kappa(n: int, categories: int, confidence: float, kappa: float = 0.6) -> float:
    """How wide the range of Cohen's kappa is, where categories are equally frequent.

    The standard error is ``sqrt(agreed * (1 - agreed) / n) / (1 - by chance)``.

    References
    ----------
    Cohen (1960), doi:10.1177/001316446002000104, equation 7.

    >>> round(width_of_kappa(64, 2, 0.95), 2)
    0.39
    """
    chance = 1.0 / categories
    agreed = kappa * (1.0 - chance) + chance
    z = NormalDist().inv_cdf((1.0 + confidence) / 2.0)
    return 2.0 * z * math.sqrt(agreed * (1.0 - agreed) / n) / (1.0 - chance)


def detectable_hazard_ratio(events: int, share_first: float, threshold: float, power: float) -> float:
    """The least ratio of two sides' pace of moving on that a log-rank test finds with chance ``power``.

    ``exp((z + z') / sqrt(events * share * (1 - share)))``.

    References
    ----------
    Schoenfeld (1981), doi:10.1093/biomet/68.1.316: a ratio of 2 needs 66 events in equal groups.

    >>> round(detectable_hazard_ratio(66, 0.5, 0.05, 0.8), 2)
    1.99
    """
    normal = NormalDist()
    z = normal.inv_cdf(1.0 - threshold / 2.0) + normal.inv_cdf(power)
    return math.exp(z / math.sqrt(events * share_first * (1.0 - share_first)))

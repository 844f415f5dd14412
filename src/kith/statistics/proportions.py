"""Intervals for a proportion and for the difference of two."""

from __future__ import annotations

import math
from statistics import NormalDist

from kith.statistics import checks
from kith.statistics.types import Estimate


def wilson(successes: int, n: int, *, level: float = 0.95) -> Estimate:
    """The share ``successes / n`` with Wilson's score interval, good down to a handful.

    The ends are the shares p for which the observed one lies z standard errors off, the standard error
    being that of p: ``(2np + z² ± z·sqrt(z² + 4np(1 - p))) / (2(n + z²))``.

    Parameters
    ----------
    successes, n
        Counts, ``0 <= successes <= n``, ``n >= 1``; missing answers are in neither.
    level
        Strictly between 0 and 1.

    Raises
    ------
    KithError
        For no answers, or counts that cannot be.

    References
    ----------
    Wilson EB (1927). J Am Stat Assoc 22:209-212, 10.1080/01621459.1927.10502953.
    Newcombe RG (1998). Stat Med 17:857-872, method 3.

    >>> found = wilson(0, 20)
    >>> round(found.low, 4), round(found.high, 4)
    (0.0, 0.1611)
    """
    checks.proportion_counts(successes, n)
    low, high = _wilson_ends(successes, n, _z(level))
    return Estimate(successes / n, low, high, level, n, "statistics.method.wilson")


def clopper_pearson(successes: int, n: int, *, level: float = 0.95) -> Estimate:
    """The share with the exact interval: its level is never less than asked, and mostly more.

    The ends are the shares under which so many or more, and so few or fewer, come in just (1 - level)/2
    of samples: quantiles of beta distributions.

    Parameters and Raises as for :func:`wilson`.

    References
    ----------
    Clopper CJ, Pearson ES (1934). Biometrika 26:404-413, 10.1093/biomet/26.4.404.

    >>> round(clopper_pearson(0, 20).high, 4)
    0.1684
    """
    from scipy.special import betaincinv

    checks.proportion_counts(successes, n)
    tail = (1.0 - checks.level(level)) / 2.0
    low = 0.0 if successes == 0 else float(betaincinv(successes, n - successes + 1, tail))
    high = 1.0 if successes == n else float(betaincinv(successes + 1, n - successes, 1.0 - tail))
    return Estimate(successes / n, low, high, level, n, "statistics.method.clopper_pearson")


def newcombe(first: int, n_first: int, second: int, n_second: int, *, level: float = 0.95) -> Estimate:
    """The difference ``first / n_first - second / n_second`` of two separate groups.

    Newcombe's square-and-add: the distance of each end is the root of the summed squares of the two
    Wilson intervals' own distances on the sides that matter.

    Returns an estimate whose ``n`` is that of both groups together.

    References
    ----------
    Newcombe RG (1998). Stat Med 17:873-890, method 10, 10.1002/(SICI)1097-0258(19980430)17:8<873.

    >>> found = newcombe(56, 70, 48, 80)
    >>> round(found.low, 4), round(found.high, 4)
    (0.0524, 0.3339)
    """
    checks.proportion_counts(first, n_first)
    checks.proportion_counts(second, n_second)
    z = _z(level)
    p, q = first / n_first, second / n_second
    (p_low, p_high), (q_low, q_high) = _wilson_ends(first, n_first, z), _wilson_ends(second, n_second, z)
    low = p - q - math.hypot(p - p_low, q_high - q)
    high = p - q + math.hypot(p_high - p, q - q_low)
    return Estimate(p - q, low, high, level, n_first + n_second, "statistics.method.newcombe")


def newcombe_paired(
    both: int, only_first: int, only_second: int, neither: int, *, level: float = 0.95
) -> Estimate:
    """The difference of two shares of the same people: first occasion's less second's.

    As :func:`newcombe`, with the correlation phi of the two answers taken into account; phi is drawn
    towards zero by n/2 in its numerator where it is positive.

    Parameters
    ----------
    both, only_first, only_second, neither
        How many people said yes on both occasions, on one only, on none.

    References
    ----------
    Newcombe RG (1998). Stat Med 17:2635-2650, method 10,
    10.1002/(SICI)1097-0258(19981130)17:22<2635.
    """
    checks.counts(both, only_first, only_second, neither)
    n = both + only_first + only_second + neither
    first, second = both + only_first, both + only_second
    checks.proportion_counts(first, n)
    z = _z(level)
    p, q = first / n, second / n
    (p_low, p_high), (q_low, q_high) = _wilson_ends(first, n, z), _wilson_ends(second, n, z)
    phi = _shrunk_phi(both, only_first, only_second, neither)
    down = _correlated(p - p_low, q_high - q, phi)
    up = _correlated(p_high - p, q - q_low, phi)
    # The difference from the counts, not p - q, so that no change is exactly zero.
    value = (only_first - only_second) / n
    return Estimate(value, value - down, value + up, level, n, "statistics.method.newcombe_paired")


def _z(level: float) -> float:
    return NormalDist().inv_cdf((1.0 + checks.level(level)) / 2.0)


def _wilson_ends(successes: int, n: int, z: float) -> tuple[float, float]:
    p = successes / n
    middle = 2 * successes + z * z
    half = z * math.sqrt(z * z + 4 * successes * (1 - p))
    scale = 2 * (n + z * z)
    low = 0.0 if successes == 0 else (middle - half) / scale
    high = 1.0 if successes == n else (middle + half) / scale
    return low, high


def _shrunk_phi(both: int, only_first: int, only_second: int, neither: int) -> float:
    n = both + only_first + only_second + neither
    margins = (both + only_first) * (only_second + neither) * (both + only_second) * (only_first + neither)
    if margins == 0:
        return 0.0
    product = both * neither - only_first * only_second
    numerator = float(product) if product < 0 else max(product - n / 2, 0.0)
    return numerator / math.sqrt(margins)


def _correlated(a: float, b: float, phi: float) -> float:
    return math.sqrt(max(a * a + b * b - 2 * phi * (a * b), 0.0))

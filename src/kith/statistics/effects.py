"""How large a change is, without units. Each name says what the change is divided by."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kith.statistics import checks
from kith.statistics.checks import Floats
from kith.statistics.paired import Zeros, signed_ranks
from kith.statistics.types import Estimate

LEAST_PAIRS = 3  # two pairs give standard deviations with one degree of freedom, and no correction


def rank_biserial(before: ArrayLike, after: ArrayLike, *, zeros: Zeros = Zeros.PRATT) -> float:
    """The matched-pairs rank-biserial correlation: -1 if all fell, 0 if even, 1 if all rose.

    ``(W+ - W-) / (W+ + W-)``, the sums of signed ranks of those who rose and fell. Those who did not
    change count in the ranks as ``zeros`` says, not in the sums. 0 if nobody changed. For an interval
    give it to :func:`kith.statistics.bootstrap.bootstrap`.

    References
    ----------
    Kerby DS (2014). Compr Psychol 3:11.IT.3.1, 10.2466/11.IT.3.1.

    >>> rank_biserial([0, 0, 0], [1, 2, -3])  # (1 + 2 - 3) / 6
    0.0
    """
    ranks = signed_ranks(before, after, zeros)
    total = ranks.doubled_plus + ranks.doubled_minus
    return (ranks.doubled_plus - ranks.doubled_minus) / total if total else 0.0


def rank_biserials(steps: Floats) -> Floats:
    """:func:`rank_biserial` of each row (draws, n) of changes in whole steps, zeros as Pratt has them.

    >>> rank_biserials(np.array([[1.0, 2.0, -3.0], [0.0, 0.0, 0.0], [5.0, 5.0, -1.0]])).round(3).tolist()
    [0.0, 0.0, 0.667]
    """
    sizes, group = np.unique(np.abs(steps), return_inverse=True)
    shape = len(steps), len(sizes)
    place = (group.reshape(steps.shape) + shape[1] * np.arange(shape[0])[:, None]).ravel()
    most = shape[0] * shape[1]
    count = np.bincount(place, minlength=most).reshape(shape)
    up_less_down = np.bincount(place, weights=np.sign(steps).ravel(), minlength=most).reshape(shape)
    doubled_mid_ranks = 2 * np.cumsum(count, axis=1) - count + 1
    total = (doubled_mid_ranks * count)[:, sizes > 0].sum(axis=1)
    difference = (doubled_mid_ranks * up_less_down).sum(axis=1)
    return np.asarray(np.divide(difference, total, out=np.zeros(len(steps)), where=total > 0))


def rank_biserials_of_counts(steps: Floats) -> Callable[[NDArray[np.int64]], Floats]:
    """:func:`rank_biserial` of draws from distinct changes, by how often each was drawn (draws, changes).

    >>> rank_biserials_of_counts(np.array([-3.0, 1.0, 2.0]))(np.array([[1, 1, 1], [0, 2, 0]])).tolist()
    [0.0, 1.0]
    """
    order = np.argsort(np.abs(steps), kind="stable")
    sizes = np.abs(steps)[order]
    first = np.flatnonzero(np.concatenate(([True], sizes[1:] != sizes[:-1])))
    signs, moved = np.sign(steps)[order].astype(np.int64), sizes[first] > 0

    def of_draws(counts: NDArray[np.int64]) -> Floats:
        ordered = counts[:, order]
        count = np.add.reduceat(ordered, first, axis=1)
        up_less_down = np.add.reduceat(ordered * signs, first, axis=1)
        doubled_mid_ranks = 2 * np.cumsum(count, axis=1) - count + 1
        total = (doubled_mid_ranks * count)[:, moved].sum(axis=1)
        difference = (doubled_mid_ranks * up_less_down).sum(axis=1)
        return np.asarray(np.divide(difference, total, out=np.zeros(len(counts)), where=total > 0))

    return of_draws


def g_av(before: ArrayLike, after: ArrayLike, *, level: float = 0.95) -> Estimate:
    """The mean change in units of the average standard deviation, corrected for small samples.

    ``J(n - 1) * mean(after - before) / sqrt((sd_before^2 + sd_after^2) / 2)``. J, Hedges' correction, is
    ``gamma(f/2) / (sqrt(f/2) * gamma((f - 1)/2))``. The interval is Bonett's for the population's value,
    from the uncorrected estimate; it supposes normal scores, not equal variances.

    This is not d_z: the standardiser is the spread of people, not of their changes.

    Parameters
    ----------
    before, after
        Numbers of equal length, row by row the same person's, none missing; at least 3.
    level
        Strictly between 0 and 1.

    Raises
    ------
    KithError
        For fewer than 3 pairs, different lengths, NaN, or scores that are all the same.

    References
    ----------
    Bonett DG (2008). Psychol Methods 13:99-109, 10.1037/1082-989X.13.2.99, equations 5 and 12.
    Hedges LV (1981). J Educ Stat 6:107-128, 10.3102/10769986006002107.
    """
    first, second = checks.pairs(before, after, least=LEAST_PAIRS)
    if _spread(first) == 0.0 and _spread(second) == 0.0:
        raise checks.refusal("statistics.no_spread")
    sd_first, sd_second = float(np.std(first, ddof=1)), float(np.std(second, ddof=1))
    covariance = float(np.cov(first, second)[0, 1])
    change = float(np.mean(second) - np.mean(first))
    n = len(first)
    d, error = standardised_change(change, sd_first, sd_second, covariance, n)
    half = NormalDist().inv_cdf((1.0 + checks.level(level)) / 2.0) * error
    return Estimate(d * hedges_correction(n - 1), d - half, d + half, level, n, "statistics.method.g_av")


def d_z(before: ArrayLike, after: ArrayLike, *, level: float = 0.95) -> Estimate:
    """The mean change in units of the standard deviation of the changes.

    ``mean(d) / sd(d)``; times sqrt(n) it is the paired t, so its interval comes from the noncentral t
    distribution. It grows when people change alike, however little, so it goes beside g_av, never alone.

    Parameters and Raises as for :func:`g_av`; refuses changes that are all the same.

    References
    ----------
    Cohen J (1988). Statistical Power Analysis, 2nd ed., section 2.3.5.
    Cumming G, Finch S (2001). Educ Psychol Meas 61:532-574, 10.1177/0013164401614002.
    """
    from scipy.special import nctdtrinc

    found = checks.differences(before, after, least=LEAST_PAIRS)
    # Changes alike but for rounding have no spread to divide by.
    if found.steps.max() == found.steps.min():
        raise checks.refusal("statistics.no_spread")
    changes = found.steps * found.step
    n = len(changes)
    t = float(np.mean(changes) / np.std(changes, ddof=1)) * math.sqrt(n)
    tail = (1.0 - checks.level(level)) / 2.0
    low = float(nctdtrinc(n - 1, 1.0 - tail, t)) / math.sqrt(n)
    high = float(nctdtrinc(n - 1, tail, t)) / math.sqrt(n)
    return Estimate(t / math.sqrt(n), low, high, level, n, "statistics.method.d_z")


def hedges_correction(freedom: int) -> float:
    """J: what a standardised difference is multiplied by, so that it does not run high.

    >>> round(hedges_correction(9), 4)
    0.9139
    """
    return math.exp(math.lgamma(freedom / 2) - math.lgamma((freedom - 1) / 2)) / math.sqrt(freedom / 2)


def standardised_change(
    change: float, sd_before: float, sd_after: float, covariance: float, n: int
) -> tuple[float, float]:
    """A change over the average standard deviation, uncorrected, and its standard error (Bonett 2008)."""
    first, second = sd_before**2, sd_after**2
    average = (first + second) / 2
    d = change / math.sqrt(average)
    of_spread = d * d * (first**2 + second**2 + 2 * covariance**2) / (8 * (n - 1) * average**2)
    of_change = (first + second - 2 * covariance) / ((n - 1) * average)
    return d, math.sqrt(of_spread + max(of_change, 0.0))


def _spread(array: checks.Floats) -> float:
    return float(array.max() - array.min())

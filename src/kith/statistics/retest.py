"""Does a score stay where it was when nothing happened in between?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from kith.statistics import checks
from kith.statistics.agreement import mean_squares
from kith.statistics.reliability import LEAST_PEOPLE
from kith.statistics.types import Estimate

TWO_SIDED = 1.959963984540054
"""Standard normal, 97.5%: of the smallest change beyond noise, by convention at 95%."""


@dataclass(frozen=True, slots=True)
class Retest:
    """``icc`` is ICC(A,1). ``error`` is the standard error of measurement and ``smallest_change`` the smallest
    detectable change of one person, both in points of the scale; occasions' own shift counts as error."""

    icc: Estimate
    error: float
    smallest_change: float


def icc_agreement(ratings: ArrayLike, *, level: float = 0.95) -> Estimate:
    """ICC(A,1): how far single scores of the same people agree, all of them scored by the same raters or times.

    ``(MSR - MSE) / (MSR + (k - 1) MSE + k (MSC - MSE) / n)`` of the two-way analysis of variance: a rater who
    is stricter, or a time that is higher, counts as disagreement. The interval is Satterthwaite's.

    Parameters
    ----------
    ratings
        Units by raters (or people by times), none missing, at least two of each.

    Raises
    ------
    KithError
        For fewer than two of either, a missing value, or units that do not differ.

    References
    ----------
    McGraw KO, Wong SP (1996). Psychol Methods 1:30-46, 10.1037/1082-989X.1.1.30, tables 4 and 7.
    Shrout PE, Fleiss JL (1979). Psychol Bull 86:420-428, 10.1037/0033-2909.86.2.420: their ICC(2,1).
    """
    from scipy.special import fdtri

    units, raters, rows, columns, error = mean_squares(ratings)
    tail = (1.0 - checks.level(level)) / 2.0
    if rows <= 1e-12 * max(1.0, error, columns):
        raise checks.refusal("statistics.no_spread")
    value = (rows - error) / (rows + (raters - 1) * error + raters * (columns - error) / units)
    method = "statistics.method.icc_agreement"
    if error <= 1e-12 * rows and columns <= 1e-12 * rows:
        return Estimate(1.0, 1.0, 1.0, level, units, method)
    a = raters * value / (units * (1.0 - value))
    b = 1.0 + raters * value * (units - 1) / (units * (1.0 - value))
    parts = (a * columns) ** 2 / (raters - 1) + (b * error) ** 2 / ((units - 1) * (raters - 1))
    freedom = (a * columns + b * error) ** 2 / parts
    rest = raters * columns + (raters * units - raters - units) * error
    first = float(fdtri(units - 1, freedom, 1.0 - tail))
    last = float(fdtri(freedom, units - 1, 1.0 - tail))
    low = units * (rows - first * error) / (first * rest + units * rows)
    high = units * (last * rows - error) / (rest + units * last * rows)
    return Estimate(value, min(low, value), max(high, value), level, units, method)


def retest(first: ArrayLike, second: ArrayLike, *, level: float = 0.95) -> Retest:
    """Agreement of the scores of the same people at two times between which nothing was meant to change.

    Pairs with a gap are left out. The standard error of measurement is the root of the variance of times and
    of what is left, so that a shift of everybody counts; the smallest detectable change of one person is 1.96
    times the root of 2 times that.

    Parameters
    ----------
    first, second
        One score a person at each time, in one order; NaN is missing. At least 10 pairs.

    References
    ----------
    de Vet HCW, Terwee CB, Knol DL, Bouter LM (2006). J Clin Epidemiol 59:1033-1039,
    10.1016/j.jclinepi.2005.10.015.
    """
    one, other = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    if one.shape != other.shape:
        raise checks.refusal("statistics.different_lengths", first=len(one), second=len(other))
    both = ~(np.isnan(one) | np.isnan(other))
    if int(both.sum()) < LEAST_PEOPLE:
        raise checks.refusal("statistics.too_few", n=int(both.sum()), least=LEAST_PEOPLE)
    pairs = np.column_stack((one[both], other[both]))
    icc = icc_agreement(pairs, level=level)
    units, _raters, _rows, columns, error = mean_squares(pairs)
    of_times = max(0.0, (columns - error) / units)
    noise = float((of_times + error) ** 0.5)
    return Retest(icc, noise, float(TWO_SIDED * 2**0.5 * noise))

"""Do several people who judge the same things agree?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kith.statistics import checks
from kith.statistics.types import Estimate

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
RESAMPLES = 1_000
LEAST_UNITS = 2


class Metric(StrEnum):
    """What the distance of two ratings means: alike or not, how far in rank, how far in points."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


METHODS = {
    Metric.NOMINAL: "statistics.method.krippendorff_nominal",
    Metric.ORDINAL: "statistics.method.krippendorff_ordinal",
    Metric.INTERVAL: "statistics.method.krippendorff_interval",
}


def long_form(ratings: ArrayLike) -> tuple[Places, Floats]:
    """Raters by units, NaN where missing, as the unit and the value of each rating.

    >>> units, values = long_form([[1, 2], [float("nan"), 3]])
    >>> units.tolist(), values.tolist()
    ([0, 1, 1], [1.0, 2.0, 3.0])
    """
    array = np.asarray(ratings, dtype=np.float64)
    if array.ndim != 2:
        raise ValueError("expected raters by units")
    raters, units = np.nonzero(~np.isnan(array))
    return units, array[raters, units]


def krippendorff_alpha(units: ArrayLike, values: ArrayLike, *, metric: Metric) -> float:
    """Krippendorff's alpha: 1 less the disagreement seen over that expected by chance.

    Units rated once say nothing about agreement and are left out. The disagreement seen is the mean
    squared distance of two ratings of one unit (a unit of m ratings counts m), that expected the mean
    over all pairs of ratings whatever their unit. Ordinal: the distance of two ratings is the number of
    ratings between them, half of each end's own counted, which is the distance of their mid-ranks.

    Parameters
    ----------
    units
        The unit of each rating: any integers. Missing ratings are left out.
    values
        The ratings in the same order; for ``NOMINAL`` and ``ORDINAL`` only equality and order count.

    Returns
    -------
    float
        1 for perfect agreement, 0 for chance, below 0 for less than chance.

    Raises
    ------
    KithError
        For fewer than two units rated twice, or ratings that are all the same.

    References
    ----------
    Krippendorff K (2011). Computing Krippendorff's alpha-reliability, University of Pennsylvania
    (the worked example C is in the tests). Krippendorff K (2004). Content Analysis, 2nd ed., ch. 11.

    >>> krippendorff_alpha([0, 0, 1, 1, 2, 2], [1, 1, 2, 2, 3, 3], metric=Metric.INTERVAL)
    1.0
    """
    parts = _parts(units, values, metric)
    weights = np.ones((1, len(parts.size)))
    return float(parts.alpha(weights)[0])


def krippendorff_estimate(
    units: ArrayLike,
    values: ArrayLike,
    *,
    metric: Metric,
    rng: np.random.Generator,
    resamples: int = RESAMPLES,
    level: float = 0.95,
) -> Estimate:
    """:func:`krippendorff_alpha` with the percentile interval of units drawn anew.

    Ranks are those of the whole sample in each draw; a draw without any spread is left out. ``n``
    counts units rated twice or more.

    References
    ----------
    Hayes AF, Krippendorff K (2007). Commun Methods Meas 1:77-89, 10.1080/19312450709336664.
    """
    tail = (1.0 - checks.level(level)) / 2.0
    parts = _parts(units, values, metric)
    n = len(parts.size)
    value = float(parts.alpha(np.ones((1, n)))[0])
    drawn = rng.integers(0, n, (resamples, n)) + n * np.arange(resamples)[:, None]
    times = np.bincount(drawn.ravel(), minlength=resamples * n).reshape(resamples, n)
    found = parts.alpha(times.astype(np.float64))
    low, high = (float(end) for end in np.nanquantile(found, [tail, 1.0 - tail]))
    return Estimate(
        value,
        min(low, value),
        max(high, value),
        level,
        n,
        METHODS[metric],
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """Per unit what alpha is made of: ratings, squared deviations within, and per column its sums.

    Nominal ratings have a column a category (two different ratings are 2 apart, squared, in all columns
    together, which cancels in the ratio); the others have one column.
    """

    size: Floats
    within: Floats
    sums: Floats
    squares: Floats

    def alpha(self, weights: Floats) -> Floats:
        """Alpha for each row of weights of the units."""
        together = weights @ np.column_stack((self.size, self.within, self.squares, self.sums))
        n, within, squares, sums = together[:, 0], together[:, 1], together[:, 2], together[:, 3:]
        seen = within / n
        spread = squares - (sums**2).sum(axis=1) / n
        with np.errstate(divide="ignore", invalid="ignore"):
            alpha = 1.0 - seen * (n - 1) / spread
        return np.where(spread > 1e-9 * np.maximum(1.0, squares), alpha, np.nan)


def _parts(units: ArrayLike, values: ArrayLike, metric: Metric) -> _Parts:
    place, rating = np.asarray(units), checks.values(values)
    if place.shape != rating.shape:
        raise checks.refusal("statistics.different_lengths", first=len(place), second=len(rating))
    _, place, times = np.unique(place, return_inverse=True, return_counts=True)
    twice = times[place] >= 2
    _, place = np.unique(place[twice], return_inverse=True)
    size = np.bincount(place).astype(np.float64)
    if len(size) < LEAST_UNITS:
        raise checks.refusal("statistics.too_few", n=len(size), least=LEAST_UNITS)
    kinds, kind, count = np.unique(rating[twice], return_inverse=True, return_counts=True)
    if len(kinds) < 2:
        raise checks.refusal("statistics.no_spread")
    if metric is Metric.NOMINAL:
        sums = np.zeros((len(size), len(kinds)))
        np.add.at(sums, (place, kind), 1.0)
        squares = size
    else:
        # Mid-ranks are half a whole number and so exact; centred, so that large scores lose no digits.
        score = kinds if metric is Metric.INTERVAL else np.cumsum(count) - count / 2.0
        centred: Floats = (score - score[len(score) // 2])[kind]
        sums = np.bincount(place, centred)[:, None].astype(np.float64)
        squares = np.bincount(place, centred**2).astype(np.float64)
    within = (squares - (sums**2).sum(axis=1) / size) * size / (size - 1)
    return _Parts(size, np.maximum(within, 0.0), sums, squares)


def icc_one_way(units: ArrayLike, values: ArrayLike, *, level: float = 0.95) -> Estimate:
    """ICC(1,k): how reliable the mean of k ratings is, where each unit has raters of its own.

    ``(MSB - MSW) / MSB`` of the one-way analysis of variance; the interval is that of F. Where units
    have different numbers of ratings it is an approximation. Negative: raters of one unit differ more than
    units do.

    Parameters and Raises as for :func:`krippendorff_alpha`; each unit needs a rating, one of them two.

    References
    ----------
    Shrout PE, Fleiss JL (1979). Psychol Bull 86:420-428, 10.1037/0033-2909.86.2.420.
    McGraw KO, Wong SP (1996). Psychol Methods 1:30-46, 10.1037/1082-989X.1.1.30, table 7.
    """
    rating = checks.values(values, least=3)
    _, place = np.unique(np.asarray(units), return_inverse=True)
    size = np.bincount(place)
    freedom = (len(size) - 1, len(rating) - len(size))
    if freedom[0] < 1 or freedom[1] < 1:
        raise checks.refusal("statistics.too_few", n=len(size), least=LEAST_UNITS)
    rating = rating - rating.mean()
    mean = np.bincount(place, rating) / size
    between = float((size * mean**2).sum()) / freedom[0]
    inside = float(((rating - mean[place]) ** 2).sum()) / freedom[1]
    return _reliability(between, inside, freedom, level, len(size), "statistics.method.icc_one_way")


def icc_consistency(ratings: ArrayLike, *, level: float = 0.95) -> Estimate:
    """ICC(C,k): how reliable the mean of k raters is as to order, where all of them rated every unit.

    ``(MSR - MSE) / MSR`` of the two-way analysis of variance: how strict a rater is does not count.

    Parameters
    ----------
    ratings
        Units by raters, none missing, at least two of each.

    References as for :func:`icc_one_way`; Shrout and Fleiss call it ICC(3,k).
    """
    units, raters, between, _of_raters, error = mean_squares(ratings)
    freedom = (units - 1, (units - 1) * (raters - 1))
    return _reliability(between, error, freedom, level, units, "statistics.method.icc_consistency")


def mean_squares(ratings: ArrayLike) -> tuple[int, int, float, float, float]:
    """Units, raters, and the mean squares of units, of raters and of what is left, in a two-way table.

    Raises
    ------
    KithError
        For fewer than two of either, or a missing value.
    """
    array = np.asarray(ratings, dtype=np.float64)
    if array.ndim != 2:
        raise ValueError("expected units by raters")
    units, raters = array.shape
    if min(units, raters) < 2:
        raise checks.refusal("statistics.too_few", n=min(units, raters), least=2)
    checks.values(array.ravel())
    array = array - array.mean()
    of_unit, of_rater = array.mean(axis=1), array.mean(axis=0)
    rest = array - of_unit[:, None] - of_rater[None, :]
    rows = raters * float((of_unit**2).sum()) / (units - 1)
    columns = units * float((of_rater**2).sum()) / (raters - 1)
    return units, raters, rows, columns, float((rest**2).sum()) / ((units - 1) * (raters - 1))


def _reliability(
    between: float, error: float, freedom: tuple[int, int], level: float, n: int, method: str
) -> Estimate:
    from scipy.special import fdtri

    tail = (1.0 - checks.level(level)) / 2.0
    if between <= 1e-12 * max(1.0, error):
        raise checks.refusal("statistics.no_spread")
    if error <= 1e-12 * between:
        return Estimate(1.0, 1.0, 1.0, level, n, method)
    ratio = between / error
    low = 1.0 - float(fdtri(*freedom, 1.0 - tail)) / ratio
    high = 1.0 - float(fdtri(*freedom, tail)) / ratio
    return Estimate(1.0 - 1.0 / ratio, low, high, level, n, method)

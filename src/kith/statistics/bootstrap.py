"""Intervals by drawing the rows again, for a statistic that has no formula.

Rows are drawn whole, so what belongs to one person stays together. The loop is one thread of small
matrices: set OPENBLAS_NUM_THREADS=1 where many intervals are wanted, or the threads cost four times
the processor time.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from kith.statistics import checks
from kith.statistics.bootstrap_large import LARGE, Grouped, OfCounts, draws_for
from kith.statistics.checks import Floats
from kith.statistics.types import Estimate

Statistic = Callable[[Floats], float]
"""From rows (n, columns) to a number."""

Statistics = Callable[[Floats], Floats]
"""From draws (draws, n, columns) to the number of each."""

LEAST_ROWS = 3
LEAST_FOR_BCA = 10  # below it the jackknife's acceleration is mostly noise
RESAMPLES = 2_000
MOST_UNDEFINED = 0.05
MOST_AT_ONCE = 2_000_000  # numbers of draws in memory


class Interval(StrEnum):
    """BCA corrects the percentiles for bias and skewness; PERCENTILE takes them as they are."""

    BCA = "bca"
    PERCENTILE = "percentile"


def bootstrap(
    rows: ArrayLike,
    statistic: Statistic,
    rng: np.random.Generator,
    *,
    level: float = 0.95,
    resamples: int = RESAMPLES,
    interval: Interval = Interval.BCA,
    of_draws: Statistics | None = None,
    of_counts: OfCounts | None = None,
) -> Estimate:
    """The statistic of the rows with a bootstrap interval.

    Rows are drawn with replacement, n at a time, and the statistic taken of each draw. PERCENTILE: the
    quantiles (1 - level)/2 and (1 + level)/2 of these. BCA: quantiles moved by z0, the normal quantile of
    the share of draws below the estimate (ties half), and by a, the skewness of the leave-one-out values
    over 6. Below 10 rows BCA gives way to PERCENTILE, and the method's sentence says that it runs narrow;
    so it does where every draw lies on one side of the estimate.

    Parameters
    ----------
    rows
        (n,) or (n, columns): one row a person, none missing; at least 3.
    statistic
        Takes (n, columns), or (n,) if ``rows`` is so. May be NaN for a degenerate draw, such as one without
        any spread: such draws are left out, if they are at most one in twenty.
    rng
        The generator; the same one in the same state gives the same interval.
    level
        Strictly between 0 and 1.
    resamples
        How many draws.
    of_draws
        The same statistic of many draws at once, where that is faster: it must give the same numbers.
    of_counts
        The same statistic from distinct values and how often each was drawn; rows of one number. Above 5,000
        rows everything comes from it, as exact: half a million people on a grid take a second.

    Above 5,000 rows with more than 4,000 different values, or without ``of_counts``, nobody is left out in
    turn: the interval is PERCENTILE, and above 50,000 rows from fewer draws (5e8 divided by n, at least 999).
    The method's sentence says both.

    Raises
    ------
    KithError
        For fewer than 3 rows, NaN, a statistic that is not defined for the sample or for many draws.

    References
    ----------
    Efron B, Tibshirani RJ (1993). An Introduction to the Bootstrap, chapters 13 and 14 (equations 14.9 to
    14.15).
    """
    array = _rows(rows)
    tail = (1.0 - checks.level(level)) / 2.0
    n = len(array)
    value = float(statistic(array))
    if not np.isfinite(value):
        raise checks.refusal("statistics.undefined")
    groups = Grouped.of(array, of_counts) if of_counts is not None and n > LARGE else None
    few_values = groups is not None and groups.has_few_values
    wanted = resamples if few_values else draws_for(n, resamples)
    if groups is not None:
        draws = _defined(groups.draws(rng, wanted), wanted)
    else:
        draws = _draws(array, of_draws or _one_by_one(statistic), rng, wanted)
    code, quantiles = "statistics.method.bootstrap_percentile", (tail, 1.0 - tail)
    if n > LARGE and not few_values:
        code = "statistics.method.bootstrap_large"
    elif interval is Interval.BCA:
        moved = None
        if groups is not None:
            moved = _bca_quantiles(groups.without(), groups.value(), draws, tail)
        elif n >= LEAST_FOR_BCA:
            moved = _bca_quantiles(_without(array, statistic), value, draws, tail)
        code = "statistics.method.bootstrap_small" if moved is None else "statistics.method.bootstrap_bca"
        quantiles = quantiles if moved is None else moved
    low, high = (float(end) for end in np.quantile(draws, quantiles))
    return Estimate(value, low, high, level, n, code)


def _rows(rows: ArrayLike) -> Floats:
    array = np.asarray(rows, dtype=np.float64)
    if len(array) < LEAST_ROWS:
        raise checks.refusal("statistics.too_few", n=len(array), least=LEAST_ROWS)
    checks.values(array.ravel())
    return array


def _one_by_one(statistic: Statistic) -> Statistics:
    return lambda draws: np.array([statistic(draw) for draw in draws], dtype=np.float64)


def _draws(array: Floats, of_draws: Statistics, rng: np.random.Generator, resamples: int) -> Floats:
    """Some draws after the other: of half a million people all at once would take gigabytes."""
    size, more = divmod(resamples, parts := 1 + resamples * array.size // MOST_AT_ONCE)
    rows = [size + 1] * more + [size] * (parts - more)
    chosen = (rng.integers(0, len(array), size=(some, len(array))) for some in rows if some)
    return _defined(np.concatenate([of_draws(array[part]) for part in chosen]), resamples)


def _defined(draws: Floats, resamples: int) -> Floats:
    defined = draws[np.isfinite(draws)]
    if len(defined) < (1 - MOST_UNDEFINED) * resamples:
        raise checks.refusal("statistics.undefined")
    return np.asarray(defined)


def _without(array: Floats, statistic: Statistic) -> Floats:
    """The statistic without each row in turn."""
    return np.array([statistic(np.delete(array, row, axis=0)) for row in range(len(array))])


def _bca_quantiles(without: Floats, value: float, draws: Floats, tail: float) -> tuple[float, float] | None:
    """The two quantiles to take, or None where the correction is not defined."""
    below = float((draws < value).mean() + (draws == value).mean() / 2)
    if not 0.0 < below < 1.0:
        return None
    if not np.isfinite(without).all():
        return None
    leaning = without.mean() - without
    spread = float((leaning**2).sum())
    a = float((leaning**3).sum()) / (6.0 * spread**1.5) if spread > 0 else 0.0
    normal = NormalDist()
    z0 = normal.inv_cdf(below)
    low, high = (
        normal.cdf(z0 + (z0 + z) / (1.0 - a * (z0 + z)))
        for z in (normal.inv_cdf(tail), normal.inv_cdf(1.0 - tail))
    )
    return low, high

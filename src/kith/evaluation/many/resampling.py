"""Bootstrap intervals of all scales of a programme from one set of draws.

People are drawn whole: how often each is drawn, 2,000 times over, is one matrix of counts, and what every
scale needs of a draw is a few sums weighted by it, which is one product of matrices for all scales together.
The sums are of whole numbers below 2**53, so neither threads nor the order of adding changes a digit.

Two things differ from :func:`kith.statistics.bootstrap.bootstrap`, which a single programme's report uses.
Whoever has no pair on one scale is still drawn, and then counts on the other scales only, so a scale's
draws vary a little in their numbers; and there are 2,000 draws instead of 9,999.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.many.compiled import fast_fill
from kith.statistics.bootstrap import LEAST_FOR_BCA, MOST_UNDEFINED, Interval
from kith.statistics.effects import LEAST_PAIRS, hedges_correction
from kith.statistics.types import Estimate

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Truths = NDArray[np.bool_]

ROWS_AT_ONCE = 50
"""Draws whose counts stand in the processor's cache together."""
MOST_COUNTS = 2**22
SHORT = 1 << 14
"""Up to so many people a chunk of 16 random bits is seldom left out."""

SUMS = 4
"""Columns a scale: who has a pair, the earlier score, the later one, and their squares together."""


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """The two scores of each person of a programme on one scale, in steps; 0 where not ``there``."""

    earlier: Integers
    later: Integers
    there: Truths
    per_point: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """The mean change and g_av with their bootstrap intervals; None where they are not defined."""

    mean_change: Estimate | None
    g_av: Estimate | None


@dataclass(frozen=True, slots=True)
class How:
    """How intervals are drawn: see :class:`~kith.evaluation.many.types.ManyPlan`."""

    resamples: int
    level: float
    interval: Interval


def intervals(pairs: Sequence[Pair], rng: np.random.Generator, how: How) -> list[Drawn]:
    """The mean change and g_av of each scale with bootstrap intervals, from the same draws of people.

    Parameters
    ----------
    pairs
        Of one programme's people, in an order that does not depend on the file; each has people at least 3.
    rng
        The programme's own.

    References
    ----------
    Efron B, Tibshirani RJ (1993). An Introduction to the Bootstrap, chapters 13 and 14.
    """
    centred = [_centred(pair) for pair in pairs]
    columns = np.concatenate([_sums(pair) for pair in centred], axis=1)
    sums = np.concatenate(list(_drawn_sums(columns, rng, how.resamples)))
    return [
        _of_scale(pair, np.ascontiguousarray(sums[:, SUMS * place : SUMS * (place + 1)].T), how)
        for place, pair in enumerate(centred)
    ]


def _centred(pair: Pair) -> Pair:
    """Moved to whole steps round their middle, so that squares stay small."""
    middle = int(np.rint((pair.earlier.sum() + pair.later.sum()) / (2 * pair.there.sum())))
    there = pair.there
    return Pair((pair.earlier - middle) * there, (pair.later - middle) * there, there, pair.per_point)


def _sums(pair: Pair) -> Floats:
    earlier, later = pair.earlier.astype(np.float64), pair.later.astype(np.float64)
    return np.stack((pair.there.astype(np.float64), earlier, later, earlier**2 + later**2), axis=1)


def _drawn_sums(columns: Floats, rng: np.random.Generator, resamples: int) -> Iterator[Floats]:
    people = len(columns)
    bits = 16 if people <= SHORT else 32
    fill = fast_fill(resamples * people)
    rows = max(1, min(ROWS_AT_ONCE, MOST_COUNTS // people))
    counts = np.zeros((rows, people))
    left = resamples
    while left:
        chunks = _chunks(rng, bits, people, rows)
        done = min(left, fill(chunks, people, bits, counts))
        yield counts[:done] @ columns
        counts[:] = 0.0
        left -= done


def _chunks(rng: np.random.Generator, bits: int, people: int, rows: int) -> NDArray[np.unsignedinteger]:
    """Enough for ``rows`` draws of everybody, but for once in a blue moon."""
    fair = 1.0 - ((1 << bits) % people) / (1 << bits)
    wanted = rows * people / fair
    chunks = wanted + 8.0 * math.sqrt(wanted * (1.0 - fair)) + 16.0
    words = rng.bit_generator.random_raw(math.ceil(chunks * bits / 64)).astype("<u8", copy=False)
    return np.asarray(words.view("<u2" if bits == 16 else "<u4"))


def _of_scale(pair: Pair, sums: Floats, how: How) -> Drawn:
    there = pair.there
    earlier, later = pair.earlier[there].astype(np.float64), pair.later[there].astype(np.float64)
    n, change = len(earlier), later - earlier
    own = np.array([[n], [earlier.sum()], [later.sum()], [(earlier**2 + later**2).sum()]])
    without = own - np.stack((np.ones(n), earlier, later, earlier**2 + later**2))
    mean, g = _mean(own)[0], _g_av(own)[0]
    code = "statistics.method.bootstrap"
    of_mean = _interval(mean, _mean(sums), mean - change, n, how)
    of_g = None if np.isnan(g) else _interval(g, _g_av(sums), _g_av(without), n, how)
    per_point = pair.per_point
    return Drawn(
        None if of_mean is None else _estimate(mean, of_mean, n, how, f"{code}_{of_mean.kind}", per_point),
        None if of_g is None else _estimate(g, of_g, n, how, f"{code}_{of_g.kind}", 1),
    )


def _mean(sums: Floats) -> Floats:
    n = sums[0]
    return np.divide(sums[2] - sums[1], n, out=np.full(n.shape, np.nan), where=n > 0)


def _g_av(sums: Floats) -> Floats:
    """The mean change over the root of the mean of both variances, with Hedges' correction."""
    n, earlier, later, squares = sums
    enough = n >= LEAST_PAIRS
    spread = np.where(enough, squares - (earlier**2 + later**2) / np.maximum(n, 1.0), 0.0)
    defined = enough & (spread > 1e-9 * np.maximum(squares, 1.0))
    variances = np.divide(spread, n - 1.0, out=np.ones(n.shape), where=defined)
    least = int(n.min())
    corrections = np.array([_correction(many) for many in range(least, int(n.max()) + 1)])
    g = (
        corrections[(n - least).astype(np.int64)]
        * (later - earlier)
        / np.maximum(n, 1.0)
        / np.sqrt(variances / 2.0)
    )
    return np.where(defined, g, np.nan)


@functools.cache
def _correction(n: int) -> float:
    return hedges_correction(n - 1) if n >= LEAST_PAIRS else 1.0


@dataclass(frozen=True, slots=True)
class _Ends:
    low: float
    high: float
    kind: str


def _estimate(value: float, ends: _Ends, n: int, how: How, code: str, per_point: int) -> Estimate:
    return Estimate(value / per_point, ends.low / per_point, ends.high / per_point, how.level, n, code)


def _interval(value: float, draws: Floats, without: Floats, n: int, how: How) -> _Ends | None:
    """The ends of the interval from the draws; ``without`` are the leave-one-out values."""
    defined = np.sort(draws[np.isfinite(draws)])
    if len(defined) < (1 - MOST_UNDEFINED) * how.resamples:
        return None
    tail = (1.0 - how.level) / 2.0
    quantiles, kind = (tail, 1.0 - tail), "percentile"
    if how.interval is Interval.BCA:
        moved = _moved(value, defined, without, tail) if n >= LEAST_FOR_BCA else None
        kind = "small" if moved is None else "bca"
        quantiles = quantiles if moved is None else moved
    low, high = (_quantile(defined, each) for each in quantiles)
    return _Ends(low, high, kind)


def _moved(value: float, ordered: Floats, without: Floats, tail: float) -> tuple[float, float] | None:
    """The quantiles that BCa takes, or None where the correction is not defined."""
    first, last = np.searchsorted(ordered, value, side="left"), np.searchsorted(ordered, value, side="right")
    below = float(first + last) / 2.0 / len(ordered)
    if not 0.0 < below < 1.0 or not np.isfinite(without).all():
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


def _quantile(ordered: Floats, share: float) -> float:
    """As ``numpy.quantile`` has it, from numbers in order."""
    place = share * (len(ordered) - 1)
    lower = int(place)
    upper = min(lower + 1, len(ordered) - 1)
    return float(ordered[lower] + (place - lower) * (ordered[upper] - ordered[lower]))

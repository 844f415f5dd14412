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
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.many.compiled import BELOW, Chunks, fill, first_counts
from kith.evaluation.many.pairs import Paired
from kith.evaluation.many.words import lanes_of
from kith.statistics.bootstrap import LEAST_FOR_BCA, MOST_UNDEFINED, Interval
from kith.statistics.effects import LEAST_PAIRS, hedges_correction
from kith.statistics.types import Estimate

Floats = NDArray[np.float64]

ROWS_AT_ONCE = 50
"""Draws whose counts stand in the processor's cache together."""
MOST_COUNTS = 2**22
CHUNKS_A_WORD = 4
NO_SPREAD = 1e-9
"""A variance below this share of the squares it is the difference of is rounding."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The mean change and g_av with their bootstrap intervals; None where they are not defined."""

    mean_change: Estimate | None
    g_av: Estimate | None


@dataclass(frozen=True, slots=True)
class How:
    """How intervals are drawn: see :class:`~kith.evaluation.many.types.ManyPlan`.

    ``quick`` draws with what is compiled, the same numbers.
    """

    resamples: int
    level: float
    interval: Interval
    quick: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """One programme's people in the order in which they are drawn, and what is added up of them."""

    paired: Paired
    columns: Floats

    @staticmethod
    def of(paired: Paired) -> Drawing:
        """Of at least 3 people with both scores on every scale."""
        ordered = paired.in_order()
        return Drawing(ordered, _columns(ordered))


def intervals(drawing: Drawing, sums: Floats, how: How) -> list[Drawn]:
    """The mean change and g_av of each scale with bootstrap intervals, from the same draws of people.

    Parameters
    ----------
    sums
        Of :func:`drawn_sums`.

    References
    ----------
    Efron B, Tibshirani RJ (1993). An Introduction to the Bootstrap, chapters 13 and 14.
    """
    paired, columns, scales = drawing.paired, drawing.columns, len(drawing.paired.n)
    own = columns.sum(axis=1, keepdims=True)
    draws = _Sums(sums, scales)
    all_of_them, without = _Sums(own, scales), _Sums(own - columns, scales)
    ordered_means, ordered_gs = np.sort(draws.mean(), axis=1), np.sort(draws.g_av(), axis=1)
    means, gs, gs_without = all_of_them.mean()[:, 0], all_of_them.g_av()[:, 0], without.g_av()
    found = []
    for scale, n in enumerate(paired.n.tolist()):
        there = paired.there[scale]
        fall = (paired.earlier[scale] - paired.later[scale])[there].astype(np.float64)
        of_mean = _interval(means[scale], ordered_means[scale], fall, n, how)
        of_g = _interval(gs[scale], ordered_gs[scale], gs_without[scale][there], n, how)
        mean = _estimate(means[scale], of_mean, n, how, paired.per_points[scale])
        found.append(Drawn(mean, _estimate(gs[scale], of_g, n, how, 1)))
    return found


def _columns(paired: Paired) -> Floats:
    """What every scale needs of each person, one row a quantity: there, earlier, later, both squares.

    Scores are moved to whole steps round the middle of their scale, so that squares stay small.
    """
    there = paired.there
    middle = np.rint((paired.earlier + paired.later).sum(axis=1) / (2 * paired.n)).astype(np.int64)[:, None]
    first, second = ((scores - middle) * there for scores in (paired.earlier, paired.later))
    first, second = first.astype(np.float64), second.astype(np.float64)
    return np.concatenate((there.astype(np.float64), first, second, first * first + second * second))


class _Sums:
    """Sums of people: shape (scales, draws) each."""

    def __init__(self, sums: Floats, scales: int) -> None:
        self.n, self.earlier, self.later, self.squares = sums.reshape(4, scales, -1)

    def mean(self) -> Floats:
        change = self.later - self.earlier
        return np.asarray(np.divide(change, self.n, out=np.full(change.shape, np.nan), where=self.n > 0))

    def g_av(self) -> Floats:
        """The mean change over the root of the mean of both variances, with Hedges' correction."""
        n = self.n
        some = np.maximum(n, LEAST_PAIRS)
        spread = self.squares - (self.earlier * self.earlier + self.later * self.later) / some
        defined = (n >= LEAST_PAIRS) & (spread > NO_SPREAD * np.maximum(self.squares, 1.0))
        with np.errstate(divide="ignore", invalid="ignore"):
            g = (self.later - self.earlier) / some / np.sqrt(spread / (2.0 * (some - 1.0)))
        return np.where(defined, g * _corrections(some), np.nan)


def _corrections(n: Floats) -> Floats:
    least, most = int(n.min()), int(n.max())
    return np.array([_correction(many) for many in range(least, most + 1)])[(n - least).astype(np.int64)]


@functools.cache
def _correction(n: int) -> float:
    return hedges_correction(n - 1)


def drawn_sums(columns: Floats, rng: np.random.Generator, how: How) -> Floats:
    """The sums of each column over people drawn with replacement, as many as there are.

    Parameters
    ----------
    columns
        Shape (columns, people).
    rng
        The programme's own.

    Returns
    -------
    array
        Shape (columns, resamples).
    """
    rows = np.ascontiguousarray(columns.T)
    people, first = len(rows), first_counts(len(rows))
    counts = np.zeros((max(1, min(ROWS_AT_ONCE, MOST_COUNTS // people)), people))
    out = np.empty((how.resamples, rows.shape[1]))
    if how.quick:
        from kith.evaluation.many.kernels import sums_compiled

        words = _words(people, len(counts))
        sums_compiled(*lanes_of(rng.bit_generator), words, first.table, first.at_most, counts, rows, out)
        return np.ascontiguousarray(out.T)
    room, done = np.zeros(people, dtype=np.uint8), 0
    while done < how.resamples:
        drawn = fill(_chunks(rng, people, len(counts)), first.table, first.at_most, room, counts)
        last = min(how.resamples, done + drawn)
        out[done:last] = counts[: last - done] @ rows
        done = last
    return np.ascontiguousarray(out.T)


def _chunks(rng: np.random.Generator, people: int, rows: int) -> Chunks:
    words = rng.bit_generator.random_raw(_words(people, rows))
    return np.asarray(words.astype("<u8", copy=False).view("<u2"))


def _words(people: int, rows: int) -> int:
    """Enough for ``rows`` draws of everybody, but for once in a blue moon; and a rest that says it is enough."""
    one_by_one = BELOW * math.sqrt(people)
    each = people + 3.0 * (one_by_one + 3.0 * math.sqrt(one_by_one)) + 8.0
    return math.ceil((rows * each + 4 * people) / CHUNKS_A_WORD)


@dataclass(frozen=True, slots=True)
class _Ends:
    low: float
    high: float
    kind: str


def _estimate(value: np.float64, ends: _Ends | None, n: int, how: How, per_point: int) -> Estimate | None:
    if ends is None:
        return None
    code = f"statistics.method.bootstrap_{ends.kind}"
    low, high = ends.low / per_point, ends.high / per_point
    return Estimate(float(value) / per_point, low, high, how.level, n, code)


def _interval(value: np.float64, draws: Floats, without: Floats, n: int, how: How) -> _Ends | None:
    """The ends of the interval from the draws in order; ``without`` are the leave-one-out values."""
    if np.isnan(value):
        return None
    if np.isnan(draws[-1]):
        draws = draws[: int(np.searchsorted(draws, np.inf, side="right"))]
    if len(draws) < (1 - MOST_UNDEFINED) * how.resamples:
        return None
    tail = (1.0 - how.level) / 2.0
    quantiles, kind = (tail, 1.0 - tail), "percentile"
    if how.interval is Interval.BCA:
        moved = _moved(value, draws, without, tail) if n >= LEAST_FOR_BCA else None
        kind = "small" if moved is None else "bca"
        quantiles = quantiles if moved is None else moved
    low, high = (_quantile(draws, each) for each in quantiles)
    return _Ends(low, high, kind)


def _moved(value: np.float64, ordered: Floats, without: Floats, tail: float) -> tuple[float, float] | None:
    """The quantiles that BCa takes, or None where the correction is not defined."""
    first, last = np.searchsorted(ordered, value, side="left"), np.searchsorted(ordered, value, side="right")
    below = float(first + last) / 2.0 / len(ordered)
    leaning = without.mean() - without
    squares = leaning * leaning
    spread = float(squares.sum())
    if not 0.0 < below < 1.0 or math.isnan(spread):
        return None
    a = float((squares * leaning).sum()) / (6.0 * spread**1.5) if spread > 0 else 0.0
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

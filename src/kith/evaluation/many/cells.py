"""One scale of one programme: counts, sizes and the test, defined as for a programme that is looked at alone."""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.attainable import FEW, LOST_SHARE, USUAL_THRESHOLD, smallest_p
from kith.evaluation.grid import Grid
from kith.evaluation.many.resampling import Pair
from kith.evaluation.many.types import ManyMeasures, ScaleChange
from kith.evaluation.types import Counts, Remark, Withheld
from kith.statistics.effects import hedges_correction, standardised_change
from kith.statistics.paired import MOST_EXACT
from kith.statistics.rank_distribution import doubled_mid_ranks, tail_chances
from kith.statistics.types import Estimate, TestResult

Integers = NDArray[np.int64]
EXACT = "statistics.method.signed_rank_pratt"
NORMAL = "statistics.method.signed_rank_normal_pratt"


def measure(pair: Pair, grid: Grid, level: float) -> ManyMeasures:
    """Everything but the intervals by drawing and the correction for several tests, which come later.

    Parameters
    ----------
    pair
        At least three people with both scores.
    """
    earlier, later = pair.earlier[pair.there], pair.later[pair.there]
    steps, n = later - earlier, len(later)
    counts = Counts(int((steps > 0).sum()), int((steps == 0).sum()), int((steps < 0).sum()))
    plus, minus, test = signed_rank(steps)
    least = smallest_p(n)
    return ManyMeasures(
        counts=counts,
        mean_earlier=float(earlier.mean()) / grid.per_point,
        mean_later=float(later.mean()) / grid.per_point,
        step=grid.step,
        mean_change=None,
        g_av=average_g(earlier, later, level),
        g_av_drawn=None,
        rank_biserial=(plus - minus) / (plus + minus) if counts.up + counts.down else None,
        test=test,
        p_holm=test.p,
        family_size=1,
        smallest_p=least,
        smallest_p_holm=least,
    )


def signed_rank(steps: Integers) -> tuple[int, int, TestResult]:
    """Twice the rank sums of those who rose and fell, and the test of :func:`~kith.statistics.paired.signed_rank_test`.

    To the last bit its p: exact up to 200 changed pairs, ties sharing mid-ranks, those who did not change
    ranked and then left out (Pratt); past 200 by the normal distribution.

    Parameters
    ----------
    steps
        Each person's change in whole steps.
    """
    ranks = doubled_mid_ranks(np.abs(steps))
    plus, minus = int(ranks[steps > 0].sum()), int(ranks[steps < 0].sum())
    changed = ranks[steps != 0]
    if len(changed) <= MOST_EXACT:
        tail = tail_chances(changed, min(plus, minus))
        # Added up from the same end as the whole distribution, so that the last digit is the same.
        p, exact = min(1.0, 2.0 * float((tail if plus <= minus else tail[::-1].copy()).sum())), True
    else:
        deviation = math.sqrt(float((changed.astype(float) ** 2).sum())) / 2
        p, exact = 2.0 * NormalDist().cdf(-abs(plus - minus) / 2 / deviation), False
    return plus, minus, TestResult(plus / 2, p, len(changed), EXACT if exact else NORMAL, exact)


def average_g(earlier: Integers, later: Integers, level: float) -> Estimate | None:
    """g_av with Bonett's interval, as :func:`kith.statistics.effects.g_av` has it; None without spread."""
    n = len(earlier)
    first, second = earlier - earlier.mean(), later - later.mean()
    of_first, of_second = float((first**2).sum()) / (n - 1), float((second**2).sum()) / (n - 1)
    if np.ptp(earlier) == 0 and np.ptp(later) == 0:
        return None
    change = float((later - earlier).sum()) / n
    covariance = float((first * second).sum()) / (n - 1)
    d, error = standardised_change(change, math.sqrt(of_first), math.sqrt(of_second), covariance, n)
    half = NormalDist().inv_cdf((1.0 + level) / 2.0) * error
    return Estimate(d * hedges_correction(n - 1), d - half, d + half, level, n, "statistics.method.g_av")


def cannot_show(cell: ScaleChange) -> Iterator[Remark]:
    """What so few people leave open, in the words of a single programme's report."""
    n, found = cell.n_matched, cell.found
    if isinstance(found, Withheld):
        code = "nobody_matched" if n == 0 else "too_few"
        yield Remark(f"evaluation.limit.{code}", {"n": n, "least": found.least})
        return
    if found.smallest_p > USUAL_THRESHOLD:
        yield Remark("evaluation.limit.out_of_reach", {"n": n, "p": found.smallest_p})
    elif found.smallest_p_holm > USUAL_THRESHOLD:
        params = {"n": n, "tests": found.family_size, "p": found.smallest_p_holm}
        yield Remark("evaluation.limit.out_of_reach_holm", params)
    if found.counts.up == found.counts.down == 0:
        yield Remark("evaluation.limit.nobody_moved", {"n": n})
    if n < FEW:
        yield Remark("evaluation.limit.few", {"n": n})
    earlier = n + cell.n_earlier_only
    if n < LOST_SHARE * earlier:
        yield Remark("evaluation.limit.most_lost", {"n": n, "earlier": earlier})

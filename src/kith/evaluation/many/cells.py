"""One programme: counts, sizes and tests, defined as for a programme that is looked at alone."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.attainable import FEW, LOST_SHARE, USUAL_THRESHOLD, smallest_p
from kith.evaluation.grid import Grid
from kith.evaluation.many.pairs import Paired
from kith.evaluation.many.types import ManyMeasures, ScaleChange
from kith.evaluation.types import Counts, Remark, Withheld
from kith.statistics.effects import hedges_correction, standardised_change
from kith.statistics.paired import MOST_EXACT
from kith.statistics.rank_distribution import doubled_mid_ranks, tail_chances
from kith.statistics.types import Estimate, TestResult

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
EXACT = "statistics.method.signed_rank_pratt"
NORMAL = "statistics.method.signed_rank_normal_pratt"


def measure(paired: Paired, grids: Sequence[Grid], level: float) -> list[ManyMeasures]:
    """Everything but the intervals by drawing and the correction for several tests, which come later.

    Parameters
    ----------
    paired
        At least three people with both scores on every scale.
    """
    n, steps = paired.n, paired.steps
    up, down = (steps > 0).sum(axis=1), (steps < 0).sum(axis=1)
    means = [scores.sum(axis=1) / n / paired.per_points for scores in (paired.earlier, paired.later)]
    return [
        _measures(
            paired,
            scale,
            Counts(int(up[scale]), int(n[scale] - up[scale] - down[scale]), int(down[scale])),
            (float(means[0][scale]), float(means[1][scale])),
            grids[scale].step,
            g,
        )
        for scale, g in enumerate(average_gs(paired, level))
    ]


def _measures(
    paired: Paired,
    scale: int,
    counts: Counts,
    means: tuple[float, float],
    step: float | None,
    g: Estimate | None,
) -> ManyMeasures:
    there = paired.there[scale]
    plus, minus, test = signed_rank(paired.earlier[scale][there], paired.later[scale][there])
    least = smallest_p(counts.n)
    return ManyMeasures(
        counts=counts,
        mean_earlier=means[0],
        mean_later=means[1],
        step=step,
        mean_change=None,
        g_av=g,
        g_av_drawn=None,
        rank_biserial=(plus - minus) / (plus + minus) if counts.up + counts.down else None,
        test=test,
        p_holm=test.p,
        family_size=1,
        smallest_p=least,
        smallest_p_holm=least,
    )


def signed_rank(earlier: Integers, later: Integers) -> tuple[int, int, TestResult]:
    """Twice the rank sums of those who rose and fell, and the test of
    :func:`~kith.statistics.paired.signed_rank_test`, to the last bit of p.

    Exact up to 200 changed pairs, ties sharing mid-ranks, those who did not change ranked and then left out
    (Pratt); past 200 by the normal distribution.

    Parameters
    ----------
    earlier, later
        Scores in whole steps.
    """
    steps = later - earlier
    changed = int(np.count_nonzero(steps))
    if changed <= MOST_EXACT:
        # In the order in which a single programme's pairs stand, so that the last digit is the same.
        order = np.lexsort((later, earlier))
        plus, minus, p = _exact(steps[order])
    else:
        plus, minus, p = _normal(steps)
    exact = changed <= MOST_EXACT
    return plus, minus, TestResult(plus / 2, p, changed, EXACT if exact else NORMAL, exact)


def _exact(steps: Integers) -> tuple[int, int, float]:
    ranks = doubled_mid_ranks(np.abs(steps))
    plus, minus = int(ranks[steps > 0].sum()), int(ranks[steps < 0].sum())
    tail = tail_chances(ranks[steps != 0], min(plus, minus))
    # Added up from the same end as the whole distribution, for the same reason.
    return plus, minus, min(1.0, 2.0 * float((tail if plus <= minus else tail[::-1].copy()).sum()))


def _normal(steps: Integers) -> tuple[int, int, float]:
    """Ranks by runs of equal sizes, which need no rank for each person: all sums are of whole numbers."""
    ordered = np.sort((np.abs(steps) << 1) | (steps > 0))
    sizes = ordered >> 1
    first = np.flatnonzero(np.concatenate(([True], sizes[1:] != sizes[:-1])))
    count = np.diff(first, append=len(ordered))
    ranks = 2 * first + count + 1
    rose = np.add.reduceat(ordered & 1, first)
    ranks = ranks if sizes[0] else np.concatenate(([0], ranks[1:]))  # those who did not change
    plus = int((ranks * rose).sum())
    minus = int((ranks * count).sum()) - plus
    deviation = math.sqrt(float((ranks.astype(float) ** 2 * count).sum())) / 2
    return plus, minus, math.erfc(abs(plus - minus) / 2 / deviation / math.sqrt(2.0))


def average_gs(paired: Paired, level: float) -> list[Estimate | None]:
    """g_av with Bonett's interval, as :func:`kith.statistics.effects.g_av` has it; None without spread."""
    n, there = paired.n, paired.there
    means = [scores.sum(axis=1) / n for scores in (paired.earlier, paired.later)]
    first, second = (
        (scores - mean[:, None]) * there
        for scores, mean in zip((paired.earlier, paired.later), means, strict=True)
    )
    of_first, of_second, of_both = (
        (one * other).sum(axis=1) / (n - 1)
        for one, other in ((first, first), (second, second), (first, second))
    )
    change, alike = means[1] - means[0], _alike(paired)
    z = NormalDist().inv_cdf((1.0 + level) / 2.0)
    found: list[Estimate | None] = []
    for scale, many in enumerate(n.tolist()):
        if alike[scale]:
            found.append(None)
            continue
        sds = math.sqrt(of_first[scale]), math.sqrt(of_second[scale])
        d, error = standardised_change(float(change[scale]), *sds, float(of_both[scale]), many)
        g = d * hedges_correction(many - 1)
        found.append(Estimate(g, d - z * error, d + z * error, level, many, "statistics.method.g_av"))
    return found


def _alike(paired: Paired) -> list[bool]:
    """Whether everybody's scores of a scale are the same, before and after each by itself."""
    found = []
    for earlier, later, there in zip(paired.earlier, paired.later, paired.there, strict=True):
        place = int(np.argmax(there))
        same = (earlier == earlier[place]) & (later == later[place])
        found.append(bool((same | ~there).all()))
    return found


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

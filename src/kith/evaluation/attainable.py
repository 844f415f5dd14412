"""What a sample of this size could show at best, and so what it cannot."""

from __future__ import annotations

import math
from collections.abc import Iterator

from kith.evaluation.plan import Centre, Outcome
from kith.evaluation.types import Measures, Remark

USUAL_THRESHOLD = 0.05
"""The threshold that journals ask about. It is used only to say what is out of reach."""

FEW = 10
"""Below this many people an interval from resampling is too short more often than it says."""

END_SHARE = 0.15
"""Share at an end of the scale past which a scale has run out of room (Terwee et al. 2007)."""

LOST_SHARE = 0.5

MOST_COUNTED = 500
"""People whose ways to be divided are counted in whole numbers; past it a float holds no more of them."""


def smallest_p(n: int) -> float:
    """The least two-sided p that an exact signed-rank or sign test can give with ``n`` people.

    Everybody moves the same way, without ties or standstill: 2 of the 2**n ways of signs.

    Parameters
    ----------
    n
        Matched people, 0 or more.

    References
    ----------
    Wilcoxon (1945), doi:10.2307/3001968.

    >>> smallest_p(5), smallest_p(6), smallest_p(0)
    (0.0625, 0.03125, 1.0)
    """
    return min(1.0, 2.0 ** (1 - n))


def smallest_p_of_groups(n_first: int, n_second: int) -> float:
    """The least two-sided p that an exact rank test of two groups of people can give.

    Every score of one group lies above every score of the other, without ties: 2 of the ways to choose
    ``n_first`` of all of them.

    References
    ----------
    Mann and Whitney (1947), doi:10.1214/aoms/1177730491.

    >>> smallest_p_of_groups(3, 3), round(smallest_p_of_groups(4, 4), 4), smallest_p_of_groups(0, 9)
    (0.1, 0.0286, 1.0)
    """
    if n_first + n_second > MOST_COUNTED:
        ways = math.lgamma(n_first + n_second + 1) - math.lgamma(n_first + 1) - math.lgamma(n_second + 1)
        return min(1.0, 2.0 * math.exp(-ways))
    return min(1.0, 2.0 / math.comb(n_first + n_second, n_first))


def enough_people(tests: int = 1, threshold: float = USUAL_THRESHOLD) -> int:
    """The fewest matched people with whom an exact paired test can reach ``threshold``, of ``tests`` in a family.

    >>> enough_people(), enough_people(tests=2), enough_people(tests=10)
    (6, 7, 9)
    """
    return next(n for n in range(1, 10_000) if smallest_p(n) * tests <= threshold)


def enough_in_each_group(tests: int = 1, threshold: float = USUAL_THRESHOLD) -> int:
    """The same for an exact rank test of two groups of equal size: people in each.

    >>> enough_in_each_group(), enough_in_each_group(tests=2)
    (4, 5)
    """
    return next(n for n in range(1, 10_000) if smallest_p_of_groups(n, n) * tests <= threshold)


def cannot_show(
    outcome: Outcome, found: Measures, centre: Centre, *, n_matched: int, n_earlier: int
) -> Iterator[Remark]:
    """What this sample leaves open, most important first. ``centre`` is the middle that is told."""
    if found.smallest_p > USUAL_THRESHOLD:
        yield Remark("evaluation.limit.out_of_reach", {"n": n_matched, "p": found.smallest_p})
    elif found.smallest_p_holm > USUAL_THRESHOLD:
        params = {"n": n_matched, "tests": found.family_size, "p": found.smallest_p_holm}
        yield Remark("evaluation.limit.out_of_reach_holm", params)
    yield from _open_questions(outcome, found, centre)
    if n_matched < FEW:
        yield Remark("evaluation.limit.few", {"n": n_matched})
    if n_matched < LOST_SHARE * n_earlier:
        yield Remark("evaluation.limit.most_lost", {"n": n_matched, "earlier": n_earlier})


def _open_questions(outcome: Outcome, found: Measures, centre: Centre) -> Iterator[Remark]:
    change, matters = found.change(centre), outcome.smallest_change
    if found.counts.up == found.counts.down == 0:
        yield Remark("evaluation.limit.nobody_moved", {"n": found.counts.n})
        return
    if change.low == change.high:
        yield Remark("evaluation.limit.all_alike")
    elif 0 in (found.counts.up, found.counts.down):
        yield Remark("evaluation.limit.one_way")
    if math.isinf(change.low) or math.isinf(change.high):
        yield Remark("evaluation.limit.no_range", {"n": found.counts.n})
    elif change.low == 0 or change.high == 0:
        yield Remark(
            "evaluation.limit.no_change_at_end", {"change_low": change.low, "change_high": change.high}
        )
    elif change.low < 0 < change.high:
        yield Remark("evaluation.limit.either_way", {"change_low": change.low, "change_high": change.high})
    if matters is not None and change.low < matters <= change.high and change.low > 0:
        yield Remark("evaluation.limit.maybe_too_small", {"smallest": matters})
    if matters is not None and -change.high < matters <= -change.low and change.high < 0:
        yield Remark("evaluation.limit.maybe_too_small", {"smallest": matters})


def no_room(outcome: Outcome, n: int, at_low_end: int | None, at_high_end: int | None) -> Iterator[Remark]:
    """Whether many people stood at an end of the scale already, and could only move one way."""
    for end, count in (("low", at_low_end), ("high", at_high_end)):
        if count is not None and n > 0 and count >= END_SHARE * n:
            value = outcome.low if end == "low" else outcome.high
            yield Remark(f"evaluation.limit.at_{end}_end", {"count": count, "n": n, "end": value})

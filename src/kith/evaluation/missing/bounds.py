"""How much the missing answers could matter, from no assumption at all to the usual one."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.missing.imputing import imputed
from kith.evaluation.missing.types import MissingAnswers, Tip
from kith.evaluation.plan import ChangePlan, Outcome

Floats = NDArray[np.float64]


def missing_answers(
    earlier: Floats, later: Floats, outcome: Outcome, plan: ChangePlan, *, seed: int, asked: int
) -> MissingAnswers:
    """Bounds, tipping points and, where it is sound, multiple imputation.

    All are about the average change of everybody who answered the first time: those who answered both times
    (c of them, with average change m), and those who left (l). The bounds put each who left at an end of the
    scale. The tipping points ask what average change x of those who left would turn a conclusion. For the
    average itself: ``c m + l x = 0``. For its range, by a pattern-mixture model in which those who left differ
    from the others by d on average and have the same spread s:
    ``(m + p d)^2 = t^2 (s^2 / c + p (1 - p) d^2 / (c + l))``, p = l / (c + l), t the quantile for c - 1.

    Parameters
    ----------
    earlier, later
        One side's scores in the same order of people, in points; NaN is missing. At least three have both.
    seed
        Of the imputation.
    asked
        How many of this side were asked.

    References
    ----------
    Manski CF (1990). Am Econ Rev 80:319-323 (bounds).
    Little RJA (1993). J Am Stat Assoc 88:125-134, 10.1080/01621459.1993.10594302 (pattern mixtures).
    Yan X, Lee S, Li N (2009). J Biopharm Stat 19:1085-1098, 10.1080/10543400903243009 (tipping points).

    >>> plan = ChangePlan(outcomes=(), waves=(), least_matched=3)
    >>> from kith.foundation.words import Text
    >>> outcome = Outcome("skill", Text.of("Skill"), low=1, high=5)
    >>> first, second = np.array([2.0, 2, 2, 2, 3, 3, 3]), np.array([3.0, 3, 3, 3, np.nan, np.nan, np.nan])
    >>> found = missing_answers(first, second, outcome, plan, seed=1, asked=7)
    >>> found.lowest, found.highest  # (4 - 3 * 2) / 7 and (4 + 3 * 2) / 7
    (-0.2857142857142857, 1.4285714285714286)
    >>> round(found.to_zero.change, 4)  # 4 * 1 + 3 * x = 0
    -1.3333
    """
    has_earlier, has_later = np.isfinite(earlier), np.isfinite(later)
    both, left = has_earlier & has_later, has_earlier & ~has_later
    changes = later[both] - earlier[both]
    n, gone, mean = int(both.sum()), int(left.sum()), float(changes.mean())
    later_only = int((has_later & ~has_earlier).sum())
    few = 0 < gone < plan.least_matched
    room = _room(earlier[left], outcome, few=few) if gone else None
    turn, excludes = _turn(changes, gone, room, plan.confidence)
    lowest, highest = (None, None) if room is None else ((n * mean + gone * end) / (n + gone) for end in room)
    return MissingAnswers(
        n_matched=n,
        n_left=gone,
        n_later_only=later_only,
        n_neither=max(0, asked - n - gone - later_only),
        mean_change=mean,
        lowest=lowest,
        highest=highest,
        by_length=few and room is not None,
        to_zero=_tip(-n * mean / gone - mean, mean, room) if gone and mean else None,
        to_turn=turn,
        excludes_zero=excludes,
        imputed=None if few else imputed(earlier[both], later[both], earlier[left], plan, seed=seed),
    )


def by_length(found: MissingAnswers, outcome: Outcome) -> MissingAnswers:
    """The same, with nothing in it that rests on the first scores of those who left."""
    if found.n_left == 0:
        return found
    room = None
    if outcome.low is not None and outcome.high is not None:
        room = outcome.low - outcome.high, outcome.high - outcome.low
    n, gone, mean = found.n_matched, found.n_left, found.mean_change
    lowest, highest = (None, None) if room is None else ((n * mean + gone * end) / (n + gone) for end in room)
    return replace(
        found,
        lowest=lowest,
        highest=highest,
        by_length=room is not None,
        to_zero=found.to_zero and _tip(found.to_zero.difference, mean, room),
        to_turn=found.to_turn and _tip(found.to_turn.difference, mean, room),
        imputed=None,
    )


def _room(first: Floats, outcome: Outcome, *, few: bool) -> tuple[float, float] | None:
    """The lowest and highest average change that the scale leaves those who left."""
    if outcome.low is None or outcome.high is None:
        return None
    if few:
        return outcome.low - outcome.high, outcome.high - outcome.low
    at = float(first.mean())
    return outcome.low - at, outcome.high - at


def _tip(difference: float, mean: float, room: tuple[float, float] | None) -> Tip:
    change = mean + difference
    return Tip(change, difference, None if room is None else room[0] <= change <= room[1])


def _turn(
    changes: Floats, gone: int, room: tuple[float, float] | None, level: float
) -> tuple[Tip | None, bool]:
    """Where the range begins or ceases to hold no change, and whether it does not hold it at no difference."""
    from scipy.special import stdtrit

    n, mean = len(changes), float(changes.mean())
    quantile = float(stdtrit(n - 1, (1.0 + level) / 2.0))
    of_mean = float(np.var(changes, ddof=1)) / n
    excludes = mean**2 > quantile**2 * of_mean
    if gone == 0 or mean == 0:
        return None, excludes
    share = gone / (n + gone)
    square = share**2 - quantile**2 * share * (1.0 - share) / (n + gone)
    roots = _roots(square, 2.0 * mean * share, mean**2 - quantile**2 * of_mean)
    towards = -math.copysign(1.0, mean) if excludes else math.copysign(1.0, mean)
    fitting = [root for root in roots if root * towards > 0]
    return (_tip(min(fitting, key=abs), mean, room) if fitting else None), excludes


def _roots(square: float, line: float, constant: float) -> list[float]:
    if abs(square) < 1e-12:
        return [-constant / line]
    inside = line**2 - 4.0 * square * constant
    if inside < 0:
        return []
    return [(-line + sign * math.sqrt(inside)) / (2.0 * square) for sign in (1.0, -1.0)]

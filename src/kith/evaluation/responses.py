"""Who answered: by wave, by side, and whether those who stayed differ from those who left."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.plan import ChangePlan, Outcome
from kith.evaluation.types import ChangeData, Completers, Response, WaveScores

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def on_side(data: ChangeData, side: str) -> Flags:
    """Which people are on a side."""
    return np.array([each == side for each in data.sides], dtype=np.bool_)


def responses(data: ChangeData, plan: ChangePlan, sides: tuple[str, ...]) -> tuple[Response, ...]:
    """How many were asked and how many answered any outcome, wave by wave and side by side."""
    found = []
    for side in sides:
        members = on_side(data, side)
        for wave in plan.waves:
            invited = data.invited.get(wave.key, np.ones(len(data.people), dtype=np.bool_)) & members
            answered = np.zeros(len(data.people), dtype=np.bool_)
            for outcome in plan.outcomes:
                answered |= np.isfinite(data.scores[outcome.key][wave.key])
            n_answered = int(np.sum(answered & members))
            found.append(Response(side, wave.key, max(int(np.sum(invited)), n_answered), n_answered))
    return tuple(found)


def wave_scores(
    data: ChangeData, plan: ChangePlan, side: str, outcome: Outcome, wave: str, asked: int
) -> WaveScores | None:
    """Scores of everyone on a side at one wave, or ``None`` where they must be kept back.

    They are kept back below the threshold, and also where taking the matched people's mean from
    everyone's would uncover fewer people than the threshold.
    """
    scores = data.scores[outcome.key][wave][on_side(data, side)]
    known = scores[np.isfinite(scores)]
    if known.size < plan.least_matched or uncovers_few(data, plan, side, outcome, wave):
        return None
    return WaveScores(
        side,
        outcome.key,
        wave,
        n=int(known.size),
        missing=asked - int(known.size),
        median=float(np.median(known)),
        mean=float(np.mean(known)),
        sd=float(np.std(known, ddof=1)),
        at_low_end=None if outcome.low is None else int(np.sum(known <= outcome.low)),
        at_high_end=None if outcome.high is None else int(np.sum(known >= outcome.high)),
    )


def uncovers_few(data: ChangeData, plan: ChangePlan, side: str, outcome: Outcome, wave: str) -> bool:
    """Whether taking the matched people from everyone at a wave would leave fewer than the threshold."""
    members = on_side(data, side)
    by_wave = data.scores[outcome.key]
    here = np.isfinite(by_wave[wave]) & members
    for comparison in plan.compared():
        if wave not in (comparison.earlier, comparison.later):
            continue
        matched = np.isfinite(by_wave[comparison.earlier]) & np.isfinite(by_wave[comparison.later]) & members
        if 0 < int(np.sum(here)) - int(np.sum(matched)) < plan.least_matched:
            return True
    return False


def completers(earlier: Floats, later: Floats, least: int) -> Completers:
    """Earlier scores of those with both answers, beside those with the earlier one only.

    Parameters
    ----------
    earlier, later
        One side's scores in the same order of people; NaN is missing.
    least
        The threshold: middles are given only when both groups reach it.

    >>> completers(np.array([1.0, 2.0, 3.0]), np.array([2.0, np.nan, 4.0]), least=1).median_both
    2.0
    """
    has_earlier, has_later = np.isfinite(earlier), np.isfinite(later)
    both, left = earlier[has_earlier & has_later], earlier[has_earlier & ~has_later]
    shown = min(both.size, left.size) >= max(least, 1)
    return Completers(
        n_both=int(both.size),
        n_earlier_only=int(left.size),
        n_later_only=int(np.sum(has_later & ~has_earlier)),
        median_both=float(np.median(both)) if shown else None,
        median_earlier_only=float(np.median(left)) if shown else None,
        mean_both=float(np.mean(both)) if shown else None,
        mean_earlier_only=float(np.mean(left)) if shown else None,
    )

"""Before-to-after beside then-to-after: what moved, and what moved in the yardstick."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from kith.evaluation.grid import Grid
from kith.evaluation.measures import Pairs, typical_change
from kith.evaluation.plan import ChangePlan, Outcome, WaveRole
from kith.evaluation.responses import on_side
from kith.evaluation.types import ChangeData, Recalibration

LATER = (WaveRole.AFTER, WaveRole.FOLLOW_UP)


def recalibrations(
    data: ChangeData, plan: ChangePlan, sides: tuple[str, ...], grids: Mapping[str, Grid]
) -> tuple[Recalibration, ...]:
    """For each side, outcome and wave after or follow-up: the three typical changes on the same people.

    Only people with all three scores count, so that the difference is a difference within persons.
    Empty when the plan has no wave before, no then-test, or none after and no follow-up.

    References
    ----------
    Howard (1980), Response-shift bias, doi:10.1177/0193841X8000400105.
    """
    before, then = (
        next((wave.key for wave in plan.waves if wave.role is role), None)
        for role in (WaveRole.BEFORE, WaveRole.THEN)
    )
    if before is None or then is None:
        return ()
    return tuple(
        _one(data, plan, side, outcome, (before, then, wave.key), grids[outcome.key])
        for outcome in plan.outcomes
        for wave in plan.waves
        if wave.role in LATER
        for side in sides
    )


def _one(
    data: ChangeData, plan: ChangePlan, side: str, outcome: Outcome, waves: tuple[str, str, str], grid: Grid
) -> Recalibration:
    members = on_side(data, side)
    before, then, after = (data.scores[outcome.key][wave][members] for wave in waves)
    known = np.isfinite(before) & np.isfinite(then) & np.isfinite(after)
    n = int(np.sum(known))
    if n < plan.least_matched:
        return Recalibration(side, outcome.key, n, None, None, None, later=waves[-1])
    before, then, after = before[known], then[known], after[known]
    return Recalibration(
        side,
        outcome.key,
        n,
        before_to_after=typical_change(Pairs(before, after, grid), plan.confidence),
        then_to_after=typical_change(Pairs(then, after, grid), plan.confidence),
        then_minus_before=typical_change(Pairs(before, then, grid), plan.confidence),
        later=waves[-1],
    )

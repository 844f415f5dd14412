"""Whether a plan and its data fit each other: every fault at once, before anything is computed."""

from __future__ import annotations

from collections.abc import Iterable

from kith.evaluation.plan import ChangePlan, Outcome
from kith.evaluation.types import ChangeData
from kith.foundation.faults import Faults

LEAST_THAT_PROTECTS = 3
"""Of two people each knows their own answer, and so the other's."""


def check_plan(plan: ChangePlan, data: ChangeData) -> None:
    """Refuse a plan that cannot be carried out on these data.

    Raises
    ------
    KithError
        With every outcome, wave or primary outcome that is not there, and every setting out of range.
    ValueError
        When arrays and people differ in length: a mistake of the program that built the data.
    """
    _check_shape(data)
    faults = Faults()
    waves = [wave.key for wave in plan.waves]
    outcomes = [outcome.key for outcome in plan.outcomes]
    for outcome in plan.outcomes:
        _check_outcome(outcome, waves, data, faults)
    for comparison in plan.compared():
        for wave in (comparison.earlier, comparison.later):
            if wave not in waves:
                faults.add("evaluation.plan.compared_unknown", wave=wave, known=", ".join(waves))
    if plan.primary is not None and plan.primary not in outcomes:
        faults.add("evaluation.plan.primary_unknown", outcome=plan.primary, known=", ".join(outcomes))
    _check_settings(plan, data, faults)
    faults.raise_if_any()


def _check_outcome(outcome: Outcome, waves: list[str], data: ChangeData, faults: Faults) -> None:
    if outcome.key not in data.scores:
        faults.add("evaluation.plan.outcome_unknown", outcome=outcome.key, known=_list(data.scores))
        return
    for wave in waves:
        if wave not in data.scores[outcome.key]:
            known = _list(data.scores[outcome.key])
            faults.add("evaluation.plan.wave_unknown", wave=wave, outcome=outcome.key, known=known)
    if outcome.low is not None and outcome.high is not None and outcome.low >= outcome.high:
        faults.add("evaluation.plan.scale_ends", outcome=outcome.key, low=outcome.low, high=outcome.high)
    if outcome.reliability is not None and not 0 <= outcome.reliability <= 1:
        faults.add("evaluation.plan.reliability", outcome=outcome.key, value=outcome.reliability)
    if outcome.smallest_change is not None and outcome.smallest_change <= 0:
        faults.add("evaluation.plan.smallest_change", outcome=outcome.key, value=outcome.smallest_change)
    if outcome.step is not None and outcome.step <= 0:
        faults.add("evaluation.plan.step", outcome=outcome.key, value=outcome.step)


def _check_settings(plan: ChangePlan, data: ChangeData, faults: Faults) -> None:
    if not plan.outcomes:
        faults.add("evaluation.plan.no_outcome")
    if not plan.compared():
        faults.add("evaluation.plan.one_wave")
    if not 0.5 <= plan.confidence < 1:
        faults.add("evaluation.plan.confidence", value=plan.confidence)
    if plan.least_matched < LEAST_THAT_PROTECTS:
        faults.add("evaluation.plan.least_matched", value=plan.least_matched)
    if plan.sides:
        known = {side.key for side in plan.sides}
        for side in sorted(set(data.sides) - known):
            faults.add("evaluation.plan.side_unknown", side=side, known=", ".join(sorted(known)))


def _check_shape(data: ChangeData) -> None:
    n = len(data.people)
    if len(set(data.people)) != n or len(data.sides) != n:
        raise ValueError("each person stands in the data once, with one side")
    arrays = [array for by_wave in data.scores.values() for array in by_wave.values()]
    if any(array.shape != (n,) for array in [*arrays, *data.invited.values()]):
        raise ValueError("every array has one value a person")


def _list(keys: Iterable[str]) -> str:
    return ", ".join(keys)

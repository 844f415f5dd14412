"""What is wrong with a plan, and what a reader of the report will miss in it."""

from __future__ import annotations

from collections.abc import Iterator

from kith.evaluation.plan import ChangePlan
from kith.evaluation.plan_checks import LEAST_THAT_PROTECTS
from kith.evaluation.plan_file import PlanFile
from kith.evaluation.planning.designing import planned
from kith.evaluation.planning.record import StudyKind
from kith.evaluation.types import Remark
from kith.foundation.faults import Faults, Where

GAP = "evaluation.gap"


def check_file(file: PlanFile, name: str | None = None) -> ChangePlan:
    """The plan, if it can be carried out on any data at all.

    Raises
    ------
    KithError
        With everything in it that contradicts itself.
    """
    faults, where, plan = Faults(), Where(file=name), planned(file)
    outcomes, waves = [each.key for each in plan.outcomes], [each.key for each in plan.waves]
    if not outcomes:
        faults.add("evaluation.plan.no_outcome", where)
    if len(waves) < 2:
        faults.add("evaluation.plan.one_wave", where)
    for kind, keys in (("outcome", outcomes), ("wave", waves), ("side", [part.key for part in file.side])):
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            faults.add(f"evaluation.plan.{kind}_twice", where, key=key)
    for comparison in plan.comparisons:
        for wave in (comparison.earlier, comparison.later):
            if wave not in waves:
                faults.add("evaluation.plan.compared_unknown", where, wave=wave, known=", ".join(waves))
    if plan.primary is not None and plan.primary not in outcomes:
        faults.add("evaluation.plan.primary_unknown", where, outcome=plan.primary, known=", ".join(outcomes))
    _check_numbers(plan, faults, where)
    faults.raise_if_any()
    return plan


def _check_numbers(plan: ChangePlan, faults: Faults, where: Where) -> None:
    for outcome in plan.outcomes:
        low, high = outcome.low, outcome.high
        if low is not None and high is not None and low >= high:
            faults.add("evaluation.plan.scale_ends", where, outcome=outcome.key, low=low, high=high)
        if outcome.smallest_change is not None and outcome.smallest_change <= 0:
            value = outcome.smallest_change
            faults.add("evaluation.plan.smallest_change", where, outcome=outcome.key, value=value)
        if outcome.reliability is not None and not 0 <= outcome.reliability <= 1:
            faults.add("evaluation.plan.reliability", where, outcome=outcome.key, value=outcome.reliability)
        if outcome.step is not None and outcome.step <= 0:
            faults.add("evaluation.plan.step", where, outcome=outcome.key, value=outcome.step)
    if not 0.5 <= plan.confidence < 1:
        faults.add("evaluation.plan.confidence", where, value=plan.confidence)
    if plan.least_matched < LEAST_THAT_PROTECTS:
        faults.add("evaluation.plan.least_matched", where, value=plan.least_matched)


def gaps_in(file: PlanFile) -> tuple[Remark, ...]:
    """What the plan leaves open that a reader will ask for. Nothing here stops it from being frozen."""
    return tuple(_gaps(file))


def _gaps(file: PlanFile) -> Iterator[Remark]:
    if file.kind is None:
        yield Remark(f"{GAP}.kind")
    if file.purpose is None:
        yield Remark(f"{GAP}.purpose")
    yield from _outcome_gaps(file)
    yield from _people_gaps(file)
    if file.missing_data is None:
        yield Remark(f"{GAP}.missing_data")
    if not file.exclusions:
        yield Remark(f"{GAP}.exclusions")
    if file.expected.people is None and all(part.expected is None for part in file.side):
        yield Remark(f"{GAP}.expected")
    if all(part.opens is None for part in file.wave):
        yield Remark(f"{GAP}.opens")


def _outcome_gaps(file: PlanFile) -> Iterator[Remark]:
    if file.primary is None and len(file.outcome) > 1:
        yield Remark(f"{GAP}.primary", {"outcomes": len(file.outcome)})
    for part in file.outcome:
        if part.smallest_change is None:
            yield Remark(f"{GAP}.smallest_change", {"outcome": part.key})
    if not file.hypotheses:
        yield Remark(f"{GAP}.hypotheses")


def _people_gaps(file: PlanFile) -> Iterator[Remark]:
    if not file.evaluator:
        yield Remark(f"{GAP}.evaluator")
    elif any(part.interest is None for part in file.evaluator):
        yield Remark(f"{GAP}.interest")
    if not file.approval:
        is_research = file.kind is StudyKind.RESEARCH
        yield Remark(f"{GAP}.approval_research" if is_research else f"{GAP}.approval")

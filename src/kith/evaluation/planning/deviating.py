"""The plan as it was frozen, held beside the analysis as it was done."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from kith.evaluation.advice.types import Analysis, Question
from kith.evaluation.plan import ChangePlan, Comparison, Outcome
from kith.evaluation.plan_file import PlanFile, text
from kith.evaluation.planning.designing import planned
from kith.evaluation.planning.frozen import FrozenPlan
from kith.evaluation.planning.record import (
    Approval,
    Deviation,
    Evaluator,
    PlannedAnalysis,
    Planning,
)
from kith.foundation.words import Text

DIFFERS = "evaluation.deviation"
DONE = frozenset({Analysis.NOTHING, Analysis.COUNTS, Analysis.SIGNED_RANK})
"""What the analysis of change does today. A plan that chose another way differs from it."""
ANSWERED = frozenset({Question.CHANGE, Question.THEN})
"""Questions that every report on change answers."""
SETTINGS = ("confidence", "least_matched")
OF_OUTCOMES = ("family", "smallest_change", "reliability", "low", "high", "better", "step")


def deviations(
    frozen: FrozenPlan,
    used: ChangePlan,
    *,
    opened_on: date | None = None,
    awaited: Collection[str] = (),
    done: Collection[Analysis] = DONE,
    answered: Collection[Question] = ANSWERED,
) -> tuple[Deviation, ...]:
    """What in the analysis differs from the frozen plan, gravest first.

    Parameters
    ----------
    used
        The plan that the analysis was given.
    opened_on
        When the first answers could be given; where ``None``, as the plan says.
    awaited
        Times whose answers are still to come: that they are not in the analysis yet is no deviation.
    done
        The ways of looking at change that were used.
    answered
        The questions that the analysis answers. A planned one that is not among them is a deviation, and so is
        one that no report asks by itself and that was not planned.
    """
    plan = planned(frozen.file)
    opened = opened_on or frozen.opened_on
    found: list[Deviation] = []
    if opened is not None and frozen.frozen_on > opened:
        params = {"frozen": frozen.frozen_on.isoformat(), "opened": opened.isoformat()}
        found.append(Deviation(f"{DIFFERS}.late", params))
    found += _outcomes(plan, used)
    found += _waves(plan, used, awaited)
    found += _comparisons(plan, used, awaited)
    found += _sides(plan, used)
    found += _settings(plan, used)
    found += _analyses(frozen.file, done, answered)
    return tuple(found)


def _analyses(
    file: PlanFile, done: Collection[Analysis], answered: Collection[Question]
) -> Iterator[Deviation]:
    asked = dict.fromkeys(part.question for part in file.analysis)
    for question in asked:
        if question not in answered:
            yield Deviation(f"{DIFFERS}.question", {"question": question.value})
    for question in sorted(set(answered) - ANSWERED - asked.keys()):
        yield Deviation(f"{DIFFERS}.question_added", {"question": question.value})
    for part in file.analysis:
        if part.question is Question.CHANGE and part.analysis not in done:
            yield Deviation(f"{DIFFERS}.analysis", {"analysis": part.analysis.value})


def _outcomes(plan: ChangePlan, used: ChangePlan) -> Iterator[Deviation]:
    before = {outcome.key: outcome for outcome in plan.outcomes}
    after = {outcome.key: outcome for outcome in used.outcomes}
    for key in before:
        if key not in after:
            yield Deviation(f"{DIFFERS}.outcome_dropped", names={"outcome": before[key].label})
    for key in after:
        if key not in before:
            yield Deviation(f"{DIFFERS}.outcome_added", names={"outcome": after[key].label})
        else:
            yield from _outcome(before[key], after[key])


def _outcome(before: Outcome, after: Outcome) -> Iterator[Deviation]:
    for name in OF_OUTCOMES:
        was, now = getattr(before, name), getattr(after, name)
        if name == "step" and was is None:
            continue  # left open, so the scale's own steps were to be found
        if was != now:
            params = {"was": _said(was), "now": _said(now)}
            yield Deviation(f"{DIFFERS}.outcome_{name}", params, {"outcome": after.label})


def _waves(plan: ChangePlan, used: ChangePlan, awaited: Collection[str]) -> Iterator[Deviation]:
    before = {wave.key: wave for wave in plan.waves}
    after = {wave.key: wave for wave in used.waves}
    for key, wave in before.items():
        if key not in after:
            if key in awaited:
                continue
            yield Deviation(f"{DIFFERS}.wave_dropped", names={"wave": wave.label})
        elif after[key].role is not wave.role:
            params = {"was": wave.role.value, "now": after[key].role.value}
            yield Deviation(f"{DIFFERS}.wave_role", params, {"wave": wave.label})
    for key in after:
        if key not in before:
            yield Deviation(f"{DIFFERS}.wave_added", names={"wave": after[key].label})


def _comparisons(plan: ChangePlan, used: ChangePlan, awaited: Collection[str]) -> Iterator[Deviation]:
    planned_ones, after = plan.compared() if plan.waves else (), used.compared()
    missing = set(awaited) - {wave.key for wave in used.waves}
    before = tuple(one for one in planned_ones if not {one.earlier, one.later} & missing)
    for comparison in before:
        if comparison not in after:
            yield Deviation(f"{DIFFERS}.comparison_dropped", names=_between(comparison, plan))
    for comparison in after:
        if comparison not in before:
            yield Deviation(f"{DIFFERS}.comparison_added", names=_between(comparison, used))
    if before and after and set(before) == set(after) and before[0] != after[0]:
        yield Deviation(f"{DIFFERS}.main_comparison", names=_between(after[0], used))


def _between(comparison: Comparison, plan: ChangePlan) -> dict[str, Text]:
    return {
        "earlier": plan.wave(comparison.earlier).label,
        "later": plan.wave(comparison.later).label,
    }


def _sides(plan: ChangePlan, used: ChangePlan) -> Iterator[Deviation]:
    """A plan that names no sides takes those that the data have."""
    before, after = {side.key for side in plan.sides}, {side.key for side in used.sides}
    if not before:
        return
    named = {side.key: side.label for side in (*used.sides, *plan.sides)}
    for key in sorted(before - after):
        yield Deviation(f"{DIFFERS}.side_dropped", names={"side": named[key]})
    for key in sorted(after - before):
        yield Deviation(f"{DIFFERS}.side_added", names={"side": named[key]})


def _settings(plan: ChangePlan, used: ChangePlan) -> Iterator[Deviation]:
    if plan.primary != used.primary:
        yield Deviation(f"{DIFFERS}.primary", names={"was": _main(plan), "now": _main(used)})
    for name in SETTINGS:
        was, now = getattr(plan, name), getattr(used, name)
        if was != now:
            yield Deviation(f"{DIFFERS}.{name}", {"was": _said(was), "now": _said(now)})
    if plan.centre is not None and plan.centre != used.centre:
        yield Deviation(f"{DIFFERS}.centre", {"was": plan.centre.value, "now": _said(used.centre)})


def _main(plan: ChangePlan) -> Text:
    """The name of the main outcome; its key where it is not analysed."""
    labels = {outcome.key: outcome.label for outcome in plan.outcomes}
    return labels.get(plan.primary or "", Text.of(plan.primary or "–"))


def _said(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:g}" if isinstance(value, float) else str(value)


def recorded(file: PlanFile) -> tuple[Deviation, ...]:
    """The deviations that a person wrote down, each with its reason."""
    return tuple(
        Deviation(
            f"{DIFFERS}.recorded",
            what=Text.of(part.what),
            reason=Text.of(part.reason),
            noted_on=part.noted_on,
        )
        for part in file.deviation
    )


def planning_of(
    file: PlanFile,
    *,
    frozen: FrozenPlan | None,
    found: tuple[Deviation, ...] = (),
    opened_on: date | None = None,
    was_before: bool | None = None,
) -> Planning:
    """What the plan says of itself, as a report tells it.

    ``was_before`` where the caller knows the hour; else by the days, one and the same day counting as before.
    """
    opened = opened_on or (frozen.opened_on if frozen else None)
    if frozen is not None and opened is not None and was_before is None:
        was_before = frozen.frozen_on <= opened
    return Planning(
        frozen_on=frozen.frozen_on if frozen else None,
        sha256=frozen.sha256 if frozen else None,
        opened_on=opened,
        was_before=was_before,
        kind=file.kind,
        purpose=text(file.purpose),
        hypotheses=tuple(Text.of(words) for words in file.hypotheses),
        subgroups=tuple(Text.of(part.label or part.name) for part in file.subgroup),
        analyses=tuple(PlannedAnalysis(part.question, part.analysis) for part in file.analysis),
        missing_data=text(file.missing_data),
        exclusions=tuple(Text.of(words) for words in file.exclusions),
        stopping=text(file.stopping),
        approvals=tuple(
            Approval(Text.of(part.what), text(part.given_by), part.reference, part.given_on)
            for part in file.approval
        ),
        evaluators=tuple(Evaluator(Text.of(part.name), text(part.interest)) for part in file.evaluator),
        deviations=found,
    )

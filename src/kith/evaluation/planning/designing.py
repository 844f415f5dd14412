"""From a plan's file to the plan it stands for, to a design for advice, and back with what was advised."""

from __future__ import annotations

from kith.evaluation.advice.advising import advise
from kith.evaluation.advice.types import Advice, Analysis, Design, Groups, Measure, Question, SideSize
from kith.evaluation.change_columns import ChangeColumns, OutcomeColumns
from kith.evaluation.change_setup import plan_of
from kith.evaluation.plan import ChangePlan, Outcome
from kith.evaluation.plan_file import AnalysisPart, PlanFile
from kith.evaluation.types import EVERYBODY
from kith.foundation.faults import Fault, KithError
from kith.foundation.words import Text

USUAL_POINTS = 5
CHOSEN = frozenset({Question.CHANGE, Question.THEN})
"""What every report on change answers."""
MOST_STEPS = 10_000


def planned(file: PlanFile) -> ChangePlan:
    """What the file plans, without any data: its own outcomes, times and sides.

    Outcomes that are not named by the file cannot be planned; a plan whose columns stand on the command line
    has none.
    """
    waves = [part.key for part in file.wave]
    columns = ChangeColumns(
        person=file.person or "",
        outcomes=tuple(OutcomeColumns(part.key, part.columns or (part.key,)) for part in file.outcome),
        wave=file.wave_column,
        group=file.group,
        wave_names=tuple(waves),
    )
    return plan_of(file, columns, waves, [part.key for part in file.side], plan_hash=None)


def design_of(file: PlanFile, people: tuple[SideSize, ...] = ()) -> Design:
    """The design that a plan describes; ``people`` instead of those it expects, where given.

    Raises
    ------
    KithError
        When nobody says how many people are expected.
    """
    plan = planned(file)
    expected = file.expected
    sizes = people or tuple(
        SideSize(part.key, part.expected if part.expected is not None else expected.people or 0)
        for part in file.side
        if part.expected is not None or expected.people is not None
    )
    if not sizes and not file.side and expected.people is not None:
        sizes = (SideSize(EVERYBODY, expected.people),)
    if not sizes:
        raise KithError(Fault("evaluation.advice.fault.no_expected"))
    return Design(
        sides=sizes,
        outcomes=tuple(_measure(file, outcome) for outcome in plan.outcomes),
        waves=tuple(wave.role for wave in plan.waves),
        comparisons=len(plan.comparisons) or None,
        groups=Groups.INDEPENDENT if expected.different_people else Groups.PAIRED,
        missing=expected.missing if not people else 0.0,
        cohorts=expected.cohorts,
        pairs=expected.pairs and len(sizes) == 2,
        subgroups=tuple(
            SideSize(part.name, part.expected) for part in file.subgroup if part.expected is not None
        ),
        primary=plan.primary,
        confidence=plan.confidence,
        least_matched=plan.least_matched,
    )


def _measure(file: PlanFile, outcome: Outcome) -> Measure:
    """Items and points as the plan says, else as the scale's ends and steps have them."""
    part = next(part for part in file.outcome if part.key == outcome.key)
    if part.items is not None or part.points is not None:
        return Measure(outcome.key, outcome.label, part.items, part.points or USUAL_POINTS, outcome.family)
    if outcome.low is None or outcome.high is None or outcome.step is None or outcome.high <= outcome.low:
        return Measure(outcome.key, outcome.label, items=None, family=outcome.family)
    whole = round(outcome.high - outcome.low)
    steps = min(MOST_STEPS, round((outcome.high - outcome.low) / outcome.step))
    items = max(1, round(steps / whole)) if whole else 1
    return Measure(outcome.key, outcome.label, items, max(2, round(steps / items) + 1), outcome.family)


def names_of(file: PlanFile) -> tuple[tuple[str, Text], ...]:
    """The names of sides and of groups by key."""
    return (
        *((part.key, Text.of(part.label)) for part in file.side),
        *((part.name, Text.of(part.label or part.name)) for part in file.subgroup),
    )


def with_advice(file: PlanFile) -> PlanFile:
    """The same plan with the analysis of change as advised, where it expects people and chose none.

    Of the other questions nothing is chosen for anybody: a plan that nobody means to carry out misleads.
    """
    if file.analysis:
        return file
    try:
        advice = advise(design_of(file))
    except KithError:
        return file
    kept = tuple(part for part in chosen(advice) if part.question in CHOSEN)
    return file.model_copy(update={"analysis": kept})


def chosen(advice: Advice) -> tuple[AnalysisPart, ...]:
    """Each question with what is advised for it; several, where sides or outcomes differ."""
    found: dict[tuple[Question, Analysis], None] = {}
    for answer in advice.answers:
        if answer.analysis is not Analysis.NOTHING:
            found[answer.question, answer.analysis] = None
    return tuple(AnalysisPart(question=question, analysis=analysis) for question, analysis in found)

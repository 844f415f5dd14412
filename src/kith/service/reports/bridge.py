"""The only door to the evaluation wing: scores to a plan and a result, a result to a report's model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import numpy as np
from django.utils.translation import get_language, gettext
from numpy.typing import NDArray

from kith.evaluation.change import analyse_change
from kith.evaluation.codebook import Codebook, Entry
from kith.evaluation.describe import describe
from kith.evaluation.facts import Flow, ReportFacts, WaveDates
from kith.evaluation.grid import grid_of
from kith.evaluation.plan import Better, ChangePlan, Comparison, Outcome, Side, Wave, WaveRole
from kith.evaluation.questions import Kind, QuestionResult
from kith.evaluation.report import change_report
from kith.evaluation.types import Audience, ChangeData, ChangeResult
from kith.foundation.words import Text
from kith.programmes.types import Definition
from kith.publishing.model import Report as Model
from kith.publishing.model import Section
from kith.questionnaires.types import Instrument, Item, ItemKind, ScaleDefinition
from kith.service.reports.bridge_frameworks import frameworks
from kith.service.reports.bridge_independent import different_people
from kith.service.reports.bridge_items import reliability
from kith.service.reports.bridge_planning import as_planned, planning
from kith.service.reports.bridge_pooled import pooled
from kith.service.reports.bridge_seen import seen_by_others
from kith.service.reports.bridge_sides import both_sides
from kith.service.reports.domain.agreed import lines_shown
from kith.service.reports.domain.coding import COUNTED, TEXTS, cells_of, choices_of, columns_of
from kith.service.reports.domain.data_hash import keyed_hash
from kith.service.reports.domain.experience import Question, SideAnswers, experience_section
from kith.service.reports.domain.framing import (
    Material,
    interim_callout,
    order_of,
    own_sections,
    say,
    what_was_done,
)
from kith.service.reports.domain.gathering import Asked, Gathered
from kith.service.reports.domain.running_notes.brief import cost_in_brief, told_in
from kith.service.reports.models import Report
from kith.tables.types import Cell, Table

Progress = Callable[[int, int], None]
SIDE = "side"
COMPARED = (WaveRole.AFTER, WaveRole.FOLLOW_UP)
"""Each is held beside the first answers. The summary tells the first."""


@dataclass(frozen=True, slots=True, eq=False)
class Modelled:
    """A report's model with the plan and the result that it tells."""

    model: Model
    plan: ChangePlan
    result: ChangeResult


def model_of(material: Material, progress: Progress) -> Model:
    """The report's model, in the language that is switched on. The same material gives the same model."""
    return modelled(material, progress).model


def modelled(material: Material, progress: Progress) -> Modelled:
    """The report's model, and what it was made from."""
    gathered, report = material.gathered, material.report
    data = data_of(gathered)
    plan = plan_of(material)
    result = analyse_change(data, plan, seed=report.seed, progress=progress)
    asked_once = {
        f"once-{asked.wave.key}": _once(material, asked) for asked in material.once if asked.answers
    }
    made = change_report(
        result if material.is_for_evaluator else _without_data_hash(result, report),
        plan,
        _facts(material, plan),
        audience=Audience(report.audience),
        data=lines_of(gathered, least=plan.least_matched),
        sections=order_of(material, tuple(asked_once)),
        more={
            **own_sections(material),
            **asked_once,
            **both_sides(material),
            **frameworks(material, plan, result),
            **reliability(material),
            **seen_by_others(material),
            **different_people(material),
            **pooled(material, plan),
        },
        language=material.language,
        translate=gettext,
    )
    if report.is_interim:
        made = replace(made, summary=(interim_callout(material), *made.summary))
    return Modelled(made, plan, result)


def _without_data_hash(result: ChangeResult, report: Report) -> ChangeResult:
    """Its data under a hash that nobody else can make, and that is another in each report: else two reports with
    the same numbers would tell whether somebody of a side that is kept back has answered otherwise."""
    own = result.provenance
    inputs = {**own.inputs, "data": keyed_hash(own.inputs["data"], report)}
    return replace(result, provenance=replace(own, inputs=inputs))


def data_of(gathered: Gathered) -> ChangeData:
    return ChangeData(gathered.people, gathered.sides, gathered.scores, gathered.invited)


def lines_of(gathered: Gathered, *, least: int) -> ChangeData:
    """The same for the people whose line may be shown by itself."""
    return only(gathered, lines_shown(gathered, least=least))


def only(gathered: Gathered, shown: NDArray[np.bool_]) -> ChangeData:
    """The same for some of the people."""

    def kept(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(value for value, is_shown in zip(values, shown, strict=True) if is_shown)

    return ChangeData(
        kept(gathered.people),
        kept(gathered.sides),
        {
            key: {wave: one[shown] for wave, one in by_wave.items()}
            for key, by_wave in gathered.scores.items()
        },
        {wave: flags[shown] for wave, flags in gathered.invited.items()},
    )


def plan_of(material: Material) -> ChangePlan:
    """What the pinned definition lays down: which waves, which scores, which sides, and how few is too few.

    A plan that was frozen says besides what counts most and which change matters.
    """
    gathered = material.gathered
    waves = tuple(Wave(asked.wave.key, asked.name, WaveRole(asked.role.value)) for asked in gathered.waves)
    first = next((wave for wave in waves if wave.role is WaveRole.BEFORE), waves[0])
    plan = ChangePlan(
        outcomes=tuple(_outcome(scale, gathered.waves[-1].instrument) for scale in gathered.scales),
        waves=waves,
        comparisons=tuple(
            Comparison(first.key, wave.key) for role in COMPARED for wave in waves if wave.role is role
        ),
        sides=tuple(Side(role.key, role.plural) for role in material.definition.roles),
        least_matched=material.policy.min_matched,
    )
    return as_planned(plan, material.plan) if material.plan is not None else plan


def _outcome(scale: ScaleDefinition, instrument: Instrument) -> Outcome:
    better = {True: Better.HIGHER, False: Better.LOWER, None: Better.NEITHER}[scale.higher_is_better]
    rights = instrument.rights
    cited = say(
        "reports.instrument",
        title=instrument.title.in_language(_language()),
        version=instrument.version,
        owner=rights.owner,
        licence=rights.licence,
        citation=rights.citation or "",
    ).strip()
    return Outcome(
        scale.key,
        scale.name,
        better,
        low=scale.low,
        high=scale.high,
        step=grid_of(scale).step,
        instrument=Text.of({_language(): cited}),
    )


def _language() -> str:
    return get_language() or "en"


def _own(sentence: str) -> Text:
    """A sentence in the language that is switched on, as the wing takes texts."""
    return Text.of({_language(): sentence})


def _facts(material: Material, plan: ChangePlan) -> ReportFacts:
    cohort, report, definition = material.cohort, material.report, material.definition
    zone = ZoneInfo(cohort.time_zone)
    evaluator = "reports.evaluator_evaluates" if material.is_evaluators else "reports.lead_evaluates"
    return ReportFacts(
        title=_own(say("reports.title", cohort=cohort.name)),
        written_at=report.created_at.astimezone(zone).replace(microsecond=0),
        programme=definition.name,
        organisation=Text.of(cohort.organisation.name),
        what_was_done=_own(what_was_done(material)),
        started_on=cohort.starts_on,
        ended_on=cohort.ends_on,
        flow=tuple(
            Flow(one.side, invited=one.invited, joined=one.confirmed, paired=one.paired, withdrew=one.ended)
            for one in material.flow
        ),
        dates=tuple(
            WaveDates(
                asked.wave.key,
                asked.wave.opens_at.astimezone(zone).date(),
                asked.wave.closes_at.astimezone(zone).date(),
            )
            for asked in material.gathered.waves
        ),
        evaluator=_own(say(evaluator)),
        source=_own(say("reports.source")),
        synthetic=cohort.organisation.is_synthetic,
        planning=planning(material.plan, plan) if material.plan is not None else None,
        cost=_own(cost) if (cost := cost_in_brief(material.took, say)) else None,
        recorded=told_in(material.took),
    )


def _once(material: Material, asked: Asked) -> Section:
    for_evaluator = material.is_for_evaluator
    return experience_section(
        f"once-{asked.wave.key}",
        asked.name.in_language(material.language),
        questions_of(asked, material.definition, material.language, with_texts=for_evaluator),
        least=material.policy.min_matched,
        say=say,
        for_evaluator=for_evaluator,
    )


def questions_of(
    asked: Asked, definition: Definition, language: str, *, with_texts: bool
) -> tuple[Question, ...]:
    """What was answered, question by question and side by side, as the wing counts it."""
    items = [item for item in asked.instrument.items if item.kind in COUNTED or item.kind is ItemKind.NUMBER]
    counted = _described(asked, items)
    found = []
    for item in asked.instrument.items:
        if item not in items and item.kind not in TEXTS:
            continue
        sides = tuple(
            _side(asked, item, role.key, counted.get((item.key, role.key)), with_texts,
                  role.plural.in_language(language), role.name.in_language(language))
            for role in definition.roles
            if role.key in asked.wave.sides
        )  # fmt: skip
        labels = tuple(label for _cell, label in choices_of(item, language))
        is_several = item.kind is ItemKind.CHOICES
        found.append(
            Question(
                item.key, item.label.in_language(language), labels, item.kind in TEXTS, is_several, sides
            )
        )
    return tuple(found)


def _side(
    asked: Asked, item: Item, side: str, found: QuestionResult | None, with_texts: bool, name: str, one: str
) -> SideAnswers:
    if item.kind in TEXTS:
        texts = {
            person: str(answers[item.key])
            for person, answers in asked.answers.items()
            if asked.sides[person] == side and item.key in answers and not answers.is_declined(item.key)
        }
        quoted = sorted(text for person, text in texts.items() if person in asked.quotable)
        return SideAnswers(name, one, len(texts), texts=tuple(quoted) if with_texts else ())
    if found is None or not found.n_answered:
        return SideAnswers(name, one, 0)
    numbers = found.numbers
    middle = (numbers.lower_quartile, numbers.median, numbers.upper_quartile) if numbers else None
    return SideAnswers(
        name, one, found.n_answered, tuple(answer.count or 0 for answer in found.answers), middle
    )


def _described(asked: Asked, items: list[Item]) -> Mapping[tuple[str, str], QuestionResult]:
    """Each question's counts by side. Cells are codes of ours, so that no answer can be taken for a blank."""
    columns, entries = [SIDE], {SIDE: Entry(kind=Kind.CHOICE, levels=tuple(asked.wave.sides))}
    for item in items:
        own = columns_of(item)
        columns += own
        if item.kind is ItemKind.CHOICES:
            entries[item.key] = Entry(label=item.label, kind=Kind.SEVERAL, columns=tuple(own))
        elif item.kind is ItemKind.NUMBER:
            entries[item.key] = Entry(label=item.label, kind=Kind.NUMBER)
        else:
            levels = tuple(cell for cell, _label in choices_of(item, "en"))
            entries[item.key] = Entry(label=item.label, kind=Kind.ORDERED, levels=levels)
    rows: list[tuple[Cell, ...]] = [
        (asked.sides[person], *(cell for item in items for cell in cells_of(item, answers.get(item.key))))
        for person, answers in asked.answers.items()
    ]
    table = Table(asked.wave.key, None, tuple(columns), tuple(rows), tuple(range(2, len(rows) + 2)))
    result = describe(table, Codebook(entries), by=SIDE)
    return {(one.question.key, one.group or ""): one for one in result.questions}

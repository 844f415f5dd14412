"""From what a person asked for (words on a command line, a plan file) to columns, a plan and facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kith.evaluation.change_columns import ChangeColumns, OutcomeColumns
from kith.evaluation.change_table import NOT_STATED
from kith.evaluation.facts import ReportFacts
from kith.evaluation.plan import ChangePlan, Comparison, Outcome, Side, Wave, WaveRole
from kith.evaluation.plan_file import OutcomePart, PlanFile, text
from kith.evaluation.types import EVERYBODY
from kith.foundation.faults import Faults
from kith.foundation.words import Text


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says; it goes before the plan file.

    ``outcomes`` as typed: ``SKILL`` or ``SKILL=BEFORE,AFTER``.
    """

    person: str | None = None
    outcomes: tuple[str, ...] = ()
    wave: str | None = None
    group: str | None = None
    wave_names: tuple[str, ...] = ()
    cohort: str | None = None
    pair: str | None = None
    all_times: bool = False

    @property
    def pools(self) -> bool:
        """Whether models of several cohorts, pairs or times are wanted."""
        return self.cohort is not None or self.pair is not None or self.all_times


def columns_of(asked: Asked, file: PlanFile) -> ChangeColumns:
    """The layout of the data.

    Raises
    ------
    KithError
        When no column of persons is named, or an outcome cannot be understood.
    """
    faults = Faults()
    person = asked.person or file.person
    if not person:
        faults.add("evaluation.plan.no_person")
    outcomes = [_outcome(said, faults) for said in asked.outcomes]
    if not asked.outcomes:
        outcomes = [OutcomeColumns(part.key, part.columns or (part.key,)) for part in file.outcome]
    faults.raise_if_any()
    return ChangeColumns(
        person=person or "",
        outcomes=tuple(outcomes),
        wave=asked.wave or file.wave_column,
        group=asked.group or file.group,
        wave_names=asked.wave_names or tuple(part.key for part in file.wave),
        cohort=asked.cohort,
        pair=asked.pair,
    )


def _outcome(said: str, faults: Faults) -> OutcomeColumns:
    key, equals, rest = said.partition("=")
    key, columns = key.strip(), tuple(part.strip() for part in rest.split(",") if part.strip())
    if not key or (equals and not columns):
        faults.add("evaluation.outcome_not_understood", value=said)
    return OutcomeColumns(key, columns or (key,))


def limits_of(file: PlanFile) -> Mapping[str, tuple[float | None, float | None]]:
    """The ends of each outcome's scale, where the plan gives them."""
    return {part.key: (part.low, part.high) for part in file.outcome}


def plan_of(
    file: PlanFile,
    columns: ChangeColumns,
    waves: Sequence[str],
    sides: Sequence[str],
    *,
    plan_hash: str | None,
) -> ChangePlan:
    """The plan for the waves and sides that the data have.

    Parameters
    ----------
    waves, sides
        Keys as they were found. A side that the file does not name is shown under its own key.
    plan_hash
        Of the plan file's bytes; ``None`` without a file.
    """
    parts = {part.key: part for part in file.outcome}
    named = {part.key: Text.of(part.label) for part in file.side}
    extra = sorted(set(sides) - set(named) - {EVERYBODY}, key=lambda side: (side == NOT_STATED, side))
    everybody = [Side(key, named.get(key, Text.of(key))) for key in (*named, *extra)]
    return ChangePlan(
        outcomes=tuple(_planned(each.key, parts.get(each.key)) for each in columns.outcomes),
        waves=_waves(file, waves, explicit=bool(columns.wave_names)),
        comparisons=tuple(Comparison(part.earlier, part.later) for part in file.comparison),
        sides=tuple(everybody),
        primary=file.primary,
        declared_on=file.declared_on,
        plan_hash=plan_hash,
        centre=file.centre,
        confidence=file.confidence,
        least_matched=file.least_matched,
    )


def _planned(key: str, part: OutcomePart | None) -> Outcome:
    if part is None:
        return Outcome(key, Text.of(key))
    return Outcome(
        key=key,
        label=text(part.label) or Text.of(key),
        better=part.better,
        low=part.low,
        high=part.high,
        step=part.step,
        smallest_change=part.smallest_change,
        reliability=part.reliability,
        family=part.family,
        instrument=text(part.instrument),
    )


def _waves(file: PlanFile, keys: Sequence[str], *, explicit: bool) -> tuple[Wave, ...]:
    """The first wave is the one before, unless the file says what each is."""
    parts = {part.key: part for part in file.wave}
    waves = []
    for place, key in enumerate(keys):
        part = parts.get(key)
        plain = Text.of(key if explicit else f"Time {key}")
        role = part.role if part else None
        usual = WaveRole.AFTER if place else WaveRole.BEFORE
        waves.append(Wave(key, (text(part.label) if part else None) or plain, role or usual))
    return tuple(waves)


def facts_of(file: PlanFile, *, title: str, written_at: datetime, source: str) -> ReportFacts:
    """What the report tells beside the scores; ``title`` and ``source`` where the file does not say."""
    report = file.report
    return ReportFacts(
        title=text(report.title) or Text.of(title),
        written_at=written_at,
        programme=text(report.programme),
        organisation=text(report.organisation),
        what_was_done=text(report.what_was_done),
        started_on=report.started_on,
        ended_on=report.ended_on,
        evaluator=text(report.evaluator),
        source=text(report.source) or Text.of(source),
        what_next=tuple(Text.of(words) for words in report.what_next),
        synthetic=report.synthetic,
    )

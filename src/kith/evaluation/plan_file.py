"""A plan as a TOML file: what is compared, in which columns, and what the report should say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kith.evaluation.advice.types import Analysis, Question
from kith.evaluation.plan import Better, Centre, WaveRole
from kith.evaluation.planning.record import StudyKind
from kith.foundation.faults import Faults
from kith.foundation.words import Text
from kith.tables.toml import TomlDocument

Words = str | dict[str, str]
Name = Annotated[str, Field(min_length=1)]

WANTED: Mapping[str, str] = {
    "string": "text",
    "date": "a date, such as 2026-01-31",
    "float": "a number",
    "int": "a whole number",
    "bool": "true or false",
    "list": 'a list, such as ["..."]',
    "dict": "a table",
    "model": "a table",
}
"""What a key should hold, by the first word of pydantic's kind of error."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OutcomePart(_Strict):
    """``[[outcome]]``: see :class:`kith.evaluation.plan.Outcome`."""

    key: Name
    label: Words | None = None
    columns: tuple[Name, ...] = ()
    better: Better = Better.HIGHER
    low: float | None = None
    high: float | None = None
    step: float | None = None
    smallest_change: float | None = None
    reliability: float | None = None
    family: Name | None = None
    instrument: Words | None = None
    items: int | None = None
    points: int | None = None


class WavePart(_Strict):
    """``[[wave]]``, in order."""

    key: Name
    label: Words | None = None
    role: WaveRole | None = None
    opens: date | None = None


class SidePart(_Strict):
    """``[[side]]``, in the order in which sides are shown."""

    key: Name
    label: Words
    expected: int | None = None


class ComparisonPart(_Strict):
    """``[[comparison]]``: the first is the main one."""

    earlier: Name
    later: Name


class SubgroupPart(_Strict):
    """A group of people that will be looked at by itself, shown and never tested. ``expected`` people answer first."""

    name: Name
    label: Words | None = None
    expected: int | None = None


class ReportPart(_Strict):
    """``[report]``: what the report tells beside the scores."""

    title: Words | None = None
    programme: Words | None = None
    organisation: Words | None = None
    what_was_done: Words | None = None
    started_on: date | None = None
    ended_on: date | None = None
    evaluator: Words | None = None
    source: Words | None = None
    what_next: tuple[Words, ...] = ()
    synthetic: bool = False


class ApprovalPart(_Strict):
    """``[[approval]]``: who allowed it, and under which reference."""

    what: Words
    given_by: Words | None = None
    reference: Name | None = None
    given_on: date | None = None


class EvaluatorPart(_Strict):
    """``[[evaluator]]``: who evaluates, and what they would gain or lose by the result."""

    name: Words
    interest: Words | None = None


class AnalysisPart(_Strict):
    """``[[analysis]]``: which analysis a question is to have."""

    question: Question
    analysis: Analysis


class DeviationPart(_Strict):
    """``[[deviation]]``: something that was done differently, and why."""

    what: Words
    reason: Words
    noted_on: date | None = None


class ExpectedPart(_Strict):
    """``[expected]``: the people and the design that advice is asked for."""

    people: int | None = None
    missing: float = 0.0
    cohorts: int = 1
    pairs: bool = False
    different_people: bool = False


class PlanFile(_Strict):
    """The whole file. Whatever the command line says as well, the command line decides."""

    format_version: Literal[1] = 1
    person: Name | None = None
    group: Name | None = None
    wave_column: Name | None = None
    primary: Name | None = None
    declared_on: date | None = None
    centre: Centre | None = None
    confidence: float = 0.95
    least_matched: int = 5
    outcome: tuple[OutcomePart, ...] = ()
    wave: tuple[WavePart, ...] = ()
    side: tuple[SidePart, ...] = ()
    comparison: tuple[ComparisonPart, ...] = ()
    subgroup: tuple[SubgroupPart, ...] = ()
    kind: StudyKind | None = None
    purpose: Words | None = None
    hypotheses: tuple[Words, ...] = ()
    missing_data: Words | None = None
    exclusions: tuple[Words, ...] = ()
    stopping: Words | None = None
    approval: tuple[ApprovalPart, ...] = ()
    evaluator: tuple[EvaluatorPart, ...] = ()
    analysis: tuple[AnalysisPart, ...] = ()
    deviation: tuple[DeviationPart, ...] = ()
    expected: ExpectedPart = ExpectedPart()
    report: ReportPart = ReportPart()


def read_plan(document: TomlDocument) -> PlanFile:
    """The plan in a TOML file.

    Raises
    ------
    KithError
        With every unknown key and wrong value, each with its line.
    """
    try:
        return PlanFile.model_validate(dict(document.data), strict=False)
    except ValidationError as error:
        faults = Faults()
        for problem in error.errors():
            _note(problem["type"], problem["loc"], problem.get("ctx", {}), document, faults)
        faults.raise_if_any()
        raise


def _note(
    kind: str,
    loc: Sequence[str | int],
    context: Mapping[str, object],
    document: TomlDocument,
    faults: Faults,
) -> None:
    # A text in languages is tried as text and as a table: both fail, at one place.
    path = tuple(part for part in loc if part not in ("str", "dict[str,str]"))
    where, name = document.where(path), str(path[-1])
    if kind == "extra_forbidden":
        faults.add("evaluation.plan.unknown_key", where, name=name, known=", ".join(_known(path[:-1])))
    elif kind == "missing":
        faults.add("evaluation.plan.missing_key", where, name=name)
    else:
        expected = context.get("expected")
        wanted = str(expected) if expected else WANTED.get(kind.split("_")[0], "text")
        faults.add("evaluation.plan.wrong_value", where, name=name, wanted=wanted)


def _known(path: Sequence[str | int]) -> list[str]:
    part: type[BaseModel] = PlanFile
    for step in path:
        if isinstance(step, str) and step in PARTS:
            part = PARTS[step]
    return list(part.model_fields)


PARTS: Mapping[str, type[BaseModel]] = {
    "outcome": OutcomePart,
    "wave": WavePart,
    "side": SidePart,
    "comparison": ComparisonPart,
    "approval": ApprovalPart,
    "evaluator": EvaluatorPart,
    "analysis": AnalysisPart,
    "deviation": DeviationPart,
    "expected": ExpectedPart,
    "report": ReportPart,
}


def text(words: Words | None) -> Text | None:
    """Words of the file as a text."""
    return None if words is None else Text.of(words)

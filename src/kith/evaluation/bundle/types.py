"""What goes into a bundle, what is read from one, and what working it out again finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from kith.evaluation.bundle.answers import Answers
from kith.evaluation.plan import ChangePlan, Comparison
from kith.evaluation.planning.frozen import FrozenPlan
from kith.evaluation.planning.record import Planning
from kith.evaluation.result_json import Json
from kith.evaluation.types import Audience, ChangeData, ChangeResult, Remark
from kith.publishing.disclosure import DisclosurePolicy
from kith.publishing.model import Report

FORMAT = "kith.evaluation.bundle"
FORMAT_VERSION = 1
README, MANIFEST = "README.txt", "manifest.json"
PLAN, SETTINGS, RESULTS, REPORT = "plan.json", "settings.json", "results.json", "report.json"
DATA, DICTIONARY, DICTIONARY_TABLE = "data.csv", "dictionary.json", "dictionary.csv"
RESPONSES = "responses.csv"
ANSWERS = "answers.csv"
HASHED = (README, PLAN, SETTINGS, DICTIONARY, DICTIONARY_TABLE, DATA, RESULTS, REPORT)
"""The files whose hashes stand in the manifest. A public bundle has :data:`RESPONSES` as well, an
evaluator's :data:`ANSWERS` where an analysis needs them."""

Settings = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of ``data.csv``, for somebody who has nothing else.

    Parameters
    ----------
    name, label
        As it stands in the file, and in words.
    instrument, version, licence
        The questionnaire that a score comes from, and whether it may be passed on.
    items, reversed_items
        Keys of the questions that a score is made of. Never their words: some may not be passed on.
    missing
        What is done where an answer is missing.
    low, high
        The range that a value can have.
    """

    name: str
    label: str
    instrument: str = ""
    version: str = ""
    licence: str = ""
    items: tuple[str, ...] = ()
    reversed_items: tuple[str, ...] = ()
    missing: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """Everything a bundle is made of.

    Parameters
    ----------
    result
        The analysis behind the report: the released tables of a public bundle are taken from it. It needs one.
    data
        For an evaluator: the lines that may be read, under pseudonyms. ``None`` makes a public bundle.
    made_at
        When, with its time zone; passed in, so that the same contents give the same bytes.
    columns
        By outcome key, what is known of its score. Others are described from the plan alone.
    without_lines
        How many people are counted in the report whose line is not in ``data``.
    analyses
        Key of an analysis to its settings; see :mod:`kith.evaluation.bundle.analyses`.
    ready
        Results of analyses that have just been worked out from exactly ``data``, by key.
    frozen
        The frozen plan as it was written, so that its hash still fits where a later Kith knows more keys.
    answers
        For an evaluator: answers to single questions, under codes of their own. Never in a public bundle.
    """

    report: Report
    plan: ChangePlan
    seed: int
    made_at: datetime
    result: ChangeResult | None = None
    data: ChangeData | None = None
    columns: Mapping[str, Column] = field(default_factory=lambda: MappingProxyType({}))
    policy: DisclosurePolicy = field(default_factory=DisclosurePolicy)
    without_lines: int = 0
    analyses: Mapping[str, Settings] = field(
        default_factory=lambda: MappingProxyType({"change": MappingProxyType({})})
    )
    ready: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    planning: Planning | None = None
    frozen: Mapping[str, object] | None = None
    answers: Answers | None = None

    @property
    def audience(self) -> Audience:
        return Audience.PUBLIC if self.data is None else Audience.EVALUATOR


@dataclass(frozen=True, slots=True)
class Released:
    """A line of a public bundle: one outcome, one side, one comparison, in the digits that the report prints.

    A figure that is kept back or not defined is ``None``, and so are ``people`` where too few were asked to say
    how many answered. ``p`` and ``p_holm`` of 0 are below 0.001.
    """

    side: str
    outcome: str
    comparison: Comparison
    people: int | None
    withheld: str
    up: int | None = None
    same: int | None = None
    down: int | None = None
    change: float | None = None
    change_low: float | None = None
    change_high: float | None = None
    g_av: float | None = None
    p: float | None = None
    p_holm: float | None = None
    family: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """How many of a side were asked at a time and answered; ``None`` where too few were asked to say."""

    side: str
    wave: str
    invited: int
    answered: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Bundle:
    """A bundle as it was read, its hashes checked."""

    name: str
    audience: Audience
    plan: ChangePlan
    seed: int
    made_at: datetime
    people: int
    without_lines: int
    versions: Mapping[str, str]
    settings: Mapping[str, Json]
    results: Mapping[str, Json]
    report: Report
    data: ChangeData | None
    released: tuple[Released, ...]
    asked: tuple[Asked, ...]
    frozen: FrozenPlan | None
    files: Mapping[str, str]
    """Name to hash."""
    answers: Answers | None = None

    @property
    def analyses(self) -> Mapping[str, Settings]:
        """The analyses that were done, with their settings."""
        found = self.settings["analyses"]
        return {
            key: value if isinstance(value, dict) else {}
            for key, value in (found.items() if isinstance(found, dict) else ())
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that came out otherwise: its place in ``results.json``, what stands there, what was found."""

    place: str
    stated: Json
    found: Json


class Again(StrEnum):
    """What a rerun found of a section of the report."""

    SAME = "same"
    DIFFERENT = "different"
    PART = "part"
    """Its numbers, but of fewer people or not all of them, or not its sentences."""
    CHECKED = "checked"
    """Not worked out: what it prints was looked at for whether it can be so."""
    NOT = "not"


@dataclass(frozen=True, slots=True)
class SectionFound:
    """One section of the report: whether it came out the same, and why it could not be worked out where not."""

    key: str
    title: str
    again: Again
    why: Remark


@dataclass(frozen=True, slots=True)
class Rerun:
    """What working a bundle out again found.

    Parameters
    ----------
    numbers
        How many numbers were compared.
    exact
        Whether the versions are those of the bundle, so that every digit has to be the same; else floats may
        differ by ``tolerance`` of their size.
    differences
        Every value that is not the same. Empty: all are.
    remarks
        What a reader must know: lines that are not there, numbers that need them.
    sections
        Every section of the report, in its order.
    """

    numbers: int
    exact: bool
    tolerance: float
    differences: tuple[Difference, ...]
    remarks: tuple[Remark, ...]
    sections: tuple[SectionFound, ...] = ()

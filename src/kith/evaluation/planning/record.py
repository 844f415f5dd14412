"""What a report tells of the plan beside its outcomes: purpose, approvals, interests, rules, deviations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from kith.foundation.faults import Parameter
from kith.foundation.words import Text


class StudyKind(StrEnum):
    """What the evaluation is. Research needs an ethics review; a service evaluation says why it needs none."""

    RESEARCH = "research"
    SERVICE_EVALUATION = "service_evaluation"


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody allowed it: what (ethics, data protection), who, under which reference, when."""

    what: Text
    given_by: Text | None = None
    reference: str | None = None
    given_on: date | None = None


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Who evaluates, and what they would gain or lose by the result. ``None``: not stated."""

    name: Text
    interest: Text | None = None


@dataclass(frozen=True, slots=True)
class PlannedAnalysis:
    """Which analysis a question was to have; values of the advice's ``Question`` and ``Analysis``."""

    question: str
    analysis: str


@dataclass(frozen=True, slots=True)
class Deviation:
    """Something that differs from the frozen plan.

    Parameters
    ----------
    code, params
        A sentence of the catalogue; ``evaluation.deviation.recorded`` is one that a person wrote, in ``what``.
    names
        Parameters of the sentence that have a language: what outcomes and times are called.
    what, reason
        In a person's words. ``reason`` is ``None`` where nobody gave one.
    noted_on
        The day it was written down.
    """

    code: str
    params: Mapping[str, Parameter] = field(default_factory=lambda: MappingProxyType({}))
    names: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))
    what: Text | None = None
    reason: Text | None = None
    noted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Planning:
    """The plan's own account of itself.

    Parameters
    ----------
    frozen_on, sha256
        ``None``: written and never frozen.
    opened_on
        The day on which the first answers could be given. ``None``: not recorded.
    was_before
        Whether it was frozen before that. ``None``: not known.
    deviations
        Worked out and recorded ones, in this order.
    """

    frozen_on: date | None = None
    sha256: str | None = None
    opened_on: date | None = None
    was_before: bool | None = None
    kind: StudyKind | None = None
    purpose: Text | None = None
    hypotheses: tuple[Text, ...] = ()
    subgroups: tuple[Text, ...] = ()
    analyses: tuple[PlannedAnalysis, ...] = ()
    missing_data: Text | None = None
    exclusions: tuple[Text, ...] = ()
    stopping: Text | None = None
    approvals: tuple[Approval, ...] = ()
    evaluators: tuple[Evaluator, ...] = ()
    deviations: tuple[Deviation, ...] = ()

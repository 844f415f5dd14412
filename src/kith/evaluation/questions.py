"""A survey of one wave: how each column was read, and what people answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kith.evaluation.types import Remark
from kith.foundation.provenance import Provenance
from kith.foundation.words import Text

if TYPE_CHECKING:
    from kith.statistics.types import Estimate


class Kind(StrEnum):
    """How a column is read. ``ORDERED`` has levels from least to most; ``SEVERAL`` is one question
    whose answers are ticked in several yes-or-no columns; ``LEFT_OUT`` is counted, never printed."""

    ORDERED = "ordered"
    CHOICE = "choice"
    YES_NO = "yes_no"
    SEVERAL = "several"
    NUMBER = "number"
    TEXT = "text"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its columns, how they were read and why.

    ``levels`` are the answers in the order in which they are shown; ``short`` are the same,
    cut before a dash for charts. ``reading`` says how the order or the kind was recognised.
    """

    key: str
    label: Text
    kind: Kind
    columns: tuple[str, ...]
    reading: Remark
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """How many gave one answer, with the share of those who answered and its Wilson interval.

    ``count`` is ``None`` where the policy keeps it back; ``share`` always is under a policy, as shares
    would undo the rounding.
    """

    label: str
    count: int | None
    share: Estimate | None


@dataclass(frozen=True, slots=True)
class NumberSummary:
    """Of the numbers given. Answers in words ("about ten") are counted in ``not_numbers``, never guessed.

    ``smallest`` and ``largest`` are ``None`` where small numbers are kept back.
    """

    n: int
    median: float
    lower_quartile: float
    upper_quartile: float
    smallest: float | None
    largest: float | None
    mean: float
    not_numbers: int


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question in one group (``group`` is ``None`` for everybody).

    Under a policy ``n_asked`` and ``n_answered`` are rounded, or ``None`` where they are small or would
    give a count away; those who did not answer then stand among ``answers``.
    """

    question: Question
    group: str | None
    n_asked: int | None
    n_answered: int | None
    answers: tuple[Answer, ...]
    numbers: NumberSummary | None
    remarks: tuple[Remark, ...]

    @property
    def n_missing(self) -> int | None:
        if self.n_asked is None or self.n_answered is None:
            return None
        return self.n_asked - self.n_answered


@dataclass(frozen=True, slots=True)
class DescribeResult:
    """Every question, in the order of the file, group by group."""

    n: int
    groups: tuple[str, ...]
    questions: tuple[QuestionResult, ...]
    remarks: tuple[Remark, ...]
    provenance: Provenance

"""The one form model of the whole product: an instrument, its pages, items and scales."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kith.foundation.words import Text
from kith.questionnaires.expressions import Expression
from kith.questionnaires.file_kinds import FILE_KINDS as FILE_KINDS
from kith.questionnaires.file_kinds import FILE_MEGABYTES as FILE_MEGABYTES
from kith.questionnaires.file_kinds import MOST_FILE_MEGABYTES as MOST_FILE_MEGABYTES
from kith.questionnaires.file_kinds import FileKind as FileKind

FORMAT_VERSION = 1

DEFAULT_MIN_ANSWERED = 0.8
"""Share of a scale's items that must be answered: the usual 80 % rule of scale manuals."""


class ItemKind(StrEnum):
    """What an item asks for. The value is what an instrument file writes."""

    SCALE = "scale"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    EMAIL = "email"
    FILE = "file"
    STATEMENT = "statement"

    @property
    def is_asked(self) -> bool:
        """False for words that are only read."""
        return self is not ItemKind.STATEMENT


class Requirement(StrEnum):
    """What happens when an item that applies is left blank."""

    OPTIONAL = "optional"
    SOFT = "soft"  # asked once more, then let through
    REQUIRED = "required"


class ScoreRule(StrEnum):
    """How a scale's items become one score."""

    MEAN = "mean"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a scale. Every point carries a label; none is only a number."""

    value: int
    label: Text


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice. An ``exclusive`` option ("none of these") stands alone.

    ``key`` may be a code of a published list: letters of either size, digits, hyphens, underscores.
    """

    key: str
    label: Text
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Constraint:
    """What an answer must hold to, with the sentence shown when it does not."""

    holds: Expression
    message: Text


@dataclass(frozen=True, slots=True)
class Item:
    """One question, or a statement that is only read.

    Parameters
    ----------
    key
        Lower-case letters, digits and underscores; unique in the instrument; stable across versions.
    points
        For ``scale``: in order, every one labelled. A grid of statements is a page of items with one set.
    options
        For ``choice`` and ``choices``.
    minimum, maximum
        For ``number``: both ends included; ``None`` is no limit. For ``choices``: how many may be ticked.
        For ``file``: ``maximum`` is the most megabytes; ``None`` is :data:`FILE_MEGABYTES`.
    whole
        For ``number``: only whole numbers are accepted.
    max_length
        For texts, in characters.
    accepts
        For ``file``: what it may be; nothing is :data:`FILE_KINDS`.
    may_decline
        Offers "Prefer not to say", which is an answer, never the same as a blank.
    relevant
        Asked only when this holds; ``None`` is always.
    """

    key: str
    kind: ItemKind
    label: Text
    help: Text | None = None
    required: Requirement = Requirement.OPTIONAL
    points: tuple[Point, ...] = ()
    options: tuple[Option, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False
    unit: Text | None = None
    max_length: int | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    may_decline: bool = False
    relevant: Expression | None = None
    constraint: Constraint | None = None
    accepts: tuple[FileKind, ...] = ()

    @property
    def is_required(self) -> bool:
        """Whether nobody gets past it without an answer, where it can be answered."""
        return self.required is Requirement.REQUIRED

    @property
    def is_file(self) -> bool:
        return self.kind is ItemKind.FILE

    @property
    def is_demanded(self) -> bool:
        """The same where no file can be sent (paper, one address for all, a device without a line)."""
        return self.is_required and not self.is_file

    @property
    def file_kinds(self) -> tuple[FileKind, ...]:
        """For ``file``: what it may be."""
        return self.accepts or FILE_KINDS

    @property
    def file_megabytes(self) -> int:
        """For ``file``: the most it may have."""
        return int(self.maximum) if self.maximum is not None else FILE_MEGABYTES

    def point(self, value: int) -> Point | None:
        return next((point for point in self.points if point.value == value), None)

    def option(self, key: str) -> Option | None:
        return next((option for option in self.options if option.key == key), None)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A page asked once for each of something counted on an earlier page.

    ``count`` is the key of a whole-number item; ``maximum`` is the most times the page is shown.
    """

    count: str
    maximum: int


@dataclass(frozen=True, slots=True)
class Page:
    """One question, or one small group of questions, shown together."""

    key: str
    items: tuple[Item, ...]
    title: Text | None = None
    intro: Text | None = None
    relevant: Expression | None = None
    repeat: Repeat | None = None


@dataclass(frozen=True, slots=True)
class ScaleDefinition:
    """How some of the items make one score.

    Parameters
    ----------
    items
        Keys of ``scale`` items that share lowest and highest point.
    reversed_items
        Those of ``items`` where agreeing means less.
    rule
        ``mean`` keeps the range of the points; ``sum`` multiplies it by the number of items.
    min_answered
        Share 0-1 of the items that must be answered; below it the score is missing.
    low, high
        Range a score can take, from the points and the rule.
    higher_is_better
        ``None`` when neither end is better.
    """

    key: str
    name: Text
    items: tuple[str, ...]
    reversed_items: frozenset[str]
    rule: ScoreRule
    min_answered: float
    point_low: int
    point_high: int
    higher_is_better: bool | None = True

    @property
    def low(self) -> float:
        return float(self.point_low * (len(self.items) if self.rule is ScoreRule.SUM else 1))

    @property
    def high(self) -> float:
        return float(self.point_high * (len(self.items) if self.rule is ScoreRule.SUM else 1))


@dataclass(frozen=True, slots=True)
class Rights:
    """Whose words these are and who may use them. Travels with every copy and report."""

    owner: str
    licence: str
    citation: str | None = None
    permission: str | None = None


@dataclass(frozen=True)
class Instrument:
    """A questionnaire: pages of items, the scales they make, and whose words they are.

    ``version`` is the author's; ``sha256`` is of the canonical JSON, so two files that say the same
    have one hash, and a changed comma has another.
    """

    key: str
    version: str
    title: Text
    pages: tuple[Page, ...]
    rights: Rights
    intro: Text | None = None
    closing: Text | None = None
    minutes: int | None = None
    languages: tuple[str, ...] = ("en",)
    scales: tuple[ScaleDefinition, ...] = ()
    format_version: int = FORMAT_VERSION

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item in reading order."""
        return tuple(item for page in self.pages for item in page.items)

    def item(self, key: str) -> Item:
        """The item of that key. Raises KeyError when there is none."""
        return self._by_key[key]

    def page(self, key: str) -> Page:
        """The page of that key. Raises KeyError when there is none."""
        return next(page for page in self.pages if page.key == key)

    def scale(self, key: str) -> ScaleDefinition:
        """The scale of that key. Raises KeyError when there is none."""
        return {scale.key: scale for scale in self.scales}[key]

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    @cached_property
    def _by_key(self) -> dict[str, Item]:
        return {item.key: item for item in self.items}

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the instrument as canonical JSON, in hexadecimal."""
        from kith.foundation.provenance import hash_value
        from kith.questionnaires.write import to_json

        return hash_value(to_json(self))

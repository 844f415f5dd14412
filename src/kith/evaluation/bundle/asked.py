"""What was asked of single questions, as settings of a bundle: enough to work out every number of theirs again."""

from __future__ import annotations

from dataclasses import dataclass

from kith.evaluation.both_sides.types import Kind
from kith.foundation.words import Text


@dataclass(frozen=True, slots=True)
class Named:
    """A time, a side or a question, and what the report calls it."""

    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class AskedScale:
    """A scale's questions and the ends of their points."""

    key: str
    label: Text
    items: tuple[str, ...]
    reversed_items: tuple[str, ...]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SideAtTime:
    """A side of whose answers at a time nothing is told: too few were asked."""

    wave: str
    side: str


@dataclass(frozen=True, slots=True)
class Twice:
    """Two times between which nothing was meant to change."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class ItemsAsked:
    """Settings of the analysis ``items``: whether each scale's questions hold together.

    ``labels`` are the questions in words, where the report may show them; ``each_question`` is whether it tells
    of each by itself; ``without`` is how many answered whose answers are not in the bundle; ``notes`` are
    sentences that the report adds.
    """

    scales: tuple[AskedScale, ...]
    times: tuple[Named, ...]
    labels: tuple[Named, ...]
    left_out: tuple[SideAtTime, ...]
    again: tuple[Twice, ...]
    least: int
    each_question: bool
    without: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question, or the score of that key, at a time. ``codes`` stand for ``options`` in ``answers.csv``."""

    key: str
    wave: str
    label: Text
    time: Text
    kind: Kind
    options: tuple[Text, ...]
    codes: tuple[str, ...]
    low: float | None
    high: float | None
    may_count: bool


@dataclass(frozen=True, slots=True)
class BesideAsked:
    """Settings of the analyses ``both_sides`` and ``asked_once``: what each side answered, side by side."""

    sides: tuple[Named, ...]
    questions: tuple[AskedQuestion, ...]
    least: int
    without: int

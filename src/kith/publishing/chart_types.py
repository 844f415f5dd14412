"""What a chart shows, before it is drawn. Every word is already in the report's language.

A chart never stands alone: :class:`kith.publishing.model.Figure` gives it a finding, words for
those who do not see it, its numbers and what they stand on. Persons appear only under a label that
the caller has made pseudonymous.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from kith.publishing.chart_types_years import (
    Fan,
    FanBand,
    FlowPart,
    Flows,
    SpanPart,
    SpanRow,
    Spans,
    Tile,
    Tiles,
)

__all__ = [
    "AnswerRow",
    "AnswerShares",
    "Bar",
    "Bars",
    "ChangeCounts",
    "Chart",
    "DirectionWords",
    "Fan",
    "FanBand",
    "FlowPart",
    "Flows",
    "Heat",
    "IntervalRow",
    "Intervals",
    "PersonChange",
    "PersonChanges",
    "PersonStyle",
    "SideCounts",
    "SpanPart",
    "SpanRow",
    "Spans",
    "Tile",
    "Tiles",
]


class PersonStyle(StrEnum):
    """``DUMBBELL`` gives each person a row, from before to after; ``LINES`` joins two upright axes."""

    DUMBBELL = "dumbbell"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class DirectionWords:
    """The words for the three ways a score can go: "Went up", "Stayed the same", "Went down"."""

    up: str
    same: str
    down: str


@dataclass(frozen=True, slots=True)
class PersonChange:
    """One person's score before and after, in the scale's own units. ``label`` is a pseudonym."""

    label: str
    before: float
    after: float

    def __post_init__(self) -> None:
        _finite(self.before, self.after)


@dataclass(frozen=True, slots=True)
class PersonChanges:
    """Each person's change, so that nobody hides behind a mean.

    ``scale`` is the lowest and highest score possible, which set the axis.
    """

    people: tuple[PersonChange, ...]
    before: str
    after: str
    value_title: str
    scale: tuple[float, float]
    directions: DirectionWords
    style: PersonStyle = PersonStyle.DUMBBELL

    def __post_init__(self) -> None:
        if self.scale[0] >= self.scale[1]:
            raise ValueError("a scale runs from low to high")


@dataclass(frozen=True, slots=True)
class SideCounts:
    """How many on one side went up, stayed the same and went down."""

    label: str
    up: int
    same: int
    down: int

    def __post_init__(self) -> None:
        if min(self.up, self.same, self.down) < 0:
            raise ValueError("a count is 0 or more")


@dataclass(frozen=True, slots=True)
class ChangeCounts:
    """Counts up, same and down, side by side."""

    sides: tuple[SideCounts, ...]
    directions: DirectionWords
    value_title: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """How many gave each answer, in the order of the chart's categories."""

    label: str
    counts: tuple[int, ...]

    def __post_init__(self) -> None:
        if any(count < 0 for count in self.counts):
            raise ValueError("a count is 0 or more")


@dataclass(frozen=True, slots=True)
class AnswerShares:
    """The share of each answer, one bar a row, in the order of the scale.

    ``categories`` run from least to most. ``diverging`` bars lean left and right of a line through
    the middle of the scale (through the middle category where there is one), as suits agreement;
    otherwise they are stacked from 0 to 100%. A row nobody answered has no bar.
    """

    categories: tuple[str, ...]
    rows: tuple[AnswerRow, ...]
    value_title: str
    diverging: bool = True

    def __post_init__(self) -> None:
        if len(self.categories) < 2:
            raise ValueError("answers need at least two categories")
        if any(len(row.counts) != len(self.categories) for row in self.rows):
            raise ValueError("a row of answers needs one count a category")


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """An estimate with the ends of its interval. ``low`` <= ``estimate`` <= ``high``."""

    label: str
    estimate: float
    low: float
    high: float

    def __post_init__(self) -> None:
        _finite(self.estimate, self.low, self.high)
        if not self.low <= self.estimate <= self.high:
            raise ValueError("an estimate lies within its interval")


@dataclass(frozen=True, slots=True)
class Intervals:
    """A dot with its interval, one a row. ``reference`` draws a line ("no change") when it is given."""

    rows: tuple[IntervalRow, ...]
    value_title: str
    reference: float | None = None
    reference_label: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. ``value`` is 0 or more."""

    label: str
    value: float

    def __post_init__(self) -> None:
        _finite(self.value)
        if self.value < 0:
            raise ValueError("a bar's value is 0 or more")


@dataclass(frozen=True, slots=True)
class Bars:
    """Plain bars from zero, in the order given, with the value at the end of each."""

    bars: tuple[Bar, ...]
    value_title: str


@dataclass(frozen=True, slots=True)
class Heat:
    """Rows by columns, darker where there is more. ``None`` is kept back, and ``withheld`` is its word in the legend.

    Column labels are short, such as codes. Values are 0 or more.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    value_title: str
    withheld: str = "–"

    def __post_init__(self) -> None:
        if len(self.values) != len(self.rows) or any(len(row) != len(self.columns) for row in self.values):
            raise ValueError("a heat map needs a value for each row and column")
        known = [value for row in self.values for value in row if value is not None]
        _finite(*known)
        if any(value < 0 for value in known):
            raise ValueError("a heat map's value is 0 or more")


Chart = PersonChanges | ChangeCounts | AnswerShares | Intervals | Bars | Heat | Fan | Spans | Flows | Tiles


def _finite(*values: float) -> None:
    if not all(math.isfinite(value) for value in values):
        raise ValueError("a chart shows finite numbers; what is missing is left out and said in words")

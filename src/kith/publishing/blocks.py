"""The blocks that a report is made of.

Every text is already words in the report's language. Every number that is claimed stands with a
:class:`Basis`. A block that breaks a rule of the model (a chart without words, a table with a hole)
is a bug in the program that built it, so it raises ``ValueError`` and never reaches a reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kith.publishing.chart_types import Chart


class Alignment(StrEnum):
    """What stands in a column, and so how it is set: words start at the left, numbers end at the right."""

    WORDS = "words"
    NUMBER = "number"


class CalloutKind(StrEnum):
    """``INSET`` sets words apart; ``WARNING`` says what a reader must not conclude."""

    INSET = "inset"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A number that is kept back. The reader sees why, never a hole.

    ``reason`` is a few words in the report's language ("7 or fewer"); ``code`` is the reason's
    stable code from :class:`kith.publishing.disclosure.Reason`.
    """

    reason: str
    code: str = ""

    def __post_init__(self) -> None:
        require(self, "reason")


Cell = str | Suppressed


@dataclass(frozen=True, slots=True)
class Basis:
    """What a number stands on.

    Parameters
    ----------
    n
        How many people (or answers) it was computed from, 0 or more; or why that is not shown.
    who
        Whom ``n`` counts: "clinicians who answered both times".
    how
        How the number was worked out, in one sentence a board member follows.
    uncertainty
        How sure we are, with the interval in words; empty when the number is a plain count.
    """

    n: int | Suppressed
    who: str
    how: str
    uncertainty: str = ""

    def __post_init__(self) -> None:
        require(self, "who", "how")
        if isinstance(self.n, int) and self.n < 0:
            raise ValueError(f"a basis cannot count {self.n} people")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of plain words."""

    text: str

    def __post_init__(self) -> None:
        require(self, "text")


@dataclass(frozen=True, slots=True)
class Finding:
    """A headline sentence that says what was found, with what it stands on."""

    headline: str
    basis: Basis

    def __post_init__(self) -> None:
        require(self, "headline")


@dataclass(frozen=True, slots=True)
class BulletList:
    """Points, each one sentence. ``lead`` introduces them and may be empty."""

    items: tuple[str, ...]
    lead: str = ""

    def __post_init__(self) -> None:
        if not self.items or not all(self.items):
            raise ValueError("a bullet list needs points, each with words")


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and what stands in it."""

    label: str
    alignment: Alignment = Alignment.WORDS

    def __post_init__(self) -> None:
        require(self, "label")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. Each cell is words or the reason it is kept back; missing is said in words.

    ``row_headers`` makes the first cell of each row its heading. A table may have no rows: the
    reader is told that there is nothing to show.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_headers: bool = True
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(self, "caption")
        if not self.columns:
            raise ValueError(f"table {self.caption!r} has no columns")
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(
                    f"table {self.caption!r}: a row has {len(row)} cells for {len(self.columns)} columns"
                )
            if any(cell == "" for cell in row):
                raise ValueError(f"table {self.caption!r} has an empty cell: say in words what is missing")


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart under a one-sentence finding, with its words for those who cannot see it and its numbers.

    Parameters
    ----------
    finding
        One sentence: what the chart shows. It is the heading.
    chart
        What to draw; see :mod:`kith.publishing.chart_types`.
    alternative
        The chart told in words, for a reader who does not see it. Required.
    data
        The chart's numbers as a table, shown under "Show the numbers".
    basis
        What the chart stands on.
    """

    finding: str
    chart: Chart
    alternative: str
    data: Table
    basis: Basis

    def __post_init__(self) -> None:
        require(self, "finding", "alternative")


@dataclass(frozen=True, slots=True)
class Callout:
    """Words set apart. A warning needs a title."""

    kind: CalloutKind
    texts: tuple[str, ...]
    title: str = ""

    def __post_init__(self) -> None:
        if not self.texts or not all(self.texts):
            raise ValueError("a callout needs words")
        if self.kind is CalloutKind.WARNING:
            require(self, "title")


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number with what it counts and what it stands on."""

    value: Cell
    label: str
    basis: Basis

    def __post_init__(self) -> None:
        require(self, "value", "label")


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A few numbers side by side."""

    figures: tuple[KeyFigure, ...]

    def __post_init__(self) -> None:
        if not self.figures:
            raise ValueError("key figures need at least one figure")


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means, or a fact's name and the fact."""

    term: str
    meaning: Cell

    def __post_init__(self) -> None:
        require(self, "term", "meaning")


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms with their meanings."""

    items: tuple[Definition, ...]

    def __post_init__(self) -> None:
        if not self.items:
            raise ValueError("a definition list needs at least one term")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody said, with how they may be named ("a manager"): the place for interviews."""

    text: str
    speaker: str

    def __post_init__(self) -> None:
        require(self, "text", "speaker")


@dataclass(frozen=True, slots=True)
class Details:
    """Blocks for those who want more. Statistical terms stand only here."""

    summary: str
    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        require(self, "summary")
        if not self.blocks:
            raise ValueError(f"details {self.summary!r} hold nothing")


Block = (
    Paragraph
    | Finding
    | BulletList
    | Table
    | Figure
    | Callout
    | KeyFigures
    | DefinitionList
    | Quotation
    | Details
)


def require(owner: object, *names: str) -> None:
    """Refuse an object of the model whose named texts are empty: that is a bug in the program."""
    for name in names:
        if not getattr(owner, name):
            raise ValueError(f"{type(owner).__name__} needs {name}")

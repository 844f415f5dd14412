"""What a chart of years, parts, places or flows shows, before it is drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FanBand:
    """``low`` to ``high`` in each year, with the words of its legend."""

    label: str
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Fan:
    """A middle line within bands, widest first, over years; another line (what is needed) beside it where given.

    ``domain`` sets the axis of values, so that charts side by side have one.
    """

    years: tuple[int, ...]
    middle: tuple[float, ...]
    middle_label: str
    bands: tuple[FanBand, ...]
    value_title: str
    beside: tuple[float, ...] = ()
    beside_label: str = ""
    domain: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        lines = [self.middle, *(end for band in self.bands for end in (band.low, band.high))]
        lines += [self.beside] if self.beside else []
        _same_length(self.years, *lines)
        _finite(*(value for line in lines for value in line), *self.domain)
        if any(low > high for band in self.bands for low, high in zip(band.low, band.high, strict=True)):
            raise ValueError("a band runs from low to high")


@dataclass(frozen=True, slots=True)
class SpanPart:
    """From one value to another; ``kind`` is the place of its word in the chart's ``kinds``."""

    start: float
    end: float
    kind: int

    def __post_init__(self) -> None:
        _finite(self.start, self.end)


@dataclass(frozen=True, slots=True)
class SpanRow:
    """A row under its label, with a note at the right."""

    label: str
    note: str
    parts: tuple[SpanPart, ...]


@dataclass(frozen=True, slots=True)
class Spans:
    """Bars that begin where they should: steps of a waterfall, ends of a tornado, sides of a pyramid.

    ``reference`` draws a line; ``mirrored`` values left of nought are told without their sign.
    """

    rows: tuple[SpanRow, ...]
    kinds: tuple[str, ...]
    value_title: str
    reference: float | None = None
    mirrored: bool = False

    def __post_init__(self) -> None:
        if any(not 0 <= part.kind < len(self.kinds) for row in self.rows for part in row.parts):
            raise ValueError("each part's kind has a word")


@dataclass(frozen=True, slots=True)
class FlowPart:
    """What comes in or goes out, 0 or more, with its value in words."""

    label: str
    value: float
    said: str
    is_stock: bool = False

    def __post_init__(self) -> None:
        _finite(self.value)
        if self.value < 0:
            raise ValueError("a flow is 0 or more")


@dataclass(frozen=True, slots=True)
class Flows:
    """What comes together at the left and parts at the right: both sides have one sum."""

    come: tuple[FlowPart, ...]
    go: tuple[FlowPart, ...]
    stock_label: str
    flow_label: str

    def __post_init__(self) -> None:
        sides = [sum(part.value for part in side) for side in (self.come, self.go)]
        if abs(sides[0] - sides[1]) > 1e-6 * max(1.0, *sides):
            raise ValueError(f"what comes ({sides[0]}) is not what goes ({sides[1]})")


@dataclass(frozen=True, slots=True)
class Tile:
    """A place at a column and a row, counted from the top left."""

    label: str
    column: int
    row: int
    value: float
    said: str

    def __post_init__(self) -> None:
        _finite(self.value)


@dataclass(frozen=True, slots=True)
class Tiles:
    """Places as squares of one size, about where they lie; darker where there is more."""

    tiles: tuple[Tile, ...]
    value_title: str

    def __post_init__(self) -> None:
        if len({(tile.column, tile.row) for tile in self.tiles}) != len(self.tiles):
            raise ValueError("two tiles lie on one place")


def _same_length(first: tuple[object, ...], *others: tuple[object, ...]) -> None:
    if not first or any(len(other) != len(first) for other in others):
        raise ValueError("every line of a fan has a value for each year")


def _finite(*values: float) -> None:
    if not all(math.isfinite(value) for value in values):
        raise ValueError("a chart shows finite numbers; what is missing is left out and said in words")

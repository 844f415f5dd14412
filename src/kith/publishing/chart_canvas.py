"""What all charts share: size, letters, the legend, and rows whose label stands above its bar.

A label above its bar, not left of it, leaves the whole width to the bar, so a long question can be
read on a phone.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

import altair as alt

from kith.publishing.chart_colours import GREY, INK, PALE_GREY

WIDTH = 520
NARROW = 320
"""On a phone: a picture of the usual width would be shown at two thirds, and its letters with it."""
FONT = "Arial, Liberation Sans, Noto Sans CJK SC, Noto Sans SC, sans-serif"
FONT_SIZE = 14
LINE = 18
BAR = 26
GAP = 14
LETTER = 7.8  # pixels of a half-width letter at FONT_SIZE

_width: ContextVar[int] = ContextVar("width of the picture", default=WIDTH)


@contextmanager
def as_wide_as(pixels: int) -> Iterator[None]:
    """What is drawn inside has room for ``pixels`` across."""
    before = _width.set(pixels)
    try:
        yield
    finally:
        _width.reset(before)


def across() -> int:
    """How many pixels the picture that is being drawn has across."""
    return _width.get()


# Altair's own types are as wide as this: a mapping of field to value.
Row = dict[str, object]


def data(rows: Sequence[Row]) -> alt.InlineData:
    """Rows as the chart's own data: nothing is fetched."""
    return alt.InlineData(values=list(rows))


def wrapped(label: str, columns: int | None = None) -> list[str]:
    """The label in lines that fit; a Chinese character counts as two letters and may break anywhere.

    >>> wrapped("one two three", 8)
    ['one two', 'three']
    """
    columns = columns or int(across() / LETTER)
    if all(width(character) == 1 for character in label):
        return textwrap.wrap(label, columns) or [" "]
    lines = [""]
    for character in label:
        if sum(map(width, lines[-1])) + width(character) > columns:
            lines.append("")
        lines[-1] += character
    return lines


def width(character: str) -> int:
    """1 for a Latin letter, 2 for a Chinese one."""
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def legend(labels: Sequence[str]) -> alt.Legend:
    """A legend above the chart, in as many columns as fit."""
    widest = max((sum(map(width, label)) for label in labels), default=1)
    columns = max(1, min(len(labels), int(across() // (widest * FONT_SIZE * 0.55 + 34))))
    return alt.Legend(
        title=None,
        orient="top",
        direction="horizontal",
        columns=columns,
        labelLimit=across(),
        symbolStrokeWidth=1,
    )


def row_tops(labels: Sequence[str], bar: int = BAR) -> tuple[list[int], int]:
    """Where each row's label starts, downwards in pixels, and how high all rows are together."""
    tops = [0]
    for label in labels:
        tops.append(tops[-1] + len(wrapped(label)) * LINE + bar + GAP)
    return tops[:-1], max(tops[-1], 1)


def bar_top(top: int, label: str) -> int:
    """Where the bar starts under its label."""
    return top + len(wrapped(label)) * LINE


def down(field: str, height: int) -> alt.Y:
    """Pixels from the top, without an axis."""
    return alt.Y(
        field, type="quantitative", axis=None, scale=alt.Scale(domain=[0, height], reverse=True, nice=False)
    )


def down_to(field: str) -> alt.Y2:
    """The lower edge of a rectangle placed with :func:`down`."""
    return alt.Y2(field)


def row_labels(
    labels: Sequence[str], notes: Sequence[str], tops: Sequence[int], height: int
) -> list[alt.Chart]:
    """Each row's label at the left and its note ("n = 12") at the right, above the bar."""
    rows: list[Row] = [
        {"label": "\n".join(wrapped(label)), "note": note, "top": top}
        for label, note, top in zip(labels, notes, tops, strict=True)
    ]
    base = alt.Chart(data(rows)).encode(y=down("top", height))
    said = base.mark_text(align="left", baseline="top", lineBreak="\n", lineHeight=LINE, color=INK)
    noted = base.mark_text(align="right", baseline="top", color=GREY)
    return [
        said.encode(x=alt.value(0), text="label:N"),
        noted.encode(x=alt.value(across()), text="note:N"),
    ]


def upright(value: float, spans: Sequence[tuple[float, float]], scale: alt.Scale, height: int) -> alt.Chart:
    """A line at ``value`` over each span (from, to in pixels), so that it crosses no words."""
    rows: list[Row] = [{"at": value, "top": top, "low": low} for top, low in spans]
    chart: alt.Chart = (
        alt.Chart(data(rows))
        .mark_rule(color=INK, strokeDash=[4, 2])
        .encode(x=alt.X("at:Q", scale=scale), y=down("top", height), y2=down_to("low"))
    )
    return chart


def finished(layers: Sequence[alt.Chart], height: int) -> alt.LayerChart:
    """The layers as one chart with the house's letters and lines."""
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .properties(width=across(), height=height, padding=6, background="transparent")
        .configure(font=FONT)
        .configure_view(stroke=None)
        .configure_text(fontSize=FONT_SIZE)
        .configure_legend(labelFontSize=FONT_SIZE, labelColor=INK, symbolSize=130, rowPadding=6)
        .configure_axis(
            labelFontSize=FONT_SIZE - 1,
            titleFontSize=FONT_SIZE,
            titleFontWeight="normal",
            labelColor=INK,
            titleColor=INK,
            gridColor=PALE_GREY,
            domainColor=GREY,
            tickColor=GREY,
            titlePadding=8,
        )
    )
    return chart

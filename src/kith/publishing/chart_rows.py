"""Charts of bars in rows: counts up, same and down; shares of answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from kith.publishing.chart_canvas import (
    BAR,
    Row,
    across,
    bar_top,
    data,
    down,
    down_to,
    finished,
    legend,
    row_labels,
    row_tops,
    upright,
)
from kith.publishing.chart_colours import (
    BLUE,
    DARK_BLUE,
    INK,
    LIGHT_ORANGE,
    PALE_BLUE,
    PALE_GREY,
    WHITE,
    between,
    diverging,
    ink_on,
)
from kith.publishing.chart_types import AnswerShares, ChangeCounts

ROOM_FOR_NUMBER = 36
"""A number is written in its part of a bar where the part is at least as wide, in pixels."""
FIGURE, APART = 7, 5  # pixels of a figure under a bar, and between two numbers there


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a row's bar, from ``start`` to ``end`` on the axis, with the number written in it."""

    row: int
    start: float
    end: float
    category: str
    text: str


def change_counts(chart: ChangeCounts) -> alt.LayerChart:
    """Counts up, same and down: one bar a side, the count in each part."""
    words = chart.directions
    names = [words.up, words.same, words.down]
    parts = []
    for row, side in enumerate(chart.sides):
        start = 0
        for name, count in zip(names, (side.up, side.same, side.down), strict=True):
            parts.append(Part(row, start, start + count, name, str(count)))
            start += count
    totals = [side.up + side.same + side.down for side in chart.sides]
    axis = alt.Axis(title=chart.value_title, tickMinStep=1, format="d", tickCount=6, grid=False)
    labels = [side.label for side in chart.sides]
    return stacked(
        labels,
        [f"n = {total}" for total in totals],
        parts,
        dict(zip(names, (DARK_BLUE, PALE_GREY, LIGHT_ORANGE), strict=True)),
        (0, max([1, *totals])),
        axis,
        beside=_below(parts, labels, max([1, *totals])),
    )


def _below(parts: Sequence[Part], labels: Sequence[str], whole: int) -> alt.Chart:
    """The counts too wide for their part, under the bar in the order of the parts, never on each other."""
    tops, height = row_tops(labels)
    rows: list[Row] = []
    for row, label in enumerate(labels):
        small = [
            part
            for part in parts
            if part.row == row and 0 < part.end - part.start < whole * ROOM_FOR_NUMBER / across()
        ]
        right = float(across())
        placed: list[Row] = []
        for place, part in reversed(list(enumerate(small))):
            half = len(part.text) * FIGURE / 2
            least = sum(len(before.text) * FIGURE + APART for before in small[:place]) + half
            wanted = (part.start + part.end) / 2 / whole * across()
            middle = max(least, min(right - half, wanted))
            right = middle - half - APART
            placed.append(
                {
                    "x": middle / across() * whole,
                    "top": bar_top(tops[row], label) + BAR + 2,
                    "text": part.text,
                }
            )
        rows.extend(reversed(placed))
    chart: alt.Chart = (
        alt.Chart(data(rows))
        .mark_text(baseline="top", fontSize=12, color=INK)
        .encode(
            x=alt.X("x:Q", scale=alt.Scale(domain=[0, whole], nice=False, zero=False)),
            y=down("top", height),
            text="text:N",
        )
    )
    return chart


def answer_shares(chart: AnswerShares) -> alt.LayerChart:
    """Shares of each answer, leaning on the middle of the scale or stacked from nought."""
    parts, lowest, highest = [], 0.0, 0.0
    for row, answers in enumerate(chart.rows):
        total = sum(answers.counts)
        if total == 0:
            continue
        shares = [count / total for count in answers.counts]
        start = -_below_middle(shares) if chart.diverging else 0.0
        lowest, highest = min(lowest, start), max(highest, start + 1.0)
        for category, share in zip(chart.categories, shares, strict=True):
            parts.append(Part(row, start, start + share, category, f"{share:.0%}"))
            start += share
    steps = len(chart.categories)
    colours = diverging(steps) if chart.diverging else between(PALE_BLUE, BLUE, steps)
    axis = alt.Axis(
        title=chart.value_title, labelExpr="format(abs(datum.value), '.0%')", tickCount=6, grid=False
    )
    return stacked(
        [answers.label for answers in chart.rows],
        [f"n = {sum(answers.counts)}" for answers in chart.rows],
        parts,
        dict(zip(chart.categories, colours, strict=True)),
        (lowest, max(highest, 0.01)),
        axis,
        line_at=0.0 if chart.diverging else None,
    )


def _below_middle(shares: Sequence[float]) -> float:
    half = len(shares) // 2
    middle = shares[half] / 2 if len(shares) % 2 else 0.0
    return sum(shares[:half]) + middle


def stacked(
    labels: Sequence[str],
    notes: Sequence[str],
    parts: Sequence[Part],
    colours: dict[str, str],
    domain: tuple[float, float],
    axis: alt.Axis,
    line_at: float | None = None,
    beside: alt.Chart | None = None,
) -> alt.LayerChart:
    """Rows of stacked parts under their labels, with a legend where there is more than one colour."""
    tops, height = row_tops(labels)
    scale = alt.Scale(domain=list(domain), nice=False, zero=False)
    rows = _rows(parts, labels, colours, (domain[1] - domain[0]) * ROOM_FOR_NUMBER / across())
    shown = legend(list(colours)) if len(colours) > 1 else None
    colour = alt.Color(
        "category:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=shown
    )
    base = alt.Chart(data(rows))
    drawn = base.mark_rect(stroke=WHITE, strokeWidth=1.5).encode(
        x=alt.X("start:Q", scale=scale, axis=axis),
        x2="end:Q",
        y=down("top", height),
        y2=down_to("low"),
        color=colour,
    )
    written = base.mark_text(baseline="middle").encode(
        x=alt.X("middle:Q", scale=scale),
        y=down("centre", height),
        text="text:N",
        color=alt.Color("ink:N", scale=None),
    )
    layers = [drawn]
    if line_at is not None:
        tops_of_bars = [bar_top(top, label) for top, label in zip(tops, labels, strict=True)]
        edges = [edge for top in tops_of_bars for edge in (top, top + BAR)]
        spans = [(edge - 4, edge + 4) for edge in edges]  # the number in the middle stays free
        layers.append(upright(line_at, spans, scale, height))
    return finished(
        [*layers, written, *([] if beside is None else [beside]), *row_labels(labels, notes, tops, height)],
        height,
    )


def _rows(parts: Sequence[Part], labels: Sequence[str], colours: dict[str, str], room: float) -> list[Row]:
    tops, _ = row_tops(labels)
    rows: list[Row] = []
    for part in parts:
        if part.end > part.start:
            top = bar_top(tops[part.row], labels[part.row])
            rows.append(
                {
                    "start": part.start,
                    "end": part.end,
                    "middle": (part.start + part.end) / 2,
                    "top": top,
                    "low": top + BAR,
                    "centre": top + BAR / 2,
                    "category": part.category,
                    "text": part.text if part.end - part.start >= room else "",
                    "ink": ink_on(colours[part.category]),
                }
            )
    return rows

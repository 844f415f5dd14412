"""A Sankey of one stock: what it was and who came, at the left; who went and what it became, at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import altair as alt

from kith.publishing.chart_canvas import LINE, Row, across, data, finished, legend, wrapped
from kith.publishing.chart_colours import DARK_BLUE, INK, LIGHT_ORANGE
from kith.publishing.chart_types_years import FlowPart, Flows

LABEL = 0.3
"""Part of the width that the words at each side have."""
THICK = 180
"""Pixels of all flows together."""
BETWEEN = 12
STEPS = 24
HEADROOM = 6


def flows(chart: Flows) -> alt.LayerChart:
    """Ribbons into one bar and out of it, as thick as their number; words beside each."""
    whole = sum(part.value for part in chart.come) or 1.0
    room = int(across() * LABEL)
    letters = max(8, int(room / 7.4))
    tops = [_tops(side, whole, letters) for side in (chart.come, chart.go)]
    height = max(low for side in tops for _, low in side) + HEADROOM
    start = (height - THICK) / 2
    edges = ((room, across() / 2 - 8), (across() - room, across() / 2 + 8))
    rows: list[Row] = []
    words: list[Row] = []
    for side, (parts, places, (outer, inner)) in enumerate(
        zip((chart.come, chart.go), tops, edges, strict=True)
    ):
        inside = start
        for number, (part, (top, _)) in enumerate(zip(parts, places, strict=True)):
            thick = part.value / whole * THICK
            kind = chart.stock_label if part.is_stock else chart.flow_label
            rows += _ribbon(f"{side}-{number}", (outer, top), (inner, inside), thick, kind)
            lines = "\n".join(wrapped(f"{part.label}: {part.said}", letters))
            words.append({"x": 0 if side == 0 else across(), "y": top, "said": lines, "side": side})
            inside += thick
    return finished([*_layers(rows, chart, height), *_words(words, height)], int(height))


def _tops(parts: Sequence[FlowPart], whole: float, letters: int) -> list[tuple[float, float]]:
    """Where each begins and where the room of it and its words ends."""
    found, at = [], float(HEADROOM)
    for part in parts:
        lines = len(wrapped(f"{part.label}: {part.said}", letters))
        low = at + max(part.value / whole * THICK, lines * LINE)
        found.append((at, low))
        at = low + BETWEEN
    return found


def _ribbon(
    key: str, outer: tuple[float, float], inner: tuple[float, float], thick: float, kind: str
) -> list[Row]:
    rows: list[Row] = []
    for step in range(STEPS + 1):
        part = step / STEPS
        bend = part * part * (3 - 2 * part)
        top = outer[1] + (inner[1] - outer[1]) * bend
        rows.append(
            {
                "x": outer[0] + (inner[0] - outer[0]) * part,
                "top": top,
                "low": top + max(thick, 0.75),
                "key": key,
                "kind": kind,
            }
        )
    return rows


def _layers(rows: list[Row], chart: Flows, height: float) -> list[alt.Chart]:
    kinds = [chart.stock_label, chart.flow_label]
    wide = alt.Scale(domain=[0, across()], nice=False)
    down = alt.Scale(domain=[0, height], reverse=True, nice=False)
    colour = alt.Scale(domain=kinds, range=[DARK_BLUE, LIGHT_ORANGE])
    ribbons = (
        alt.Chart(data(rows))
        .mark_area(opacity=0.85)
        .encode(
            x=alt.X("x:Q", scale=wide, axis=None),
            y=alt.Y("top:Q", scale=down, axis=None, stack=None),
            y2="low:Q",
            detail="key:N",
            color=alt.Color("kind:N", scale=colour, legend=legend(kinds)),
        )
    )
    start = (height - THICK) / 2
    bar: list[Row] = [{"x": across() / 2 - 8, "right": across() / 2 + 8, "top": start, "low": start + THICK}]
    pool = (
        alt.Chart(data(bar))
        .mark_rect(color=INK)
        .encode(
            x=alt.X("x:Q", scale=wide, axis=None),
            x2="right:Q",
            y=alt.Y("top:Q", scale=down, axis=None),
            y2="low:Q",
        )
    )
    return [ribbons, pool]


_SIDES: tuple[tuple[int, Literal["left", "right"]], ...] = ((0, "left"), (1, "right"))


def _words(rows: list[Row], height: float) -> list[alt.Chart]:
    wide = alt.Scale(domain=[0, across()], nice=False)
    down = alt.Scale(domain=[0, height], reverse=True, nice=False)
    return [
        alt.Chart(data([row for row in rows if row["side"] == side]))
        .mark_text(align=align, baseline="top", lineBreak="\n", lineHeight=LINE, color=INK, fontSize=13)
        .encode(x=alt.X("x:Q", scale=wide, axis=None), y=alt.Y("y:Q", scale=down, axis=None), text="said:N")
        for side, align in _SIDES
    ]

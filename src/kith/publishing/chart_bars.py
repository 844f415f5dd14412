"""Plain bars: short labels stand beside their bars, long ones above."""

from __future__ import annotations

import json

import altair as alt

from kith.publishing.chart_canvas import Row, data, finished, width
from kith.publishing.chart_colours import BLUE, GREY
from kith.publishing.chart_rows import Part, stacked
from kith.publishing.chart_types import Bars

SHORT = 16  # half-width letters
STEP = 24


def bars(chart: Bars) -> alt.LayerChart:
    """Plain bars from nought in the order given, each with its value."""
    if all(sum(map(width, bar.label)) <= SHORT for bar in chart.bars):
        return _beside(chart)
    parts = [Part(row, 0.0, bar.value, "", "") for row, bar in enumerate(chart.bars)]
    return stacked(
        [bar.label for bar in chart.bars],
        [f"{bar.value:g}" for bar in chart.bars],
        parts,
        {"": BLUE},
        (0.0, _highest(chart)),
        alt.Axis(title=chart.value_title, tickCount=6, grid=False),
    )


def _beside(chart: Bars) -> alt.LayerChart:
    # Rows are placed by their number: two bars may have one label, and a sort would merge them.
    rows: list[Row] = [
        {"row": row, "label": bar.label, "value": bar.value, "said": f"{bar.value:g}"}
        for row, bar in enumerate(chart.bars)
    ]
    labels = alt.Axis(
        title=None, ticks=False, domain=False, labelExpr=_label_of([bar.label for bar in chart.bars])
    )
    scale = alt.Scale(domain=[0, _highest(chart) * 1.08], nice=False)
    axis = alt.Axis(title=chart.value_title, tickCount=6, grid=False)
    base = alt.Chart(data(rows)).encode(
        x=alt.X("value:Q", scale=scale, axis=axis),
        y=alt.Y("row:O", axis=labels, scale=alt.Scale(padding=0.2)),
    )
    said = base.mark_text(align="left", dx=5, color=GREY).encode(text="said:N")
    return finished([base.mark_bar(color=BLUE), said], max(len(rows), 1) * STEP)


def _label_of(labels: list[str]) -> str:
    """The expression that gives a row's label; JSON strings are strings of the expression language."""
    return f"{json.dumps(labels)}[datum.value]"


def _highest(chart: Bars) -> float:
    return max((bar.value for bar in chart.bars), default=0.0) or 1.0

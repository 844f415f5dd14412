"""A heat map: rows by columns, darker where there is more, each shade a step that the legend names."""

from __future__ import annotations

import altair as alt

from kith.publishing.chart_canvas import LINE, Row, across, data, finished, legend, width, wrapped
from kith.publishing.chart_colours import BLUE, DARK_BLUE, GREY, INK, PALE_BLUE, WHITE, between, ink_on
from kith.publishing.chart_types import Heat

STEPS = 4
"""Shades between pale and dark: more are not told apart without their neighbours."""
LABEL_PART = 0.4
"""Of the picture's width."""
CELL, HEADING = 34, 44
LETTER = 7.5
"""Pixels of a letter or figure here."""


def heat(chart: Heat) -> alt.LayerChart:
    """Rectangles from the top left; the value stands in a cell where it fits, a kept-back one as a dash."""
    room = LABEL_PART * across()
    wide = (across() - room) / max(len(chart.columns), 1)
    lines = [wrapped(label, int(room / LETTER) + 1) for label in chart.rows]
    tops = [HEADING]
    for label in lines:
        tops.append(tops[-1] + max(CELL, len(label) * LINE + 4))
    height = tops[-1]
    cells = _cells(chart, wide, tops)
    steps = _steps(chart)
    along = alt.Scale(domain=[0, across()], nice=False)
    down = alt.Scale(domain=[0, height], reverse=True, nice=False)
    shades = alt.Scale(domain=[name for name, _ in steps], range=[shade for _, shade in steps])
    base = alt.Chart(data(cells))
    boxes = base.mark_rect(stroke=WHITE, strokeWidth=1).encode(
        x=alt.X("left:Q", scale=along, axis=None),
        x2="right:Q",
        y=alt.Y("top:Q", scale=down, axis=None),
        y2="low:Q",
        color=alt.Color("step:N", scale=shades, legend=legend([name for name, _ in steps])),
    )
    said = base.mark_text(fontSize=12, baseline="middle").encode(
        x=alt.X("middle:Q", scale=along, axis=None),
        y=alt.Y("centre:Q", scale=down, axis=None),
        text="said:N",
        color=alt.Color("ink:N", scale=None),
    )
    return finished([boxes, said, *_labels(chart, lines, tops, wide, along, down)], height)


def _steps(chart: Heat) -> list[tuple[str, str]]:
    """The legend: nothing, then equal steps up to the highest, then what is kept back where there is any."""
    top = max((value for row in chart.values for value in row if value is not None), default=0.0) or 1.0
    ends = [top * step / STEPS for step in range(STEPS + 1)]
    shades = between(PALE_BLUE, DARK_BLUE, STEPS)
    named = [
        (f"{low:.3g}–{high:.3g}", shade) for low, high, shade in zip(ends, ends[1:], shades, strict=False)
    ]
    found = [("0", "#f0f4f5"), *named]
    is_kept = any(value is None for row in chart.values for value in row)
    return [*found, (chart.withheld, GREY)] if is_kept else found


def _cells(chart: Heat, wide: float, tops: list[int]) -> list[Row]:
    steps = _steps(chart)
    top = max((value for row in chart.values for value in row if value is not None), default=0.0) or 1.0
    rows: list[Row] = []
    for row, values in enumerate(chart.values):
        for column, value in enumerate(values):
            name, shade = steps[-1] if value is None else steps[_step(value, top)]
            written = "–" if value is None else "" if value == 0 else f"{value:.3g}"
            left = LABEL_PART * across() + column * wide
            rows.append(
                {
                    "left": left,
                    "right": left + wide,
                    "middle": left + wide / 2,
                    "top": tops[row],
                    "low": tops[row + 1],
                    "centre": (tops[row] + tops[row + 1]) / 2,
                    "step": name,
                    "ink": ink_on(shade),
                    "said": written if len(written) * LETTER < wide else "",
                }
            )
    return rows


def _step(value: float, top: float) -> int:
    """The place of a value's shade in the legend; 0 is nothing."""
    return 0 if value <= 0 else min(STEPS, int(value / top * STEPS * (1 - 1e-12)) + 1)


def _labels(
    chart: Heat, lines: list[list[str]], tops: list[int], wide: float, along: alt.Scale, down: alt.Scale
) -> list[alt.Chart]:
    sides: list[Row] = [
        {"x": 0, "y": (top + low) / 2 - (len(label) - 1) * LINE / 2, "said": "\n".join(label)}
        for label, top, low in zip(lines, tops, tops[1:], strict=False)
    ]
    heads: list[Row] = [
        {"x": LABEL_PART * across() + (column + 0.5) * wide, "y": HEADING - 4, "said": label}
        for column, label in enumerate(chart.columns)
    ]
    widest = max((sum(map(width, label)) for label in chart.columns), default=0)
    is_turned = widest * LETTER > wide
    placed = [
        alt.Chart(data(rows)).encode(
            x=alt.X("x:Q", scale=along, axis=None), y=alt.Y("y:Q", scale=down, axis=None), text="said:N"
        )
        for rows in (sides, heads)
    ]
    return [
        placed[0].mark_text(
            align="left", baseline="middle", lineBreak="\n", lineHeight=LINE, color=INK, fontSize=13
        ),
        placed[1].mark_text(
            align="left" if is_turned else "center",
            baseline="middle" if is_turned else "bottom",
            angle=270 if is_turned else 0,
            color=BLUE,
            fontSize=12,
        ),
    ]

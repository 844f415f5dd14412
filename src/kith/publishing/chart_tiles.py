"""A tile map: each place a square of one size about where it lies, so that no map service is asked."""

from __future__ import annotations

import altair as alt

from kith.publishing.chart_canvas import LINE, Row, across, data, finished, legend, wrapped
from kith.publishing.chart_colours import DARK_BLUE, PALE_BLUE, WHITE, between, ink_on
from kith.publishing.chart_types_years import Tiles

STEPS = 4
LARGEST = 120
LETTER = 7.0


def tiles(chart: Tiles) -> alt.LayerChart:
    """Squares in four shades that the legend names; each has its name and its value."""
    left = min((tile.column for tile in chart.tiles), default=0)
    top = min((tile.row for tile in chart.tiles), default=0)
    columns = max((tile.column for tile in chart.tiles), default=0) - left + 1
    lines = max((tile.row for tile in chart.tiles), default=0) - top + 1
    size = min(LARGEST, across() / columns)
    lowest = min((tile.value for tile in chart.tiles), default=0.0)
    highest = max((tile.value for tile in chart.tiles), default=1.0)
    shades = _steps(lowest, highest)
    rows: list[Row] = []
    for tile in chart.tiles:
        name, shade = shades[_step(tile.value, lowest, highest)]
        words = [*wrapped(tile.label, max(3, int(size / LETTER))), tile.said]
        x, y = (tile.column - left) * size, (tile.row - top) * size
        rows.append(
            {
                "left": x,
                "right": x + size,
                "top": y,
                "low": y + size,
                "middle": x + size / 2,
                "centre": y + size / 2 - (len(words) - 1) * LINE / 2,
                "said": "\n".join(words),
                "step": name,
                "ink": ink_on(shade),
            }
        )
    return finished(_layers(rows, shades, lines * size), int(lines * size))


def _steps(lowest: float, highest: float) -> list[tuple[str, str]]:
    if highest == lowest:
        return [(f"{lowest:,.3g}", DARK_BLUE)]
    ends = [lowest + (highest - lowest) * step / STEPS for step in range(STEPS + 1)]
    shades = between(PALE_BLUE, DARK_BLUE, STEPS)
    return [
        (f"{low:,.3g}–{high:,.3g}", shade) for low, high, shade in zip(ends, ends[1:], shades, strict=False)
    ]


def _step(value: float, lowest: float, highest: float) -> int:
    if highest == lowest:
        return 0
    return min(STEPS - 1, int((value - lowest) / (highest - lowest) * STEPS))


def _layers(rows: list[Row], shades: list[tuple[str, str]], height: float) -> list[alt.Chart]:
    wide = alt.Scale(domain=[0, across()], nice=False)
    down = alt.Scale(domain=[0, height], reverse=True, nice=False)
    names = list(dict.fromkeys(name for name, _ in shades))
    scale = alt.Scale(domain=names, range=[dict(shades)[name] for name in names])
    base = alt.Chart(data(rows))
    boxes = base.mark_rect(stroke=WHITE, strokeWidth=3).encode(
        x=alt.X("left:Q", scale=wide, axis=None),
        x2="right:Q",
        y=alt.Y("top:Q", scale=down, axis=None),
        y2="low:Q",
        color=alt.Color("step:N", scale=scale, legend=legend(names)),
    )
    said = base.mark_text(baseline="middle", lineBreak="\n", lineHeight=LINE, fontSize=13).encode(
        x=alt.X("middle:Q", scale=wide, axis=None),
        y=alt.Y("centre:Q", scale=down, axis=None),
        text="said:N",
        color=alt.Color("ink:N", scale=None),
    )
    return [boxes, said]

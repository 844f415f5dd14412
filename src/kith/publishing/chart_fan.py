"""A fan: bands that pale outwards around a middle line, over years."""

from __future__ import annotations

import altair as alt

from kith.publishing.chart_canvas import Row, data, finished, legend
from kith.publishing.chart_colours import DARK_BLUE, INK, LIGHT_ORANGE, between
from kith.publishing.chart_types_years import Fan

HEIGHT = 300
PALE, MIDDLING = "#cfe2f5", "#6fa5d8"
TICKS = 6
WHOLE = 5
"""An axis longer than this is told in whole numbers."""


def fan(chart: Fan) -> alt.LayerChart:
    """Bands widest first, the middle line on them, a broken line for what stands beside, and nought where it is."""
    names = [band.label for band in chart.bands]
    shades = between(PALE, MIDDLING, len(names)) if len(names) > 1 else [PALE] * len(names)
    rows: list[Row] = [
        {"year": year, "low": low, "high": high, "band": band.label}
        for band in chart.bands
        for year, low, high in zip(chart.years, band.low, band.high, strict=True)
    ]
    across, up = _scales(chart)
    layers = [
        alt.Chart(data(rows))
        .mark_area()
        .encode(
            x=across,
            y=up,
            y2="high:Q",
            color=alt.Color("band:N", scale=alt.Scale(domain=names, range=shades), legend=legend(names)),
        ),
        _lines(chart, across, up),
    ]
    if _ends(chart)[0] < 0 < _ends(chart)[1]:
        layers.append(alt.Chart(data([{"low": 0.0}])).mark_rule(color=INK).encode(y=up))
    picture: alt.LayerChart = finished(layers, HEIGHT).resolve_scale(
        color="independent", strokeDash="independent"
    )
    return picture


def _lines(chart: Fan, across: alt.X, up: alt.Y) -> alt.Chart:
    lines = [(chart.middle_label, chart.middle)]
    lines += [(chart.beside_label, chart.beside)] if chart.beside else []
    rows: list[Row] = [
        {"year": year, "low": value, "line": label}
        for label, values in lines
        for year, value in zip(chart.years, values, strict=True)
    ]
    names = [label for label, _ in lines]
    shown = legend(names)
    dashes = alt.Scale(domain=names, range=[[1, 0], [6, 3]][: len(names)])
    colours = alt.Scale(domain=names, range=[DARK_BLUE, LIGHT_ORANGE][: len(names)])
    made: alt.Chart = (
        alt.Chart(data(rows))
        .mark_line(strokeWidth=3)
        .encode(
            x=across,
            y=up,
            color=alt.Color("line:N", scale=colours, legend=shown),
            strokeDash=alt.StrokeDash("line:N", scale=dashes, legend=shown),
        )
    )
    return made


def _ends(chart: Fan) -> tuple[float, float]:
    if chart.domain:
        return chart.domain[0], chart.domain[1]
    values = [*chart.middle, *chart.beside, *(end for band in chart.bands for end in (*band.low, *band.high))]
    return min(values), max(values)


def _scales(chart: Fan) -> tuple[alt.X, alt.Y]:
    low, high = _ends(chart)
    room = (high - low) * 0.04 or 1.0
    ends = [min(low - room, 0.0) if low < 0 else max(low - room, 0.0), high + room]
    years = alt.Scale(domain=[chart.years[0], chart.years[-1]], nice=False)
    axis = alt.Axis(title=None, format="d", tickMinStep=1, tickCount=TICKS, grid=False)
    written = ",~f" if high - low > WHOLE else ",.2~f"
    values = alt.Axis(title=chart.value_title, tickCount=TICKS, format=written)
    return alt.X("year:Q", scale=years, axis=axis), alt.Y(
        "low:Q", scale=alt.Scale(domain=ends, nice=False, zero=False), axis=values
    )

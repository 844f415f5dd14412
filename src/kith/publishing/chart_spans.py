"""Bars that begin where they should: a waterfall's steps, a tornado's ends, a pyramid's sides."""

from __future__ import annotations

import altair as alt

from kith.publishing.chart_colours import DARK_BLUE, GREY, LIGHT_ORANGE
from kith.publishing.chart_rows import Part, stacked
from kith.publishing.chart_types_years import Spans

COLOURS = (DARK_BLUE, LIGHT_ORANGE, GREY)


def spans(chart: Spans) -> alt.LayerChart:
    """One row under its label for each, with its parts and its note."""
    parts = [
        Part(place, min(part.start, part.end), max(part.start, part.end), chart.kinds[part.kind], "")
        for place, row in enumerate(chart.rows)
        for part in row.parts
    ]
    ends = [end for part in parts for end in (part.start, part.end)] or [0.0, 1.0]
    ends += [] if chart.reference is None else [chart.reference]
    room = (max(ends) - min(ends)) * 0.03 or 1.0
    told = "abs(datum.value)" if chart.mirrored else "datum.value"
    axis = alt.Axis(title=chart.value_title, labelExpr=f"format({told}, ',~f')", tickCount=4, grid=True)
    return stacked(
        [row.label for row in chart.rows],
        [row.note for row in chart.rows],
        parts,
        dict(zip(chart.kinds, COLOURS, strict=False)),
        (min(ends) - room, max(ends) + room),
        axis,
        line_at=chart.reference,
    )

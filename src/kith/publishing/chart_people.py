"""Charts of points: each person before and after, and estimates with their intervals."""

from __future__ import annotations

import altair as alt

from kith.publishing.chart_canvas import (
    BAR,
    Row,
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
from kith.publishing.chart_colours import BLUE, GREY, INK, ORANGE, WHITE
from kith.publishing.chart_types import Intervals, PersonChange, PersonChanges, PersonStyle

# Past this many rows a dumbbell chart is taller than a page, and lines tell more.
MOST_ROWS = 45
PERSON = 22
LINES_HEIGHT = 320
CAP = 7  # half the length of the stroke that ends an interval


def person_changes(chart: PersonChanges) -> alt.LayerChart:
    """Each person's change: rows from before to after, or lines between two upright axes.

    Rows stand in order of change, the largest rise first. More than 45 people are always drawn as
    lines. Shape and colour both tell the direction.
    """
    if chart.style is PersonStyle.LINES or len(chart.people) > MOST_ROWS:
        return _lines(chart)
    return _dumbbells(chart)


def _direction(person: PersonChange, chart: PersonChanges) -> str:
    if person.after == person.before:
        return chart.directions.same
    return chart.directions.up if person.after > person.before else chart.directions.down


def _ordered(chart: PersonChanges) -> list[PersonChange]:
    return sorted(chart.people, key=lambda p: (p.before - p.after, p.before, p.label))


def _dumbbells(chart: PersonChanges) -> alt.LayerChart:
    words = chart.directions
    people = _ordered(chart)
    names = [chart.before, words.up, words.same, words.down]
    points: list[Row] = []
    joins: list[Row] = []
    for person in people:
        direction = _direction(person, chart)
        joins.append({"person": person.label, "from": person.before, "to": person.after, "kind": direction})
        points.append({"person": person.label, "value": person.before, "kind": chart.before})
        points.append({"person": person.label, "value": person.after, "kind": direction})
    colours = alt.Scale(domain=names, range=[GREY, BLUE, INK, ORANGE])
    shapes = alt.Scale(domain=names, range=["circle", "triangle-right", "square", "triangle-left"])
    scale = alt.Scale(domain=list(chart.scale), nice=False, zero=False)
    y = alt.Y(
        "person:N",
        sort=[person.label for person in people],
        axis=alt.Axis(title=None, ticks=False, domain=False, labelLimit=160, grid=True),
    )
    joined = alt.Chart(data(joins)).mark_rule(strokeWidth=3, opacity=0.6)
    marked = alt.Chart(data(points)).mark_point(
        size=90, filled=True, opacity=1, stroke=WHITE, strokeWidth=0.5
    )
    return finished(
        [
            joined.encode(
                x=alt.X("from:Q", scale=scale, axis=alt.Axis(title=chart.value_title, tickCount=6)),
                x2="to:Q",
                y=y,
                color=alt.Color("kind:N", scale=colours, legend=legend(names)),
            ),
            marked.encode(
                x=alt.X("value:Q", scale=scale),
                y=y,
                color=alt.Color("kind:N", scale=colours, legend=legend(names)),
                shape=alt.Shape("kind:N", scale=shapes, legend=legend(names)),
            ),
        ],
        max(len(people), 1) * PERSON,
    )


def _lines(chart: PersonChanges) -> alt.LayerChart:
    words = chart.directions
    names = [words.up, words.same, words.down]
    rows: list[Row] = [
        {"person": place, "time": time, "value": value, "direction": _direction(person, chart)}
        for place, person in enumerate(_ordered(chart))
        for time, value in ((chart.before, person.before), (chart.after, person.after))
    ]
    opacity = max(0.15, min(0.8, 12 / max(len(chart.people), 1)))
    drawn = alt.Chart(data(rows)).mark_line(strokeWidth=2, opacity=opacity, point=False)
    return finished(
        [
            drawn.encode(
                x=alt.X(
                    "time:N",
                    sort=[chart.before, chart.after],
                    scale=alt.Scale(padding=0.3),
                    axis=alt.Axis(title=None, labelAngle=0),
                ),
                y=alt.Y(
                    "value:Q",
                    scale=alt.Scale(domain=list(chart.scale), nice=False, zero=False),
                    axis=alt.Axis(title=chart.value_title, tickCount=6),
                ),
                detail="person:N",
                color=alt.Color(
                    "direction:N",
                    scale=alt.Scale(domain=names, range=[BLUE, INK, ORANGE]),
                    legend=legend(names),
                ),
                strokeDash=alt.StrokeDash(
                    "direction:N",
                    scale=alt.Scale(domain=names, range=[[1, 0], [2, 3], [8, 4]]),
                    legend=legend(names),
                ),
            )
        ],
        LINES_HEIGHT,
    )


def intervals(chart: Intervals) -> alt.LayerChart:
    """A dot for each estimate on the line of its interval, and a dashed line where nothing changed."""
    labels = [row.label for row in chart.rows]
    tops, height = row_tops(labels)
    rows: list[Row] = []
    for row, top in zip(chart.rows, tops, strict=True):
        middle = bar_top(top, row.label) + BAR / 2
        ends = {"low": row.low, "high": row.high, "estimate": row.estimate}
        rows.append({**ends, "middle": middle, "top": middle - CAP, "bottom": middle + CAP})
    scale = alt.Scale(domain=_domain(chart), nice=False, zero=False)
    axis = alt.Axis(title=chart.value_title, tickCount=6, grid=False)
    base = alt.Chart(data(rows))
    line = base.mark_rule(strokeWidth=3, color=BLUE)
    dot = base.mark_point(size=140, filled=True, color=BLUE, stroke=WHITE, strokeWidth=1, opacity=1)
    layers = [
        line.encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q", y=down("middle", height)),
        *(
            line.encode(x=alt.X(f"{end}:Q", scale=scale), y=down("top", height), y2=down_to("bottom"))
            for end in ("low", "high")
        ),
        dot.encode(x=alt.X("estimate:Q", scale=scale), y=down("middle", height)),
        *row_labels(labels, ["" for _ in labels], tops, height),
    ]
    if chart.reference is not None:
        layers.extend(_reference(chart, chart.reference, scale, height))
    return finished(layers, height)


def _domain(chart: Intervals) -> list[float]:
    ends = [end for row in chart.rows for end in (row.low, row.high)]
    ends += [] if chart.reference is None else [chart.reference]
    low, high = min(ends, default=0.0), max(ends, default=1.0)
    margin = (high - low) * 0.06 or 1.0
    return [low - margin, high + margin]


def _reference(chart: Intervals, value: float, scale: alt.Scale, height: int) -> list[alt.Chart]:
    labels = [row.label for row in chart.rows]
    bars = [bar_top(top, label) for top, label in zip(row_tops(labels)[0], labels, strict=True)]
    said = alt.Chart(data([{"at": value, "top": 0, "label": chart.reference_label}]))
    return [
        upright(value, [(top, top + BAR) for top in bars], scale, height),
        said.mark_text(align="center", baseline="bottom", dy=-14, color=INK).encode(
            x=alt.X("at:Q", scale=scale), y=down("top", height), text="label:N"
        ),
    ]

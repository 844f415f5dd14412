"""A chart's picture: SVG without scripts, styles, outside files or anything that changes by itself."""

from __future__ import annotations

from functools import lru_cache

from kith.publishing.chart_types import (
    AnswerShares,
    Bars,
    ChangeCounts,
    Chart,
    Fan,
    Flows,
    Heat,
    Intervals,
    PersonChanges,
    Spans,
    Tiles,
)
from kith.publishing.clean import cleaned
from kith.publishing.svg import accessible_svg

KEPT = 128
"""Pictures kept in memory: those of a few reports."""


def draw(
    chart: Chart, *, title: str, alternative: str, key: str, is_fluid: bool = False, is_narrow: bool = False
) -> str:
    """The chart as an SVG element that can stand inside a page or be handed to typst.

    The same chart gives the same bytes. There is no ``style`` attribute or element, so a strict
    content-security policy shows it as it was meant.

    Parameters
    ----------
    chart
        What to draw.
    title, alternative
        Its finding, and the chart told in words, for a reader who does not see it.
    key
        Prefix of every id in the picture; unique on the page. ASCII letters, digits, - and _.
    is_fluid
        Whether it takes the width of what it stands in, as on a phone, or keeps its own.
    is_narrow
        Whether it is drawn for the width of a phone, with letters as large as ever.
    """
    return accessible_svg(
        _vega_svg(cleaned(chart), is_narrow=is_narrow),
        title=cleaned(title),
        alternative=cleaned(alternative),
        key=key,
        is_fluid=is_fluid,
    )


@lru_cache(maxsize=KEPT)
def _vega_svg(chart: Chart, *, is_narrow: bool = False) -> str:
    """The picture without its words. A report is drawn as a page, a file and a PDF: each chart once."""
    # Altair and its renderer take most of a second to load: only when a chart is drawn.
    import vl_convert

    from kith.publishing import (
        chart_bars,
        chart_fan,
        chart_flows,
        chart_heat,
        chart_people,
        chart_rows,
        chart_spans,
        chart_tiles,
    )
    from kith.publishing.chart_canvas import NARROW, WIDTH, as_wide_as

    with as_wide_as(NARROW if is_narrow else WIDTH):
        if isinstance(chart, PersonChanges):
            specification = chart_people.person_changes(chart)
        elif isinstance(chart, ChangeCounts):
            specification = chart_rows.change_counts(chart)
        elif isinstance(chart, AnswerShares):
            specification = chart_rows.answer_shares(chart)
        elif isinstance(chart, Intervals):
            specification = chart_people.intervals(chart)
        elif isinstance(chart, Bars):
            specification = chart_bars.bars(chart)
        elif isinstance(chart, Heat):
            specification = chart_heat.heat(chart)
        elif isinstance(chart, Fan):
            specification = chart_fan.fan(chart)
        elif isinstance(chart, Spans):
            specification = chart_spans.spans(chart)
        elif isinstance(chart, Flows):
            specification = chart_flows.flows(chart)
        elif isinstance(chart, Tiles):
            specification = chart_tiles.tiles(chart)
    return str(vl_convert.vegalite_to_svg(specification.to_dict()))

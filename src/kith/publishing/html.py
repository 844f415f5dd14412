"""A report as a web page: inside a page of the service, or as one file that needs nothing else."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, partial
from typing import TYPE_CHECKING

from kith.foundation.messages import Translate, gettext_noop
from kith.publishing.blocks import Figure
from kith.publishing.charts import draw
from kith.publishing.clean import cleaned
from kith.publishing.model import Report
from kith.publishing.tree import Tree
from kith.publishing.voice import Voice

if TYPE_CHECKING:
    from jinja2 import Environment


def render_fragment(
    report: Report,
    *,
    translate: Translate = gettext_noop,
    heading_level: int = 2,
    key: str = "report",
    folded: Collection[str] = (),
) -> str:
    """The report without its title, to stand inside a page that has the NHS design system's styles.

    Parameters
    ----------
    report
        What to show.
    translate
        Turns the catalogue's English into the report's language; the report's own words are not
        translated.
    heading_level
        Of the sections, 2 to 4; what stands under them follows. The page has the title as its h1.
    key
        Prefix of every id, unique on the page. ASCII letters, digits, - and _.
    folded
        Keys of sections that show their title, and the rest once somebody opens them.

    Returns
    -------
    str
        HTML in which every text of the report is escaped, without script or style.
    """
    if not 2 <= heading_level <= 4:
        raise ValueError("sections are headed at level 2 to 4")
    return _render("fragment.html", report, translate, heading_level, key, folded)


def render_document(report: Report, *, translate: Translate = gettext_noop, key: str = "report") -> str:
    """The report as one HTML file with its own small stylesheet, for a laptop, a mail or a printer.

    Parameters are those of :func:`render_fragment`. The same report gives the same bytes.
    """
    return _render("document.html", report, translate, 2, key)


def _render(
    template: str,
    report: Report,
    translate: Translate,
    level: int,
    key: str,
    folded: Collection[str] = (),
) -> str:
    tree = Tree(Voice(report.language, translate), _picture, key).report(cleaned(report))
    closed = [f"{key}-{section}" for section in folded]
    page = _environment().get_template(template)
    return page.render(report=tree, language=report.language, level=level, folded=closed)


def _picture(figure: Figure, key: str) -> object:
    from markupsafe import Markup

    drawn = partial(draw, figure.chart, title=figure.finding, alternative=figure.alternative, is_fluid=True)
    wide, narrow = drawn(key=key), drawn(key=f"{key}-narrow", is_narrow=True)
    # Of the two the page shows the one that fits; the other is no part of it, for screen readers neither.
    pair = f'<div class="kith-wide">{wide}</div><div class="kith-narrow">{narrow}</div>'
    return Markup(pair)  # noqa: S704 - our own drawings; their words were escaped as XML


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("kith.publishing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

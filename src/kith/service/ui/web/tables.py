"""Tables and tags, written here rather than by their NHS components, which take a millisecond a row.

Fifty rows of a list would cost more than everything else on the page together. A test lays both beside
each other: word for word the component's own HTML, for whatever our pages put in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from markupsafe import Markup, escape

from kith.service.ui.web.wording import number

TONES = {
    "done": "green",
    "now": "blue",
    "waiting": "yellow",
    "late": "orange",
    "stopped": "red",
    "new": "purple",
    "next": "white",
    "unused": "grey",
    "plain": "grey",
}
"""What a state means, not how it looks: the colour is never the only sign, the tag always carries words."""

_CAPTION = '<caption class="nhsuk-table__caption nhsuk-table__caption--{}">{}</caption>'
_HEAD = '<th class="nhsuk-table__header{}" scope="col" role="columnheader">{}</th>'
_FIRST = (
    '<th class="nhsuk-table__header{}" scope="row" role="rowheader">'
    '<span class="nhsuk-table__heading" aria-hidden="true">{} </span>',
    "</th>",
)
_OTHER = (
    '<td class="nhsuk-table__cell{}" role="cell"><span class="nhsuk-table__heading" aria-hidden="true">{} </span>',
    "</td>",
)
_ROW = '<tr class="nhsuk-table__row" role="row">'


def table_html(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    caption_size: str = "m",
    numeric: Collection[int] = (),
    hide_caption: bool = False,
) -> Markup:
    """A table that turns into stacked rows on a phone. The first cell names its row."""
    size = f"{caption_size} nhsuk-u-visually-hidden" if hide_caption else caption_size
    parts = [
        '<table class="nhsuk-table nhsuk-table--responsive" role="table">',
        _CAPTION.format(size, escape(caption)),
    ]
    parts += ['<thead class="nhsuk-table__head" role="rowgroup">', _ROW]
    cells = []
    for place, head in enumerate(heads):
        said = cell_html(head)
        kind, (opening, closing) = ("cell", _OTHER) if place else ("header", _FIRST)
        is_numeric = place in numeric
        parts.append(_HEAD.format(" nhsuk-table__header--numeric" if is_numeric else "", said))
        cells.append((opening.format(f" nhsuk-table__{kind}--numeric" if is_numeric else "", said), closing))
    parts.append('</tr></thead><tbody class="nhsuk-table__body">')
    for row in rows:
        parts.append(_ROW)
        for (opening, closing), cell in zip(cells, row, strict=True):
            said = cell_html(cell)
            if not said:  # on a phone a heading with nothing after it tells nothing
                opening = opening.replace(' role="cell"', ' data-empty role="cell"', 1)
            inside = f"<span>{said}</span>" if said and hasattr(cell, "__html__") else said
            parts += [opening, inside, closing]
        parts.append("</tr>")
    parts.append("</tbody></table>")
    return Markup("".join(parts))  # noqa: S704 - every cell was escaped above


def cell_html(value: Any) -> str:
    """A cell's content, escaped unless it is HTML of ours."""
    if hasattr(value, "__html__"):
        return str(value.__html__()).strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value)
    return "" if value is None else str(escape(str(value).strip()))


def bar_html(value: float, most: float, text: str) -> Markup:
    """A number as a bar, with its words beside it."""
    said = escape(text)
    return Markup(  # noqa: S704 - escaped
        f'<span class="kith-bar"><meter class="kith-bar__meter" min="0" max="{most:g}" value="{value:g}" '
        f'aria-hidden="true"></meter> <span class="kith-bar__number">{said}</span></span>'
    )


def tag_html(tone: str, text: str) -> Markup:
    """A state in words, on the colour of its tone."""
    return Markup(f'<strong class="nhsuk-tag nhsuk-tag--{TONES[tone]}">{escape(str(text).strip())}</strong>')  # noqa: S704

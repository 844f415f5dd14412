"""Facts and tasks, written here rather than by their NHS components, which take a quarter of a millisecond a row.

What they say is about people, so it is not kept as other components are. A test lays both beside each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from kith.service.ui.web.tables import cell_html, tag_html

_ROW = '<div class="nhsuk-summary-list__row{}">'
_KEY = '<dt class="nhsuk-summary-list__key">{}</dt><dd class="nhsuk-summary-list__value">{}</dd>'
_ACTION = '<dd class="nhsuk-summary-list__actions"><a class="nhsuk-link" href="{}">{}{}</a></dd>'
_HIDDEN = '<span class="nhsuk-u-visually-hidden"> {}</span>'


def facts_html(pairs: Iterable[Sequence[Any]]) -> Markup:
    """Key, value and perhaps an action (``text``, ``href``, ``hidden``)."""
    rows = [(cell_html(key), cell_html(value), more[0] if more else None) for key, value, *more in pairs]
    without = " nhsuk-summary-list__row--no-actions" if any(action for *_said, action in rows) else ""
    parts = ['<dl class="nhsuk-summary-list">']
    for key, value, action in rows:
        parts += [_ROW.format("" if action else without), _KEY.format(key, value)]
        if action:
            about = escape(action["hidden"]) if "hidden" in action else key
            hidden = _HIDDEN.format(about) if about else ""
            parts.append(_ACTION.format(escape(action["href"]), cell_html(action["text"]), hidden))
        parts.append("</div>")
    parts.append("</dl>")
    return Markup("".join(parts))  # noqa: S704 - every piece was escaped above


def tasks_html(items: Iterable[Mapping[str, Any]], id_prefix: str = "task") -> Markup:
    """Tasks and how they stand. What is done carries no tag, so that the rest stands out."""
    rows = [_task(item, f"{escape(id_prefix)}-{place}") for place, item in enumerate(items, start=1)]
    return Markup(f'<ul class="nhsuk-task-list">{"".join(rows)}</ul>')  # noqa: S704 - escaped in each


def _task(item: Mapping[str, Any], own_id: str) -> str:
    href, hint = item.get("href"), item.get("hint")
    title = escape(item["title"])
    if item.get("which"):
        title += Markup(_HIDDEN).format(item["which"])  # noqa: S704 - our own words
    described = f"{own_id}-hint {own_id}-status" if hint else f"{own_id}-status"
    name = (
        f'<a class="nhsuk-task-list__link nhsuk-link" href="{escape(href)}" aria-describedby="{described}">{title}</a>'
        if href
        else f"<div>{title}</div>"
    )
    said = f'<div class="nhsuk-task-list__hint" id="{own_id}-hint">{escape(hint)}</div>' if hint else ""
    linked = " nhsuk-task-list__item--with-link" if href else ""
    return (
        f'<li class="nhsuk-task-list__item{linked}"><div class="nhsuk-task-list__name-and-hint">{name}{said}</div>'
        f'<div class="nhsuk-task-list__status" id="{own_id}-status">{_state(item)}</div></li>'
    )


def _state(item: Mapping[str, Any]) -> Markup | str:
    if not item.get("state"):
        return ""
    tone = item.get("tone", "plain")
    return escape(item["state"]) if tone == "done" else tag_html(tone, item["state"])

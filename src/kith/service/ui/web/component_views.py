"""Plain Python values as the parameters of NHS components, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.paginator import Page
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from kith.service.ui.web.boxes import with_boxes_written
from kith.service.ui.web.tables import TONES, bar_html, table_html, tag_html
from kith.service.ui.web.wording import number

Params = dict[str, Any]


def _said(value: Any) -> Params:
    """Text or HTML. As a string, because a component takes the number 0 for nothing."""
    if hasattr(value, "__html__"):
        return {"html": value}
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {"text": number(value)}
    return {"text": "" if value is None else str(value)}


def facts_params(pairs: Iterable[Sequence[Any]]) -> Params:
    """Key, value and perhaps an action (``text``, ``href``, ``hidden``)."""
    shown = []
    for key, value, *more in pairs:
        row: Params = {"key": {"text": key}, "value": _said(value)}
        if more and more[0]:
            action = dict(more[0])
            hidden = action.pop("hidden", str(key))
            row["actions"] = {"items": [{**action, "visuallyHiddenText": hidden}]}
        shown.append(row)
    return {"rows": shown}


def tasks_params(items: Iterable[Mapping[str, Any]], id_prefix: str) -> Params:
    """Tasks and how they stand. What is done carries no tag, so that the rest stands out."""
    shown = []
    for item in items:
        row: Params = {"title": {"text": item["title"]}}
        row.update({key: item[key] for key in ("href", "hint") if item.get(key)})
        if isinstance(row.get("hint"), str):
            row["hint"] = {"text": row["hint"]}
        if item.get("state"):
            tone = item.get("tone", "plain")
            is_done = tone == "done"
            row["status"] = (
                {"text": item["state"]}
                if is_done
                else {"tag": {"text": item["state"], "colour": TONES[tone]}}
            )
        shown.append(row)
    return {"items": shown, "idPrefix": id_prefix}


def pages_params(page: Page[Any], query: str = "") -> Params:
    """The pages of a list, with ``query`` kept in every address."""
    more = f"&{query}" if query else ""
    items: list[Params] = []
    for place in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if not isinstance(place, int):
            items.append({"ellipsis": True})
            continue
        items.append(
            {
                "number": place,
                "href": f"?page={place}{more}",
                "current": place == page.number,
                "ariaLabel": gettext("Page %(number)s") % {"number": place},
            }
        )
    params: Params = {"ariaLabel": gettext("Pages"), "items": items}
    if page.has_previous():
        href = f"?page={page.previous_page_number()}{more}"
        params["previous"] = {"text": gettext("Previous page"), "href": href}
    if page.has_next():
        params["next"] = {"text": gettext("Next page"), "href": f"?page={page.next_page_number()}{more}"}
    return params


def crumbs_params(links: Sequence[tuple[str, str]]) -> Params:
    return {
        "items": [{"text": text, "href": href} for text, href in links],
        "ariaLabel": gettext("Breadcrumb"),
        "backLink": {"visuallyHiddenText": gettext("Back to")},
    }


def inline_svg(drawing: str) -> str:
    """Our own drawing as part of the page: the policy allows no image from a ``data:`` address."""
    return mark_safe(drawing[drawing.index("<svg") :])  # noqa: S308 - made by us, never by a person


FILTERS = {"inline_svg": inline_svg, "with_boxes_written": with_boxes_written}
GLOBALS = {
    "bar_html": bar_html,
    "table_html": table_html,
    "tag_html": tag_html,
    "facts_params": facts_params,
    "tasks_params": tasks_params,
    "pages_params": pages_params,
    "crumbs_params": crumbs_params,
}

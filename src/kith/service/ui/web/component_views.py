"""Plain Python values as the parameters of NHS components, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from kith.service.ui.web.boxes import with_boxes_written
from kith.service.ui.web.lists import facts_html, tasks_html
from kith.service.ui.web.tables import bar_html, table_html, tag_html

Params = dict[str, Any]


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
    "facts_html": facts_html,
    "tasks_html": tasks_html,
    "pages_params": pages_params,
    "crumbs_params": crumbs_params,
}

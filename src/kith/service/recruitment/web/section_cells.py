"""Sections as the template of an application's page takes them: actions in a table become links and buttons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html_join

from kith.service.recruitment.web.sections import Section, SectionAction
from kith.service.ui.web.cells import link, post_button


def section_views(request: HttpRequest, sections: Iterable[Section]) -> list[dict[str, Any]]:
    return [
        {
            "heading": section.heading,
            "sentences": section.sentences,
            "facts": section.facts,
            "heads": section.heads,
            "rows": [[_cell(request, cell) for cell in row] for row in section.rows],
            "actions": [action_html(request, action) for action in section.actions],
            "folded": section.folded,
        }
        for section in sections
    ]


def action_html(request: HttpRequest, action: SectionAction) -> Any:
    if action.is_post:
        return post_button(request, action.href, action.text, action.about)
    return link(action.href, action.text, action.about)


def _cell(request: HttpRequest, cell: Any) -> Any:
    """A tuple of actions, one under another; anything else as it is."""
    if not isinstance(cell, tuple):
        return cell
    return format_html_join("", "<div>{}</div>", ((action_html(request, one),) for one in cell))

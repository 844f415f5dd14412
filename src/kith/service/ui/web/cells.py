"""Cells of a table that a presenter fills: a link, a tag, a button."""

from __future__ import annotations

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kith.service.ui.web.tables import tag_html


def link(address: str, words: str, about: str = "") -> SafeString:
    """``about`` is heard, not seen: it tells apart links of the same words in one table."""
    if not about:
        return format_html('<a class="nhsuk-link" href="{}">{}</a>', address, words)
    return format_html(
        '<a class="nhsuk-link" href="{}">{}<span class="nhsuk-u-visually-hidden"> ({})</span></a>',
        address,
        words,
        about,
    )


def where_cell(where: str) -> SafeString | str:
    """An address of a video meeting can be tapped; a room is only read."""
    if where.startswith(("https://", "http://")) and " " not in where.strip():
        return format_html('<a class="nhsuk-link" href="{0}" rel="noreferrer">{0}</a>', where.strip())
    return where


def state_tag(tone: str, words: str) -> SafeString:
    return mark_safe(tag_html(tone, words))  # noqa: S308 - escaped there


def post_button(request: HttpRequest, address: str, words: str, about: str) -> SafeString:
    """A small form in a cell: works without JavaScript, and says what it is about to a screen reader."""
    return format_html(
        '<form method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="submit">{}'
        '<span class="nhsuk-u-visually-hidden"> ({})</span></button></form>',
        address,
        get_token(request),
        words,
        about,
    )

"""A mail's words: the same sentences as plain text and as simple HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import override

from kith.service.core.models import Mail

LINK = "{link}"
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_PAGE = (
    '<!doctype html>\n<html lang="{language}">'
    '<head><meta charset="utf-8"><title>{title}</title></head><body>\n'
    "{body}\n</body></html>\n"
)


@dataclass(frozen=True, slots=True)
class MailText:
    subject: str
    text: str
    html: str


def render(mail: Mail, address: str | None) -> MailText:
    """The mail with its personal address filled in. Everything else stands as it was written."""
    text = mail.body if address is None else mail.body.replace(LINK, address)
    return MailText(mail.subject, text, html(text, title=mail.subject, language=mail.language))


def preview(mail: Mail) -> MailText:
    """The mail as a lead may see it: words in the place of the personal address."""
    with override(mail.language):
        stand_in = _("[a personal link is put here when the message is sent]")
    return render(mail, stand_in if mail.link_wanted else None)


def html(text: str, *, title: str, language: str) -> str:
    """Paragraphs and links, nothing else: an image would tell who opened the mail, and when."""
    paragraphs = [part for part in re.split(r"\n\s*\n", text.strip()) if part]
    body = "\n".join(f"<p>{_linked(part)}</p>" for part in paragraphs)
    return _PAGE.format(language=escape(language), title=escape(title), body=body)


def _linked(text: str) -> str:
    parts: list[str] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        address = found.group().rstrip(".,;:!?)")
        parts += [_lines(text[end : found.start()]), f'<a href="{escape(address)}">{escape(address)}</a>']
        end = found.start() + len(address)
    return "".join([*parts, _lines(text[end:])])


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>\n")

"""Languages by name."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language

OFFERED = (
    "cy",
    "pl",
    "ro",
    "pa",
    "ur",
    "bn",
    "gu",
    "ar",
    "fr",
    "es",
    "pt",
    "de",
    "it",
    "so",
    "ta",
    "tr",
    "uk",
    "zh-hant",
)
"""Beside those of the service: languages that people in health services often read."""


def language_name(tag: str) -> str:
    """In the reader's language; the tag itself where nobody has a name for it."""
    own = dict(settings.LANGUAGES)
    if tag in own:
        return str(own[tag])
    try:
        named = Locale.parse(tag.replace("-", "_")).get_display_name(get_language() or "en")
    except (UnknownLocaleError, ValueError):
        return tag
    return str(named) if named else tag


def offered(also: list[str]) -> list[tuple[str, str]]:
    """The service's own first, then those in use, then the rest."""
    tags = dict.fromkeys([*(tag for tag, _name in settings.LANGUAGES), *also, *OFFERED])
    return [(tag, language_name(tag)) for tag in tags]

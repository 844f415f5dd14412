"""Days in words, as the language writes them."""

from __future__ import annotations

from datetime import date

_LOCALES = {"en": "en_GB", "zh-hans": "zh_Hans"}


def day_in_words(day: date, language: str) -> str:
    """The day without its weekday; British English where a language is not known.

    >>> day_in_words(date(2026, 5, 31), "en"), day_in_words(date(2026, 5, 31), "zh-hans")
    ('31 May 2026', '2026年5月31日')
    """
    from babel.dates import format_date  # here, so that importing this costs nothing

    return format_date(day, format="long", locale=_LOCALES.get(language.lower(), "en_GB"))

"""Days, times and numbers as the reader's language writes them."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable, Mapping
from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, get_timezone_location
from babel.numbers import format_decimal, format_percent
from django.utils import timezone
from django.utils.translation import get_language, gettext

from kith.foundation.faults import Fault
from kith.foundation.messages import sentence
from kith.foundation.words import Text

LOCALES: Mapping[str, str] = {"en": "en_GB", "zh-hans": "zh_Hans"}
KEPT_IN_MEMORY = 4096
"""A list says the same days and numbers again and again, and Babel takes a twentieth of a millisecond for each."""


def locale() -> Locale:
    """The reader's: British English unless they chose another."""
    return _locale(LOCALES.get(get_language() or "en", "en_GB"))


@cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)


def day(value: date) -> str:
    """``31 May 2026``. An instant is taken in the reader's zone."""
    return _day(_as_day(value), locale())


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _day(value: date, where: Locale) -> str:
    return format_date(value, format="long", locale=where)


def weekday_and_day(value: date) -> str:
    """``Sunday 31 May 2026``, for a day that somebody must keep."""
    return format_date(
        _as_day(value), format="EEEE d MMMM y" if locale().language == "en" else "full", locale=locale()
    )


def day_short(value: date) -> str:
    """``31 May``, where the year is plain from the page."""
    return format_date(
        _as_day(value), format="d MMM" if locale().language == "en" else "M月d日", locale=locale()
    )


def month(value: date) -> str:
    """``May 2026``."""
    return format_date(
        _as_day(value), format="MMMM y" if locale().language == "en" else "y年M月", locale=locale()
    )


def month_short(value: date) -> str:
    """``May 26``: the head of a narrow column."""
    return format_date(value, format="MMM y" if locale().language == "en" else "yy年M月", locale=locale())


def moment(value: datetime, zone: str | tzinfo | None = None) -> str:
    """``31 May 2026, 2:30pm BST``: in ``zone``, else in the reader's, and it says which."""
    there = _in_zone(value, zone)
    return f"{day(there.date())}{_joint()}{_time_of(there)} {_zone_name(there)}"


def clock(value: datetime, zone: str | tzinfo | None = None) -> str:
    """``2:30pm``."""
    return _time_of(_in_zone(value, zone))


def zone_words(value: datetime, zone: str | tzinfo | None = None) -> str:
    """``BST``, or ``(Shanghai time)``: what :func:`moment` says after the time."""
    return _zone_name(_in_zone(value, zone))


def span(first: date, last: date) -> str:
    """``1 to 31 May 2026``, with no more of the first day than is needed."""
    a, b = _as_day(first), _as_day(last)
    if locale().language != "en":
        return f"{day(a)}至{day(b)}"
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day} to {day(b)}"
    start = format_date(a, format="d MMMM", locale=locale()) if a.year == b.year else day(a)
    return f"{start} to {day(b)}"


def number(value: int | float | Decimal, decimals: int | None = None) -> str:
    """``1,200``; with ``decimals``, always that many."""
    pattern = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return _number(value, pattern, locale())


@lru_cache(maxsize=KEPT_IN_MEMORY, typed=True)
def _number(value: int | float | Decimal, pattern: str | None, where: Locale) -> str:
    return format_decimal(value, format=pattern, locale=where)


def percent(share: float, decimals: int = 0) -> str:
    """A share from 0 to 1 as ``29%``. Never show it without the number of people beside it."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + "%"
    return _percent(share, pattern, locale())


@lru_cache(maxsize=KEPT_IN_MEMORY, typed=True)
def _percent(share: float, pattern: str, where: Locale) -> str:
    return format_percent(share, format=pattern, locale=where)


def share_of(count: int, total: int) -> str:
    """``7 of 24 (29%)``. Of nobody there is no share."""
    counted = gettext("%(count)s of %(total)s") % {"count": number(count), "total": number(total)}
    return f"{counted} ({percent(count / total)})" if total else counted


def said(fault: Fault) -> str:
    """A fault as its sentence."""
    return sentence(fault, gettext)


def in_language(value: Text | str) -> str:
    """A lead's own words in the reader's language, or the nearest there is."""
    return value.in_language(get_language() or "en") if isinstance(value, Text) else value


def _as_day(value: date) -> date:
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def _in_zone(value: datetime, zone: str | tzinfo | None) -> datetime:
    place = zoneinfo.ZoneInfo(zone) if isinstance(zone, str) else zone
    return timezone.localtime(value, place)


def _joint() -> str:
    return ", " if locale().language == "en" else " "


def _time_of(there: datetime) -> str:
    if locale().language != "en":
        return f"{there:%H:%M}"
    if there.hour in {0, 12} and there.minute == 0:
        return gettext("midnight") if there.hour == 0 else gettext("midday")
    minutes = f":{there:%M}" if there.minute else ""
    return f"{there.hour % 12 or 12}{minutes}{'am' if there.hour < 12 else 'pm'}"


def _zone_name(there: datetime) -> str:
    """``BST`` at home and ``UTC``; elsewhere by the city, because letters such as CST mean several zones."""
    key = getattr(there.tzinfo, "key", "")
    if "/" not in key or (key == "Europe/London" and locale().language == "en"):
        return there.tzname() or ""
    city = get_timezone_location(there, locale=locale(), return_city=True)
    return gettext("(%(city)s time)") % {"city": city}


FILTERS: Mapping[str, Callable[..., str]] = {
    "day": day,
    "day_short": day_short,
    "month": month,
    "moment": moment,
    "clock": clock,
    "number": number,
    "percent": percent,
    "said": said,
    "text": in_language,
}
GLOBALS: Mapping[str, Callable[..., str]] = {"span": span, "share_of": share_of}

"""The year strip: which months something runs in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from kith.service.ui.web.wording import locale, month, span


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a first and a last day, as a page names it."""

    name: str
    first: date
    last: date
    href: str | None = None


@dataclass(frozen=True, slots=True)
class MonthHead:
    short: str
    long: str


@dataclass(frozen=True, slots=True)
class StripRow:
    name: str
    dates: str
    href: str | None
    months: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class YearStrip:
    months: tuple[MonthHead, ...]
    rows: tuple[StripRow, ...]


def year_strip(entries: Sequence[Entry]) -> YearStrip:
    """The months from the first start to the last end, and for each entry the months it touches."""
    if not entries:
        return YearStrip((), ())
    first = min(_index(entry.first) for entry in entries)
    last = max(_index(entry.last) for entry in entries)
    shown = range(first, last + 1)
    rows = (
        StripRow(
            entry.name,
            span(entry.first, entry.last),
            entry.href,
            tuple(_index(entry.first) <= index <= _index(entry.last) for index in shown),
        )
        for entry in entries
    )
    return YearStrip(tuple(_head(index) for index in shown), tuple(rows))


def _index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _head(index: int) -> MonthHead:
    first = date(index // 12, index % 12 + 1, 1)
    return MonthHead(format_date(first, format="LLL", locale=locale()), month(first))

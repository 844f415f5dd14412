"""Dates as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
# Excel counts days from 30 December 1899, so that its 1900, wrongly a leap year, comes right from March on.
SERIAL_ZERO = date(1899, 12, 30)
SERIAL_FIRST, SERIAL_LAST = 10_000, 99_999  # 1927 to 2173: five digits, so that a year is not taken for one
CENTURY_TURNS = 69  # two digits: 69 to 99 are 19.., the rest 20.., as POSIX has it

_TIME = r"(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?|Z|[+-]\d{2}:?\d{2})?)?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?" + _TIME, re.IGNORECASE)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
NUMBERS = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})" + _TIME, re.IGNORECASE)
DAY_NAMED = re.compile(
    _WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*(?:of\s+)?([a-z]{3,9})\.?[\s\-/.,]*(\d{4}|\d{2})" + _TIME,
    re.IGNORECASE,
)
MONTH_NAMED = re.compile(
    _WEEKDAY + r"([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})" + _TIME, re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date, and whether its numbers could be read in two orders, only in this one, or count days."""

    value: date
    ambiguous: bool = False
    shows_order: bool = False
    is_day_number: bool = False


def read_date(cell: str | int | float | date, *, day_first: bool = True) -> ReadDate | None:
    """The date in a cell, or None if there is none that can be read without guessing.

    Takes dates, Excel's serial numbers, the year first (2025-03-04), numbers in the order of
    ``day_first`` (4/3/2025, 4.3.25), months by English name (4th March 2025, Mar 4, 2025) and
    2025年3月4日; a time behind the date is left out.

    >>> read_date("4/3/2025").value, read_date("4/3/2025", day_first=False).value
    (datetime.date(2025, 3, 4), datetime.date(2025, 4, 3))
    >>> read_date("25/3/2025", day_first=False) is None
    True
    """
    if isinstance(cell, datetime):
        return ReadDate(cell.date())
    if isinstance(cell, date):
        return ReadDate(cell)
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return _serial(cell)
    return _text(cell.strip(), day_first)


def _serial(number: float) -> ReadDate | None:
    if not SERIAL_FIRST <= number <= SERIAL_LAST:
        return None
    return ReadDate(SERIAL_ZERO + timedelta(days=int(number)), is_day_number=True)


def _text(text: str, day_first: bool) -> ReadDate | None:
    if found := YEAR_FIRST.fullmatch(text) or COMPACT.fullmatch(text):
        return _made(found[1], found[2], found[3])
    if found := NUMBERS.fullmatch(text):
        return _numbers(int(found[1]), int(found[2]), found[3], day_first)
    if found := DAY_NAMED.fullmatch(text):
        month = MONTHS.get(found[2].lower())
        return _made(found[3], month, found[1]) if month else None
    if found := MONTH_NAMED.fullmatch(text):
        month = MONTHS.get(found[1].lower())
        return _made(found[3], month, found[2]) if month else None
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _serial(float(text))
    return None


def _numbers(first: int, second: int, year: str, day_first: bool) -> ReadDate | None:
    day, month = (first, second) if day_first else (second, first)
    read = _made(year, month, day)
    if read is None:
        return None
    ambiguous = max(first, second) <= 12 and first != second
    return ReadDate(read.value, ambiguous=ambiguous, shows_order=max(first, second) > 12)


def _made(year: str, month: str | int, day: str | int) -> ReadDate | None:
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= CENTURY_TURNS else 2000
    try:
        return ReadDate(date(number, int(month), int(day)))
    except ValueError:
        return None

"""Days from and to, as people type them."""

from __future__ import annotations

import re
from datetime import date

from kith.matching.types import Period
from kith.tables.dates import read_date
from kith.tables.values import Unreadable

_APART = (
    re.compile(r"\s+(?:to|until|till|through)\s+|\s*(?:至|到|–|—)\s*", re.IGNORECASE),
    re.compile(r"\s+-\s+"),
    re.compile(r"(?<=\d{4}-\d\d-\d\d)\s*[/-]\s*(?=\d{4}-)"),
)


def make_period(first: date, last: date) -> Period:
    """The days from ``first`` to ``last``. Raises :class:`Unreadable` where the end stands before the start."""
    if last < first:
        raise Unreadable("matching.people.period_backwards", first=str(first), last=str(last))
    return Period(first, last)


def read_period(text: str, *, day_first: bool = True) -> Period:
    """The days of one cell: ``2026-03-01 to 2026-06-30``, ``1 March 2026 – 30 June 2026``. One date is one day.

    Raises
    ------
    Unreadable
        For what is no date, or an end before the start.

    >>> read_period("2026-03-01/2026-03-14").days
    14
    """
    dates = [read_date(part, day_first=day_first) for part in parts_of_period(text)]
    if len(dates) == 2 and dates[0] is not None and dates[1] is not None:
        return make_period(dates[0].value, dates[1].value)
    if len(dates) == 1 and dates[0] is not None:
        return make_period(dates[0].value, dates[0].value)
    raise Unreadable("matching.people.period_unreadable", value=text)


def parts_of_period(text: str) -> list[str]:
    """The first and the last day as they are written; one of them where there is only one.

    >>> parts_of_period("1 March 2026 – 30 June 2026")
    ['1 March 2026', '30 June 2026']
    """
    tried = (one.split(text.strip()) for one in _APART)
    return next((two for two in tried if len(two) == 2), [text.strip()])


def shared_days(one: Period, other: Period) -> int:
    """Days in both.

    >>> shared_days(read_period("2026-03-01 to 2026-03-10"), read_period("2026-03-10 to 2026-04-01"))
    1
    """
    return max(0, (min(one.last, other.last) - max(one.first, other.first)).days + 1)

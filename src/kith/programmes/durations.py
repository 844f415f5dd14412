"""Durations as ISO 8601 writes them: ``P14D``, ``-P2W``, ``P9M``, ``PT4H``, ``P1DT12H``."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_FORM = re.compile(
    r"(?P<sign>-?)P(?=.)(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,4})M)?(?:(?P<weeks>\d{1,4})W)?"
    r"(?:(?P<days>\d{1,5})D)?(?:T(?=.)(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,5})M)?)?"
)
MONTHS_IN_YEAR = 12
DAYS_IN_WEEK = 7
MINUTES_IN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Duration:
    """Calendar months, days and minutes, kept apart because a month is not a number of days.

    All three carry the sign. Seconds are refused: nothing in a programme needs them.
    """

    months: int = 0
    days: int = 0
    minutes: int = 0

    def after(self, day: dt.date) -> dt.date:
        """The day this long after ``day``: months first, to the last day of a shorter month.

        >>> parse("P1M").after(dt.date(2026, 1, 31))
        datetime.date(2026, 2, 28)
        >>> parse("-P2W").after(dt.date(2026, 1, 31))
        datetime.date(2026, 1, 17)
        """
        index = day.year * MONTHS_IN_YEAR + day.month - 1 + self.months
        year, month = divmod(index, MONTHS_IN_YEAR)
        last = calendar.monthrange(year, month + 1)[1]
        return dt.date(year, month + 1, min(day.day, last)) + dt.timedelta(days=self.days)

    @property
    def is_negative(self) -> bool:
        return (self.months, self.days, self.minutes) < (0, 0, 0)

    @property
    def is_zero(self) -> bool:
        return not (self.months or self.days or self.minutes)

    @property
    def hours(self) -> float:
        """Minutes as hours; for the length of one meeting, which has neither months nor days."""
        return self.minutes / MINUTES_IN_HOUR

    def __str__(self) -> str:
        """ISO 8601 again.

        >>> str(parse("-P1Y2W")), str(parse("PT90M")), str(parse("P0D"))
        ('-P12M14D', 'PT1H30M', 'P0D')
        """
        if self.is_zero:
            return "P0D"
        months, days, minutes = abs(self.months), abs(self.days), abs(self.minutes)
        date = (f"{months}M" if months else "") + (f"{days}D" if days else "")
        hours, rest = divmod(minutes, MINUTES_IN_HOUR)
        time = (f"{hours}H" if hours else "") + (f"{rest}M" if rest else "")
        return ("-" if self.is_negative else "") + "P" + date + (f"T{time}" if time else "")


def parse(text: str) -> Duration:
    """The duration written in ``text``. Raises ValueError when it is none.

    >>> parse("P9M").months, parse("PT4H").hours, parse("P2W").days
    (9, 4.0, 14)
    """
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError(text)
    sign = -1 if found["sign"] else 1
    number = {name: int(value or 0) for name, value in found.groupdict().items() if name != "sign"}
    return Duration(
        sign * (number["years"] * MONTHS_IN_YEAR + number["months"]),
        sign * (number["weeks"] * DAYS_IN_WEEK + number["days"]),
        sign * (number["hours"] * MINUTES_IN_HOUR + number["minutes"]),
    )

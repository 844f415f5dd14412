"""Times at which people could all meet, worked out from their weeks. Pure: no rows and no clock.

Each person's week is on their own clock. Where the clocks change, only what is surely inside the hours that they
gave is offered: of an hour that comes twice the inner one, of an hour that is skipped nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

Span = tuple[datetime, datetime]
"""From an instant up to another, in UTC."""
STEP = timedelta(minutes=30)
DAY = timedelta(days=1)
MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Window:
    """Every week on ``weekday`` (0 is Monday) from ``starts`` to ``ends``."""

    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Week:
    """When one person can usually meet, on the clock of ``zone``."""

    zone: str
    windows: tuple[Window, ...]


WORKING_WEEK = tuple(Window(day, time(9), time(17)) for day in range(5))
"""Taken for whoever has not said: Monday to Friday, nine to five on their own clock."""


def common_times(
    weeks: Sequence[Week],
    *,
    minutes: int,
    earliest: datetime,
    latest: datetime,
    busy: Iterable[Span] = (),
    most: int = 8,
) -> list[datetime]:
    """Up to ``most`` starts, in order, of ``minutes`` in which everybody can meet.

    They lie between ``earliest`` and ``latest`` and touch nothing of ``busy``. They begin on the hour or half-hour
    of the first person's clock, and are spread: over days first, and over the hours of the day.
    """
    free = _shared([_spans(week, earliest, latest) for week in weeks]) if weeks else []
    length = timedelta(minutes=minutes)
    taken = sorted(busy)
    clock: tzinfo = ZoneInfo(weeks[0].zone) if weeks else UTC
    by_day: dict[date, list[datetime]] = {}
    for start, end in free:
        at = _on_the_half_hour(max(start, earliest), clock)
        while at + length <= min(end, latest):
            if not any(begins < at + length and at < ends for begins, ends in taken):
                by_day.setdefault(at.astimezone(clock).date(), []).append(at)
            at += STEP
    return sorted(_spread(by_day, clock, most))


def _spans(week: Week, earliest: datetime, latest: datetime) -> list[Span]:
    """The week's hours between the two, as instants, joined where they touch."""
    zone = ZoneInfo(week.zone)
    day, last = (earliest - DAY).astimezone(zone).date(), (latest + DAY).astimezone(zone).date()
    found: list[Span] = []
    while day <= last:
        for window in week.windows:
            if window.weekday == day.weekday():
                start = max(_both(day, window.starts, zone))
                end = min(_both(day, window.ends, zone))
                if start < end:
                    found.append((start, end))
        day += DAY
    return _joined(found)


def _both(day: date, at: time, zone: ZoneInfo) -> list[datetime]:
    """The instant before and after a change of the clocks; the same one on every other day."""
    return [datetime.combine(day, at, zone).replace(fold=fold).astimezone(UTC) for fold in (0, 1)]


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _shared(everybody: Sequence[list[Span]]) -> list[Span]:
    shared = everybody[0]
    for spans in everybody[1:]:
        shared = [(max(a, c), min(b, d)) for a, b in shared for c, d in spans if max(a, c) < min(b, d)]
    return shared


def _on_the_half_hour(instant: datetime, zone: tzinfo) -> datetime:
    """The first half-hour of that clock at or after ``instant``."""
    there = instant.astimezone(zone)
    over = timedelta(minutes=there.minute % 30, seconds=there.second, microseconds=there.microsecond)
    return instant + (STEP - over if over else timedelta())


def _spread(by_day: dict[date, list[datetime]], zone: tzinfo, most: int) -> list[datetime]:
    """One of each day in turn, each at the hour that is furthest from the hours chosen so far."""
    chosen: list[datetime] = []
    while len(chosen) < most and by_day:
        for day in sorted(by_day):
            if len(chosen) == most:
                break
            best = max(by_day[day], key=lambda at: (_distance(at, chosen, zone), -at.timestamp()))
            chosen.append(best)
            by_day[day] = [at for at in by_day[day] if abs(at - best) >= 2 * STEP]
        by_day = {day: left for day, left in by_day.items() if left}
    return chosen


def _distance(at: datetime, chosen: Sequence[datetime], zone: tzinfo) -> int:
    """Minutes on the clock, around midnight too, to the nearest that is chosen."""
    mine = _minute(at, zone)
    away = [abs(mine - _minute(one, zone)) for one in chosen]
    return min((min(gap, MINUTES_A_DAY - gap) for gap in away), default=0)


def _minute(instant: datetime, zone: tzinfo) -> int:
    there = instant.astimezone(zone)
    return there.hour * 60 + there.minute

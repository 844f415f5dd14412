"""Working hours over time zones: which quarter-hours of a week somebody could meet in, counted in UTC."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from kith.matching.sets.types import Window
from kith.matching.values.zones import zone_name
from kith.tables.values import Unreadable

STEP = 15
"""Minutes. Clocks of the world differ by quarters of an hour (Nepal, the Chatham Islands)."""
DAYS = 5


@cache
def zone_of(name: str) -> str | None:
    """The time zone as its database names it; ``None`` for one that it does not have.

    >>> zone_of("asia/kathmandu"), zone_of("Kathmandu")
    ('Asia/Kathmandu', None)
    """
    try:
        return zone_name(name)
    except Unreadable:
        return None


def monday(window: Window) -> date:
    """The Monday of the window's week."""
    return window.week_of - timedelta(days=window.week_of.weekday())


@cache
def starts(window: Window, zone: str) -> frozenset[int]:
    """When a meeting could start for somebody in ``zone``: minutes after Monday 00:00 UTC.

    >>> w = Window(minutes=480, begins=540, ends=1020, zone="zone", week_of=date(2026, 1, 12))
    >>> sorted(starts(w, "Asia/Kathmandu"))[:2]
    [195, 1635]
    """
    first, zero = monday(window), datetime.combine(monday(window), datetime.min.time(), UTC)
    found = set()
    for day in range(DAYS):
        midnight = datetime.combine(first + timedelta(days=day), datetime.min.time(), ZoneInfo(zone))
        for minute in range(window.begins, window.ends - window.minutes + 1, STEP):
            begins = (midnight + timedelta(minutes=minute)).astimezone(UTC)
            found.add(int((begins - zero).total_seconds()) // 60)
    return frozenset(found)


def local(window: Window, zone: str, minutes: int) -> str:
    """A moment of the week by somebody's clock: ``Mon 14:30``."""
    zero = datetime.combine(monday(window), datetime.min.time(), UTC)
    return (zero + timedelta(minutes=minutes)).astimezone(ZoneInfo(zone)).strftime("%a %H:%M")


def candidates(free: Mapping[str, frozenset[int]]) -> tuple[tuple[int, frozenset[str]], ...]:
    """The starts that matter, each with the people who can: none whose people another's include.

    Parameters
    ----------
    free
        Id -> possible starts.
    """
    can: dict[int, set[str]] = {}
    for id_, times in free.items():
        for time in times:
            can.setdefault(time, set()).add(id_)
    earliest: dict[frozenset[str], int] = {}
    for time in sorted(can):
        earliest.setdefault(frozenset(can[time]), time)
    groups = sorted(earliest, key=lambda people: (-len(people), earliest[people]))
    kept: list[frozenset[str]] = []
    for people in groups:
        if not any(people < other for other in kept):
            kept.append(people)
    return tuple((earliest[people], people) for people in kept)


def common(free: Mapping[str, frozenset[int]], people: Iterable[str]) -> frozenset[int]:
    """The starts that all of some people share; empty for nobody."""
    times = [free[id_] for id_ in people]
    return frozenset.intersection(*times) if times else frozenset()

"""From a day, a time and a zone, as people say them, to the instant: nowhere else is that worked out.

A rule of a zone that changes later (a government moves the clocks) moves the instant and keeps the hour:
:func:`starts_at` is asked again with the same day, time and zone.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kith.foundation.faults import Fault, KithError, Where
from kith.service.ui.web.wording import clock, weekday_and_day

LEAST_MINUTES, MOST_MINUTES = 5, 24 * 60
"""How long something that people come to may last; what is longer has more than one day."""
FIRST_YEAR, LAST_YEAR = 1970, 2200
"""Outside of these, a year is a slip of the finger."""


def is_zone(name: str) -> bool:
    return _zone(name) is not None


def starts_at(on: date, at: time, zone: str, key: str = "at") -> datetime:
    """The instant, in UTC. Of an hour that comes twice it is the first (see :func:`comes_twice`).

    Raises KithError for a zone that nobody knows, and for an hour that the clocks jump over: the sentence
    names the next time that there is. ``key`` is the field that the fault stands beside.
    """
    place = _zone(zone)
    if place is None:
        raise KithError(Fault("learning.unknown_zone", Where(key="zone"), {"value": zone}))
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise KithError(Fault("learning.year_out_of_reach", Where(key="on"), {"year": on.year}))
    there = datetime.combine(on, at.replace(second=0, microsecond=0), place)
    instant = there.astimezone(UTC)
    if instant.astimezone(place).replace(tzinfo=None) == there.replace(tzinfo=None):
        return instant
    follows = _end_of_gap(there).astimezone(place)
    params = {
        "time": f"{at:%H:%M}",
        "day": weekday_and_day(on),
        "zone": zone.replace("_", " "),
        "next_time": clock(follows, place),
        "next_day": weekday_and_day(follows.date()),
    }
    raise KithError(Fault("learning.hour_skipped", Where(key=key), params))


def comes_twice(on: date, at: time, zone: str) -> bool:
    """Whether the clocks go back over this hour, so that it comes twice that day. The page then says which."""
    place = ZoneInfo(zone)
    first = datetime.combine(on, at, place)
    second = first.replace(fold=1)
    both_exist = all(
        one.astimezone(UTC).astimezone(place).replace(tzinfo=None) == one.replace(tzinfo=None)
        for one in (first, second)
    )
    return both_exist and first.utcoffset() != second.utcoffset()


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _end_of_gap(there: datetime) -> datetime:
    """The instant of the change that ``there`` falls into, to the minute."""
    place = there.tzinfo
    before = there.replace(fold=1).astimezone(UTC)
    after = there.replace(fold=0).astimezone(UTC)
    old = before.astimezone(place).utcoffset()
    while after - before > timedelta(minutes=1):
        middle = before + timedelta(minutes=(after - before) // timedelta(minutes=2))
        if middle.astimezone(place).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after

"""Meetings as a calendar program reads them (iCalendar, RFC 5545). Pure: no rows and no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

MEDIA_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Kith//Kith//EN"
EVERY_SO_OFTEN = timedelta(hours=1)
"""How often a calendar may ask again; many ask less often, whatever they are told."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting. ``sequence`` goes up with each change; ``made_at`` never changes, so that the same meetings give
    the same bytes. ``starts_at`` is shown on the clock of ``zone``."""

    uid: str
    sequence: int
    made_at: datetime
    starts_at: datetime
    zone: str
    minutes: int
    title: str
    where: str = ""
    address: str = ""
    is_cancelled: bool = False


def write(entries: Sequence[Entry], *, name: str = "") -> bytes:
    """The file. With ``name`` it is one to subscribe to, under that name."""
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    if name:
        calendar.add("X-WR-CALNAME", name)
        calendar.add("NAME", name)
        calendar.add("REFRESH-INTERVAL", EVERY_SO_OFTEN, parameters={"VALUE": "DURATION"})
    ordered = sorted(entries, key=lambda one: (one.starts_at, one.uid))
    for zone in sorted({one.zone for one in ordered} - {"UTC"}):
        years = [one.starts_at.year for one in ordered if one.zone == zone]
        calendar.add_component(_zone(zone, min(years), max(years)))
    for one in ordered:
        calendar.add_component(_event(one))
    return calendar.to_ical()


@lru_cache(maxsize=256)
def _zone(name: str, first_year: int, last_year: int) -> Timezone:
    """The zone's rules over the years that are needed and one on each side."""
    return Timezone.from_tzid(
        name, first_date=date(first_year - 1, 1, 1), last_date=date(last_year + 2, 1, 1)
    )


def _event(one: Entry) -> Event:
    event = Event()
    event.add("UID", one.uid)
    event.add("SEQUENCE", one.sequence)
    event.add("DTSTAMP", one.made_at.astimezone(UTC).replace(microsecond=0))
    event.add("DTSTART", one.starts_at.astimezone(UTC if one.zone == "UTC" else ZoneInfo(one.zone)))
    # A length, not an end: an end on the clock says two things in the hour that comes twice.
    event.add("DURATION", timedelta(minutes=one.minutes))
    event.add("SUMMARY", one.title)
    event.add("STATUS", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    event.add("CLASS", "PRIVATE")
    if one.where:
        event.add("LOCATION", one.where)
    if one.address:
        event.add("URL", one.address)
    return event

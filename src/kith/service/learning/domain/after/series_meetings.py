"""The meetings of a series: planned once or monthly, changed, cancelled. A calendar notices each change."""

from __future__ import annotations

import calendar
from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain import moments
from kith.service.learning.domain.after.series import must_run, record, take_turn
from kith.service.learning.models import Series, SeriesMeeting

MOST_AT_ONCE = 24
"""Two years of monthly meetings: further ahead nobody books a room."""


@transaction.atomic
def plan_meetings(
    *,
    by: Actor,
    series: Series,
    title: str,
    on: date,
    at: time,
    zone: str,
    minutes: int,
    where: str = "",
    times: int = 1,
    sent_once: UUID | None = None,
) -> list[SeriesMeeting]:
    """Plan one meeting, or ``times`` of them, a month apart on the same weekday of the month (the second Tuesday)
    and at the same hour of the clock there. The same form twice plans them once."""
    take_turn(series)
    must_run(series)
    known = series.meetings.filter(sent_once=sent_once) if sent_once else series.meetings.none()
    if known.exists():
        return list(known)
    _check(title, minutes, times)
    if moments.starts_at(on, at, zone) <= timezone.now():
        raise KithError(Fault("learning.meeting_past", Where(key="on")))
    rows = SeriesMeeting.objects.bulk_create(
        SeriesMeeting(
            series=series,
            title=title.strip(),
            on=day,
            at=at,
            zone=zone,
            starts_at=moments.starts_at(day, at, zone),
            minutes=minutes,
            where=where.strip()[:400],
            sent_once=sent_once,
        )
        for day in monthly(on, times)
    )
    record(by, "learning.plan_series_meetings", series, ["meetings"], meetings=len(rows))
    return rows


@transaction.atomic
def change_meeting(
    *,
    by: Actor,
    meeting: SeriesMeeting,
    title: str,
    on: date,
    at: time,
    zone: str,
    minutes: int,
    where: str = "",
) -> SeriesMeeting:
    """Move it or say it better. A cancelled one stays cancelled."""
    take_turn(meeting.series)
    must_run(meeting.series)
    meeting.refresh_from_db()
    if meeting.is_cancelled:
        raise KithError(Fault("learning.meeting_cancelled"))
    _check(title, minutes, 1)
    wanted = {
        "title": title.strip(),
        "on": on,
        "at": at,
        "zone": zone,
        "minutes": minutes,
        "where": where.strip()[:400],
        "starts_at": moments.starts_at(on, at, zone),
    }
    changed = [field for field, value in wanted.items() if getattr(meeting, field) != value]
    if changed:
        rows = SeriesMeeting.objects.filter(pk=meeting.pk)
        rows.update(**wanted, sequence=F("sequence") + 1)
        meeting.refresh_from_db()
        record(by, "learning.change_series_meeting", meeting.series, changed)
    return meeting


@transaction.atomic
def cancel_meeting(*, by: Actor, meeting: SeriesMeeting) -> SeriesMeeting:
    """It is not held. It stays on the page and in calendars as cancelled, so that nobody waits there."""
    take_turn(meeting.series)
    rows = SeriesMeeting.objects.filter(pk=meeting.pk, is_cancelled=False)
    if rows.update(is_cancelled=True, sequence=F("sequence") + 1):
        record(by, "learning.cancel_series_meeting", meeting.series, ["is_cancelled"])
    meeting.refresh_from_db()
    return meeting


def monthly(first: date, times: int) -> list[date]:
    """The same weekday of the month, ``times`` times; of a fifth one, the last of the month.

    >>> [str(day) for day in monthly(date(2027, 1, 12), 3)]
    ['2027-01-12', '2027-02-09', '2027-03-09']
    """
    week = (first.day - 1) // 7
    found = []
    for number in range(times):
        years, month = divmod(first.month - 1 + number, 12)
        days = _weekdays(first.year + years, month + 1, first.weekday())
        found.append(days[-1] if week >= 4 else days[week])
    return [first, *found[1:]]


def _weekdays(year: int, month: int, weekday: int) -> list[date]:
    last = calendar.monthrange(year, month)[1]
    days = (date(year, month, number) for number in range(1, last + 1))
    return [day for day in days if day.weekday() == weekday]


def coming(series: Series) -> QuerySet[SeriesMeeting]:
    return series.meetings.filter(starts_at__gte=timezone.now())


def past(series: Series) -> QuerySet[SeriesMeeting]:
    """The latest first."""
    return series.meetings.filter(starts_at__lt=timezone.now()).order_by("-starts_at", "-id")


def _check(title: str, minutes: int, times: int) -> None:
    faults = Faults()
    if not title.strip():
        faults.add("learning.title_missing", Where(key="title"))
    elif len(title.strip()) > 200:
        faults.add("learning.name_too_long", Where(key="title"), length=len(title.strip()), limit=200)
    if not moments.LEAST_MINUTES <= minutes <= moments.MOST_MINUTES:
        faults.add("learning.minutes_of_meeting", Where(key="minutes"), value=minutes)
    if not 1 <= times <= MOST_AT_ONCE:
        faults.add("learning.meetings_at_once", Where(key="times"), value=times, limit=MOST_AT_ONCE)
    faults.raise_if_any()

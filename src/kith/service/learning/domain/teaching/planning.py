"""Taught sessions, group meetings, workshops, the final presentation: planned, moved and called off by the lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.programmes.capabilities import ActivityKind, Together
from kith.programmes.types import Activity
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Cohort
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.moments import LEAST_MINUTES, MOST_MINUTES, starts_at
from kith.service.learning.domain.teaching import session_mails
from kith.service.learning.models import Attendance, Event

State = Event.State
TITLE_LIMIT = 200
REPLIES = (Attendance.State.COMING, Attendance.State.NOT_COMING)


@dataclass(frozen=True, slots=True)
class Planned:
    """A session as a lead writes it. Without a title it is called what its activity is called; ``sides`` empty
    is everybody, ``zone`` empty the cohort's."""

    activity: str
    on: date
    at: time
    minutes: int
    title: str = ""
    where: str = ""
    about: str = ""
    sides: tuple[str, ...] = ()
    zone: str = ""


def cohort_activities(cohort: Cohort) -> list[Activity]:
    """What the cohort does all together; a presentation too, where each pair has its turn before everybody."""
    return [
        one
        for one in definition_of(cohort).activities
        if one.together is Together.COHORT or one.kind is ActivityKind.PRESENTATION
    ]


@transaction.atomic
def plan(*, by: Actor, cohort: Cohort, sessions: Sequence[Planned], sent_once: UUID | None) -> list[Event]:
    """Plan one or several; everybody they are for is told in one mail. The same form twice plans them once.

    Raises KithError with every fault of every session; of several, ``Where.row`` says which.
    """
    take_turn(cohort)
    must_be_open(cohort.pk)
    once = sent_once or uuid4()
    keys = [uuid5(once, str(number)) for number in range(len(sessions))]
    if done := list(cohort.events.filter(sent_once__in=keys)):
        return done
    faults = Faults()
    if not sessions:
        faults.add("learning.no_sessions")
    facts = [
        _checked(faults, cohort, one, number if len(sessions) > 1 else None)
        for number, one in enumerate(sessions, start=1)
    ]
    faults.raise_if_any()
    rows = Event.objects.bulk_create(
        Event(cohort=cohort, sent_once=key, **fact) for key, fact in zip(keys, facts, strict=True)
    )
    audit.record(
        by=by,
        action="learning.plan_sessions",
        subject=cohort,
        organisation_id=cohort.organisation_id,
        cohort_id=cohort.pk,
        detail={"sessions": len(rows)},
    )
    session_mails.tell_planned(by=by, cohort=cohort, sessions=rows)
    return rows


@transaction.atomic
def change(*, by: Actor, event: Event, wanted: Planned, seen: int) -> Event:
    """Change a session that has not been held. ``seen`` is the sequence the form was made from.

    Everybody is told what is different. When the time moves, who meant to come is asked again.
    """
    _hold(event)
    _must_be_planned(event)
    faults = Faults()
    facts = _checked(faults, event.cohort, wanted, None)
    faults.raise_if_any()
    different = sorted(name for name, value in facts.items() if getattr(event, name) != value)
    if not different:
        return event
    if event.sequence != seen:
        raise KithError(Fault("learning.session_changed"))
    was = (event.starts_at, event.zone, event.where)
    Event.objects.filter(pk=event.pk).update(**facts, sequence=F("sequence") + 1)
    event.refresh_from_db()
    if "starts_at" in different:
        event.attendance.filter(state__in=REPLIES).delete()
    _record(by, "learning.change_session", event, different)
    session_mails.tell_changed(by=by, event=event, was=was)
    return event


@transaction.atomic
def cancel(*, by: Actor, event: Event) -> Event:
    """It does not take place; whoever it was for is told, unless its time has passed. Twice is once."""
    _hold(event)
    if event.state == State.CANCELLED:
        return event
    _must_be_planned(event)
    Event.objects.filter(pk=event.pk).update(state=State.CANCELLED, sequence=F("sequence") + 1)
    event.refresh_from_db()
    _record(by, "learning.cancel_session", event, ["state"])
    session_mails.tell_cancelled(by=by, event=event)
    return event


def is_to_come(event: Event, now: datetime | None = None) -> bool:
    return (
        event.state == State.PLANNED
        and event.starts_at is not None
        and event.starts_at > (now or timezone.now())
    )


def _hold(event: Event) -> None:
    take_turn(event.cohort)
    must_be_open(event.cohort_id)
    event.refresh_from_db()


def _must_be_planned(event: Event) -> None:
    if event.state == State.HELD:
        raise KithError(Fault("learning.session_held"))
    if event.state == State.CANCELLED:
        raise KithError(Fault("learning.session_cancelled"))


def _checked(faults: Faults, cohort: Cohort, one: Planned, row: int | None) -> dict[str, Any]:
    """The row's fields, with everything that is wrong with them noted."""
    activities = {activity.key: activity for activity in cohort_activities(cohort)}
    activity = activities.get(one.activity)
    if activity is None:
        faults.add("learning.not_a_session", Where(key="activity", row=row), activity=one.activity)
    if not LEAST_MINUTES <= one.minutes <= MOST_MINUTES:
        where = Where(key="minutes", row=row)
        faults.add(
            "learning.session_minutes", where, least=LEAST_MINUTES, most=MOST_MINUTES, value=one.minutes
        )
    title = one.title.strip()
    if activity and not title:
        title = activity.name.in_language(cohort.organisation.language)
    if len(title) > TITLE_LIMIT:
        where = Where(key="title", row=row)
        faults.add("learning.session_title_long", where, length=len(title), limit=TITLE_LIMIT)
    for side in set(one.sides) - {role.key for role in definition_of(cohort).roles}:
        faults.add("learning.session_unknown_side", Where(key="sides", row=row), side=side)
    zone = one.zone or cohort.time_zone
    instant = None
    try:
        instant = starts_at(one.on, one.at, zone)
    except KithError as wrong:
        faults.extend(
            Fault(fault.code, Where(key=fault.where.key, row=row), fault.params) for fault in wrong.faults
        )
    return {
        "activity": one.activity,
        "title": title,
        "about": one.about.strip(),
        "minutes": one.minutes,
        "where": one.where.strip()[:400],
        "sides": sorted(one.sides),
        "on": one.on,
        "at": one.at.replace(second=0, microsecond=0),
        "zone": zone,
        "starts_at": instant,
    }


def _record(by: Actor, action: str, event: Event, fields: list[str]) -> None:
    audit.record(
        by=by,
        action=action,
        subject=event,
        organisation_id=event.cohort.organisation_id,
        cohort_id=event.cohort_id,
        fields=fields,
    )

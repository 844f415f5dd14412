"""Whether people mean to come, and whether they came. What nobody noted is unknown, never absence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.actions import take_turn
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Place
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.learning.models import Attendance, Event

State = Attendance.State
NOTED = (State.ATTENDED, State.MISSED)
BEFORE = timedelta(hours=1)
"""People arrive before it begins, and are ticked at the door."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a lead notes of one person. ``state`` None takes back what was noted; ``minutes`` None is all of it."""

    place_id: UUID
    state: State | None
    minutes: int | None = None


@transaction.atomic
def answer(*, by: Actor, place: Place, event: Event, is_coming: bool) -> Attendance:
    """The participant's own "I will come" or "I cannot". The last one counts; the same again changes nothing."""
    take_turn(event.cohort)
    must_be_open(event.cohort_id)
    event.refresh_from_db()
    if event.cohort_id != place.cohort_id or not is_for(event, place):
        raise KithError(Fault("learning.session_not_for_you"))
    if event.state == Event.State.CANCELLED:
        raise KithError(Fault("learning.session_cancelled"))
    known = Attendance.objects.filter(event=event, place=place).first()
    begun = event.starts_at is None or event.starts_at <= timezone.now()
    if begun or event.state == Event.State.HELD or (known is not None and known.state in NOTED):
        raise KithError(Fault("learning.session_begun"))
    wanted = State.COMING if is_coming else State.NOT_COMING
    if known is not None and known.state == wanted:
        return known
    row, _is_new = Attendance.objects.update_or_create(
        event=event, place=place, defaults={"state": wanted, "minutes": None}
    )
    _record(by, "learning.answer_session", event)
    return row


def is_for(event: Event, place: Place) -> bool:
    return not event.sides or place.side in event.sides


def expected_at(event: Event) -> QuerySet[Place]:
    """Whom it is for: who takes part, and who was noted and has left since."""
    rows = Place.objects.filter(cohort_id=event.cohort_id)
    here = Q(state=Place.State.CONFIRMED)
    if event.sides:
        here &= Q(side__in=event.sides)
    noted = Attendance.objects.filter(event=event, state__in=NOTED).values("place")
    return rows.filter(here | Q(pk__in=noted)).select_related("person").order_by("person__name", "pk")


def may_be_noted(event: Event, now: datetime) -> bool:
    return (
        event.state != Event.State.CANCELLED
        and event.starts_at is not None
        and event.starts_at - BEFORE <= now
    )


@transaction.atomic
def note(*, by: Actor, event: Event, marks: Sequence[Mark]) -> int:
    """Note who was there, or correct it; how many rows changed. Those that are not named stay as they are."""
    _hold(event)
    faults = Faults()
    known = set(expected_at(event).values_list("pk", flat=True))
    for mark in marks:
        if mark.place_id not in known:
            faults.add("learning.attendance_not_in")
        if mark.minutes is not None and not 1 <= mark.minutes <= event.minutes:
            key = Where(key=f"minutes-{mark.place_id}")
            faults.add("learning.attendance_minutes", key, value=mark.minutes, most=event.minutes)
    faults.raise_if_any()
    changed = _write(event, marks)
    if changed:
        _noted(by, event, changed)
    return changed


@transaction.atomic
def everybody(*, by: Actor, event: Event) -> int:
    """Everybody of whom nothing is noted yet was there; what is noted stays. How many that were."""
    _hold(event)
    noted = Attendance.objects.filter(event=event, state__in=NOTED).values("place")
    rest = expected_at(event).exclude(pk__in=noted).values_list("pk", flat=True)
    changed = _write(event, [Mark(place_id, State.ATTENDED) for place_id in rest])
    if changed:
        _noted(by, event, changed)
    return changed


def _hold(event: Event) -> None:
    take_turn(event.cohort)
    must_be_open(event.cohort_id)
    event.refresh_from_db()
    if event.state == Event.State.CANCELLED:
        raise KithError(Fault("learning.session_cancelled"))
    if not may_be_noted(event, timezone.now()):
        raise KithError(Fault("learning.session_not_yet"))


def _write(event: Event, marks: Sequence[Mark]) -> int:
    """Three statements however many marks there are."""
    by_place = {row.place_id: row for row in Attendance.objects.filter(event=event)}
    new, other, gone = [], [], []
    for mark in marks:
        row = by_place.get(mark.place_id)
        minutes = mark.minutes if mark.state == State.ATTENDED and mark.minutes != event.minutes else None
        if mark.state is None:
            gone += [row.pk] if row is not None and row.state in NOTED else []
        elif row is None:
            new.append(Attendance(event=event, place_id=mark.place_id, state=mark.state, minutes=minutes))
        elif (row.state, row.minutes) != (mark.state, minutes):
            row.state, row.minutes = mark.state, minutes
            other.append(row)
    Attendance.objects.bulk_create(new)
    Attendance.objects.bulk_update(other, ["state", "minutes"], batch_size=500)
    Attendance.objects.filter(pk__in=gone).delete()
    return len(new) + len(other) + len(gone)


def _noted(by: Actor, event: Event, changed: int) -> None:
    Event.objects.filter(pk=event.pk, state=Event.State.PLANNED).update(state=Event.State.HELD)
    event.refresh_from_db(fields=["state"])
    _record(by, "learning.note_attendance", event, people=changed)


def _record(by: Actor, action: str, event: Event, **detail: int) -> None:
    audit.record(
        by=by,
        action=action,
        subject=event,
        organisation_id=event.cohort.organisation_id,
        cohort_id=event.cohort_id,
        fields=["attendance"],
        detail=detail or None,
    )

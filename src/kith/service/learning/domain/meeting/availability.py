"""When people can usually meet: their own weeks, and the times that suit all members of a relationship."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kith.foundation.faults import Faults, Where
from kith.programmes.capabilities import AttributeType
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Place
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.meeting.times import WORKING_WEEK, Span, Week, Window, common_times
from kith.service.learning.models import Availability, Event, Meeting, Member
from kith.service.matches.models import Preferences
from kith.service.people.models import Person

MOST_WINDOWS = 21
"""Three for each day of the week."""
SOONEST, FURTHEST = timedelta(hours=12), timedelta(days=28)
OFFERED = 8
HALF_DAYS = {"am": (time(9), time(13)), "pm": (time(13), time(17))}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@transaction.atomic
def save(*, by: Actor, person: Person, windows: Sequence[Window]) -> None:
    """Replace the person's week. Their own to change, nobody else's."""
    if by.person is None or by.person.pk != person.pk:
        raise ValueError("a week is its person's own")
    faults = Faults()
    for window in windows:
        if window.starts >= window.ends:
            said = {"starts": f"{window.starts:%H:%M}", "ends": f"{window.ends:%H:%M}"}
            faults.add("learning.window_backwards", Where(key="rows"), **said)
    if len(windows) > MOST_WINDOWS:
        faults.add("learning.too_many_windows", Where(key="rows"), most=MOST_WINDOWS)
    faults.raise_if_any()
    wanted = sorted({(one.weekday, one.starts, one.ends) for one in windows})
    kept = sorted(person.availability.values_list("weekday", "starts", "ends"))
    if wanted == kept:
        return
    person.availability.all().delete()
    Availability.objects.bulk_create(
        Availability(person=person, weekday=day, starts=starts, ends=ends) for day, starts, ends in wanted
    )
    audit.record(by=by, action="learning.save_availability", subject=person, detail={"rows": len(wanted)})


def week_of(person: Person) -> tuple[Window, ...]:
    return tuple(Window(one.weekday, one.starts, one.ends) for one in person.availability.all())


def suggested_week(person: Person) -> tuple[Window, ...]:
    """What the person said about half-days when they named their preferences: a first draft for their week, never
    kept unless they keep it. Only answers of the form ``mon_am`` tell hours; from others nothing is guessed."""
    rows = Preferences.objects.filter(place__person=person, submitted_at__isnull=False)
    newest = rows.select_related("place__cohort__definition").order_by("-submitted_at").first()
    if newest is None:
        return ()
    attributes = definition_of(newest.place.cohort).attributes
    asked = [one.item or one.key for one in attributes if one.kind is AttributeType.SLOTS]
    said = [value for item in asked for value in newest.answers.get(item) or ()]
    windows = [_half_day(str(value)) for value in said]
    return tuple(window for window in windows if window is not None)


def _half_day(value: str) -> Window | None:
    day, _underscore, half = value.partition("_")
    if day not in WEEKDAYS or half not in HALF_DAYS:
        return None
    return Window(WEEKDAYS.index(day), *HALF_DAYS[half])


def times_for(members: Sequence[Member], me: Person, minutes: int) -> list[datetime]:
    """Times in the next weeks that suit everybody, mine first for the clock. Four queries."""
    people = sorted((member.person for member in members), key=lambda one: one.pk != me.pk)
    ids = [person.pk for person in people]
    windows: dict[UUID, list[Window]] = {pk: [] for pk in ids}
    for row in Availability.objects.filter(person_id__in=ids):
        windows[row.person_id].append(Window(row.weekday, row.starts, row.ends))
    weeks = [Week(one.time_zone, tuple(windows[one.pk]) or WORKING_WEEK) for one in people]
    now = timezone.now()
    earliest, latest = now + SOONEST, now + FURTHEST
    busy = busy_spans(ids, earliest, latest)
    return common_times(weeks, minutes=minutes, earliest=earliest, latest=latest, busy=busy, most=OFFERED)


def has_said(members: Sequence[Member]) -> bool:
    """Whether every one of them has said when they can usually meet."""
    ids = {member.person_id for member in members}
    return Availability.objects.filter(person_id__in=ids).values("person_id").distinct().count() == len(ids)


def busy_spans(person_ids: Collection[UUID], earliest: datetime, latest: datetime) -> list[Span]:
    """What any of them is already at: planned meetings, and events of their cohorts. Two queries."""
    day = timedelta(days=1)
    ahead = Q(starts_at__gt=earliest - day, starts_at__lt=latest)
    meetings = Meeting.objects.filter(
        ahead,
        state=Meeting.State.PLANNED,
        relationship__members__person_id__in=person_ids,
        relationship__members__left_at=None,
    )
    rows = set(meetings.values_list("starts_at", "minutes"))
    places = Place.objects.filter(person_id__in=person_ids, state=Place.State.CONFIRMED)
    events = Event.objects.filter(ahead, state=Event.State.PLANNED)
    sides = {(place.cohort_id, place.side) for place in places.only("cohort_id", "side")}
    for event in events.filter(cohort_id__in={cohort for cohort, _side in sides}):
        if any(not event.sides or side in event.sides for cohort, side in sides if cohort == event.cohort_id):
            rows.add((event.starts_at, event.minutes))
    return [(start, start + timedelta(minutes=minutes or 60)) for start, minutes in rows if start]

"""A person's own calendar: what is in it, and the secret address under which programs read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kith.foundation.faults import Fault, KithError
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import absolute, issue_link, open_link, revoke_links
from kith.service.core.models import Link, LinkPurpose
from kith.service.learning.domain.after.series import meetings_for
from kith.service.learning.domain.meeting.calendar_file import Entry
from kith.service.learning.domain.meeting.meeting_mails import activity_name
from kith.service.learning.domain.meeting.naming import first_name
from kith.service.learning.models import Attendance, Event, Meeting, Member, Relationship
from kith.service.people.models import Person

GOES_BACK = timedelta(days=180)
LASTS = timedelta(days=3 * 365)
"""A calendar that nobody looks at any more stops being fed one day."""
A_MEETING = 60
"""Minutes that a calendar shows where nobody said how long."""


@transaction.atomic
def make_feed(*, by: Actor, person: Person) -> str:
    """A new secret address, which is shown now and never again. The one before it leads nowhere any more."""
    _must_be_own(by, person)
    now = timezone.now()
    revoke_links(by=by, subject=person, purpose=LinkPurpose.CALENDAR, now=now)
    _link, path = issue_link(
        purpose=LinkPurpose.CALENDAR, subject=person, person_id=person.pk, expires=now + LASTS
    )
    audit.record(by=by, action="learning.make_feed", subject=person)
    return absolute(path)


@transaction.atomic
def end_feed(*, by: Actor, person: Person) -> None:
    _must_be_own(by, person)
    revoke_links(by=by, subject=person, purpose=LinkPurpose.CALENDAR, now=timezone.now())


def _must_be_own(by: Actor, person: Person) -> None:
    if by.person is None or by.person.pk != person.pk:
        raise ValueError("a calendar is its person's own")


def feed_link(person: Person) -> Link | None:
    """The address that works now, if there is one."""
    rows = Link.objects.filter(
        purpose=LinkPurpose.CALENDAR,
        subject_id=person.pk,
        revoked_at=None,
        expires_at__gt=timezone.now(),
    )
    return rows.order_by("-created_at").first()


def person_behind(secret: str) -> Person | None:
    """Whose calendar it is; None for every reason that there may be, so that nothing is told."""
    try:
        link = open_link(secret, purpose=LinkPurpose.CALENDAR, now=timezone.now())
    except KithError:
        return None
    return Person.objects.filter(pk=link.subject_id, is_active=True, erased_at=None).first()


def entries_of(person: Person) -> list[Entry]:
    """Everything in the person's calendar, for a fixed number of queries.

    No more than that and when they meet, with a first name: an address that leaks tells little. No place of a
    meeting, which may be somebody's home.
    """
    since = timezone.now() - GOES_BACK
    with translation.override(person.language):
        return [*_meetings(person, since), *_events(person, since), *_series(person, since)]


def _meetings(person: Person, since: datetime) -> Iterable[Entry]:
    """Those that were ever fixed, the called-off ones too: a calendar must be told."""
    mine = Member.objects.filter(person=person, left_at=None, blocked_at=None)
    # Only who wanted no more contact is fed no more: to the others it has ended like any other.
    together = Relationship.objects.filter(members__in=mine).exclude(cohort__state=Cohort.State.ARCHIVED)
    rows = Meeting.objects.filter(relationship__in=together, starts_at__gt=since)
    rows = rows.exclude(state=Meeting.State.PROPOSED).select_related("relationship__cohort__definition")
    for meeting in rows.prefetch_related("relationship__members__person"):
        yield meeting_entry(meeting, person)


def meeting_entry(meeting: Meeting, person: Person, *, with_place: bool = False) -> Entry:
    """A meeting as it stands in the person's calendar. ``meeting.starts_at`` is known."""
    members = meeting.relationship.members.all()
    names = [first_name(one.person) for one in members if one.left_at is None and one.person_id != person.pk]
    said = {"activity": activity_name(meeting, person.language), "names": _(", ").join(names)}
    starts_at = meeting.starts_at
    if starts_at is None:
        raise KithError(Fault("learning.meeting_not_planned"))
    return Entry(
        uid=_uid(meeting.pk),
        sequence=meeting.sequence,
        made_at=meeting.created_at,
        starts_at=starts_at,
        zone=meeting.zone or person.time_zone,
        minutes=meeting.minutes or A_MEETING,
        title=_("%(activity)s with %(names)s") % said if names else said["activity"],
        where=meeting.where if with_place else "",
        address=absolute(reverse("learning:meeting", args=[meeting.relationship_id, meeting.pk])),
        is_cancelled=meeting.state in (Meeting.State.CANCELLED, Meeting.State.MISSED),
    )


def _events(person: Person, since: datetime) -> Iterable[Entry]:
    """What the person's cohorts do together, but for what they said they would not come to."""
    places = Place.objects.filter(person=person, state=Place.State.CONFIRMED)
    sides = dict(places.exclude(cohort__state=Cohort.State.ARCHIVED).values_list("cohort_id", "side"))
    not_coming = Attendance.objects.filter(place__person=person, state=Attendance.State.NOT_COMING)
    rows = Event.objects.filter(cohort_id__in=sides, starts_at__gt=since).exclude(attendance__in=not_coming)
    for event in rows:
        if event.starts_at is not None and (not event.sides or sides[event.cohort_id] in event.sides):
            yield Entry(
                uid=_uid(event.pk),
                sequence=event.sequence,
                made_at=event.created_at,
                starts_at=event.starts_at,
                zone=event.zone or person.time_zone,
                minutes=event.minutes,
                title=event.title,
                where=event.where,
                is_cancelled=event.state == Event.State.CANCELLED,
            )


def _series(person: Person, since: datetime) -> Iterable[Entry]:
    """Meetings of the series that the person organises, and of those of their alumni."""
    for one in meetings_for(person).filter(starts_at__gt=since):
        if one.starts_at is not None:
            yield Entry(
                uid=_uid(one.pk),
                sequence=one.sequence,
                made_at=one.created_at,
                starts_at=one.starts_at,
                zone=one.zone or person.time_zone,
                minutes=one.minutes,
                title=one.title,
                where=one.where,
                is_cancelled=one.is_cancelled,
            )


def _uid(row_id: UUID) -> str:
    """The same for as long as the row is there."""
    return f"{row_id}@{urlsplit(settings.BASE_ADDRESS).hostname or 'localhost'}"

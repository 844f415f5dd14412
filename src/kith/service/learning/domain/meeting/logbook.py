"""What happened, logged: by a member, by their link, or by the coordinator for them."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.meeting import contact, meeting_mails
from kith.service.learning.domain.meeting.entry import Entry, check_entry, member_who_acts
from kith.service.learning.domain.once import sent_before
from kith.service.learning.domain.relating.locking import take_turn
from kith.service.learning.models import Meeting, Member, Relationship
from kith.service.people.models import Person
from kith.service.ui.web.wording import day

State = Meeting.State
LOGGED = (State.HELD, State.MISSED)


@transaction.atomic
def log(*, by: Actor, relationship: Relationship, entry: Entry, sent_once: UUID | None) -> Meeting:
    """A member says what happened. The same form again gives back the same entry."""
    take_turn(relationship)
    member = member_who_acts(by, relationship)
    return _log(by, relationship, entry, sent_once, member.person.time_zone, member.person)


@transaction.atomic
def log_for_them(*, by: Actor, relationship: Relationship, entry: Entry, sent_once: UUID | None) -> Meeting:
    """The coordinator logs what the members told them. Every member is told by mail."""
    take_turn(relationship)
    meeting = _log(by, relationship, entry, sent_once, relationship.cohort.time_zone, None)
    meeting_mails.queue_logged_for_them(by=by, meeting=meeting)
    return meeting


def _log(
    by: Actor, relationship: Relationship, entry: Entry, sent_once: UUID | None, zone: str, who: Person | None
) -> Meeting:
    must_be_open(relationship.cohort_id)
    known = sent_before(relationship.meetings.all(), sent_once)
    if known is not None:
        return known
    faults = Faults()
    check_entry(faults, relationship, entry, zone)
    faults.raise_if_any()
    meeting = _planned_for(relationship, entry)
    if meeting is None:
        _must_be_new(relationship, entry)
        meeting = Meeting(relationship=relationship)
    meeting.activity, meeting.on, meeting.watcher_id = entry.activity, entry.on, entry.watcher_id
    meeting.minutes, meeting.state = entry.minutes, State.HELD if entry.took_place else State.MISSED
    meeting.logged_by, meeting.is_logged_for_them = who, who is None
    meeting.sent_once = sent_once
    meeting.save()
    record(by, "learning.log_meeting", meeting, relationship, ["state", "on", "minutes"])
    contact.recount([relationship.pk], by=by)
    return meeting


def _planned_for(relationship: Relationship, entry: Entry) -> Meeting | None:
    """The meeting that was planned for the day: it took place or it did not; it is not a second one."""
    rows = relationship.meetings.filter(state=State.PLANNED, activity=entry.activity, on=entry.on)
    return None if entry.is_another else rows.order_by("starts_at").first()


def _must_be_new(relationship: Relationship, entry: Entry, but: UUID | None = None) -> None:
    """Both members may log the same meeting, each on their own phone: the second is asked."""
    if entry.is_another:
        return
    same = relationship.meetings.filter(
        state__in=LOGGED, activity=entry.activity, on=entry.on, watcher=entry.watcher_id
    )
    if (same.exclude(pk=but) if but else same).exists():
        raise KithError(Fault("learning.already_logged", Where(key="is_another"), {"day": day(entry.on)}))


@transaction.atomic
def say_whether(*, by: Actor, meeting: Meeting, took_place: bool, minutes: int | None = None) -> Meeting:
    """ "Did you meet on 3 March?" answered in one tap. ``minutes``: if it was not as long as planned.
    Of two who answer at once, the first has said it."""
    relationship = meeting.relationship
    take_turn(relationship)
    member = member_who_acts(by, relationship)
    must_be_open(relationship.cohort_id)
    meeting.refresh_from_db()
    if meeting.state in LOGGED:
        return meeting
    if meeting.state != State.PLANNED or meeting.on is None:
        raise KithError(Fault("learning.meeting_not_planned"))
    faults = Faults()
    entry = Entry(meeting.activity, meeting.on, minutes or meeting.minutes, took_place, meeting.watcher_id)
    check_entry(faults, relationship, entry, meeting.zone or member.person.time_zone)
    faults.raise_if_any()
    meeting.state, meeting.minutes = State.HELD if took_place else State.MISSED, entry.minutes
    meeting.logged_by = member.person
    meeting.save(update_fields=["state", "minutes", "logged_by"])
    record(by, "learning.log_meeting", meeting, relationship, ["state", "minutes"])
    contact.recount([relationship.pk], by=by)
    return meeting


def may_correct(meeting: Meeting, person: Person) -> bool:
    """One's own entry; and what the coordinator logged for them, any member."""
    return meeting.state in LOGGED and (meeting.logged_by_id == person.pk or meeting.is_logged_for_them)


def must_be_own(meeting: Meeting, person: Person) -> None:
    if not may_correct(meeting, person):
        raise KithError(Fault("learning.not_own_entry"))


@transaction.atomic
def correct(*, by: Actor, meeting: Meeting, entry: Entry) -> Meeting:
    """Say again what happened. What stood before is in the audit by the names of what changed."""
    relationship, member = _own(by, meeting)
    faults = Faults()
    check_entry(faults, relationship, entry, member.person.time_zone)
    faults.raise_if_any()
    state = State.HELD if entry.took_place else State.MISSED
    after: dict[str, object] = {
        "activity": entry.activity, "on": entry.on, "minutes": entry.minutes, "state": state,
        "watcher_id": entry.watcher_id,
    }  # fmt: skip
    changed = [name for name, value in after.items() if getattr(meeting, name) != value]
    if not changed:
        return meeting
    if {"activity", "on", "watcher_id"} & set(changed):
        _must_be_new(relationship, entry, but=meeting.pk)
    if "on" in changed:  # what was planned for the one day is not what happened on the other
        after |= {"at": None, "starts_at": None}
    for name, value in after.items():
        setattr(meeting, name, value)
    meeting.logged_by, meeting.is_logged_for_them = member.person, False
    meeting.sequence += 1
    meeting.save()
    record(by, "learning.correct_meeting", meeting, relationship, changed)
    contact.recount([relationship.pk], by=by)
    return meeting


@transaction.atomic
def remove(*, by: Actor, meeting: Meeting) -> None:
    """It counts no more. The row stays, so that the same form sent again does not bring it back."""
    if meeting.state == State.CANCELLED:
        return
    relationship, _member = _own(by, meeting)
    rows = Meeting.objects.filter(pk=meeting.pk, state__in=LOGGED)
    rows.update(state=State.CANCELLED, sequence=F("sequence") + 1)
    record(by, "learning.remove_meeting", meeting, relationship, ["state"])
    contact.recount([relationship.pk], by=by)
    meeting.refresh_from_db()


def _own(by: Actor, meeting: Meeting) -> tuple[Relationship, Member]:
    relationship = meeting.relationship
    take_turn(relationship)
    member = member_who_acts(by, relationship)
    must_be_open(relationship.cohort_id)
    meeting.refresh_from_db()
    must_be_own(meeting, member.person)
    return relationship, member


def record(
    by: Actor,
    action: str,
    meeting: Meeting,
    relationship: Relationship,
    fields: list[str],
    detail: audit.Detail | None = None,
) -> None:
    """What anybody did to a meeting: never a day, a time or a place, only that it changed."""
    audit.record(
        by=by,
        action=action,
        subject=meeting,
        organisation_id=relationship.cohort.organisation_id,
        cohort_id=relationship.cohort_id,
        fields=fields,
        detail=detail,
    )

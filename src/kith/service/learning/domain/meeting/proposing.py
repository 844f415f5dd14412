"""Times for a meeting: one proposes up to five, the others say which they can make, any of them fixes one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain import moments
from kith.service.learning.domain.meeting import meeting_mails
from kith.service.learning.domain.meeting.entry import (
    check_activity,
    check_minutes,
    member_who_acts,
    present,
    rule_of,
)
from kith.service.learning.domain.meeting.logbook import record
from kith.service.learning.domain.once import sent_before
from kith.service.learning.domain.relating.locking import take_turn
from kith.service.learning.models import Meeting, MeetingChoice, MeetingReply, Relationship

State = Meeting.State
MOST_TIMES = 5
MOST_OPEN = 5
"""Proposals of a relationship that wait at once: more is a button pressed too often."""
FURTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A meeting that somebody proposes. ``times`` are days and hours on the clock of ``zone``. ``has_read_rule``:
    of a shadowing day, that the proposer has read what may be watched."""

    activity: str
    minutes: int
    times: Sequence[tuple[date, time]]
    zone: str
    where: str = ""
    watcher_id: UUID | None = None
    has_read_rule: bool = False


@transaction.atomic
def propose(*, by: Actor, relationship: Relationship, wanted: Wanted, sent_once: UUID | None) -> Meeting:
    """Ask the others which times they can make. The proposer can make all of them. The same form again gives back
    the same proposal."""
    take_turn(relationship)
    member = member_who_acts(by, relationship)
    must_be_open(relationship.cohort_id)
    known = sent_before(relationship.meetings.all(), sent_once)
    if known is not None:
        return known
    must_be_able_to_meet(relationship)
    instants = _checked(relationship, wanted)
    meeting = Meeting.objects.create(
        relationship=relationship,
        activity=wanted.activity,
        state=State.PROPOSED,
        minutes=wanted.minutes,
        where=wanted.where,
        watcher_id=wanted.watcher_id,
        zone=wanted.zone,
        proposed_by=member.person,
        sent_once=sent_once,
    )
    for on, at, instant in instants:
        choice = MeetingChoice.objects.create(
            meeting=meeting, on=on, at=at, zone=wanted.zone, starts_at=instant
        )
        MeetingReply.objects.create(
            choice=choice, person=member.person, can=True, has_read_rule=wanted.has_read_rule
        )
    record(by, "learning.propose_meeting", meeting, relationship, [], {"times": len(instants)})
    meeting_mails.queue_proposed(by=by, meeting=meeting, proposer=member.person)
    return meeting


def must_be_able_to_meet(relationship: Relationship) -> None:
    """Refuse to plan where nobody is left to meet. Who blocked whom is not said, nor that somebody did."""
    members = present(relationship)
    is_over = relationship.state == Relationship.State.ENDED
    if is_over or len(members) < 2 or any(member.blocked_at is not None for member in members):
        raise KithError(Fault("learning.cannot_plan"))


def _checked(relationship: Relationship, wanted: Wanted) -> list[tuple[date, time, datetime]]:
    faults = Faults()
    check_activity(faults, relationship, wanted.activity, wanted.watcher_id)
    check_minutes(faults, wanted.minutes)
    if rule_of(relationship, wanted.activity) is not None and not wanted.has_read_rule:
        faults.add("learning.rule_not_read", Where(key="has_read_rule"))
    if relationship.meetings.filter(state=State.PROPOSED).count() >= MOST_OPEN:
        faults.add("learning.too_many_proposals", most=MOST_OPEN)
    if not 1 <= len(wanted.times) <= MOST_TIMES:
        faults.add("learning.how_many_times", Where(key="times"), count=len(wanted.times), most=MOST_TIMES)
    found: dict[datetime, tuple[date, time, datetime]] = {}
    for on, at in wanted.times:
        try:
            instant = moment_to_come(on, at, wanted.zone, key="times")
        except KithError as refused:
            faults.extend(refused.faults)
        else:
            found.setdefault(instant, (on, at, instant))
    faults.raise_if_any()
    return [found[instant] for instant in sorted(found)]


def moment_to_come(on: date, at: time, zone: str, key: str = "at") -> datetime:
    """The instant of a time that lies ahead, and not years ahead. Raises KithError."""
    instant = moments.starts_at(on, at, zone, key)
    now = timezone.now()
    if instant <= now:
        raise KithError(Fault("learning.time_past", Where(key=key)))
    if instant > now + FURTHEST:
        raise KithError(Fault("learning.time_too_far", Where(key=key)))
    return instant


@transaction.atomic
def answer(*, by: Actor, meeting: Meeting, can: Collection[UUID], has_read_rule: bool = False) -> Meeting:
    """Say of every proposed time whether one can make it; ``can`` are the choices. To be said again until a time
    is fixed."""
    relationship = meeting.relationship
    take_turn(relationship)
    member = member_who_acts(by, relationship)
    must_be_open(relationship.cohort_id)
    meeting.refresh_from_db()
    _must_wait(meeting)
    choices = list(meeting.choices.all())
    chosen = {choice.pk for choice in choices if choice.pk in can}
    if chosen and rule_of(relationship, meeting.activity) is not None and not has_read_rule:
        raise KithError(Fault("learning.rule_not_read", Where(key="has_read_rule")))
    wanted = {choice.pk: (choice.pk in chosen, has_read_rule and choice.pk in chosen) for choice in choices}
    mine = MeetingReply.objects.filter(choice__meeting=meeting, person=member.person)
    if {
        pk: (can_make, read) for pk, can_make, read in mine.values_list("choice", "can", "has_read_rule")
    } == wanted:
        return meeting
    mine.delete()
    MeetingReply.objects.bulk_create(
        MeetingReply(choice_id=pk, person=member.person, can=can_make, has_read_rule=read)
        for pk, (can_make, read) in wanted.items()
    )
    record(by, "learning.answer_times", meeting, relationship, [], {"can": len(chosen), "of": len(choices)})
    if meeting.proposed_by_id != member.person_id:
        meeting_mails.queue_answered(by=by, meeting=meeting, who=member.person, can=len(chosen))
    return meeting


def _must_wait(meeting: Meeting) -> None:
    """Refuse when the times are not open any more, with what became of them."""
    if meeting.state != State.PROPOSED:
        is_fixed = meeting.state == State.PLANNED
        raise KithError(Fault("learning.already_fixed" if is_fixed else "learning.proposal_over"))


def that_all_can_make(meeting: Meeting) -> list[MeetingChoice]:
    """The times to come that everybody who is still in it can make, the first one first. Two queries."""
    choices = list(meeting.choices.prefetch_related("replies"))
    who = {member.person_id for member in present(meeting.relationship)}
    now = timezone.now()
    return [
        choice
        for choice in choices
        if choice.starts_at is not None
        and choice.starts_at > now
        and who <= {reply.person_id for reply in choice.replies.all() if reply.can}
    ]


def expire_due(now: datetime) -> int:
    """Proposals all of whose times have passed: nobody chose one, and nothing more is said. For the tick."""
    waiting = Meeting.objects.filter(state=State.PROPOSED).exclude(choices__starts_at__gt=now)
    return waiting.update(state=State.CANCELLED)

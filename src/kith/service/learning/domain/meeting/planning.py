"""From proposed times to a fixed one; a fixed one moved or called off. Everybody is told."""

from __future__ import annotations

from datetime import date, time

from django.db import transaction
from django.utils import timezone

from kith.foundation.faults import Fault, KithError
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.events import RelationshipEnded
from kith.service.learning.domain.meeting import contact, meeting_mails
from kith.service.learning.domain.meeting.entry import member_who_acts, present, rule_of
from kith.service.learning.domain.meeting.logbook import record
from kith.service.learning.domain.meeting.proposing import (
    moment_to_come,
    must_be_able_to_meet,
    that_all_can_make,
)
from kith.service.learning.domain.relating.locking import take_turn
from kith.service.learning.models import Meeting, MeetingChoice, MeetingReply, Relationship

State = Meeting.State


@transaction.atomic
def fix(*, by: Actor, meeting: Meeting, choice: MeetingChoice) -> Meeting:
    """This time it is. Of two who fix different ones at once, the second is told which it has become."""
    relationship = meeting.relationship
    take_turn(relationship)
    member_who_acts(by, relationship)
    must_be_open(relationship.cohort_id)
    meeting.refresh_from_db()
    if meeting.state == State.PLANNED and meeting.starts_at == choice.starts_at:
        return meeting
    if meeting.state == State.PLANNED:
        raise KithError(Fault("learning.already_fixed"))
    if meeting.state != State.PROPOSED or choice.meeting_id != meeting.pk:
        raise KithError(Fault("learning.proposal_over"))
    must_be_able_to_meet(relationship)
    if choice.pk not in {one.pk for one in that_all_can_make(meeting)}:
        raise KithError(Fault("learning.not_all_can"))
    _must_have_read(relationship, meeting, choice)
    _set_time(meeting, choice)
    meeting.state = State.PLANNED
    meeting.save()
    record(by, "learning.fix_meeting", meeting, relationship, ["state", "starts_at"])
    contact.recount([relationship.pk], by=by)
    meeting_mails.queue_planned(by=by, meeting=meeting)
    return meeting


def _must_have_read(relationship: Relationship, meeting: Meeting, choice: MeetingChoice) -> None:
    """A shadowing day is fixed when everybody has read what may be watched."""
    if rule_of(relationship, meeting.activity) is None:
        return
    read = MeetingReply.objects.filter(choice=choice, has_read_rule=True).values_list("person_id", flat=True)
    if not {member.person_id for member in present(relationship)} <= set(read):
        raise KithError(Fault("learning.rule_not_read_by_all"))


@transaction.atomic
def move(*, by: Actor, meeting: Meeting, on: date, at: time, zone: str, where: str | None = None) -> Meeting:
    """Another time, or another place, on which the members have agreed. Moving it to where it is changes
    nothing."""
    relationship = meeting.relationship
    take_turn(relationship)
    member_who_acts(by, relationship)
    must_be_open(relationship.cohort_id)
    meeting.refresh_from_db()
    if meeting.state != State.PLANNED:
        raise KithError(Fault("learning.meeting_not_planned"))
    must_be_able_to_meet(relationship)
    instant = moment_to_come(on, at, zone)
    place = meeting.where if where is None else where
    if (instant, place) == (meeting.starts_at, meeting.where):
        return meeting
    changed = ["starts_at"] if instant != meeting.starts_at else []
    changed += ["where"] if place != meeting.where else []
    meeting.on, meeting.at, meeting.zone, meeting.starts_at, meeting.where = on, at, zone, instant, place
    meeting.sequence += 1
    meeting.save()
    record(by, "learning.move_meeting", meeting, relationship, changed)
    contact.recount([relationship.pk], by=by)
    meeting_mails.queue_moved(by=by, meeting=meeting)
    return meeting


@transaction.atomic
def cancel(*, by: Actor, meeting: Meeting) -> Meeting:
    """Call it off, or take a proposal back. Cancelling twice is cancelling once."""
    relationship = meeting.relationship
    take_turn(relationship)
    member_who_acts(by, relationship)
    must_be_open(relationship.cohort_id)
    meeting.refresh_from_db()
    if meeting.state == State.CANCELLED:
        return meeting
    if meeting.state not in (State.PLANNED, State.PROPOSED):
        raise KithError(Fault("learning.meeting_not_planned"))
    was_planned = meeting.state == State.PLANNED
    _call_off(by, meeting, relationship)
    if was_planned:
        meeting_mails.queue_cancelled(by=by, meeting=meeting)
    return meeting


def relationship_ended(event: RelationshipEnded) -> None:
    """Nothing that lay ahead takes place. The mail that it has ended says enough."""
    relationship = Relationship.objects.select_related("cohort").get(pk=event.relationship_id)
    now = timezone.now()
    ahead = relationship.meetings.filter(state=State.PLANNED, starts_at__gt=now)
    for meeting in [*ahead, *relationship.meetings.filter(state=State.PROPOSED)]:
        _call_off(event.by, meeting, relationship)


def _call_off(by: Actor, meeting: Meeting, relationship: Relationship) -> None:
    meeting.state = State.CANCELLED
    meeting.sequence += 1
    meeting.save(update_fields=["state", "sequence"])
    record(by, "learning.cancel_meeting", meeting, relationship, ["state"])
    contact.recount([relationship.pk], by=by)


def _set_time(meeting: Meeting, choice: MeetingChoice) -> None:
    meeting.on, meeting.at, meeting.zone = choice.on, choice.at, choice.zone
    meeting.starts_at = choice.starts_at

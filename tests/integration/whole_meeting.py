"""Every action of learning's room ``meeting``: see ``whole_actions``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils import timezone
from tests.factories.learning import MeetingFactory, MemberFactory, RelationshipFactory
from tests.factories.running import Running
from tests.integration.whole_actions import Action, Call

from kith.service.learning.domain.meeting import logbook, planning, proposing
from kith.service.learning.domain.meeting.entry import Entry
from kith.service.learning.models import Meeting, MeetingReply, Relationship

ONCE = UUID(int=11)
TODAY = timezone.localdate
PLANNED = Meeting.State.PLANNED


def _relationship(made: Running) -> Relationship:
    """With whoever acts in it, beside its two."""
    relationship = RelationshipFactory(cohort=made.cohort)
    MemberFactory(relationship=relationship, person=made.lead)
    return relationship


def _entry(**instead: Any) -> Entry:
    return Entry(**({"activity": "conversation", "on": TODAY(), "minutes": 60} | instead))


def _log(made: Running) -> Call:
    given = {"relationship": _relationship(made), "entry": _entry(), "sent_once": ONCE}
    return lambda: logbook.log(by=made.by, **given)


def _log_for_them(made: Running) -> Call:
    given = {"relationship": RelationshipFactory(cohort=made.cohort), "entry": _entry(), "sent_once": ONCE}
    return lambda: logbook.log_for_them(by=made.by, **given)


def _meeting(step: Callable[..., Any], state: str, **given: Any) -> Callable[[Running], Call]:
    """One of the lead's, logged by them or planned for tomorrow."""

    def make(made: Running) -> Call:
        day = 1 if state == PLANNED else -1
        starts_at = timezone.now() + dt.timedelta(days=day)
        meeting = MeetingFactory(
            relationship=_relationship(made),
            activity="conversation",
            state=state,
            logged_by=made.lead,
            starts_at=starts_at,
            on=starts_at.date(),
        )
        return lambda: step(by=made.by, meeting=meeting, **given)

    return make


def _whether(made: Running) -> Call:
    meeting = MeetingFactory(
        relationship=_relationship(made), activity="conversation", state=PLANNED, starts_at=timezone.now()
    )
    return lambda: logbook.say_whether(by=made.by, meeting=meeting, took_place=True)


def wanted(**instead: Any) -> proposing.Wanted:
    tomorrow = TODAY() + dt.timedelta(days=1)
    times = [(tomorrow, dt.time(9)), (tomorrow, dt.time(14))]
    given = {"activity": "conversation", "minutes": 60, "times": times, "zone": "Europe/London"}
    return proposing.Wanted(**(given | instead))


def _propose(made: Running) -> Call:
    given = {"relationship": _relationship(made), "wanted": wanted(), "sent_once": ONCE}
    return lambda: proposing.propose(by=made.by, **given)


def _proposed(made: Running) -> Meeting:
    relationship = _relationship(made)
    meeting = proposing.propose(by=made.by, relationship=relationship, wanted=wanted(), sent_once=None)
    for choice in meeting.choices.all():
        for member in relationship.members.exclude(person=made.lead):
            MeetingReply.objects.create(choice=choice, person=member.person, can=True)
    return meeting


def _answer(made: Running) -> Call:
    meeting = _proposed(made)
    one = meeting.choices.first().pk
    return lambda: proposing.answer(by=made.by, meeting=meeting, can={one})


def _fix(made: Running) -> Call:
    meeting = _proposed(made)
    choice = meeting.choices.first()
    return lambda: planning.fix(by=made.by, meeting=meeting, choice=choice)


def _move(made: Running) -> Call:
    return _meeting(
        planning.move, PLANNED, on=TODAY() + dt.timedelta(days=3), at=dt.time(10), zone="Europe/London"
    )(made)


MEETING: dict[str, Action] = {
    "log_meeting": Action("learning.log_meeting", _log),
    "log_meeting_for_them": Action("learning.log_meeting", _log_for_them),
    "say_whether": Action("learning.log_meeting", _whether),
    "correct_meeting": Action(
        "learning.correct_meeting",
        lambda made: _meeting(logbook.correct, "held", entry=_entry(minutes=45))(made),
    ),
    "remove_meeting": Action("learning.remove_meeting", _meeting(logbook.remove, "held")),
    "propose_meeting": Action("learning.propose_meeting", _propose),
    "answer_times": Action("learning.answer_times", _answer),
    "fix_meeting": Action("learning.fix_meeting", _fix),
    "move_meeting": Action("learning.move_meeting", _move),
    "cancel_meeting": Action("learning.cancel_meeting", _meeting(planning.cancel, PLANNED)),
}

ALLOWED_WHEN_CLOSED: dict[str, str] = {}
"""What still works when a cohort is closed, and why."""

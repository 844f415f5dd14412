"""Every action of learning's room ``teaching``: see ``whole_actions``."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone
from tests.factories.learning import (
    EventFactory,
    JointProjectFactory,
    MentoringFactory,
    MentorRequestFactory,
    RelationshipFactory,
    ResourceFactory,
)
from tests.factories.running import Running
from tests.integration.whole_actions import Action, Call

from kith.service.learning.domain.teaching import (
    attending,
    mentor_file,
    mentoring,
    planning,
    projects,
    resources,
)
from kith.service.learning.models import Event, JointProject

ONCE = UUID(int=7)


def with_workshops(made: Running) -> Running:
    """The programme as Imperial runs it has workshops, a joint project and a presentation."""
    made.cohort.variant = "imperial"
    made.cohort.save()
    return made


def workshop(**instead: Any) -> planning.Planned:
    wanted = {
        "activity": "workshop",
        "on": timezone.localdate() + dt.timedelta(days=30),
        "at": dt.time(14, 0),
    }
    return planning.Planned(**(wanted | {"minutes": 90} | instead))


def _event(made: Running, **instead: Any) -> Event:
    return EventFactory(cohort=with_workshops(made).cohort, **instead)


def _plan(made: Running) -> Call:
    with_workshops(made)
    sessions = [workshop(), workshop(activity="presentation")]
    return lambda: planning.plan(by=made.by, cohort=made.cohort, sessions=sessions, sent_once=ONCE)


def _change(made: Running) -> Call:
    event = _event(made)
    return lambda: planning.change(by=made.by, event=event, wanted=workshop(where="Room 4"), seen=0)


def _cancel(made: Running) -> Call:
    event = _event(made)
    return lambda: planning.cancel(by=made.by, event=event)


def _answer(made: Running) -> Call:
    event = _event(made)
    return lambda: attending.answer(by=made.by, place=made.places["Amina"], event=event, is_coming=True)


def _begun(made: Running) -> Event:
    return _event(made, starts_at=timezone.now() - dt.timedelta(minutes=20))


def _note(made: Running) -> Call:
    event = _begun(made)
    marks = [
        attending.Mark(made.places["Amina"].pk, attending.State.ATTENDED, 30),
        attending.Mark(made.places["Ben"].pk, attending.State.MISSED),
    ]
    return lambda: attending.note(by=made.by, event=event, marks=marks)


def _everybody(made: Running) -> Call:
    event = _begun(made)
    return lambda: attending.everybody(by=made.by, event=event)


def _add_resource(made: Running) -> Call:
    given = {"title": "To read", "address": "https://example.org/", "sent_once": ONCE}
    return lambda: resources.add(by=made.by, cohort=made.cohort, **given)


def _remove_resource(made: Running) -> Call:
    row = ResourceFactory(cohort=made.cohort)
    return lambda: resources.remove(by=made.by, resource=row)


def _ask(made: Running) -> Call:
    given = {"kind": "mentor", "name": "Dr Ito", "email": "ito@example.org", "sent_once": ONCE}
    mentees = [made.places["Amina"], made.places["Ben"]]
    return lambda: mentoring.ask(by=made.by, cohort=made.cohort, mentees=mentees, **given)


def _ask_from_file(made: Running) -> Call:
    rows = (
        "Mentor,Mentor’s e-mail address,Mentee’s e-mail address\nDr Ito,ito@example.org,amina@example.org\n"
    )
    given = {"by": made.by, "cohort": made.cohort, "name": "mentors.csv"}
    return lambda: mentor_file.ask_from_file(**given, stream=io.BytesIO(rows.encode()))


def _of_request(step: Callable[..., Any]) -> Callable[[Running], Call]:
    def make(made: Running) -> Call:
        row = MentorRequestFactory(cohort=made.cohort, mentees=[made.places["Amina"]])
        given = {"place_ids": [made.places["Amina"].pk]} if step is mentoring.accept else {}
        return lambda: step(by=made.by, request=row, **given)

    return make


def _end_mentoring(made: Running) -> Call:
    row = MentoringFactory(cohort=made.cohort, mentee=made.places["Amina"])
    return lambda: mentoring.end(by=made.by, relationship=row)


def _project(made: Running) -> JointProject:
    pair = {"pair__left": made.places["Amina"], "pair__right": made.places["Ben"]}
    return JointProjectFactory(relationship=RelationshipFactory(cohort=with_workshops(made).cohort, **pair))


def _begin_project(made: Running) -> Call:
    relationship = _project(made).relationship
    given = {"activity": "project", "written": projects.Written("Another"), "sent_once": ONCE}
    return lambda: projects.begin(by=made.by, relationship=relationship, **given)


def _change_project(made: Running) -> Call:
    row = _project(made)
    return lambda: projects.change(by=made.by, project=row, written=projects.Written("Better"), seen=0)


def _arrange(made: Running) -> Call:
    turn = projects.Turn(_project(made).pk, 1, 15)
    event = EventFactory(cohort=made.cohort, activity="presentation", sent_once=uuid4())
    return lambda: projects.arrange(by=made.by, event=event, turns=[turn])


TEACHING: dict[str, Action] = {
    "plan_sessions": Action("learning.plan_sessions", _plan),
    "change_session": Action("learning.change_session", _change),
    "cancel_session": Action("learning.cancel_session", _cancel),
    "answer_session": Action("learning.answer_session", _answer),
    "note_attendance": Action("learning.note_attendance", _note),
    "everybody_attended": Action("learning.note_attendance", _everybody),
    "add_resource": Action("learning.add_resource", _add_resource),
    "remove_resource": Action("learning.remove_resource", _remove_resource),
    "ask_mentor": Action("learning.ask_mentor", _ask),
    "ask_mentors_from_file": Action("learning.ask_mentors_from_file", _ask_from_file),
    "accept_mentoring": Action("learning.accept_mentoring", _of_request(mentoring.accept)),
    "decline_mentoring": Action("learning.decline_mentoring", _of_request(mentoring.decline)),
    "take_back_mentor_request": Action("learning.take_back_mentor_request", _of_request(mentoring.take_back)),
    "end_mentoring": Action("learning.end_mentoring", _end_mentoring),
    "begin_project": Action("learning.begin_project", _begin_project),
    "change_project": Action("learning.change_project", _change_project),
    "arrange_presentation": Action("learning.arrange_presentation", _arrange),
}

ALLOWED_WHEN_CLOSED: dict[str, str] = {}
"""What still works when a cohort is closed, and why."""

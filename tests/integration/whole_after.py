"""Every action of learning's room ``after``: see ``whole_actions``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.utils import timezone
from tests.factories.learning import AlumnusFactory, SeriesFactory, SeriesOrganiserFactory
from tests.factories.running import Running
from tests.integration.whole_actions import Action, Call

from kith.service.cohorts.models import Place, StageDate
from kith.service.learning.domain.after import alumni, asking, series, series_meetings, spin_offs
from kith.service.learning.models import Alumnus, AlumnusAsked, Series, SeriesMeeting, SpinOff

A_MONTH_AGO = timezone.localdate() - dt.timedelta(days=30)
ENTRY = alumni.Entry(line="Ward manager", shows_address=True, would_mentor=True)
SPIN_OFF = {"name": "Forum", "kind": "forum", "about": "Monthly.", "started_on": A_MONTH_AGO}


def finished(made: Running) -> Place:
    """The lead took part themselves, and the running stage is over."""
    long_ago = {"starts_on": dt.date(2026, 1, 5), "ends_on": dt.date(2026, 6, 5)}
    StageDate.objects.filter(cohort=made.cohort, stage="running").update(**long_ago)
    return Place.objects.create(
        cohort=made.cohort, person=made.lead, side="clinician", state=Place.State.CONFIRMED
    )


def alumnus(made: Running, **given: Any) -> Alumnus:
    wanted = {"would_mentor": True, "would_speak": True} | given
    return AlumnusFactory(organisation=made.cohort.organisation, **wanted)


def own_entry(made: Running) -> Alumnus:
    return alumni.join_alumni(by=made.by, place=finished(made), entry=ENTRY)


def _join(made: Running) -> Call:
    place = finished(made)
    return lambda: alumni.join_alumni(by=made.by, place=place, entry=ENTRY)


def _change(made: Running) -> Call:
    row = own_entry(made)
    return lambda: alumni.change_entry(by=made.by, alumnus=row, entry=alumni.Entry(line="Nurse"))


def _decline(made: Running) -> Call:
    place = finished(made)
    return lambda: alumni.decline_alumni(by=made.by, place=place)


def _leave(made: Running) -> Call:
    row = own_entry(made)
    return lambda: alumni.leave_alumni(by=made.by, alumnus=row)


def _ask(made: Running) -> Call:
    row = alumnus(made)
    return lambda: asking.ask_alumnus(by=made.by, cohort=made.cohort, alumnus=row, ask="mentor", words="Do!")


def _asked(made: Running, ask: str = "mentor", **given: Any) -> AlumnusAsked:
    row = alumnus(made, person=made.lead)
    return AlumnusAsked.objects.create(alumnus=row, cohort=made.cohort, ask=ask, **given)


def _answer(made: Running) -> Call:
    row = _asked(made)
    return lambda: asking.answer_ask(by=made.by, asked=row, yes=True)


def _settle(made: Running) -> Call:
    row = _asked(made, answer=AlumnusAsked.Answer.YES)
    return lambda: asking.settle_ask(by=made.by, asked=row)


def _record(made: Running) -> Call:
    key = uuid4()
    return lambda: spin_offs.record_spin_off(by=made.by, cohort=made.cohort, sent_once=key, **SPIN_OFF)


def _suggest(made: Running) -> Call:
    place, key = finished(made), uuid4()
    return lambda: spin_offs.suggest_spin_off(by=made.by, place=place, sent_once=key, **SPIN_OFF)


def a_spin_off(made: Running, **given: Any) -> SpinOff:
    return SpinOff.objects.create(cohort=made.cohort, **(SPIN_OFF | given))


def _spin_off(step: Callable[..., Any], **given: Any) -> Callable[[Running], Call]:
    def make(made: Running) -> Call:
        row = a_spin_off(made, is_confirmed=step is not spin_offs.drop_suggestion)
        return lambda: step(by=made.by, spin_off=row, **given)

    return make


def a_series(made: Running) -> Series:
    """The lead organises it."""
    row = SeriesFactory(organisation=made.cohort.organisation, spin_off=a_spin_off(made))
    SeriesOrganiserFactory(series=row, person=made.lead)
    return row


def _series(step: Callable[..., Any], **given: Any) -> Callable[[Running], Call]:
    def make(made: Running) -> Call:
        row = a_series(made)
        return lambda: step(by=made.by, series=row, **given)

    return make


def _step_down(made: Running) -> Call:
    row = a_series(made)
    SeriesOrganiserFactory(series=row)
    return lambda: series.step_down(by=made.by, series=row, person=made.lead)


def _hand_on(made: Running) -> Call:
    row = a_series(made)
    return lambda: series.hand_on(by=made.by, series=row, person=made.lead, **NEXT)


def a_plan(**given: Any) -> dict[str, Any]:
    day = timezone.localdate() + dt.timedelta(days=20)
    plan = {"title": "A guest", "on": day, "at": dt.time(17, 30), "zone": "Europe/London", "minutes": 60}
    return plan | given


def _plan(made: Running) -> Call:
    row, key = a_series(made), uuid4()
    return lambda: series_meetings.plan_meetings(by=made.by, series=row, times=3, sent_once=key, **a_plan())


def _meeting(made: Running) -> SeriesMeeting:
    return series_meetings.plan_meetings(by=made.by, series=a_series(made), **a_plan())[0]


def _change_meeting(made: Running) -> Call:
    row = _meeting(made)
    return lambda: series_meetings.change_meeting(by=made.by, meeting=row, **a_plan(minutes=90))


def _cancel_meeting(made: Running) -> Call:
    row = _meeting(made)
    return lambda: series_meetings.cancel_meeting(by=made.by, meeting=row)


NEXT = {"email": "next@example.org", "name": "Nia Ext"}
AFTER: dict[str, Action] = {
    "join_alumni": Action("learning.join_alumni", _join),
    "change_entry": Action("learning.change_alumnus", _change),
    "decline_alumni": Action("learning.decline_alumni", _decline),
    "leave_alumni": Action("learning.leave_alumni", _leave),
    "ask_alumnus": Action("learning.ask_alumnus", _ask),
    "answer_ask": Action("learning.answer_ask", _answer),
    "settle_ask": Action("learning.settle_ask", _settle),
    "record_spin_off": Action("learning.record_spin_off", _record),
    "suggest_spin_off": Action("learning.suggest_spin_off", _suggest),
    "change_spin_off": Action(
        "learning.change_spin_off", _spin_off(spin_offs.change_spin_off, **(SPIN_OFF | {"name": "Network"}))
    ),
    "drop_suggestion": Action("learning.drop_spin_off", _spin_off(spin_offs.drop_suggestion)),
    "say_still_runs": Action("learning.say_spin_off_runs", _spin_off(spin_offs.say_still_runs)),
    "end_spin_off": Action("learning.end_spin_off", _spin_off(spin_offs.end_spin_off, on=A_MONTH_AGO)),
    "start_series": Action("learning.start_series", _spin_off(series.start_series, **NEXT)),
    "add_organiser": Action("learning.add_organiser", _series(series.add_organiser, **NEXT)),
    "step_down": Action("learning.end_organiser", _step_down),
    "hand_on_series": Action("learning.add_organiser", _hand_on),
    "change_series": Action(
        "learning.change_series", _series(series.change_series, name="Council", about="New")
    ),
    "end_series": Action("learning.end_series", _series(series.end_series)),
    "plan_meetings": Action("learning.plan_series_meetings", _plan),
    "change_series_meeting": Action("learning.change_series_meeting", _change_meeting),
    "cancel_series_meeting": Action("learning.cancel_series_meeting", _cancel_meeting),
}

OUTLIVES = "A spin-off outlives its cohort: what is known of it can be written down at any time."
GOES_ON = "A series belongs to its organisers and goes on when the cohort is over."
OWN = "What a person lets be seen of them is theirs, and is chosen when the programme is over."
ALLOWED_WHEN_CLOSED: dict[str, str] = {
    **dict.fromkeys(("join_alumni", "change_entry", "decline_alumni", "leave_alumni"), OWN),
    "settle_ask": "That somebody was thanked can be noted when the cohort is over.",
    **dict.fromkeys(
        (
            "record_spin_off", "suggest_spin_off", "change_spin_off", "drop_suggestion", "say_still_runs",
            "end_spin_off",
        ),
        OUTLIVES,
    ),
    **dict.fromkeys(
        (
            "start_series", "add_organiser", "step_down", "hand_on_series", "change_series", "end_series",
            "plan_meetings", "change_series_meeting", "cancel_series_meeting",
        ),
        GOES_ON,
    ),
}  # fmt: skip
"""What still works when a cohort is closed, and why."""

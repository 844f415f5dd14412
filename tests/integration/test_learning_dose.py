"""The dose: what was done beside what was meant, for one, for a pair and for a cohort."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.factories import CohortFactory, PersonFactory, PlaceFactory

from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.events import ContactChanged
from kith.service.learning.domain.meeting import contact
from kith.service.learning.domain.meeting.dose import (
    Dose,
    Tally,
    dose_of_cohort,
    dose_of_place,
    dose_of_relationship,
)
from kith.service.learning.models import Attendance, Event, Meeting, Member, Relationship

pytestmark = pytest.mark.django_db
BY = Actor.system("tests")


def together(cohort, mentor_kind=""):
    """Two places and their relationship; or one place and a mentor without one."""
    kind = Relationship.Kind.MENTORING if mentor_kind else Relationship.Kind.PAIR
    relationship = Relationship.objects.create(
        cohort=cohort, kind=kind, mentor_kind=mentor_kind, started_on=dt.date(2026, 1, 12)
    )
    clinician = PlaceFactory(cohort=cohort, side="clinician", state="confirmed")
    Member.objects.create(relationship=relationship, person=clinician.person, place=clinician, part="partner")
    if mentor_kind:
        Member.objects.create(relationship=relationship, person=PersonFactory(), part="mentor")
        return relationship, clinician
    manager = PlaceFactory(cohort=cohort, side="manager", state="confirmed")
    Member.objects.create(relationship=relationship, person=manager.person, place=manager, part="partner")
    return relationship, clinician, manager


def held(relationship, day, minutes=60, activity="conversation", **more):
    more = {"state": "held"} | more
    on = dt.date(2026, *day)
    return Meeting.objects.create(
        relationship=relationship, on=on, minutes=minutes, activity=activity, **more
    )


def said(dose: Dose) -> dict[str, tuple[Tally, Tally]]:
    return {part.key: (part.done, part.hosted) for part in dose.parts}


def test_dose_counts_what_was_held_and_keeps_unknown_lengths_apart():
    cohort = CohortFactory(variant="imperial")
    pair, clinician, manager = together(cohort)
    held(pair, (2, 2))
    held(pair, (3, 2), 45)
    held(pair, (4, 2), None)
    held(pair, (5, 2), 60, state="missed")
    held(pair, (5, 9), 60, state="planned")
    held(pair, (3, 9), 240, "shadowing", watcher=clinician.person)
    held(pair, (3, 10), None, "shadowing", watcher=manager.person)
    held(pair, (3, 11), 30, "shadowing")
    held(pair, (3, 12), 25, "")
    event = Event.objects.create(cohort=cohort, activity="workshop", title="One", minutes=180, state="held")
    off = Event.objects.create(cohort=cohort, activity="workshop", title="Two", minutes=90, state="cancelled")
    Attendance.objects.create(event=event, place=clinician, state="attended")
    Attendance.objects.create(event=event, place=manager, state="attended", minutes=100)
    Attendance.objects.create(event=off, place=manager, state="attended")

    dose = dose_of_place(clinician)
    none = Tally()
    assert said(dose) == {
        "conversation": (Tally(3, 105, 1), none),
        "shadowing": (Tally(2, 270, 0), Tally(1, 0, 1)),
        "workshop": (Tally(1, 180, 0), none),
        "project": (none, none),
        "presentation": (none, none),
        "": (Tally(1, 25, 0), none),
    }
    assert dose.all == Tally(8, 580, 2)
    assert [one.expected_times for one in dose.parts] == [9, 2, 3, None, 1, None]
    assert said(dose_of_place(manager))["workshop"] == (Tally(1, 100, 0), none)
    of_pair = dose_of_relationship(pair)
    assert said(of_pair[clinician.person_id])["workshop"] == (none, none)
    assert said(of_pair[manager.person_id])["shadowing"] == (Tally(2, 30, 1), Tally(1, 240, 0))
    everybody = dose_of_cohort(cohort)
    assert everybody == {clinician.pk: dose_of_place(clinician), manager.pk: dose_of_place(manager)}


def test_mentoring_is_counted_by_kind_and_who_left_is_counted_no_further():
    cohort = CohortFactory()
    mentoring, fellow = together(cohort, "board")
    held(mentoring, (2, 2), 50, "")
    mentor = mentoring.members.get(part="mentor")
    mentor.left_at = dt.datetime(2026, 2, 20, 12, tzinfo=dt.UTC)
    mentor.save()
    held(mentoring, (2, 20), 40, "")
    held(mentoring, (2, 21), 30, "")
    (only,) = [part for part in dose_of_place(fellow).parts if part.key == "board"]
    assert (only.key, only.done) == ("board", Tally(3, 120, 0))
    both = dose_of_relationship(mentoring)
    assert said(both[fellow.person_id]) == {"board": (Tally(3, 120, 0), Tally())}
    assert said(both[mentor.person_id]) == {"board": (Tally(2, 90, 0), Tally())}


def test_a_cohort_takes_as_many_queries_as_a_pair(django_assert_num_queries):
    cohort = CohortFactory()
    for _n in range(3):
        pair, _clinician, _manager = together(cohort)
        held(pair, (2, 2))
    with django_assert_num_queries(3):
        found = dose_of_cohort(cohort)
    assert len(found) == 6
    assert {said(one)["conversation"] for one in found.values()} == {(Tally(1, 60, 0), Tally())}


def test_contact_is_worked_out_from_the_meetings_in_one_statement():
    from kith.service.core.domain import events

    cohort = CohortFactory()
    pairs = [together(cohort)[0] for _n in range(3)]
    now = timezone.now()
    soon, later = now + dt.timedelta(hours=1), now + dt.timedelta(days=3)
    held(pairs[0], (2, 2))
    held(pairs[0], (3, 2))
    held(pairs[0], (4, 2), state="missed")
    held(pairs[0], (4, 3), state="planned", starts_at=later)
    held(pairs[0], (4, 4), state="planned", starts_at=soon)
    held(pairs[0], (1, 4), state="planned", starts_at=now - dt.timedelta(days=1))
    told = []
    events.subscribe(ContactChanged, told.append)
    try:
        with CaptureQueriesContext(connection) as asked:
            contact.recount([pair.pk for pair in pairs], by=BY)
    finally:
        events._handlers[ContactChanged].remove(told.append)
    assert len([query for query in asked if '"last_met_on" = ' in query["sql"]]) == 1
    found = Relationship.objects.get(pk=pairs[0].pk)
    assert (found.last_met_on, found.next_meeting_at) == (dt.date(2026, 3, 2), soon)
    assert Relationship.objects.get(pk=pairs[1].pk).next_meeting_at is None
    assert [event.relationship_id for event in told] == sorted(pair.pk for pair in pairs)

    assert contact.pass_on(soon) == 1
    assert Relationship.objects.get(pk=pairs[0].pk).next_meeting_at == later
    assert contact.pass_on(soon) == 0

"""Interviews: times laid out over clock changes, booked by the applicants themselves, nobody doubled."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from tests.factories import CohortFactory, MembershipFactory
from tests.factories.recruitment import ApplicationFactory, CallFactory

from kith.foundation.faults import KithError
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Role
from kith.service.core.models import AuditEvent, Mail
from kith.service.recruitment.domain.reviewing import interviewing, reviewers, reviewing
from kith.service.recruitment.models import Application, ManagerPermission, Review, Slot

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = date(2026, 3, 20)


@pytest.fixture
def world():
    """A panel of two in London with three times, and two clinicians on the shortlist."""
    with time_machine.travel(NOW, tick=False):
        cohort = CohortFactory(starts_on=date(2026, 9, 1), ends_on=date(2027, 3, 1))
        call = CallFactory(cohort=cohort)
        lead = MembershipFactory(organisation=cohort.organisation, role=Role.LEAD).person
        by = Actor.of_person(lead)
        members = [
            reviewers.add_reviewer(
                by=by, call=call, name=f"Member {n}", email=f"m{n}@example.org", roles=["interviewer"]
            )
            for n in range(2)
        ]
        panel = interviewing.make_panel(by=by, call=call, name="Panel 1", members=members, where="Room 4")
        slots = lay(by, panel)
        rows = [
            ApplicationFactory(call=call, state=Application.State.SHORTLISTED, shortlisted_at=NOW)
            for _number in range(2)
        ]
        yield SimpleNamespace(
            call=call, by=by, lead=lead, members=members, panel=panel, slots=slots, rows=rows
        )


def lay(by, panel, **changes):
    given = {"day": DAY, "first": time(9, 30), "minutes": 30, "pause": 15, "count": 3, **changes}
    return interviewing.add_slots(by=by, panel=panel, **given)


def codes(refused) -> list[str]:
    return [fault.code for fault in refused.value.faults]


def book(row, slot):
    return interviewing.book(by=Actor.of_person(row.person), application=row, slot=slot)


def test_times_follow_each_other_in_the_cohorts_zone(world):
    assert [slot.starts_at for slot in world.slots] == [
        datetime(2026, 3, 20, 9, 30, tzinfo=UTC) + number * timedelta(minutes=45) for number in range(3)
    ]
    summer = lay(world.by, world.panel, day=date(2026, 3, 30))
    assert summer[0].starts_at == datetime(2026, 3, 30, 8, 30, tzinfo=UTC)


def test_a_time_that_the_clocks_skip_does_not_exist(world):
    with pytest.raises(KithError) as refused:
        lay(world.by, world.panel, day=date(2026, 3, 29), first=time(1, 30))
    assert codes(refused) == ["recruitment.no_such_time"]


def test_a_panel_is_not_in_two_interviews_at_once(world):
    with pytest.raises(KithError) as refused:
        lay(world.by, world.panel, first=time(10, 0), count=1)
    assert codes(refused) == ["recruitment.slots_double"]
    assert world.panel.slots.count() == 3


def test_times_in_the_past_are_refused(world):
    with pytest.raises(KithError) as refused:
        lay(world.by, world.panel, day=date(2026, 3, 1))
    assert codes(refused) == ["recruitment.slot_past"]


def test_a_booked_time_belongs_to_one_person_who_can_change_it(world):
    first, second = world.rows
    book(first, world.slots[0])
    with pytest.raises(KithError) as refused:
        book(second, world.slots[0])
    assert codes(refused) == ["recruitment.slot_taken"]
    assert book(first, Slot.objects.get(pk=world.slots[0].pk)).application_id == first.pk  # twice is once
    book(first, world.slots[1])
    book(second, Slot.objects.get(pk=world.slots[0].pk))
    assert list(world.panel.slots.values_list("application_id", flat=True)) == [second.pk, first.pk, None]
    assert Review.objects.filter(kind=Review.Kind.INTERVIEW, application=first).count() == 2
    assert Mail.objects.filter(purpose="recruitment.interview_booked").count() == 3
    assert AuditEvent.objects.filter(action="recruitment.book_interview").count() == 3


def test_nobody_is_interviewed_by_their_own_manager(world):
    row = world.rows[0]
    email = world.members[0].person.email
    ManagerPermission.objects.create(application=row, kind="manager_permission", email=email)
    assert interviewing.open_slots(row) == []
    with pytest.raises(KithError) as refused:
        book(row, world.slots[0])
    assert codes(refused) == ["recruitment.slot_not_yours"]


def test_only_the_shortlist_books(world):
    row = ApplicationFactory(call=world.call)
    with pytest.raises(KithError) as refused:
        book(row, world.slots[0])
    assert codes(refused) == ["recruitment.not_invited_to_interview"]


def test_everybody_is_asked_once(world):
    book(world.rows[0], world.slots[0])
    assert interviewing.invite_to_book(by=world.by, call=world.call) == 1
    assert interviewing.invite_to_book(by=world.by, call=world.call) == 0
    mail = Mail.objects.get(purpose="recruitment.interview_invitation")
    assert mail.to_address == world.rows[1].person.email


def test_a_booked_time_cannot_be_taken_away(world):
    book(world.rows[0], world.slots[0])
    with pytest.raises(KithError) as refused:
        interviewing.remove_slot(by=world.by, slot=world.slots[0])
    assert codes(refused) == ["recruitment.slot_booked"]
    interviewing.remove_slot(by=world.by, slot=world.slots[1])
    assert world.panel.slots.count() == 2


def test_the_first_score_sent_says_that_the_interview_was_held(world):
    row = world.rows[0]
    book(row, world.slots[0])
    review = row.reviews.select_related("application__call__cohort", "reviewer__person").first()
    scores = {one.key: 3 for one in reviewing.criteria_of(review)}
    reviewing.submit(by=Actor.of_person(review.reviewer.person), review=review, scores=scores, comment="")
    row.refresh_from_db()
    assert (row.state, row.interviewed_at) == (Application.State.INTERVIEWED, timezone.now())


def test_the_page_shows_the_applicants_own_time_and_a_member_only_their_own_interviews(world, client):
    row = world.rows[0]
    row.person.time_zone = "Asia/Shanghai"
    row.person.save()
    client.force_login(row.person)
    href = reverse("recruitment:book_interview", args=[row.pk])
    assert "5:30pm" in client.get(href).content.decode()
    assert client.post(href, {"slot": str(world.slots[0].pk)}).status_code == 302
    review = row.reviews.get(reviewer=world.members[0])
    page = reverse("recruitment:review", args=[review.pk])
    client.force_login(world.members[0].person)
    assert row.name in client.get(page).content.decode()
    client.force_login(world.members[1].person)
    assert client.get(page).status_code == 404

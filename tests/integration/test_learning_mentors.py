"""Mentors: asked by a link, said yes or no to without an account, changed; and what a mentor never sees."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.asking import ask, send
from tests.factories import CohortFactory, PersonFactory, PlaceFactory
from tests.factories.learning import MentoringFactory
from tests.integration.mentored import (
    accepted,
    asked,
    codes,
    link_to,
    mentors_page,
    notices,
    running_with_lead_signed,
    text,
)

from kith.foundation.faults import KithError
from kith.service.cohorts.domain import places as cohort_places
from kith.service.cohorts.domain.closing import close_cohort
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Place, StageDate
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Mail
from kith.service.learning.domain.relating.ending import settle_end
from kith.service.learning.domain.teaching import mentor_queries, mentoring
from kith.service.learning.models import Member, MentorRequest, Relationship
from kith.service.learning.web.teaching.teaching_tasks import request_tasks

pytestmark = pytest.mark.django_db
State = MentorRequest.State


@pytest.fixture(scope="module")
def kept_cohort(keep):
    return keep(running_with_lead_signed)


@pytest.fixture
def made(kept_cohort, db):
    return kept_cohort()


def test_a_mentor_reads_what_is_asked_and_says_yes_without_an_account(made):
    row = asked(made, "Amina", "Ben")
    mail = Mail.objects.get(to_address="ito@example.org")
    assert "Amina Yusuf, Ben Okafor" in mail.body
    assert "We ask for 3 talks of 1 hour, about every 2 months." in mail.body
    assert not Relationship.objects.exists()
    address, browser = link_to(row), Client()
    opened = text(browser.get(address))
    for said in ("Amina Yusuf", "Ben Okafor", "How much time", "What you see", "What others see of you"):
        assert said in opened
    for hidden in ("Chen Li", "amina@example.org"):
        assert hidden not in opened
    row.refresh_from_db()
    assert row.state == State.ASKED
    assert browser.post(address, {}).status_code == 422
    assert browser.post(address, {"answer": "yes"}).status_code == 422
    amina = made.places["Amina"]
    assert browser.post(address, {"answer": "yes", "mentees": [str(amina.pk)]}).status_code == 302
    relationship = Relationship.objects.get()
    assert (relationship.kind, relationship.state, relationship.mentor_kind) == (
        "mentoring",
        "active",
        "mentor",
    )
    members = {member.part: member for member in relationship.members.all()}
    assert members["mentor"].accepted_at is not None
    assert (members["mentor"].place, members["mentee"].place) == (None, amina)
    assert "Thank you" in text(browser.get(address))
    told = Mail.objects.filter(purpose="learning.mentoring_started").values_list("to_address", flat=True)
    assert sorted(told) == ["amina@example.org", "ito@example.org"]
    assert browser.post(address, {"answer": "no"}).status_code == 200
    row.refresh_from_db()
    assert row.state == State.ACCEPTED


def test_no_is_the_leads_task_until_somebody_else_is_asked(made):
    row = asked(made)
    browser = Client()
    assert browser.post(link_to(row), {"answer": "no"}).status_code == 302
    assert notices(made) == ["1 person cannot mentor: ask somebody else"]
    assert "Said no" in text(ask(made.lead, mentors_page(made)))
    asked(made, email="ray@example.org", name="Ray")
    assert notices(made) == []
    assert "Said no" not in text(ask(made.lead, mentors_page(made)))


def test_taken_back_the_link_opens_nothing(made):
    row = asked(made)
    address = link_to(row)
    mentoring.take_back(by=made.by, request=row)
    assert Client().get(address).status_code >= 400
    assert Mail.objects.get(to_address="ito@example.org").state == "withdrawn"
    with pytest.raises(KithError) as refused:
        mentoring.accept(by=made.by, request=row, place_ids=[made.places["Amina"].pk])
    assert codes(refused) == ["learning.request_over"]


def test_in_a_cohort_that_is_over_nobody_says_yes(made):
    row = asked(made)
    address = link_to(row)
    close_cohort(by=made.by, cohort=made.cohort)
    assert Client().get(address).status_code >= 400
    assert request_tasks(row.person) == []


def test_whoever_left_meanwhile_is_not_mentored(made):
    row = asked(made)
    cohort_places.withdraw(by=made.by, place=made.places["Amina"])
    assert "nothing to answer" in text(Client().get(link_to(row)))
    with pytest.raises(KithError) as refused:
        mentoring.accept(by=made.by, request=row, place_ids=[made.places["Amina"].pk])
    assert codes(refused) == ["learning.request_nobody"]


def test_all_that_speaks_against_a_mentor_is_said_at_once(made):
    accepted(made, "Amina")
    elsewhere = PlaceFactory(state=Place.State.CONFIRMED)
    made.places["Stranger"] = elsewhere
    with pytest.raises(KithError) as refused:
        asked(made, "Amina", "Stranger")
    assert codes(refused) == ["learning.mentor_already", "learning.mentee_not_in"]
    with pytest.raises(KithError) as refused:
        asked(made, "Ben", email="ben@example.org")
    assert codes(refused) == ["learning.mentor_of_oneself"]
    with pytest.raises(KithError) as refused:
        asked(made, kind="wizard")
    assert codes(refused) == ["learning.unknown_mentor_kind"]


def test_many_mentees_need_a_word_with_the_mentor_and_elsewhere_is_not_counted(made):
    person = PersonFactory(email="ito@example.org", name="Quite Another Name")
    MentoringFactory(cohort=CohortFactory(), mentor=person)
    asked(made, "Amina", "Ben", "Chen")
    with pytest.raises(KithError) as refused:
        asked(made, "Eve")
    (fault,) = refused.value.faults
    assert (fault.code, fault.params["count"], fault.params["mentor"]) == (
        "learning.mentor_full",
        3,
        "Dr Ito",
    )
    assert asked(made, "Eve", is_sure=True).state == State.ASKED


def test_the_lead_asks_from_the_list_and_sees_the_warning_in_the_form(made):
    ids = [str(place.pk) for place in made.places.values()]
    address = reverse("learning:ask_mentor", args=[made.cohort.pk])
    listed = ask(made.lead, address + "?" + "&".join(f"for={pk}" for pk in ids))
    assert "Amina Yusuf" in text(listed)
    form = {
        "kind": "mentor", "name": "Dr Ito", "email": "ito@example.org", "mentees": ids, "for": ids,
        "sent_once": str(UUID(int=9)),
    }  # fmt: skip
    warned = send(made.lead, address, form)
    assert warned.status_code == 422
    assert "I have spoken with them" in text(warned)
    assert send(made.lead, address, form | {"is_sure": "on"}).status_code == 302
    nobody = Client()
    nobody.force_login(made.lead)
    assert nobody.get(address).status_code == 302


def test_changing_a_mentor_ends_one_keeps_the_log_and_leads_on(made):
    (relationship,) = accepted(made)
    change = reverse("learning:change_mentor", args=[made.cohort.pk, relationship.pk])
    assert "What the two noted stays with them" in text(ask(made.lead, change))
    went = send(made.lead, change, {})
    assert went["Location"].endswith(f"?for={made.places['Amina'].pk}&kind=mentor")
    mentoring.end(by=made.by, relationship=relationship)
    relationship.refresh_from_db()
    assert (relationship.state, relationship.end_reason) == ("ended", "not_said")
    told = Mail.objects.filter(subject__startswith="What you did together has ended")
    assert sorted(told.values_list("to_address", flat=True)) == ["amina@example.org", "ito@example.org"]
    assert relationship.members.filter(left_at=None).count() == 2
    held = mentor_queries.held_by(made.cohort, [made.places["Amina"].pk])
    assert held == {made.places["Amina"].pk: []}
    accepted(made, email="ray@example.org", name="Ray")
    (one,) = mentor_queries.mentors_of(made.places["Amina"])
    assert one.name == "Ray"


def test_a_mentor_who_withdraws_leaves_a_gap_that_the_lead_sees(made):
    (relationship,) = accepted(made)
    kind = definition_of(made.cohort).mentors[0]
    everybody = mentor_queries.who_may_have(made.cohort, [kind])
    assert mentor_queries.without(everybody, kind).count() == 3
    mentor = relationship.members.get(part=Member.Part.MENTOR).person
    settle_end(by=Actor.of_person(mentor), relationship=relationship, reason="no_time")
    assert mentor_queries.without(everybody, kind).count() == 4


def test_mentees_without_a_mentor_are_told_of_a_fortnight_after_the_start(made):
    began = timezone.localdate() - timedelta(days=14)
    rows = StageDate.objects.filter(cohort=made.cohort, stage="running")
    rows.update(starts_on=began + timedelta(days=1))
    assert notices(made) == []
    rows.update(starts_on=began)
    assert notices(made) == ["Mentor: 4 people have none"]


def test_who_is_left_out_stands_out_where_most_have_a_mentor(made):
    StageDate.objects.filter(cohort=made.cohort, stage="running").update(
        starts_on=timezone.localdate() - timedelta(days=14)
    )
    later, said = timezone.now() + timedelta(days=200), []
    for place in made.cohort.places.order_by("pk"):
        MentoringFactory(cohort=made.cohort, mentee=place)
        said.append(notices(made, later))
    assert said == [[], ["Mentor: 2 people have none"], ["Mentor: 1 person has none"], []]


def test_a_programme_that_goes_without_mentors_is_not_reminded_for_ever(made):
    StageDate.objects.filter(cohort=made.cohort, stage="running").update(
        starts_on=timezone.localdate() - timedelta(days=14)
    )
    assert notices(made) == ["Mentor: 4 people have none"]
    assert notices(made, timezone.now() + timedelta(days=60)) == []

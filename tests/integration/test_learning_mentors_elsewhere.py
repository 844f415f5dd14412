"""Mentors from a file, of several kinds, from elsewhere; and what becomes of a request when people change."""

from __future__ import annotations

import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.asking import ask, send
from tests.factories import CohortFactory, PersonFactory, PlaceFactory
from tests.factories.cohorts import DefinitionVersionFactory, definition_text
from tests.factories.learning import MentoringFactory, MentorRequestFactory, RelationshipFactory
from tests.integration.mentored import (
    accepted,
    asked,
    codes,
    link_to,
    mentors_page,
    running_with_lead_signed,
    text,
)

from kith.foundation.faults import KithError
from kith.foundation.words import Text
from kith.programmes.durations import parse
from kith.programmes.learning import MentorKind
from kith.service.cohorts.domain.tasks import tasks_of_person
from kith.service.cohorts.models import Place
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.personal_data import erase_person
from kith.service.core.models import Mail
from kith.service.learning.domain.teaching import mentor_file, mentor_queries, mentoring
from kith.service.learning.domain.teaching.mentor_mails import time_asked
from kith.service.learning.models import Member, MentorRequest
from kith.service.people.domain.merging import merge_people
from kith.service.people.models import Person

pytestmark = pytest.mark.django_db
State = MentorRequest.State


@pytest.fixture(scope="module")
def kept_cohort(keep):
    return keep(running_with_lead_signed)


@pytest.fixture
def made(kept_cohort, db):
    return kept_cohort()


def test_a_mentor_from_elsewhere_gets_the_relationship_and_nothing_else(made):
    """A stranger to this organisation, who takes part in another one's programme."""
    elsewhere = PlaceFactory(state=Place.State.CONFIRMED, person__email="ito@example.org")
    (relationship,) = accepted(made)
    mentor = Person.objects.get(email="ito@example.org")
    assert mentor == elsewhere.person
    pair = RelationshipFactory(
        cohort=made.cohort, pair__left=made.places["Amina"], pair__right=made.places["Ben"]
    )
    other = MentoringFactory(cohort=made.cohort, mentee=made.places["Chen"])
    amina = made.places["Amina"].pk
    assert ask(mentor, reverse("learning:together", args=[relationship.pk])).status_code == 200
    assert ask(mentor, reverse("learning:own_sessions", args=[elsewhere.pk])).status_code == 200
    closed = [
        reverse("learning:together", args=[pair.pk]),
        reverse("learning:together", args=[other.pk]),
        reverse("learning:begin_project", args=[pair.pk]),
        reverse("learning:own_sessions", args=[amina]),
        reverse("cohorts:show", args=[made.cohort.pk]),
        reverse("cohorts:people", args=[made.cohort.pk]),
        mentors_page(made),
        reverse("learning:sessions", args=[made.cohort.pk]),
        reverse("learning:resources", args=[made.cohort.pk]),
    ]
    assert {ask(mentor, address).status_code for address in closed} == {404}
    shown = text(ask(mentor, reverse("learning:together", args=[relationship.pk])))
    for hidden in ("Ben Okafor", "Chen Li", "Eve Marsh"):
        assert hidden not in shown
    lead = made.lead
    assert ask(lead, reverse("learning:together", args=[relationship.pk])).status_code in {403, 404}


def test_one_person_takes_part_and_mentors_in_the_same_cohort(made):
    row = asked(made, "Amina", email="eve@example.org", name="Eve")
    eve = made.places["Eve"].person
    assert row.person == eve
    (task,) = [task for _about, task in tasks_of_person(eve) if "would mentor" in task.title]
    page = ask(eve, task.address)
    assert "Would you be a mentor?" in text(page)
    assert ask(made.places["Ben"].person, task.address).status_code == 404
    assert send(eve, task.address, {"answer": "yes"}).status_code == 302
    (relationship,) = mentoring.accept(
        by=Actor.of_person(eve), request=row, place_ids=[made.places["Amina"].pk]
    )
    assert ask(eve, reverse("learning:together", args=[relationship.pk])).status_code == 200
    assert ask(eve, reverse("learning:own_sessions", args=[made.places["Eve"].pk])).status_code == 200
    pair = RelationshipFactory(
        cohort=made.cohort, pair__left=made.places["Amina"], pair__right=made.places["Ben"]
    )
    mine = text(ask(made.places["Amina"].person, reverse("learning:together", args=[pair.pk])))
    theirs = text(ask(made.places["Ben"].person, reverse("learning:together", args=[pair.pk])))
    assert "Your mentors" in mine
    assert reverse("learning:together", args=[relationship.pk]) in mine
    assert "Your mentors" not in theirs


def test_several_kinds_and_several_mentors_stand_beside_each_other(made):
    accepted(made, "Amina")
    accepted(made, "Amina", email="ray@example.org", name="Ray")
    asked(made, "Amina", email="kim@example.org", name="Kim")
    held = mentor_queries.held_by(made.cohort, [made.places["Amina"].pk])[made.places["Amina"].pk]
    assert [(one.name, one.state) for one in held] == [
        ("Dr Ito", State.ACCEPTED),
        ("Ray", State.ACCEPTED),
        ("Kim", State.ASKED),
    ]


HEADS = "Mentor,Mentor’s e-mail address,Mentee’s e-mail address\n"


def from_file(made, rows):
    stream = io.BytesIO((HEADS + rows).encode())
    return mentor_file.ask_from_file(by=made.by, cohort=made.cohort, name="mentors.csv", stream=stream)


def test_a_file_asks_each_mentor_once_or_nobody(made):
    wrong = (
        "Dr Ito,ito@example.org,amina@example.org\n"
        "Dr Ito,no address,ben@example.org\n"
        "Ray,ray@example.org,nobody@example.org\n"
        "Ben,ben@example.org,ben@example.org\n"
        ",kim@example.org,chen@example.org\n"
    )
    with pytest.raises(KithError) as refused:
        from_file(made, wrong)
    assert sorted((fault.where.row, fault.code) for fault in refused.value.faults) == [
        (3, "tables.not_an_address"),
        (4, "learning.mentors_file_mentee"),
        (5, "learning.mentor_of_oneself"),
        (6, "tables.blank"),
    ]
    assert not MentorRequest.objects.exists()
    assert not Person.objects.filter(email="ray@example.org").exists()
    right = (
        "Dr Ito,ito@example.org,amina@example.org\nDr Ito,Ito@example.org,ben@example.org\n"
        "Ray,ray@example.org,chen@example.org\n"
    )
    assert from_file(made, right) == 2
    assert from_file(made, right) == 0
    assert Mail.objects.filter(purpose="learning.mentor_request").count() == 2


def test_who_is_forgotten_is_asked_no_more_and_named_in_no_mail(made):
    row = asked(made, "Amina", "Ben")
    address = link_to(row)
    accepted(made, "Chen", email="ray@example.org", name="Ray")
    erase_person(by=made.by, person=row.person)
    row.refresh_from_db()
    assert row.state == State.WITHDRAWN
    assert Client().get(address).status_code >= 400
    ray = Person.objects.get(email="ray@example.org")
    erase_person(by=made.by, person=ray)
    words = " ".join(Mail.objects.values_list("body", flat=True))
    assert "Ray" not in words
    assert not re.search("Dr Ito|Amina Yusuf, Ben", words)


def test_the_list_asks_the_same_for_one_and_for_many(made):
    def asked_for():
        with CaptureQueriesContext(connection) as found:
            assert ask(made.lead, mentors_page(made)).status_code == 200
        return len(found)

    accepted(made, "Amina")
    few = asked_for()
    for number in range(3):
        place = PlaceFactory(cohort=made.cohort, state=Place.State.CONFIRMED)
        MentoringFactory(cohort=made.cohort, mentee=place)
        MentorRequestFactory(
            cohort=made.cohort, mentees=[place], state=State.DECLINED if number else State.ASKED
        )
    assert asked_for() == few


def test_a_mentor_who_reads_chinese_is_asked_in_chinese(made, chinese):
    PersonFactory(email="ito@example.org", name="伊藤", language=chinese)
    row = asked(made)
    mail = Mail.objects.get(to_address="ito@example.org")
    assert mail.subject == "您愿意在“Spring”担任导师吗？"
    assert "我们希望有3 次交谈，每次1 小时，大约每 2 个月一次。" in mail.body
    opened = text(Client().get(link_to(row)))
    assert "您愿意担任导师吗？" in opened
    assert "您的答复" in opened
    assert "What you see" not in opened


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ({}, "How often you meet is for the two of you to agree."),
        ({"times": 1}, "We ask for 1 talk."),
        ({"times": 2, "each": "PT90M"}, "We ask for 2 talks of 90 minutes."),
        ({"times": 4, "every": "P1M"}, "We ask for 4 talks, about once a month."),
        ({"times": 4, "each": "PT1H", "every": "P2W"}, "We ask for 4 talks of 1 hour, about every 2 weeks."),
    ],
)
def test_the_time_asked_is_said_as_far_as_the_definition_says_it(kind, said):
    times = {name: parse(value) if isinstance(value, str) else value for name, value in kind.items()}
    assert time_asked(MentorKind("coach", Text.of("Coach"), ("clinician",), **times)) == said


KINDS = """
[[mentor]]
key = "academic"
name = { en = "Academic mentor" }
roles = ["clinician"]

[[mentor]]
key = "peer"
name = { en = "Peer mentor" }

[portfolio]
"""


def test_a_programme_with_three_kinds_of_mentor_at_once(made):
    own = definition_text().replace("\n[portfolio]\n", KINDS)
    made.cohort.definition = DefinitionVersionFactory(organisation=made.cohort.organisation, text=own)
    made.cohort.save()
    accepted(made, "Amina")
    accepted(made, "Amina", kind="academic", email="ray@example.org", name="Ray")
    asked(made, "Amina", "Ben", kind="peer", email="kim@example.org", name="Kim")
    with pytest.raises(KithError) as refused:
        asked(made, "Ben", kind="academic", email="ray@example.org", name="Ray")
    assert codes(refused) == ["learning.mentee_other_side"]
    shown = text(ask(made.lead, mentors_page(made)))
    for said in ("Academic mentor", "Peer mentor", "Dr Ito", "Ray", "Kim"):
        assert said in shown
    without = text(ask(made.lead, mentors_page(made, "?without=academic")))
    assert "Chen Li" in without
    assert "Amina Yusuf" not in without
    assert "Ben Okafor" not in without


def test_two_accounts_that_become_one_person_do_not_mentor_themselves(made):
    row = asked(made, "Amina", "Ben")
    amina = made.places["Amina"].person
    merge_people(by=Actor.system("tests"), keep=amina, other=row.person)
    row.refresh_from_db()
    assert row.person == amina
    shown = text(ask(amina, reverse("learning:own_mentor_request", args=[row.pk])))
    assert "Ben Okafor" in shown
    with pytest.raises(KithError) as refused:
        mentoring.accept(by=Actor.of_person(amina), request=row, place_ids=[made.places["Amina"].pk])
    assert codes(refused) == ["learning.request_nobody"]


def test_whoever_wants_no_contact_meanwhile_is_not_mentored(made):
    row = asked(made, "Amina", "Ben")
    pair = MentoringFactory(
        cohort=CohortFactory(), mentee=PlaceFactory(person=row.person), mentor=made.places["Ben"].person
    )
    Member.objects.filter(relationship=pair, person=row.person).update(blocked_at=timezone.now())
    opened = text(Client().get(link_to(row)))
    assert "Amina Yusuf" in opened
    assert "Ben Okafor" not in opened

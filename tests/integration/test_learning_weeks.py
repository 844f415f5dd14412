"""Whose week is free, what the home and the page of a pair show of meetings, and in how many queries."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories import PersonFactory
from tests.factories.learning import MeetingFactory, MentoringFactory, RelationshipFactory
from tests.integration.meeting_pairs import (
    actors,
    address,
    day,
    entry,
    faulty,
    log,
    pair,
    people,
    propose,
    ticks,
)

from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.meeting import availability, logbook
from kith.service.learning.domain.meeting.times import Window

pytestmark = pytest.mark.django_db
__all__ = ["pair"]


def test_what_is_taken_already_is_not_offered(pair):
    members = list(pair.members.select_related("person"))
    amina = people(pair)[0]
    for person in people(pair):
        availability.save(
            by=Actor.of_person(person),
            person=person,
            windows=[Window(weekday, dt.time(0), dt.time(23, 59)) for weekday in range(7)],
        )
    before = availability.times_for(members, amina, 60)
    taken = before[2]
    MeetingFactory(relationship=pair, state="planned", on=taken.date(), starts_at=taken, minutes=60)
    after = availability.times_for(members, amina, 60)
    assert len(after) == 8
    hour = dt.timedelta(hours=1)
    assert all(at + hour <= taken or at >= taken + hour for at in after)


def test_finding_times_takes_the_same_queries_for_any_week(pair, django_assert_num_queries):
    members = list(pair.members.select_related("person"))
    with django_assert_num_queries(4):
        availability.times_for(members, people(pair)[0], 60)


def test_one_week_is_its_owner_s(client, pair):
    amina = people(pair)[0]
    client.force_login(amina)
    here = reverse("learning:calendar")
    rows = {"count": "1", "starts_1_0": "9:30", "ends_1_0": "12"}
    more = client.post(here, rows | {"more": "1"}).content.decode()
    assert 'name="count" value="2"' in more
    assert 'value="9:30"' in more
    bad = rows | {"starts_2_0": "14:00", "ends_2_0": "13:00", "starts_3_0": "9:00", "ends_4_0": "x"}
    answer = client.post(here, bad)
    assert (answer.status_code, faulty(answer)) == (422, {"ends_2_0", "ends_3_0", "ends_4_0"})
    assert client.post(here, rows).status_code == 302
    assert availability.week_of(amina) == (Window(1, dt.time(9, 30), dt.time(12)),)
    with pytest.raises(ValueError, match="own"):
        availability.save(by=actors(pair)[1], person=amina, windows=[])


def test_half_days_of_the_preferences_are_a_first_draft(client, pair):
    from kith.service.matches.models import Preferences

    amina = people(pair)[0]
    said = ["mon_am", "mon_pm", "wed_pm", "whenever"]
    Preferences.objects.create(
        place=pair.pair.left, answers={"availability": said}, submitted_at=timezone.now()
    )
    assert availability.suggested_week(amina) == (
        Window(0, dt.time(9), dt.time(13)),
        Window(0, dt.time(13), dt.time(17)),
        Window(2, dt.time(13), dt.time(17)),
    )
    client.force_login(amina)
    assert "We filled this in" in client.get(reverse("learning:calendar")).content.decode()
    assert not amina.availability.exists()


def test_the_home_asks_once_in_however_many_pairs(pair, django_assert_num_queries):
    amina = people(pair)[0]
    from kith.service.learning.domain.meeting.waiting import tasks_of_member

    for _n in range(3):
        other = RelationshipFactory(pair__left__person=amina)
        propose(other, by=Actor.of_person(other.pair.right.person))
    with django_assert_num_queries(1):
        assert len(tasks_of_member(amina)) == 3


def test_a_mentor_and_whom_they_mentor_meet_without_an_activity(client):
    mentoring = MentoringFactory()
    mentee = mentoring.members.get(part="mentee").person
    client.force_login(mentee)
    page = client.get(address("log", mentoring)).content.decode()
    assert "What did you do?" not in page
    sent = {"sent_once": str(uuid4()), "day": "today", "length": "45"}
    assert client.post(address("log", mentoring), sent).status_code == 302
    meeting = mentoring.meetings.get()
    assert (meeting.activity, meeting.minutes) == ("", 45)
    assert client.get(address("change_entry", mentoring, meeting.pk)).status_code == 200
    ask = address("propose", mentoring) + "?length=30"
    times = ticks(client.get(ask), "times")
    answer = client.post(ask, {"sent_once": str(uuid4()), "times": times[:1]})
    assert answer.status_code == 302
    assert "No time is fixed yet." in client.get(answer["Location"]).content.decode()
    client.force_login(mentoring.members.get(part="mentor").person)
    page = client.get(address("together", mentoring)).content.decode()
    assert "Meeting: say which times you can make" in page
    assert "45 minutes" in page


def test_the_page_of_a_pair_says_what_is_next_what_was_and_how_much(client, pair):
    amina, sita = actors(pair)
    client.force_login(people(pair)[0])
    here = address("together", pair)
    page = client.get(here).content.decode()
    assert "None is planned." in page
    assert "Nothing is logged yet." in page
    for number in range(1, 7):
        log(pair, by=sita if number % 2 else amina, on=day(-number), minutes=None if number == 1 else 60)
    log(pair, by=sita, activity="shadowing", minutes=240, watcher_id=people(pair)[1].pk)
    page = client.get(here).content.decode()
    assert "6 times, 5 hours; the length of 1 is not known" in page
    assert "6 times of 1 hour" in page
    assert "Not yet; you were watched: 1 time, 4 hours" in page
    assert "See all that is logged" in page
    listed = client.get(address("meetings", pair)).content.decode()
    assert listed.count("/change/") == 3
    log_for_them = logbook.log_for_them(
        by=Actor.of_person(PersonFactory()), relationship=pair, entry=entry(on=day(-9)), sent_once=None
    )
    assert log_for_them.is_logged_for_them
    assert (
        "logged by the people who run the programme" in client.get(address("meetings", pair)).content.decode()
    )


def test_a_list_takes_the_same_queries_for_one_entry_and_for_three(client, pair):
    client.force_login(people(pair)[0])
    counts = []
    for number in (1, 2, 3):
        log(pair, on=day(-number))
        with CaptureQueriesContext(connection) as asked:
            client.get(address("meetings", pair))
        counts.append(len(asked))
    assert len(set(counts)) == 1

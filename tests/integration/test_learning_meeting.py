"""Meetings are logged: three taps, once, corrected by who wrote them, by a coordinator, by a mailed link."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories import PersonFactory
from tests.factories.learning import MeetingFactory
from tests.integration.meeting_pairs import (
    actors,
    address,
    codes,
    day,
    entry,
    faulty,
    log,
    pair,
    people,
    today,
)

from kith.foundation.faults import KithError
from kith.foundation.messages import sentence
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import issue_link
from kith.service.core.models import AuditEvent, LinkPurpose, Mail
from kith.service.learning.domain.meeting import logbook
from kith.service.learning.models import Member

pytestmark = pytest.mark.django_db
__all__ = ["pair"]


def test_logging_is_three_taps_and_the_same_form_twice_is_one(client, pair):
    amina, _sita = people(pair)
    client.force_login(amina)
    page = client.get(address("log", pair)).content.decode()
    assert "Log a meeting with Sita" in page
    once = str(uuid4())
    sent = {"sent_once": once, "activity": "conversation", "day": "today", "length": "60"}
    for _again in range(2):
        answer = client.post(address("log", pair), sent)
        assert (answer.status_code, answer["Location"]) == (302, address("together", pair))
    (meeting,) = pair.meetings.all()
    assert (meeting.on, meeting.minutes, meeting.state, meeting.logged_by) == (today(), 60, "held", amina)
    pair.refresh_from_db()
    assert pair.last_met_on == today()
    assert AuditEvent.objects.filter(action="learning.log_meeting").count() == 1


@pytest.mark.parametrize(
    ("instead", "code"),
    [
        ({"on": day(1)}, "learning.day_to_come"),
        ({"on": dt.date(2020, 1, 1)}, "learning.day_before"),
        ({"minutes": 0}, "learning.minutes"),
        ({"minutes": 2000}, "learning.minutes"),
        ({"activity": "workshop"}, "learning.no_such_activity"),
        ({"activity": ""}, "learning.no_such_activity"),
        ({"activity": "conversation", "watcher_id": uuid4()}, "learning.no_such_watcher"),
        ({"activity": "shadowing", "watcher_id": uuid4()}, "learning.no_such_watcher"),
    ],
)
def test_what_cannot_be_is_refused_in_words(pair, instead, code):
    with pytest.raises(KithError) as refused:
        log(pair, **instead)
    assert codes(refused) == [code]
    assert all(sentence(fault) for fault in refused.value.faults)
    assert not pair.meetings.exists()


def test_the_form_says_what_is_missing(client, pair):
    client.force_login(people(pair)[0])
    sent = {"sent_once": str(uuid4()), "activity": "shadowing", "day": "other", "length": "other"}
    answer = client.post(address("log", pair), sent)
    assert (answer.status_code, faulty(answer)) == (422, {"on", "minutes", "watcher"})
    sent |= {"minutes": "2000", "on_day": "31", "on_month": "2", "on_year": "2026"}
    assert faulty(client.post(address("log", pair), sent)) == {"on", "minutes", "watcher"}


def test_today_is_the_day_where_the_person_is(pair):
    amina, sita = actors(pair)
    there = today("Asia/Kathmandu")
    assert log(pair, by=sita, on=there).on == there
    if there > today():
        with pytest.raises(KithError):
            log(pair, by=amina, on=there, activity="shadowing")


def test_both_log_the_same_meeting_and_the_second_is_asked(client, pair):
    amina, sita = actors(pair)
    held = today("Asia/Kathmandu") - dt.timedelta(days=1)  # "yesterday" is said where the person is
    log(pair, by=amina, on=held)
    with pytest.raises(KithError) as refused:
        log(pair, by=sita, on=held)
    assert codes(refused) == ["learning.already_logged"]
    client.force_login(people(pair)[1])
    sent = {"sent_once": str(uuid4()), "activity": "conversation", "day": "yesterday", "length": "30"}
    answer = client.post(address("log", pair), sent)
    assert answer.status_code == 422
    assert "This was another one on the same day" in answer.content.decode()
    assert client.post(address("log", pair), sent | {"is_another": "on"}).status_code == 302
    assert pair.meetings.filter(state="held").count() == 2


def test_what_was_planned_for_the_day_is_what_was_held(pair):
    planned = MeetingFactory(
        relationship=pair, state="planned", activity="conversation", on=day(-1), starts_at=timezone.now()
    )
    assert log(pair, minutes=45).pk == planned.pk
    assert pair.meetings.get().minutes == 45


def test_own_entries_are_corrected_and_removed_and_the_audit_keeps_only_names(client, pair):
    amina, sita = people(pair)
    meeting = log(pair, once=(once := uuid4()))
    client.force_login(sita)
    assert client.get(address("change_entry", pair, meeting.pk)).status_code == 422
    assert client.post(address("remove_entry", pair, meeting.pk)).status_code == 422
    client.force_login(amina)
    assert client.get(address("change_entry", pair, meeting.pk)).status_code == 200
    sent = {"activity": "conversation", "day": "yesterday", "length": "unknown"}
    assert client.post(address("change_entry", pair, meeting.pk), sent).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.minutes, meeting.on, meeting.sequence) == (None, day(-1), 1)
    assert AuditEvent.objects.get(action="learning.correct_meeting").fields == ["minutes"]
    assert client.get(address("remove_entry", pair, meeting.pk)).status_code == 200
    client.post(address("remove_entry", pair, meeting.pk))
    pair.refresh_from_db()
    assert (pair.meetings.get().state, pair.last_met_on) == ("cancelled", None)
    assert log(pair, once=once).state == "cancelled"  # the old form, sent again, brings nothing back


def test_the_coordinator_logs_for_them_and_both_are_told_once(pair):
    once = uuid4()
    by = Actor.of_person(PersonFactory())
    for _again in range(2):
        meeting = logbook.log_for_them(by=by, relationship=pair, entry=entry(), sent_once=once)
    assert (meeting.is_logged_for_them, meeting.logged_by) == (True, None)
    assert Mail.objects.filter(purpose="learning.meeting_logged").count() == 2
    assert logbook.may_correct(meeting, people(pair)[1])


def test_a_mailed_link_shows_a_first_name_and_the_form_and_opens_nothing_else(client, pair):
    amina, sita = people(pair)
    later = timezone.now() + dt.timedelta(days=30)
    _link, path = issue_link(purpose=LinkPurpose.LOG_MEETING, subject=pair, person_id=amina.pk, expires=later)
    page = client.get(path).content.decode()
    assert "Sita" in page
    assert not any(word in page for word in ("Gurung", sita.email, "Yusuf", amina.email, pair.cohort.name))
    secret = path.strip("/").split("/")[1]
    for name in ("feed",):
        assert client.get(reverse(f"learning:{name}", args=[secret])).status_code == 404
    sent = {"sent_once": str(uuid4()), "activity": "conversation", "day": "today", "length": "30"}
    assert client.post(path, sent).status_code == 302
    assert client.post(path, sent).status_code == 302
    assert pair.meetings.get().logged_by == amina
    assert "Thank you" in client.get(f"{path}?done=1").content.decode()
    Member.objects.filter(relationship=pair, person=amina).update(left_at=timezone.now())
    assert client.get(path).status_code == 404
    assert client.get(address("together", pair)).status_code == 302  # to sign in

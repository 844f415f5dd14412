"""A planned meeting keeps its hour, is moved and called off with notice, and asks whether it was held."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.factories.learning import MeetingFactory
from tests.integration.meeting_pairs import (
    actors,
    address,
    codes,
    day,
    log,
    pair,
    people,
    propose,
)

from kith.foundation.faults import KithError
from kith.foundation.messages import sentence
from kith.service.cohorts.domain.tasks import tasks_of_person
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.events import publish
from kith.service.core.models import Mail
from kith.service.learning.domain.events import RelationshipEnded
from kith.service.learning.domain.meeting import planning, proposing
from kith.service.learning.models import Meeting, Member, Relationship

pytestmark = pytest.mark.django_db
__all__ = ["pair"]


def test_an_hour_that_the_clocks_jump_over_is_refused_with_the_next(time_machine, pair):
    time_machine.move_to(dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC))
    with pytest.raises(KithError) as refused:
        propose(pair, (dt.date(2026, 3, 29), dt.time(1, 30)))
    assert codes(refused) == ["learning.hour_skipped"]
    assert "2am on Sunday 29 March 2026" in sentence(refused.value.faults[0])


def test_a_planned_meeting_keeps_its_hour_when_the_clocks_change_and_when_somebody_moves(time_machine, pair):
    time_machine.move_to(dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC))
    amina, sita = actors(pair)
    meeting = propose(pair, (dt.date(2026, 4, 2), dt.time(9)))
    choice = meeting.choices.get()
    proposing.answer(by=sita, meeting=meeting, can={choice.pk})
    planning.fix(by=amina, meeting=meeting, choice=choice)
    assert meeting.starts_at == dt.datetime(2026, 4, 2, 8, tzinfo=dt.UTC)
    person = people(pair)[0]
    person.time_zone = "Asia/Shanghai"
    person.save()
    planning.move(by=sita, meeting=meeting, on=dt.date(2026, 4, 2), at=dt.time(14), zone="Asia/Kathmandu")
    body = Mail.objects.get(purpose="learning.meeting_moved", person=person).body
    assert "Thursday 2 April 2026 at 4:15pm (your time), 2pm for Sita" in body


def test_moved_and_called_off_with_notice_to_all(client, pair):
    meeting = MeetingFactory(
        relationship=pair, state="planned", activity="conversation", on=day(2), at=dt.time(9),
        starts_at=timezone.now() + dt.timedelta(days=2),
    )  # fmt: skip
    client.force_login(people(pair)[1])
    new = day(5)
    sent = {"on_day": new.day, "on_month": new.month, "on_year": new.year, "at": "14.30", "where": "Room 9"}
    assert client.get(address("move_meeting", pair, meeting.pk)).status_code == 200
    assert client.post(address("move_meeting", pair, meeting.pk), sent).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.on, meeting.at, meeting.zone, meeting.sequence) == (
        new, dt.time(14, 30), "Asia/Kathmandu", 1,
    )  # fmt: skip
    assert Mail.objects.filter(purpose="learning.meeting_moved").count() == 2
    assert client.get(address("cancel_meeting", pair, meeting.pk)).status_code == 200
    for _again in range(2):
        assert client.post(address("cancel_meeting", pair, meeting.pk)).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence) == ("cancelled", 2)
    assert Mail.objects.filter(purpose="learning.meeting_cancelled").count() == 2


def test_proposals_that_nobody_answered_expire_quietly(pair):
    meeting = propose(pair)
    mails = Mail.objects.count()
    last = meeting.choices.last().starts_at
    assert proposing.expire_due(last - dt.timedelta(minutes=1)) == 0
    assert [proposing.expire_due(last), proposing.expire_due(last)] == [1, 0]
    meeting.refresh_from_db()
    assert meeting.state == "cancelled"
    assert Mail.objects.count() == mails


def test_nothing_is_planned_with_somebody_who_blocked_and_it_is_not_said(pair):
    Member.objects.filter(person=people(pair)[1]).update(blocked_at=timezone.now())
    with pytest.raises(KithError) as refused:
        propose(pair)
    assert codes(refused) == ["learning.cannot_plan"]
    assert "block" not in sentence(refused.value.faults[0])


def test_when_it_ends_what_lay_ahead_is_off(django_capture_on_commit_callbacks, pair):
    from django.db import transaction

    ahead = MeetingFactory(
        relationship=pair, state="planned", on=day(2), starts_at=timezone.now() + dt.timedelta(days=2)
    )
    proposed, held = propose(pair), log(pair)
    with transaction.atomic():
        Relationship.objects.filter(pk=pair.pk).update(state="ended", ended_at=timezone.now())
        publish(RelationshipEnded(pair.pk, Actor.system("tests")))
    assert (
        list(Meeting.objects.filter(pk__in=[ahead.pk, proposed.pk]).values_list("state", flat=True))
        == ["cancelled"] * 2
    )
    held.refresh_from_db()
    assert held.state == "held"


def test_did_you_meet(client, pair):
    amina, sita = people(pair)
    meetings = [
        MeetingFactory(
            relationship=pair, state="planned", activity="conversation", on=day(-number),
            starts_at=timezone.now() - dt.timedelta(days=number),
        )
        for number in (2, 3)
    ]  # fmt: skip
    titles = [task.title for _about, task in tasks_of_person(amina)]
    assert len(titles) == 2
    assert all(title.startswith("Did you meet on ") for title in titles)
    client.force_login(amina)
    assert "Yes, we met" in client.get(address("meeting", pair, meetings[0].pk)).content.decode()
    client.post(address("say_whether", pair, meetings[0].pk), {"took_place": "yes"})
    client.force_login(sita)
    client.post(address("say_whether", pair, meetings[0].pk), {"took_place": "no"})  # said already
    client.post(address("say_whether", pair, meetings[1].pk), {"took_place": "no"})
    for meeting in meetings:
        meeting.refresh_from_db()
    assert [(one.state, one.logged_by) for one in meetings] == [("held", amina), ("missed", sita)]
    assert tasks_of_person(amina) == []


def test_a_shadowing_day_is_fixed_when_everybody_has_read_what_may_be_watched(client, pair):
    amina, sita = actors(pair)
    client.force_login(people(pair)[0])
    ask = address("propose", pair) + "?activity=shadowing&length=240"
    page = client.get(ask)
    assert "What may be watched" in page.content.decode()
    nine = {"on_1_day": day(9).day, "on_1_month": day(9).month, "on_1_year": day(9).year, "at_1": "9:00"}
    sent = {"sent_once": str(uuid4()), "watcher": str(people(pair)[0].pk), **nine}
    refused = client.post(ask, sent)
    assert refused.status_code == 422
    assert "Read what may be watched" in refused.content.decode()
    assert client.post(ask, sent | {"has_read_rule": "on"}).status_code == 302
    meeting = pair.meetings.get()
    assert meeting.watcher == people(pair)[0]
    choice = meeting.choices.get()
    with pytest.raises(KithError) as again:
        proposing.answer(by=sita, meeting=meeting, can={choice.pk})
    assert codes(again) == ["learning.rule_not_read"]
    proposing.answer(by=sita, meeting=meeting, can={choice.pk}, has_read_rule=True)
    choice.replies.filter(person=people(pair)[1]).update(has_read_rule=False)
    with pytest.raises(KithError) as unread:
        planning.fix(by=amina, meeting=meeting, choice=choice)
    assert codes(unread) == ["learning.rule_not_read_by_all"]
    choice.replies.update(has_read_rule=True)
    assert planning.fix(by=amina, meeting=meeting, choice=choice).state == "planned"

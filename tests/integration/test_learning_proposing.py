"""Times for meeting are proposed, answered and fixed; what cannot be is refused in words."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from tests.integration.meeting_pairs import (
    State,
    actors,
    address,
    codes,
    day,
    pair,
    people,
    propose,
    ticks,
)

from kith.foundation.faults import KithError
from kith.service.cohorts.domain.tasks import tasks_of_person
from kith.service.core.models import Mail
from kith.service.learning.domain.meeting import planning, proposing
from kith.service.learning.domain.meeting.proposing import Wanted
from kith.service.learning.models import Meeting

pytestmark = pytest.mark.django_db
__all__ = ["pair"]


def test_times_are_proposed_answered_and_fixed_with_one_tap(client, pair):
    amina, sita = people(pair)
    client.force_login(amina)
    ask = address("propose", pair) + "?activity=conversation&length=60"
    page = client.get(ask)
    offered = ticks(page, "times")
    assert 1 <= len(offered) <= 8
    assert "for Sita" in page.content.decode()
    once = str(uuid4())
    sent = {"sent_once": once, "times": offered[:2], "where": "Room 4"}
    answers = [client.post(ask, sent) for _again in range(2)]
    meeting = pair.meetings.get()
    assert {answer["Location"] for answer in answers} == {address("meeting", pair, meeting.pk)}
    (mail,) = Mail.objects.filter(purpose="learning.meeting_proposed")
    assert mail.person == sita
    assert "Room 4" not in mail.body
    assert "Amina" in mail.body
    assert [task.title for _about, task in tasks_of_person(sita)] == [
        "Amina proposes times to meet: say which you can make"
    ]

    client.force_login(sita)
    here = address("meeting", pair, meeting.pk)
    assert "Which of these can you make?" in client.get(here).content.decode()
    first = meeting.choices.first()
    assert client.post(address("answer_times", pair, meeting.pk), {}).status_code == 302
    assert first.replies.count() == 1  # nothing ticked is no answer
    client.post(address("answer_times", pair, meeting.pk), {"can": [str(first.pk)]})
    assert tasks_of_person(sita) == []
    assert Mail.objects.get(purpose="learning.meeting_answered").person == amina
    assert "Times that you all can make" in client.get(here).content.decode()
    client.post(address("fix_meeting", pair, meeting.pk), {"choice": str(first.pk)})
    meeting.refresh_from_db()
    assert (meeting.state, meeting.starts_at, meeting.zone) == ("planned", first.starts_at, "Europe/London")
    pair.refresh_from_db()
    assert pair.next_meeting_at == first.starts_at
    assert {mail.person for mail in Mail.objects.filter(purpose="learning.meeting_planned")} == {amina, sita}
    page = client.get(here).content.decode()
    assert "Room 4" in page
    assert "(your time)" in page


def test_of_two_who_fix_different_times_the_second_is_told(client, pair):
    amina, sita = actors(pair)
    meeting = propose(pair)
    first, second = meeting.choices.all()
    proposing.answer(by=sita, meeting=meeting, can={first.pk, second.pk})
    planning.fix(by=amina, meeting=meeting, choice=first)
    stale = Meeting.objects.select_related("relationship").get(pk=meeting.pk)
    stale.state = State.PROPOSED  # as the other's page still has it
    with pytest.raises(KithError) as refused:
        planning.fix(by=sita, meeting=stale, choice=second)
    assert codes(refused) == ["learning.already_fixed"]
    client.force_login(people(pair)[1])
    answer = client.post(address("fix_meeting", pair, meeting.pk), {"choice": str(second.pk)})
    assert answer.status_code == 422
    assert "A time has been fixed in the meantime" in answer.content.decode()
    assert planning.fix(by=sita, meeting=meeting, choice=first).starts_at == first.starts_at


def test_a_time_that_not_all_can_make_is_not_fixed(pair):
    amina, sita = actors(pair)
    meeting = propose(pair)
    first, second = meeting.choices.all()
    proposing.answer(by=sita, meeting=meeting, can={second.pk})
    with pytest.raises(KithError) as refused:
        planning.fix(by=amina, meeting=meeting, choice=first)
    assert codes(refused) == ["learning.not_all_can"]
    assert [choice.pk for choice in proposing.that_all_can_make(meeting)] == [second.pk]


@pytest.mark.parametrize(
    ("times", "code"),
    [
        ([], "learning.how_many_times"),
        ([(day(number), dt.time(9)) for number in range(3, 9)], "learning.how_many_times"),
        ([(day(-1), dt.time(9))], "learning.time_past"),
        ([(day(400), dt.time(9))], "learning.time_too_far"),
        ([(dt.date(9999, 1, 1), dt.time(9))], "learning.year_out_of_reach"),
    ],
)
def test_times_that_cannot_be_are_refused(pair, times, code):
    with pytest.raises(KithError) as refused:
        proposing.propose(
            by=actors(pair)[0],
            relationship=pair,
            wanted=Wanted("conversation", 60, times, "Europe/London"),
            sent_once=None,
        )
    assert codes(refused) == [code]

"""Two members act at the same moment, each on their own connection: one time is fixed, one entry is logged."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from tests.factories.learning import RelationshipFactory
from tests.integration.test_matches_two_leads import at_once

from kith.service.core.domain.actors import Actor
from kith.service.core.models import Mail
from kith.service.learning.domain.meeting import logbook, planning, proposing
from kith.service.learning.domain.meeting.entry import Entry
from kith.service.learning.models import Meeting, Relationship


@pytest.fixture
def pair(transactional_db):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads share the one connection of a database in memory")
    return RelationshipFactory()


def fresh(pair: Relationship) -> Relationship:
    return Relationship.objects.select_related("cohort__organisation", "cohort__definition").get(pk=pair.pk)


def test_one_time_is_fixed_and_one_entry_is_logged(pair):
    left, right = (Actor.of_person(place.person) for place in (pair.pair.left, pair.pair.right))
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    wanted = proposing.Wanted(
        "conversation", 60, [(tomorrow, dt.time(9)), (tomorrow, dt.time(14))], "Europe/London"
    )
    meeting = proposing.propose(by=left, relationship=fresh(pair), wanted=wanted, sent_once=None)
    choices = list(meeting.choices.all())
    proposing.answer(by=right, meeting=meeting, can={choice.pk for choice in choices})

    def fix(by, choice):
        one = Meeting.objects.select_related("relationship__cohort__organisation").get(pk=meeting.pk)
        return planning.fix(by=by, meeting=one, choice=choice)

    told = at_once(lambda: fix(left, choices[0]), lambda: fix(right, choices[1]))
    assert len([one for one in told if one == "learning.already_fixed"]) == 1
    assert Meeting.objects.get(pk=meeting.pk).starts_at in {choice.starts_at for choice in choices}
    assert Mail.objects.filter(purpose="learning.meeting_planned").count() == 2

    once, entry = uuid4(), Entry("conversation", timezone.localdate(), 45)

    def log(by):
        return logbook.log(by=by, relationship=fresh(pair), entry=entry, sent_once=once)

    at_once(lambda: log(left), lambda: log(left), lambda: log(left))
    assert pair.meetings.filter(state="held").count() == 1

"""Everything that can happen to the last places happens at the same moment, each on its own connection."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from tests.factories import CohortFactory
from tests.factories.recruitment import ApplicationFactory, CallFactory
from tests.integration.test_matches_two_leads import at_once

from kith.service.core.domain.actors import Actor
from kith.service.people.domain.erasure import erase
from kith.service.recruitment.domain.applying import applying
from kith.service.recruitment.domain.selecting import deciding, offers
from kith.service.recruitment.domain.selecting.room import room_of
from kith.service.recruitment.models import Application, Call, Decision, Offer

BY = Actor.system("tests")
WHY = {"reason": "The highest totals."}


@pytest.fixture
def call(transactional_db):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads share the one connection of a database in memory")
    starts = timezone.localdate() + timedelta(days=99)
    sides = {"clinician": {"min": 1, "max": 2}, "manager": {"min": 1, "max": 2}}
    return CallFactory(
        cohort=CohortFactory(sides=sides, starts_on=starts, ends_on=starts + timedelta(days=99))
    )


def fresh(row: Application) -> Application:
    return Application.objects.select_related("call__cohort__organisation", "person", "place").get(pk=row.pk)


def again(call: Call) -> Call:
    return Call.objects.select_related("cohort__organisation").get(pk=call.pk)


@transaction.atomic
def forget(row: Application) -> None:
    erase(by=BY, person=fresh(row).person)


def test_no_place_is_given_twice_and_none_is_lost(call):
    now = timezone.now()
    given = {"call": call, "state": "shortlisted", "shortlisted_at": now, "permitted_at": now}
    rows = [ApplicationFactory(**given) for _number in range(6)]
    first, second, third = rows[:3]
    offers.make_offers(by=BY, call=call, applications=rows[:2], **WHY)
    deciding.decide(by=BY, call=call, applications=rows[2:5], kind=Decision.Kind.WAIT, **WHY)
    at_once(
        lambda: offers.accept_offer(by=BY, application=fresh(first)),
        lambda: offers.accept_offer(by=BY, application=fresh(first)),
        lambda: forget(first),
        lambda: offers.decline_offer(by=BY, application=fresh(second)),
        lambda: applying.withdraw(by=BY, application=fresh(second)),
        lambda: applying.withdraw(by=BY, application=fresh(third)),
        lambda: offers.make_offers(by=BY, call=again(call), applications=[rows[5]], **WHY),
        lambda: offers.expire_due(timezone.now() + timedelta(days=30)),
    )
    room = room_of(again(call), "clinician")
    assert room.taken + room.offered <= room.most
    open_ones = Offer.objects.filter(state=Offer.State.OPEN).values("application")
    assert set(Application.objects.filter(state="offered")) == set(
        Application.objects.filter(pk__in=open_ones)
    )
    assert fresh(third).state == "withdrawn"
    assert not Application.objects.filter(state="accepted", place=None).exists()

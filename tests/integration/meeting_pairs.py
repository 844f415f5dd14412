"""A pair in two time zones, and what they do about meeting: for the tests of meetings."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories import PlaceFactory
from tests.factories.learning import RelationshipFactory

from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.meeting import logbook, proposing
from kith.service.learning.domain.meeting.entry import Entry
from kith.service.learning.domain.meeting.proposing import Wanted
from kith.service.learning.models import Meeting

State = Meeting.State


@pytest.fixture
def pair():
    """Amina in London and Sita in Kathmandu, since four weeks."""
    amina = PlaceFactory(state="confirmed", person__name="Amina Yusuf", person__email="amina@example.org")
    sita = PlaceFactory(
        cohort=amina.cohort,
        state="confirmed",
        side="manager",
        person__name="Sita Gurung",
        person__email="sita@example.org",
        person__time_zone="Asia/Kathmandu",
    )
    return RelationshipFactory(cohort=amina.cohort, pair__left=amina, pair__right=sita)


def people(pair):
    return pair.pair.left.person, pair.pair.right.person


def actors(pair):
    return tuple(Actor.of_person(person) for person in people(pair))


def today(zone="Europe/London"):
    return timezone.localdate(timezone=ZoneInfo(zone))


def day(ahead):
    return today() + dt.timedelta(days=ahead)


def entry(**instead):
    return Entry(**({"activity": "conversation", "on": day(-1), "minutes": 60} | instead))


def codes(refused):
    return sorted(fault.code for fault in refused.value.faults)


def log(pair, by=None, once=None, **instead):
    by = by or actors(pair)[0]
    return logbook.log(by=by, relationship=pair, entry=entry(**instead), sent_once=once)


def propose(pair, *times, by=None, **instead):
    times = times or ((day(3), dt.time(9)), (day(4), dt.time(14)))
    given = {"activity": "conversation", "minutes": 60, "times": times, "zone": "Europe/London"} | instead
    return proposing.propose(
        by=by or actors(pair)[0], relationship=pair, wanted=Wanted(**given), sent_once=None
    )


def address(name, pair, *more):
    return reverse(f"learning:{name}", args=[pair.pk, *more])


def faulty(answer):
    """The fields with an error beside them."""
    return set(re.findall(r'id="id_(\w+)-error"', answer.content.decode()))


def ticks(page, name):
    """What can be ticked in a list of boxes."""
    boxes = re.findall(r"<input[^>]*type=\"checkbox\"[^>]*>", page.content.decode())
    return [re.search(r'value="([^"]*)"', box)[1] for box in boxes if f'name="{name}"' in box]

"""A published call that is open, and applications to it."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.people import PersonFactory

from kith.programmes.shipped import load_instrument
from kith.questionnaires.types import Instrument, ItemKind
from kith.questionnaires.write import to_json
from kith.service.recruitment.models import Application, Call, Channel

SIDES = ("clinician", "manager")


@cache
def instrument_json(key: str) -> dict[str, Any]:
    return to_json(load_instrument(key))


@cache
def answers_for(side: str) -> dict[str, Any]:
    """An answer to every question of the side's application, as it is stored."""
    return plain_answers(load_instrument(f"{side}-application"))


def plain_answers(instrument: Instrument) -> dict[str, Any]:
    """The first option, the lowest number, a short text: something valid for each item."""
    found: dict[str, Any] = {}
    for item in instrument.items:
        if item.kind in (ItemKind.CHOICE, ItemKind.CHOICES):
            key = item.options[0].key
            found[item.key] = [key] if item.kind is ItemKind.CHOICES else key
        elif item.kind is ItemKind.NUMBER:
            found[item.key] = int(item.minimum or 0)
        elif item.kind is ItemKind.YES_NO:
            found[item.key] = True
        elif item.kind in (ItemKind.SHORT_TEXT, ItemKind.LONG_TEXT):
            found[item.key] = f"About {item.key}"
    return found


class CallFactory(DjangoModelFactory):
    """Published and open, with the forms that come with Kith pinned to it."""

    class Meta:
        model = Call

    cohort = factory.SubFactory(CohortFactory)
    address = factory.Sequence(lambda n: f"call-{n}")
    state = Call.State.PUBLISHED
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=7))
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))
    published_at = factory.SelfAttribute("opens_at")
    instruments = factory.LazyFunction(
        lambda: {side: instrument_json(f"{side}-application") for side in SIDES}
    )
    equality_instrument = factory.LazyFunction(lambda: instrument_json("equality"))


class ChannelFactory(DjangoModelFactory):
    class Meta:
        model = Channel

    call = factory.SubFactory(CallFactory)
    name = factory.Sequence(lambda n: f"Newsletter {n}")
    code = factory.Sequence(lambda n: f"newsletter-{n}")


class ApplicationFactory(DjangoModelFactory):
    """Sent, with everything answered. ``state="started", submitted_at=None, answers={}`` is one just begun."""

    class Meta:
        model = Application

    call = factory.SubFactory(CallFactory)
    side = "clinician"
    person = factory.SubFactory(PersonFactory)
    email = factory.LazyAttribute(lambda row: row.person.email if row.person else "")
    name = factory.LazyAttribute(lambda row: row.person.name if row.person else "")
    answers = factory.LazyAttribute(lambda row: dict(answers_for(row.side)))
    state = Application.State.SUBMITTED
    opened_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=3))
    submitted_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))

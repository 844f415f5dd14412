"""Sessions of a whole cohort, for the tests about them."""

from __future__ import annotations

from uuid import uuid4

from django.test import Client
from django.urls import reverse
from tests.factories import SecondFactorFactory
from tests.factories.running import running
from tests.integration.whole_teaching import with_workshops

from kith.service.core.models import Mail
from kith.service.learning.domain.teaching import planning


def running_with_workshops():
    """A running cohort with workshops, whose lead may sign in with a second factor."""
    made = with_workshops(running())
    SecondFactorFactory(user=made.lead)
    for place in made.places.values():
        place.cohort = made.cohort
    return made


def plan(made, *sessions, once=None):
    return planning.plan(by=made.by, cohort=made.cohort, sessions=list(sessions), sent_once=once or uuid4())


def codes(refused) -> list[str]:
    return [fault.code for fault in refused.value.faults]


def page(made, name, *rest):
    return reverse(f"learning:{name}", args=[made.cohort.pk, *rest])


def own(made, name="Amina"):
    return reverse("learning:own_sessions", args=[made.places[name].pk])


def text(response) -> str:
    return " ".join(response.content.decode().split())


def told(purpose: str) -> list[str]:
    return sorted(Mail.objects.filter(purpose=purpose).values_list("to_address", flat=True))


def post(person, address, form):
    client = Client()
    client.force_login(person)
    return client.post(address, form)

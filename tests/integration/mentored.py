"""Mentors asked and accepted, for the tests about them."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse
from django.utils import timezone
from tests.factories import SecondFactorFactory
from tests.factories.running import running

from kith.service.cohorts.domain.notices import notices_of
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.links import LinkWanted, issue
from kith.service.core.models import Mail
from kith.service.learning.domain.teaching import mentoring


def running_with_lead_signed():
    """A running cohort whose lead may sign in with a second factor."""
    made = running()
    SecondFactorFactory(user=made.lead)
    for place in made.places.values():
        place.cohort = made.cohort
    return made


def asked(made, *names, email="ito@example.org", **instead):
    wanted = {"kind": "mentor", "name": "Dr Ito", "email": email, "sent_once": uuid4()} | instead
    mentees = [made.places[name] for name in names or ("Amina",)]
    return mentoring.ask(by=made.by, cohort=made.cohort, mentees=mentees, **wanted)


def accepted(made, *names, **instead):
    row = asked(made, *names, **instead)
    by = Actor.of_person(row.person)
    return mentoring.accept(by=by, request=row, place_ids=[one.place_id for one in row.mentees.all()])


def link_to(request) -> str:
    """The address that the mail would carry."""
    mail = Mail.objects.get(once_key=f"learning.mentor_request:{request.pk}")
    return issue(LinkWanted.from_json(mail.link_wanted))[1]


def mentors_page(made, query=""):
    return reverse("learning:mentors", args=[made.cohort.pk]) + query


def text(response) -> str:
    return " ".join(response.content.decode().split())


def codes(refused) -> list[str]:
    return [fault.code for fault in refused.value.faults]


def notices(made, now=None):
    found = notices_of([made.cohort], now or timezone.now())
    return [one.words for one in found if "entor" in one.words]

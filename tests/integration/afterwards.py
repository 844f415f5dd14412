"""A cohort after its end, for the tests about alumni and series."""

import datetime as dt

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.learning import AlumnusFactory

from kith.service.cohorts.models import StageDate
from kith.service.core.domain.actors import Actor

TODAY = timezone.localdate


def over(made):
    """The cohort with its running stage behind it."""
    ended = {"starts_on": TODAY() - dt.timedelta(days=200), "ends_on": TODAY() - dt.timedelta(days=20)}
    StageDate.objects.filter(cohort=made.cohort, stage="running").update(**ended)
    made.cohort.starts_on = TODAY() - dt.timedelta(days=220)
    made.cohort.save()
    for place in made.places.values():
        place.refresh_from_db()
    return made


def code_of(refused):
    return [fault.code for fault in refused.value.faults]


def by(place):
    return Actor.of_person(place.person)


def page(person, address, status=200):
    client = Client()
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def post(person, address, **data):
    client = Client()
    client.force_login(person)
    return client.post(address, data)


def directory(made):
    return reverse("learning:alumni", args=[made.cohort.organisation.slug])


def an_alumnus(made, **given):
    offers = {"would_mentor": True, "would_review": True, "would_speak": True}
    return AlumnusFactory(organisation=made.cohort.organisation, **(offers | given))

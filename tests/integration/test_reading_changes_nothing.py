"""A page that is only looked at changes nothing: mail programs open links, browsers fetch ahead, people go back."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from tests.access_samples import SHUT_OFF, new_world
from tests.integration.test_access import ALL, Address, addresses, behind, let_in

from kith.service.core.domain import links
from kith.service.core.models import AuditEvent, LinkPurpose
from kith.service.core.web.access import Door
from kith.service.surveys.models import Invitation, PseudonymKey

pytestmark = pytest.mark.django_db
LEFT_OUT = (AuditEvent, PseudonymKey)
"""History notes that a file left the house; a cohort's key is drawn when it is first needed."""
OUR_APPS = {"core", "people", "cohorts", "surveys", "recruitment", "matches", "reports"}


def everything():
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.app_label in OUR_APPS and model not in LEFT_OUT
    }


@pytest.fixture(scope="module")
def kept_world(keep):
    return keep(new_world)


@pytest.fixture
def world(kept_world, db):
    return kept_world()


def refuse_equality_answers(execute, sql, params, many, context):
    """No page reads what somebody said of themselves, whoever looks: only a release being made does."""
    assert '"recruitment_equalityanswer"."answers"' not in sql
    return execute(sql, params, many, context)


@behind(Door.ROLE)
def test_a_look_at_a_page_changes_nothing(address: Address, world):
    place = address.of(world)
    seen = [world.people[holder] for holder in let_in(world, address.access)]
    clients = [Client() for _person in seen]
    for client, person in zip(clients, seen, strict=True):
        client.force_login(person)
    before = everything()
    with connection.execute_wrapper(refuse_equality_answers):
        for client in clients:
            client.get(place)
    assert everything() == before


@pytest.mark.parametrize("purpose", [LinkPurpose.CONFIRM_PLACE, LinkPurpose.ANSWER_WAVE, LinkPurpose.APPLY])
def test_a_link_that_a_mail_program_looks_at_is_not_an_answer(purpose, world):
    world.argument("surveys:answer", "invitation_id")
    subject = {
        LinkPurpose.CONFIRM_PLACE: world.place,
        LinkPurpose.ANSWER_WAVE: Invitation.objects.get(place=world.place),
        LinkPurpose.APPLY: world.application,
    }[purpose]
    later = timezone.now() + dt.timedelta(days=1)
    _link, path = links.issue_link(
        purpose=purpose, subject=subject, person_id=world.place.person_id, expires=later
    )
    secret = path.strip("/").split("/")[1]
    doors = [address for address in ALL if address.access and address.access.door == Door.LINK]
    places = [address.of(world, secret=secret) for address in doors if "secret" in address.arguments]
    before = everything()
    for place in places:
        Client().get(place)
    assert everything() == before


def test_no_view_lets_another_site_post_for_somebody():
    """The token of the page is asked of every form. Only programs' addresses are excused, where no cookie is read."""

    def excused(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from excused(pattern.url_patterns)
            elif pattern.callback.kith_access.door != Door.TOKEN and _is_excused(pattern.callback):
                yield pattern.name

    assert list(excused(get_resolver().url_patterns)) == []


def _is_excused(view):
    return getattr(view, "csrf_exempt", False)


def test_a_form_without_the_pages_token_is_refused(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["lead of the cohort"])
    posted = [
        address for address in addresses(get_resolver().url_patterns) if address.name == "matches:start"
    ]
    (address,) = posted
    assert address.name not in SHUT_OFF
    before = everything()
    assert client.post(address.of(world), {"best_for": "most"}).status_code == 403
    assert everything() == before

"""A page that is only looked at changes nothing: mail programs open links, browsers fetch ahead, people go back."""

import datetime as dt
import re
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from tests.access_samples import PARTICIPANT, SHUT_OFF, World, new_world
from tests.asking import look, sign_in_once
from tests.factories import PersonFactory
from tests.integration.test_access import ALL, Address, addresses, behind, let_in, told

from kith.service.core.domain import links
from kith.service.core.models import AuditEvent, LinkPurpose
from kith.service.core.web.access import Door
from kith.service.learning.models import Relationship
from kith.service.learning.web.reflecting.keeping import MARK, mark_for
from kith.service.surveys.models import Invitation, PseudonymKey

pytestmark = pytest.mark.django_db
LEFT_OUT = (AuditEvent, PseudonymKey)
"""History notes that a file left the house; a cohort's key is drawn when it is first needed."""
WITH_A_MARK = ("new_reflection", "change_reflection")
"""Their forms outlive a session and its token, so that no words are lost; a signed mark says for whom they are."""
OUR_APPS = {"core", "people", "cohorts", "surveys", "recruitment", "matches", "learning", "reports"}
OURS = {
    model._meta.db_table
    for model in apps.get_models()
    if model._meta.app_label in OUR_APPS and model not in LEFT_OUT
}
WRITES = re.compile(r'\s*(?:INSERT\b.*?\bINTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+"(\w+)"', re.IGNORECASE)


@contextmanager
def nothing_is_written():
    """No statement writes to a table of ours: to compare every row before and after costs more than the pages."""
    written = []

    def watch(execute, sql, params, many, context):
        found = WRITES.match(sql)
        if found and found[1] in OURS:
            written.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield
    assert written == []


@pytest.fixture(scope="module")
def kept_world(keep):
    return keep(signed_in)


def signed_in() -> World:
    world = new_world()
    sign_in_once(world.people.values())
    return world


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
    with nothing_is_written(), connection.execute_wrapper(refuse_equality_answers):
        answers = {told(look(world.people[holder], place)) for holder in let_in(world, address.access)}
    if address.name not in SHUT_OFF:
        assert answers <= {"let in"}


def test_a_page_that_writes_is_noticed(world):
    with pytest.raises(AssertionError), nothing_is_written():
        Relationship.objects.filter(pk=world.relationship.pk).update(nudged_at=timezone.now())
    with pytest.raises(AssertionError), nothing_is_written():
        PersonFactory()
    with pytest.raises(AssertionError), nothing_is_written():
        Relationship.objects.filter(pk=world.relationship.pk).delete()


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
    with nothing_is_written():
        for place in places:
            Client().get(place)


def test_no_view_lets_another_site_post_for_somebody():
    """The token of the page is asked of every form. Excused are programs' addresses, where no cookie is read, and the
    forms that carry a mark of their own."""

    def excused(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from excused(pattern.url_patterns)
            elif pattern.callback.kith_access.door != Door.TOKEN and _is_excused(pattern.callback):
                yield pattern.name

    assert set(excused(get_resolver().url_patterns)) == set(WITH_A_MARK)


@pytest.mark.parametrize("name", WITH_A_MARK)
def test_a_form_without_its_readers_own_mark_writes_nothing(name, world):
    (address,) = [one for one in ALL if one.name == f"learning:{name}"]
    place, writer = address.of(world), world.people[PARTICIPANT]
    client = Client(enforce_csrf_checks=True)
    client.force_login(writer)
    with nothing_is_written():
        for mark in ("", "forged", mark_for(world.people["lead of the cohort"])):
            client.post(place, {"text": "Words of somebody else.", MARK: mark})


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
    with nothing_is_written():
        assert client.post(address.of(world), {"best_for": "most"}).status_code == 403

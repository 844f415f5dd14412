"""Personal addresses: what opens, what does not, and what each says."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings
from django.urls import path
from tests.factories import PlaceFactory

from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.service.core.domain import links
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent, Link, LinkPurpose

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PURPOSE = LinkPurpose.CONFIRM_PLACE

urlpatterns = [path("tests/l/<slug:secret>/", lambda request, secret: None, name="tests_open")]


@pytest.fixture(autouse=True)
def route(settings, monkeypatch):
    settings.ROOT_URLCONF = __name__
    monkeypatch.setitem(links._routes, PURPOSE, "tests_open")


@pytest.fixture
def place(db):
    return PlaceFactory()


def issue(place, **wanted):
    wanted = {"purpose": PURPOSE, "person_id": place.person_id, "expires": NOW + timedelta(days=7)} | wanted
    link, address = links.issue_link(subject=place, **wanted)
    return link, address.split("/")[3]


def fault_of(action):
    with pytest.raises(KithError) as refused:
        action()
    (fault,) = refused.value.faults
    return fault


def test_an_address_opens_its_link_and_opening_changes_nothing(place):
    link, secret = issue(place, single_use=True)
    before = Link.objects.values().get()
    assert links.open_link(secret, purpose=PURPOSE, now=NOW) == link
    assert links.open_link(secret, purpose=PURPOSE, now=NOW) == link
    assert Link.objects.values().get() == before


def test_the_secret_is_not_kept(place):
    _link, secret = issue(place)
    assert len(secret) == 43
    assert secret not in str(Link.objects.values().get())


@override_settings(BASE_ADDRESS="https://kith.example/")
def test_an_address_is_made_absolute(place):
    assert links.absolute("/tests/l/x/") == "https://kith.example/tests/l/x/"


def test_every_way_a_link_fails_is_told_apart(place):
    link, secret = issue(place, single_use=True)
    assert fault_of(lambda: links.open_link("forged", purpose=PURPOSE, now=NOW)).code == "core.link.unknown"
    assert (
        fault_of(lambda: links.open_link(secret[:-1], purpose=PURPOSE, now=NOW)).code == "core.link.unknown"
    )
    assert fault_of(lambda: links.open_link(secret, purpose="sign_in", now=NOW)).code == "core.link.unknown"
    late = fault_of(lambda: links.open_link(secret, purpose=PURPOSE, now=NOW + timedelta(days=7)))
    assert sentences([late]) == [
        "This link stopped working on 9 March 2026. Ask the person who sent it for a new one."
    ]
    links.use_link(link, now=NOW)
    assert fault_of(lambda: links.open_link(secret, purpose=PURPOSE, now=NOW)).code == "core.link.used"
    links.revoke_links(by=Actor.system("test"), subject=place, now=NOW)
    assert fault_of(lambda: links.open_link(secret, purpose=PURPOSE, now=NOW)).code == "core.link.revoked"


def test_of_two_uses_at_once_one_is_refused(place):
    link, _secret = issue(place, single_use=True)
    twice = Link.objects.get(pk=link.pk)
    links.use_link(link, now=NOW)
    assert fault_of(lambda: links.use_link(twice, now=NOW)).code == "core.link.used"


def test_a_link_that_may_be_used_again_may_until_it_is_revoked(place):
    link, secret = issue(place)
    links.use_link(link, now=NOW)
    links.use_link(link, now=NOW)
    assert links.open_link(secret, purpose=PURPOSE, now=NOW).used_at == NOW
    assert links.revoke_links(by=Actor.system("test"), subject=place, now=NOW) == 1
    assert fault_of(lambda: links.use_link(link, now=NOW)).code == "core.link.revoked"


def test_revoking_is_audited_and_reaches_only_its_subject(place):
    issue(place)
    _other, secret = issue(PlaceFactory())
    assert links.revoke_links(by=Actor.system("test"), subject=place, now=NOW, purpose=PURPOSE) == 1
    assert links.revoke_links(by=Actor.system("test"), subject=place, now=NOW) == 0
    event = AuditEvent.objects.get()
    assert (event.action, event.subject_id, event.detail) == ("core.link.revoke", str(place.pk), {"links": 1})
    assert links.open_link(secret, purpose=PURPOSE, now=NOW)


def test_a_wanted_link_survives_being_kept(place):
    wanted = links.LinkWanted.to(
        place, purpose=PURPOSE, expires=NOW, person_id=place.person_id, single_use=True
    )
    assert links.LinkWanted.from_json(wanted.to_json()) == wanted

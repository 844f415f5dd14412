"""Your details: name, language, time zone; the language of pages before and after signing in."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from tests.factories import PersonFactory

from kith.foundation.faults import KithError
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent
from kith.service.people.domain import actions
from kith.service.people.domain.actions import choose_language, update_details

pytestmark = pytest.mark.django_db
NEW = {"name": "Ada King", "preferred_name": "Ada", "language": "zh-hans", "time_zone": "Asia/Shanghai"}
LANGUAGE = "/language/"


@pytest.fixture
def ada():
    return PersonFactory(name="Ada Lovelace")


def test_changed_fields_are_kept_and_audited_by_name(ada):
    update_details(by=Actor.of_person(ada), person=ada, **{**NEW, "name": ada.name})
    ada.refresh_from_db()
    assert (ada.called, ada.language, ada.time_zone) == ("Ada", "zh-hans", "Asia/Shanghai")
    assert AuditEvent.objects.get().fields == ["language", "preferred_name", "time_zone"]


def test_no_change_leaves_no_trace(ada):
    same = {field: getattr(ada, field) for field in NEW}
    update_details(by=Actor.of_person(ada), person=ada, **same)
    assert AuditEvent.objects.count() == 0


def test_nobody_else_may(ada):
    for by in (Actor.of_person(PersonFactory(is_staff=True)), Actor.system("tests")):
        with pytest.raises(PermissionDenied):
            update_details(by=by, person=ada, **NEW)


def test_every_fault_at_once(ada):
    with pytest.raises(KithError) as refused:
        update_details(
            by=Actor.of_person(ada),
            person=ada,
            name=" ",
            preferred_name="",
            language="tlh",
            time_zone="Mars/Base",
        )
    assert [(fault.code, fault.where.key) for fault in refused.value.faults] == [
        ("people.name.missing", "name"),
        ("people.language.unknown", "language"),
        ("people.time_zone.unknown", "time_zone"),
    ]


def test_rolled_back_when_the_audit_fails(ada, monkeypatch):
    def broken(**_: object):
        raise OSError("disk full")

    monkeypatch.setattr(actions.audit, "record", broken)
    with pytest.raises(OSError, match="disk full"):
        update_details(by=Actor.of_person(ada), person=ada, **NEW)
    ada.refresh_from_db()
    assert ada.name == "Ada Lovelace"


def test_the_form_saves(client, ada):
    client.force_login(ada)
    assert client.post(reverse("people:change_details"), NEW).headers["Location"] == "/account/details/"
    ada.refresh_from_db()
    assert ada.name == "Ada King"


@pytest.mark.parametrize("zone", ["", "Mars/Base", "../../etc/passwd", "Europe"])
def test_the_form_takes_only_real_time_zones(client, ada, zone):
    client.force_login(ada)
    assert client.post(reverse("people:change_details"), {**NEW, "time_zone": zone}).status_code == 422
    ada.refresh_from_db()
    assert ada.time_zone == "Europe/London"


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Europe/London", "30 March 2026, 12:30am BST"),
        ("Asia/Shanghai", "30 March 2026, 7:30am"),
        ("Asia/Kathmandu", "30 March 2026, 5:15am"),
        ("Mars/Base", "29 March 2026, 11:30pm UTC"),
    ],
)
def test_times_are_shown_where_the_reader_is(client, ada, zone, shown):
    ada.time_zone = zone
    ada.save()
    # Half an hour into the day the clocks went forward, in London.
    with time_machine.travel("2026-03-29 23:30:00Z", tick=False):
        client.force_login(ada)
        client.post(reverse("usersessions_list"))
        from allauth.usersessions.models import UserSession

        UserSession.objects.create(
            user=ada, ip="192.0.2.1", user_agent="Firefox", session_key=client.session.session_key
        )
        page = client.get(reverse("people:details")).content.decode()
    assert shown in page.replace(" ", " ").replace("\xa0", " ")


# The language of pages


def language_of(client, address="/account/login/code/"):
    return client.get(address).headers["Content-Language"]


def test_before_signing_in_the_browser_says_and_a_cookie_overrides(client):
    assert (
        client.get("/account/login/code/", headers={"accept-language": "zh-CN,zh"}).headers[
            "Content-Language"
        ]
        == "zh-hans"
    )
    assert language_of(client) == "en"
    assert client.post(LANGUAGE, {"language": "zh-hans", "next": "/account/login/"}).headers["Location"] == (
        "/account/login/"
    )
    assert language_of(client) == "zh-hans"


def test_after_signing_in_the_person_says(client, ada):
    ada.language = "zh-hans"
    ada.save()
    client.force_login(ada)
    assert language_of(client, "/account/details/") == "zh-hans"


def test_the_switch_is_kept_with_the_person(client, ada):
    client.force_login(ada)
    client.post(LANGUAGE, {"language": "zh-hans"})
    ada.refresh_from_db()
    assert ada.language == "zh-hans"
    assert language_of(client, "/account/details/") == "zh-hans"
    assert AuditEvent.objects.get(action="people.choose_language").subject_id == str(ada.pk)


@pytest.mark.parametrize("language", ["", "tlh", "en'; drop table"])
def test_an_unknown_language_changes_nothing(client, ada, language):
    client.force_login(ada)
    client.post(LANGUAGE, {"language": language})
    ada.refresh_from_db()
    assert ada.language == "en"


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_switch_leads_nowhere_else(client, address):
    assert client.post(LANGUAGE, {"language": "en", "next": address}).headers["Location"] == "/"


def test_the_switch_is_a_post(client):
    assert client.get(LANGUAGE).status_code == 405


def test_choosing_for_somebody_else_is_refused(ada):
    with pytest.raises(PermissionDenied):
        choose_language(by=Actor.of_person(PersonFactory()), person=ada, language="zh-hans")

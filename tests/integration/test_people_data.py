"""Everything about me: take it, ask to be forgotten, and what each organisation answers."""

import io
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory

from kith.foundation.faults import KithError
from kith.service.core.domain import events
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Role
from kith.service.core.models import AuditEvent
from kith.service.people.domain import erasure
from kith.service.people.domain.erasure import (
    agree_to_erasure,
    ask_for_erasure,
    decline_erasure,
    take_back_erasure,
)
from kith.service.people.domain.events import PersonErased
from kith.service.people.domain.queries import person_by_address, roles_in_organisation
from kith.service.people.models import Consent, ErasureRequest

pytestmark = pytest.mark.django_db
State = ErasureRequest.State


@pytest.fixture
def ada():
    person = PersonFactory(email="ada@example.org", name="Ada Lovelace")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@pytest.fixture
def hospital(ada):
    organisation = OrganisationFactory(name="Northfield")
    MembershipFactory(organisation=organisation, person=ada, role=Role.LEAD)
    return organisation


@pytest.fixture
def administrator(hospital):
    return Actor.of_person(MembershipFactory(organisation=hospital, role=Role.ADMINISTRATOR).person)


def ask(person):
    return ask_for_erasure(by=Actor.of_person(person), person=person)


def codes(refused):
    return [fault.code for fault in refused.value.faults]


def exported(client):
    answer = client.post(reverse("people:download_data"))
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    tables = json.loads(archive.read("your-data.json"))["tables"]
    return {table["table"]: table["rows"] for table in tables}


def test_the_copy_has_everything_of_mine_and_nothing_of_others(client, ada, hospital):
    Authenticator.objects.create(user=ada, type=Authenticator.Type.TOTP, data={"secret": "SECRET"})
    other = MembershipFactory(organisation=hospital).person
    client.force_login(ada)
    copy = exported(client)
    assert copy["people.person"][0]["name"] == "Ada Lovelace"
    assert [row["email"] for row in copy["account.emailaddress"]] == ["ada@example.org"]
    assert copy["people.membership"] == [
        {"organisation__name": "Northfield", "role": "lead", "starts_on": None, "ends_on": None}
    ]
    assert "SECRET" not in json.dumps(copy)
    assert other.name not in json.dumps(copy)


def test_a_copy_is_a_post_of_the_signed_in(client, ada):
    assert client.post(reverse("people:download_data")).headers["Location"].startswith("/account/login/")
    client.force_login(ada)
    assert client.get(reverse("people:download_data")).status_code == 405


def test_each_organisation_is_asked(ada, hospital):
    elsewhere = MembershipFactory(person=ada).organisation
    requests = ask(ada)
    assert {request.organisation for request in requests} == {hospital, elsewhere}
    assert AuditEvent.objects.filter(action="people.ask_for_erasure").count() == 2


def test_where_nobody_holds_anything_it_is_done_at_once(ada):
    assert ask(ada) == ()
    ada.refresh_from_db()
    assert (ada.name, ada.email, ada.is_active) == ("", f"{ada.pk}@erased.invalid", False)
    assert person_by_address("ada@example.org") is None


def test_the_last_agreement_erases(ada, hospital, administrator, monkeypatch):
    heard = []
    monkeypatch.setitem(events._handlers, PersonErased, [lambda event: heard.append(event.person_id)])
    elsewhere = MembershipFactory(person=ada).organisation
    there = Actor.of_person(MembershipFactory(organisation=elsewhere, role=Role.ADMINISTRATOR).person)
    Consent.objects.create(person=ada, purpose="x", wording_version="1", given_at=timezone.now())
    asked = {request.organisation_id: request for request in ask(ada)}
    agree_to_erasure(by=administrator, request=asked[hospital.pk])
    ada.refresh_from_db()
    assert ada.is_active
    agree_to_erasure(by=there, request=asked[elsewhere.pk])
    ada.refresh_from_db()
    assert (ada.name, ada.is_active, ada.erased_at is None) == ("", False, False)
    assert roles_in_organisation(ada, hospital) == frozenset()
    assert not EmailAddress.objects.filter(user=ada).exists()
    assert Consent.objects.get().withdrawn_at is not None
    assert heard == [ada.pk]
    assert AuditEvent.objects.filter(action="people.agree_to_erasure").count() == 2


def test_history_survives_and_holds_no_name(ada, hospital, administrator):
    (request,) = ask(ada)
    agree_to_erasure(by=administrator, request=request)
    told = str(list(AuditEvent.objects.values()))
    assert str(ada.pk) in told
    assert "Ada" not in told
    assert "ada@example.org" not in told


def test_a_declined_request_keeps_the_person_and_says_why(ada, hospital, administrator):
    (request,) = ask(ada)
    decline_erasure(by=administrator, request=request, reason=" The contract runs until May. ")
    request.refresh_from_db()
    ada.refresh_from_db()
    assert (request.state, request.reason, ada.is_active) == (
        State.DECLINED,
        "The contract runs until May.",
        True,
    )


def test_one_that_declined_can_be_asked_again_and_one_that_agreed_is_not(ada, hospital, administrator):
    elsewhere = MembershipFactory(person=ada).organisation
    there = Actor.of_person(MembershipFactory(organisation=elsewhere, role=Role.ADMINISTRATOR).person)
    asked = {request.organisation_id: request for request in ask(ada)}
    agree_to_erasure(by=administrator, request=asked[hospital.pk])
    decline_erasure(by=there, request=asked[elsewhere.pk], reason="No.")
    (again,) = ask(ada)
    assert again.organisation == elsewhere
    agree_to_erasure(by=there, request=again)
    ada.refresh_from_db()
    assert not ada.is_active


def test_taking_it_back(ada, hospital, administrator):
    (request,) = ask(ada)
    assert take_back_erasure(by=Actor.of_person(ada), person=ada) == 1
    request.refresh_from_db()
    with pytest.raises(KithError) as refused:
        agree_to_erasure(by=administrator, request=request)
    assert codes(refused) == ["people.erasure.already_answered"]


def test_asking_twice_is_refused(ada, hospital):
    ask(ada)
    with pytest.raises(KithError) as refused:
        ask(ada)
    assert codes(refused) == ["people.erasure.already_asked"]


def test_the_last_administrator_cannot_go(ada, hospital):
    MembershipFactory(organisation=hospital, person=ada, role=Role.ADMINISTRATOR)
    with pytest.raises(KithError) as refused:
        ask(ada)
    assert codes(refused) == ["people.role.last_administrator"]
    assert ErasureRequest.objects.count() == 0


def test_a_reason_is_needed_to_decline(ada, hospital, administrator):
    (request,) = ask(ada)
    with pytest.raises(KithError) as refused:
        decline_erasure(by=administrator, request=request, reason="  ")
    assert codes(refused) == ["people.erasure.reason_missing"]


@pytest.mark.parametrize("who", ["lead", "stranger", "the person"])
def test_only_an_administrator_of_that_organisation_answers(ada, hospital, who):
    (request,) = ask(ada)
    by = {
        "lead": MembershipFactory(organisation=hospital, role=Role.LEAD).person,
        "stranger": MembershipFactory(role=Role.ADMINISTRATOR).person,
        "the person": ada,
    }[who]
    with pytest.raises(PermissionDenied):
        agree_to_erasure(by=Actor.of_person(by), request=request)
    with pytest.raises(PermissionDenied):
        decline_erasure(by=Actor.of_person(by), request=request, reason="No.")


def test_nobody_asks_for_another(ada):
    with pytest.raises(PermissionDenied):
        ask_for_erasure(by=Actor.of_person(PersonFactory()), person=ada)


def test_a_failure_half_way_erases_nothing(ada, hospital, administrator, monkeypatch):
    (request,) = ask(ada)

    def broken(**_: object):
        raise OSError("disk full")

    monkeypatch.setattr(erasure.personal_data, "erase_person", broken)
    with pytest.raises(OSError, match="disk full"):
        agree_to_erasure(by=administrator, request=request)
    request.refresh_from_db()
    ada.refresh_from_db()
    assert (request.state, ada.name) == (State.ASKED, "Ada Lovelace")


def test_an_erased_person_is_signed_out(client, ada):
    client.force_login(ada)
    assert client.post(reverse("people:ask_for_erasure")).status_code == 200
    assert client.get(reverse("people:details")).status_code == 302

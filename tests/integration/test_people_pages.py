"""The pages of roles and erasure: who sees them, what they say, how many queries they cost."""

import re
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory

from kith.foundation.words import Text
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import ROLE_TABLE, Permission, Role
from kith.service.core.models import Mail
from kith.service.people.domain.consents import Wording, give_consent, register_wording
from kith.service.people.models import Consent, ErasureRequest, Membership

pytestmark = pytest.mark.django_db
GIVE = {"email": "new@example.org", "name": "New Person", "role": "evaluator"}


def administrator_of(organisation):
    person = MembershipFactory(organisation=organisation, role=Role.ADMINISTRATOR).person
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    return person


@pytest.fixture
def hospital():
    return OrganisationFactory(name="Northfield", slug="northfield")


@pytest.fixture
def admin_client(client, hospital):
    client.force_login(administrator_of(hospital))
    return client


def addresses(organisation):
    membership = MembershipFactory(organisation=organisation, role=Role.VIEWER)
    request = ErasureRequest.objects.create(organisation=organisation, person=membership.person)
    slug = organisation.slug
    return {
        reverse("people:roles", args=[slug]),
        reverse("people:give_role", args=[slug]),
        reverse("people:end_role", args=[slug, membership.pk]),
        reverse("people:erasures", args=[slug]),
        reverse("people:answer_erasure", args=[slug, request.pk]),
    }


def test_an_administrator_sees_them_all(admin_client, hospital):
    assert {admin_client.get(address).status_code for address in addresses(hospital)} == {200}


@pytest.mark.parametrize("role", [Role.LEAD, Role.EVALUATOR, Role.VIEWER])
def test_another_role_is_told_it_may_not(client, hospital, role):
    client.force_login(MembershipFactory(organisation=hospital, role=role).person)
    assert {client.get(address).status_code for address in addresses(hospital)} == {403}


def test_a_stranger_is_told_there_is_nothing(client, hospital):
    client.force_login(administrator_of(OrganisationFactory()))
    assert {client.get(address).status_code for address in addresses(hospital)} == {404}


def test_one_organisations_rows_are_not_at_anothers_address(admin_client, hospital):
    elsewhere = MembershipFactory(role=Role.VIEWER)
    asked = ErasureRequest.objects.create(organisation=elsewhere.organisation, person=elsewhere.person)
    for address in (
        reverse("people:end_role", args=[hospital.slug, elsewhere.pk]),
        reverse("people:answer_erasure", args=[hospital.slug, asked.pk]),
    ):
        assert admin_client.get(address).status_code == 404
        assert admin_client.post(address, {"agree": "1"}).status_code == 404
    assert Membership.objects.get(pk=elsewhere.pk).ends_on is None


def test_a_merged_organisations_address_leads_to_its_successor(admin_client, hospital):
    old = OrganisationFactory(merged_into=hospital)
    page = admin_client.get(reverse("people:roles", args=[old.slug]))
    assert "Northfield" in page.content.decode()


def test_everybody_with_a_role_may_read_what_roles_do(client, hospital):
    client.force_login(MembershipFactory(organisation=hospital, role=Role.VIEWER).person)
    page = unescape(client.get(reverse("people:roles_explained", args=[hospital.slug])).content.decode())
    for entry in ROLE_TABLE.values():
        assert str(entry.description) in page


def test_giving_a_role_by_address_makes_the_person_and_tells_them(admin_client, hospital):
    answer = admin_client.post(reverse("people:give_role", args=[hospital.slug]), GIVE)
    assert answer.headers["Location"] == reverse("people:roles", args=[hospital.slug])
    membership = Membership.objects.get(role=Role.EVALUATOR)
    assert (membership.person.email, membership.person.name) == ("new@example.org", "New Person")
    letter = Mail.objects.get()
    assert (letter.purpose, letter.to_address, letter.organisation) == (
        "people.role_given",
        "new@example.org",
        hospital,
    )
    assert str(ROLE_TABLE[Role.EVALUATOR].description) in letter.body
    assert mail.outbox == []


def test_pressing_the_button_twice_gives_one_role(admin_client, hospital):
    for _ in range(2):
        answer = admin_client.post(reverse("people:give_role", args=[hospital.slug]), GIVE)
    assert answer.status_code == 422
    assert "already has this role" in answer.content.decode()
    assert Membership.objects.filter(role=Role.EVALUATOR).count() == 1
    assert Mail.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "no address"}, "like name@example.org"),
        ({"role": "participant"}, "not one of the available choices"),
        ({"ends_on_day": "1", "ends_on_month": "1", "ends_on_year": "2020"}, "has gone by"),
        ({"ends_on_day": "31", "ends_on_month": "2", "ends_on_year": "2027"}, "not a real date"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(admin_client, hospital, wrong, said):
    answer = admin_client.post(reverse("people:give_role", args=[hospital.slug]), {**GIVE, **wrong})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Membership.objects.count() == 1
    assert Mail.objects.count() == 0


def test_ending_a_role(admin_client, hospital):
    viewer = MembershipFactory(organisation=hospital, role=Role.VIEWER)
    admin_client.post(reverse("people:end_role", args=[hospital.slug, viewer.pk]))
    viewer.refresh_from_db()
    assert viewer.ends_on is not None


def test_ending_the_last_administrator_is_refused_on_the_page(admin_client, hospital):
    mine = Membership.objects.get(role=Role.ADMINISTRATOR)
    answer = admin_client.post(reverse("people:end_role", args=[hospital.slug, mine.pk]))
    assert answer.status_code == 422
    assert "last administrator of Northfield" in answer.content.decode()


def test_answering_who_asks_to_be_forgotten(admin_client, hospital):
    ada = MembershipFactory(organisation=hospital, role=Role.VIEWER).person
    asked = ErasureRequest.objects.create(organisation=hospital, person=ada)
    address = reverse("people:answer_erasure", args=[hospital.slug, asked.pk])
    assert admin_client.post(address, {"decline": "1", "reason": ""}).status_code == 422
    assert admin_client.post(address, {"agree": "1"}).headers["Location"] == reverse(
        "people:erasures", args=[hospital.slug]
    )
    ada.refresh_from_db()
    assert ada.erased_at is not None


@pytest.mark.parametrize("name", ["people:roles", "people:erasures"])
def test_a_list_costs_the_same_with_one_row_and_with_three(admin_client, hospital, name):
    def add():
        person = MembershipFactory(organisation=hospital, role=Role.VIEWER).person
        ErasureRequest.objects.create(organisation=hospital, person=person)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(reverse(name, args=[hospital.slug]))
        return len(captured)

    add()
    queries()
    with_one = queries()
    add()
    add()
    assert queries() == with_one


def test_consents_are_shown_in_their_words_and_taken_back(client):
    ada = PersonFactory()
    register_wording(
        Wording(
            "tests.photo", "1", title=Text.of("Photographs"), words=Text.of("Show my photograph to my set.")
        )
    )
    consent = give_consent(by=Actor.of_person(ada), person=ada, purpose="tests.photo", wording_version="1")
    client.force_login(ada)
    assert "Show my photograph to my set." in client.get(reverse("people:your_data")).content.decode()
    client.post(reverse("people:withdraw_consent", args=[consent.pk]))
    assert Consent.objects.get().withdrawn_at is not None
    client.post(reverse("people:give_consent", args=[consent.pk]))
    assert [row.withdrawn_at is None for row in Consent.objects.order_by("given_at")] == [False, True]


def test_another_persons_consent_cannot_be_taken_back(client):
    consent = Consent.objects.create(
        person=PersonFactory(), purpose="x", wording_version="1", given_at="2026-01-01T00:00:00Z"
    )
    client.force_login(PersonFactory())
    assert client.post(reverse("people:withdraw_consent", args=[consent.pk])).status_code == 404


@pytest.mark.parametrize("name", ["details", "change_details", "your_data", "ask_for_erasure"])
def test_own_pages_are_for_the_signed_in(client, name):
    address = reverse(f"people:{name}")
    assert client.get(address).headers["Location"].startswith("/account/login/")
    client.force_login(PersonFactory())
    assert client.get(address).status_code == 200


def test_only_administrators_hold_the_permission_to_give_roles():
    permission = Permission.ORGANISATION_ADMINISTER
    holders = [role for role, entry in ROLE_TABLE.items() if permission in entry.permissions]
    assert holders == [Role.ADMINISTRATOR]


@pytest.mark.parametrize("name", ["people:change_details", "people:give_role", "mfa_add_webauthn"])
def test_no_id_stands_twice_on_a_page(client, hospital, name):
    """The passkey script finds its box by id; it once found the group around it."""
    needs_role = name == "people:give_role"
    client.force_login(administrator_of(hospital) if needs_role else PersonFactory())
    page = client.get(reverse(name, args=[hospital.slug] if needs_role else [])).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) > 3
    assert sorted(ids) == sorted(set(ids))

"""One person, several addresses; two accounts that are one."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, PlaceFactory

from kith.foundation.faults import KithError
from kith.service.core.domain import events
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Role
from kith.service.core.models import AuditEvent
from kith.service.people.domain import actions
from kith.service.people.domain.actions import find_or_create_person
from kith.service.people.domain.events import PeopleMerging
from kith.service.people.domain.merging import merge_people
from kith.service.people.domain.queries import person_by_address, person_by_id, roles_in_organisation
from kith.service.people.domain.second_factor import lift_second_factor
from kith.service.people.models import Person

pytestmark = pytest.mark.django_db
LOADER = Actor.system("tests")


def test_an_unknown_address_makes_a_person_who_has_proved_nothing_yet():
    person, is_new = find_or_create_person(
        by=LOADER, email=" Ada@Example.ORG ", name=" Ada ", language="zh-Hans"
    )
    assert (person.email, person.name, person.language, is_new) == ("ada@example.org", "Ada", "zh-hans", True)
    assert not person.has_usable_password()
    assert EmailAddress.objects.get(user=person).verified is False
    assert AuditEvent.objects.get().fields == ["email", "language", "name"]


def test_a_known_address_finds_its_person_whatever_the_capitals():
    first, _ = find_or_create_person(by=LOADER, email="ada@example.org", name="Ada")
    again, is_new = find_or_create_person(by=LOADER, email="ADA@example.org", name="A. Lovelace")
    assert (again, again.name, is_new) == (first, "Ada", False)
    assert AuditEvent.objects.count() == 1


def test_a_second_proved_address_finds_its_person():
    person = PersonFactory()
    EmailAddress.objects.create(user=person, email="second@example.org", verified=True)
    assert find_or_create_person(by=LOADER, email="Second@example.org", name="x") == (person, False)


def test_an_address_that_somebody_only_claims_is_not_theirs():
    claimer = PersonFactory()
    EmailAddress.objects.create(user=claimer, email="boss@example.org", verified=False)
    assert person_by_address("boss@example.org") is None
    person, is_new = find_or_create_person(by=LOADER, email="boss@example.org", name="Boss")
    assert is_new
    assert person != claimer


def test_what_is_no_address_is_refused():
    with pytest.raises(KithError) as refused:
        find_or_create_person(by=LOADER, email="ada at example", name="Ada")
    assert [fault.code for fault in refused.value.faults] == ["people.address.not_an_address"]
    assert Person.objects.count() == 0


def test_two_at_once_make_one_person(monkeypatch):
    winner = PersonFactory(email="ada@example.org")
    answers = iter([None, winner])
    monkeypatch.setattr(actions, "person_by_address", lambda _address: next(answers))
    assert find_or_create_person(by=LOADER, email="ada@example.org", name="Ada") == (winner, False)


@pytest.fixture
def pair():
    keep = PersonFactory(email="keep@example.org")
    other = PersonFactory(email="other@example.org")
    EmailAddress.objects.create(user=keep, email=keep.email, verified=True, primary=True)
    EmailAddress.objects.create(user=other, email=other.email, verified=True, primary=True)
    return keep, other


def test_joining_moves_everything_and_leaves_a_redirect(pair):
    keep, other = pair
    membership = MembershipFactory(person=other, role=Role.EVALUATOR)
    place = PlaceFactory(person=other)
    Authenticator.objects.create(user=other, type=Authenticator.Type.TOTP, data={})
    merge_people(by=LOADER, keep=keep, other=other)
    place.refresh_from_db()
    other.refresh_from_db()
    assert place.person == keep
    assert roles_in_organisation(keep, membership.organisation) == {Role.EVALUATOR}
    assert person_by_address("OTHER@example.org") == keep
    assert person_by_id(other.pk) == keep
    assert (other.is_active, other.merged_into, other.email) == (False, keep, f"{other.pk}@merged.invalid")
    assert not Authenticator.objects.exists()
    assert list(AuditEvent.objects.filter(action="people.merge").values_list("subject_id", flat=True)) == [
        str(other.pk),
        str(keep.pk),
    ]


def test_no_foreign_key_to_the_other_is_left(pair):
    keep, other = pair
    MembershipFactory(person=other)
    PlaceFactory(person=other)
    merge_people(by=LOADER, keep=keep, other=other)
    left = {
        relation.related_model._meta.label: relation.related_model._base_manager.filter(
            **{relation.field.name: other}
        ).count()
        for relation in Person._meta.related_objects
    }
    assert {label for label, count in left.items() if count} == set()


def test_a_chain_of_joins_leads_to_the_last(pair):
    keep, other = pair
    oldest = PersonFactory()
    merge_people(by=LOADER, keep=other, other=oldest)
    merge_people(by=LOADER, keep=keep, other=other)
    oldest.refresh_from_db()
    assert oldest.merged_into == keep
    assert person_by_address(f"{oldest.pk}@merged.invalid") == keep


def test_two_places_in_one_cohort_refuse_and_nothing_is_moved(pair):
    keep, other = pair
    mine = PlaceFactory(person=keep)
    PlaceFactory(person=other, cohort=mine.cohort)
    MembershipFactory(person=other)
    with pytest.raises(KithError) as refused:
        merge_people(by=LOADER, keep=keep, other=other)
    assert [fault.code for fault in refused.value.faults] == ["cohorts.merge_two_places"]
    other.refresh_from_db()
    assert other.is_active
    assert other.memberships.count() == 1
    assert AuditEvent.objects.count() == 0


def test_a_later_app_hears_of_it_first(pair, monkeypatch):
    keep, other = pair
    heard = []
    monkeypatch.setitem(
        events._handlers, PeopleMerging, [lambda event: heard.append((event.keep_id, event.other_id))]
    )
    merge_people(by=LOADER, keep=keep, other=other)
    assert heard == [(keep.pk, other.pk)]


def test_an_administrator_may_not_join_accounts(pair):
    keep, other = pair
    administrator = MembershipFactory(role=Role.ADMINISTRATOR, person=keep).person
    with pytest.raises(PermissionDenied):
        merge_people(by=Actor.of_person(administrator), keep=keep, other=other)


def test_who_runs_the_installation_may(pair):
    keep, other = pair
    assert merge_people(by=Actor.of_person(PersonFactory(is_staff=True)), keep=keep, other=other) == keep


@pytest.mark.parametrize("state", ["same", "closed"])
def test_only_two_open_accounts_can_be_joined(pair, state):
    keep, other = pair
    if state == "same":
        other = keep
    else:
        other.is_active = False
    with pytest.raises(KithError) as refused:
        merge_people(by=LOADER, keep=keep, other=other)
    expected = {"same": "people.merge.same_person", "closed": "people.merge.not_active"}
    assert [fault.code for fault in refused.value.faults] == [expected[state]]


# Proving an address


def prove(client, person, address):
    """Open the link of the mail as the person does who reads it."""
    client.force_login(person)
    return client.post(reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key]))


def test_an_account_made_meanwhile_for_a_proved_address_is_joined(client):
    ada = PersonFactory()
    address = EmailAddress.objects.create(user=ada, email="ada@work.example", verified=False)
    made, _ = find_or_create_person(by=LOADER, email="ada@work.example", name="A. Lovelace")
    place = PlaceFactory(person=made)
    prove(client, ada, address)
    place.refresh_from_db()
    assert place.person == ada
    assert person_by_address("ada@work.example") == ada
    assert AuditEvent.objects.get(action="people.prove_address").subject_id == str(ada.pk)


def test_where_the_two_cannot_be_joined_the_address_stays_with_the_other(client):
    ada = PersonFactory()
    address = EmailAddress.objects.create(user=ada, email="ada@work.example", verified=False)
    made, _ = find_or_create_person(by=LOADER, email="ada@work.example", name="A. Lovelace")
    PlaceFactory(person=made, cohort=PlaceFactory(person=ada).cohort)
    assert prove(client, ada, address).status_code == 422
    assert person_by_address("ada@work.example") == made
    address.refresh_from_db()
    assert not address.verified


def test_an_address_of_another_account_cannot_be_proved(client, pair):
    keep, other = pair
    client.force_login(keep)
    client.post(reverse("account_email"), {"email": other.email, "action_add": ""})
    address = EmailAddress.objects.get(user=keep, email=other.email)
    prove(client, keep, address)
    address.refresh_from_db()
    assert not address.verified
    assert person_by_address(other.email) == other


def test_somebody_elses_press_of_the_button_proves_nothing(client, pair):
    claimer, reader = pair
    address = EmailAddress.objects.create(user=claimer, email="third@example.org", verified=False)
    assert prove(client, reader, address).headers["Location"].startswith("/account/login/")
    client.logout()
    page = reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])
    assert client.post(page).headers["Location"].startswith("/account/login/")
    address.refresh_from_db()
    assert not address.verified


def test_adding_changing_and_removing_addresses_leaves_a_trace(client, pair):
    keep, _other = pair
    client.force_login(keep)
    page = reverse("account_email")
    client.post(page, {"email": "new@example.org", "action_add": ""})
    address = EmailAddress.objects.get(email="new@example.org")
    assert not address.verified
    prove(client, keep, address)
    client.post(page, {"email": "new@example.org", "action_primary": ""})
    keep.refresh_from_db()
    assert keep.email == "new@example.org"
    client.post(page, {"email": "keep@example.org", "action_remove": ""})
    assert list(EmailAddress.objects.filter(user=keep).values_list("email", flat=True)) == ["new@example.org"]
    assert list(AuditEvent.objects.order_by("id").values_list("action", flat=True)) == [
        "people.add_address",
        "people.prove_address",
        "people.change_main_address",
        "people.remove_address",
    ]


# A lost second factor


def test_a_lost_second_factor_is_lifted_by_command_alone(pair):
    keep, _other = pair
    Authenticator.objects.create(user=keep, type=Authenticator.Type.TOTP, data={})
    with pytest.raises(PermissionDenied):
        lift_second_factor(by=Actor.of_person(PersonFactory(is_staff=True)), person=keep)
    call_command("lift_second_factor", "KEEP@example.org", stdout=StringIO())
    assert not Authenticator.objects.exists()
    assert AuditEvent.objects.get(action="people.lift_second_factor").detail == {"factors": 1}
    with pytest.raises(CommandError, match="no second factor"):
        call_command("lift_second_factor", "keep@example.org")


# Commands


def test_the_first_administrator_comes_in_by_command():
    hospital = OrganisationFactory(slug="northfield")
    call_command("give_role", "northfield", "first@example.org", "--name", "First", stdout=StringIO())
    assert roles_in_organisation(person_by_address("first@example.org"), hospital) == {Role.ADMINISTRATOR}
    with pytest.raises(CommandError, match=r"no organisation “southfield”. There are: northfield"):
        call_command("give_role", "southfield", "first@example.org")
    with pytest.raises(CommandError, match="already has this role"):
        call_command("give_role", "northfield", "first@example.org")


def test_two_accounts_are_joined_by_command(pair):
    keep, other = pair
    call_command("merge_people", keep.email, other.email, stdout=StringIO())
    assert person_by_address("other@example.org") == keep
    with pytest.raises(CommandError, match="No account has the address"):
        call_command("merge_people", keep.email, "nobody@example.org")

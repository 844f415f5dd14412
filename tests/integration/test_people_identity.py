"""One person, several addresses; two accounts that are one."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from tests.factories import MembershipFactory, PersonFactory, PlaceFactory

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
    assert [fault.code for fault in refused.value.faults] == ["people.merge.both_hold"]
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

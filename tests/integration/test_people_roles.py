"""Giving and ending roles: done, refused by role, refused by state, rolled back, audited."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory

from kith.foundation.faults import KithError
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Role
from kith.service.core.models import AuditEvent
from kith.service.people.domain.queries import roles_in_organisation
from kith.service.people.domain.roles import end_role, grant_role
from kith.service.people.models import Membership

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 28)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-03-28 12:00:00Z", tick=False):
        yield


@pytest.fixture
def hospital():
    return OrganisationFactory(name="Northfield")


@pytest.fixture
def administrator(hospital):
    return MembershipFactory(organisation=hospital, role=Role.ADMINISTRATOR).person


def codes(refused):
    return [fault.code for fault in refused.value.faults]


def test_an_administrator_gives_a_role_and_it_is_audited(hospital, administrator):
    person = PersonFactory()
    membership = grant_role(
        by=Actor.of_person(administrator), organisation=hospital, person=person, role=Role.LEAD
    )
    assert roles_in_organisation(person, hospital) == {Role.LEAD}
    event = AuditEvent.objects.get(action="people.grant_role")
    assert (event.actor_id, event.subject_id, event.organisation_id) == (
        str(administrator.pk),
        str(membership.pk),
        hospital.pk,
    )
    assert event.detail == {"role": "lead", "person_id": str(person.pk)}


@pytest.mark.parametrize("role", [Role.LEAD, Role.EVALUATOR, Role.VIEWER])
def test_no_other_role_may_give_roles(hospital, role):
    member = MembershipFactory(organisation=hospital, role=role).person
    with pytest.raises(PermissionDenied):
        grant_role(
            by=Actor.of_person(member), organisation=hospital, person=PersonFactory(), role=Role.VIEWER
        )
    assert AuditEvent.objects.count() == 0


def test_an_administrator_elsewhere_may_not(hospital):
    stranger = MembershipFactory(role=Role.ADMINISTRATOR).person
    with pytest.raises(PermissionDenied):
        grant_role(by=Actor.of_person(stranger), organisation=hospital, person=stranger, role=Role.LEAD)


def test_an_administrator_whose_time_is_over_may_not(hospital):
    former = MembershipFactory(
        organisation=hospital, role=Role.ADMINISTRATOR, ends_on=TODAY - timedelta(days=1)
    ).person
    with pytest.raises(PermissionDenied):
        grant_role(by=Actor.of_person(former), organisation=hospital, person=former, role=Role.LEAD)


@pytest.mark.parametrize(
    ("role", "starts_on", "ends_on", "code"),
    [
        (Role.DEPUTY, None, None, "people.role.not_of_an_organisation"),
        (Role.LEAD, date(2026, 5, 2), date(2026, 5, 1), "people.role.ends_before_start"),
        (Role.LEAD, None, date(2026, 3, 27), "people.role.already_over"),
    ],
)
def test_a_role_that_makes_no_sense_is_refused(hospital, administrator, role, starts_on, ends_on, code):
    with pytest.raises(KithError) as refused:
        grant_role(
            by=Actor.of_person(administrator),
            organisation=hospital,
            person=PersonFactory(),
            role=role,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    assert codes(refused) == [code]
    assert Membership.objects.count() == 1


@pytest.mark.parametrize(
    ("held", "wanted", "is_refused"),
    [
        ((None, None), (None, None), True),
        ((None, date(2026, 4, 30)), (date(2026, 4, 30), None), True),
        ((None, date(2026, 4, 30)), (date(2026, 5, 1), None), False),
        ((date(2026, 6, 1), None), (None, date(2026, 5, 31)), False),
        ((None, date(2026, 3, 1)), (None, None), False),
    ],
)
def test_the_same_role_twice_on_one_day_is_refused(hospital, administrator, held, wanted, is_refused):
    person = PersonFactory()
    MembershipFactory(
        organisation=hospital, person=person, role=Role.VIEWER, starts_on=held[0], ends_on=held[1]
    )
    give = {
        "by": Actor.of_person(administrator),
        "organisation": hospital,
        "person": person,
        "role": Role.VIEWER,
        "starts_on": wanted[0],
        "ends_on": wanted[1],
    }
    if not is_refused:
        assert grant_role(**give).role == Role.VIEWER
        return
    with pytest.raises(KithError) as refused:
        grant_role(**give)
    assert codes(refused) == ["people.role.already_held"]


def test_a_role_ends_at_once(hospital, administrator):
    lead = MembershipFactory(organisation=hospital, role=Role.LEAD)
    end_role(by=Actor.of_person(administrator), membership=lead)
    assert roles_in_organisation(lead.person, hospital) == frozenset()
    assert AuditEvent.objects.get(action="people.end_role").fields == ["ends_on"]


def test_a_role_holds_through_its_last_day(hospital, administrator):
    lead = MembershipFactory(organisation=hospital, role=Role.LEAD)
    end_role(by=Actor.of_person(administrator), membership=lead, last_day=date(2026, 4, 30))
    assert roles_in_organisation(lead.person, hospital, on=date(2026, 4, 30)) == {Role.LEAD}
    assert roles_in_organisation(lead.person, hospital, on=date(2026, 5, 1)) == frozenset()


def test_a_lead_may_not_end_a_role(hospital):
    lead = MembershipFactory(organisation=hospital, role=Role.LEAD)
    with pytest.raises(PermissionDenied):
        end_role(by=Actor.of_person(lead.person), membership=lead)


@pytest.mark.parametrize(
    "other",
    [
        None,
        {"ends_on": date(2026, 3, 27)},
        {"starts_on": date(2026, 3, 29)},
        {"person__is_active": False},
        {"role": Role.LEAD},
    ],
    ids=["nobody", "former", "future", "closed account", "another role"],
)
def test_the_last_administrator_stays(hospital, administrator, other):
    if other is not None:
        MembershipFactory(**{"organisation": hospital, "role": Role.ADMINISTRATOR, **other})
    mine = Membership.objects.get(person=administrator)
    with pytest.raises(KithError) as refused:
        end_role(by=Actor.of_person(administrator), membership=mine)
    assert codes(refused) == ["people.role.last_administrator"]
    mine.refresh_from_db()
    assert mine.ends_on is None


def test_one_of_two_administrators_may_go(hospital, administrator):
    second = MembershipFactory(organisation=hospital, role=Role.ADMINISTRATOR)
    end_role(by=Actor.of_person(administrator), membership=second)
    assert roles_in_organisation(second.person, hospital) == frozenset()


def test_an_ended_role_cannot_be_ended_again(hospital, administrator):
    former = MembershipFactory(organisation=hospital, role=Role.LEAD, ends_on=date(2026, 1, 1))
    with pytest.raises(KithError) as refused:
        end_role(by=Actor.of_person(administrator), membership=former)
    assert codes(refused) == ["people.role.already_ended"]


def test_nothing_is_kept_when_the_audit_fails(hospital, administrator, monkeypatch):
    def broken(**_: object):
        raise OSError("disk full")

    monkeypatch.setattr("kith.service.people.domain.roles.audit.record", broken)
    with pytest.raises(OSError, match="disk full"):
        grant_role(
            by=Actor.of_person(administrator), organisation=hospital, person=PersonFactory(), role=Role.LEAD
        )
    assert Membership.objects.count() == 1

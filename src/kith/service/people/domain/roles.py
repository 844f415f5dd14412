"""Giving and ending roles in an organisation."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kith.foundation.faults import Faults, Where
from kith.service.core.domain import audit
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.permissions import Role
from kith.service.core.models import Organisation
from kith.service.people.domain.authority import must_administer
from kith.service.people.models import Membership, Person


@transaction.atomic
def grant_role(
    *,
    by: Actor,
    organisation: Organisation,
    person: Person,
    role: Role,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Give a person a role in an organisation, between two dates (both included; none means open)."""
    must_administer(by, organisation)
    _check_grant(organisation, person, role, starts_on, ends_on)
    membership = Membership.objects.create(
        organisation=organisation, person=person, role=role, starts_on=starts_on, ends_on=ends_on
    )
    audit.record(
        by=by,
        action="people.grant_role",
        subject=membership,
        organisation_id=organisation.pk,
        fields=["role", "starts_on", "ends_on"],
        detail={"role": str(role), "person_id": str(person.pk)},
    )
    return membership


def _check_grant(
    organisation: Organisation, person: Person, role: Role, starts_on: date | None, ends_on: date | None
) -> None:
    faults = Faults()
    if role not in Membership.OrganisationRole.values:
        faults.add("people.role.not_of_an_organisation", Where(key="role"), role=str(role))
    if not person.is_active:
        faults.add("people.role.no_account", Where(key="email"))
    if starts_on and ends_on and ends_on < starts_on:
        days = {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
        faults.add("people.role.ends_before_start", Where(key="ends_on"), **days)
    elif ends_on and ends_on < timezone.now().date():
        faults.add("people.role.already_over", Where(key="ends_on"), ends_on=ends_on.isoformat())
    elif _overlapping(organisation, person, role, starts_on, ends_on).exists():
        faults.add("people.role.already_held", Where(key="role"))
    faults.raise_if_any()


def _overlapping(
    organisation: Organisation, person: Person, role: Role, starts_on: date | None, ends_on: date | None
) -> QuerySet[Membership]:
    rows = Membership.objects.filter(organisation=organisation, person=person, role=role)
    if ends_on:
        rows = rows.filter(Q(starts_on=None) | Q(starts_on__lte=ends_on))
    first = max(starts_on or date.min, timezone.now().date())
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=first))


@transaction.atomic
def end_role(*, by: Actor, membership: Membership, last_day: date | None = None) -> Membership:
    """End a role after ``last_day``, or at once. An organisation keeps at least one administrator."""
    must_administer(by, membership.organisation)
    today = timezone.now().date()
    last = last_day or today - timedelta(days=1)
    faults = Faults()
    if membership.ends_on is not None and membership.ends_on < today:
        faults.add("people.role.already_ended", ends_on=membership.ends_on.isoformat())
    elif membership.ends_on is not None and last > membership.ends_on:
        faults.add("people.role.ends_sooner", Where(key="last_day"), ends_on=membership.ends_on.isoformat())
    elif membership.role == Role.ADMINISTRATOR and not others_administer(
        membership, last + timedelta(days=1)
    ):
        faults.add("people.role.last_administrator", organisation=membership.organisation.name)
    faults.raise_if_any()
    membership.ends_on = last
    membership.save(update_fields=["ends_on"])
    audit.record(
        by=by,
        action="people.end_role",
        subject=membership,
        organisation_id=membership.organisation_id,
        fields=["ends_on"],
        detail={"role": membership.role, "person_id": str(membership.person_id)},
    )
    return membership


def others_administer(membership: Membership, on: date) -> bool:
    """Whether somebody else, with a working account, is administrator on that day."""
    return bool(
        Membership.objects.filter(
            organisation=membership.organisation, role=Role.ADMINISTRATOR, person__is_active=True
        )
        .exclude(person=membership.person)
        .in_force(on)
        .exists()
    )

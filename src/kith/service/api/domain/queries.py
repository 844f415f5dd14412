"""Reading about tokens: a person's own, those that reach an organisation, and what a token could reach."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from kith.service.api.domain.scopes import SCOPES
from kith.service.api.models import Token
from kith.service.cohorts.domain.queries import cohorts_run_by
from kith.service.cohorts.models import Cohort, CohortRole
from kith.service.core.domain.permissions import Permission, Role, permissions_of
from kith.service.core.models import Organisation
from kith.service.people.domain.queries import memberships_in_force
from kith.service.people.models import Membership, Person
from kith.service.reports.domain.queries import visible
from kith.service.reports.models import Report

M = TypeVar("M", bound=Model)


def tokens_of(person: Person) -> QuerySet[Token]:
    """The person's tokens, the newest first."""
    return Token.objects.filter(person=person).select_related("organisation", "person").order_by("-id")


def readable(person: Person) -> tuple[Permission, ...]:
    """The scopes that the person's roles carry anywhere today: a token could use no others."""
    roles = {Role(row.role) for row in memberships_in_force(person)}
    named = CohortRole.objects.filter(person=person).in_force().values_list("role", flat=True)
    held = permissions_of(frozenset(roles | {Role(role) for role in named}))
    return tuple(scope for scope in SCOPES if scope in held)


def organisations_reached(person: Person) -> QuerySet[Organisation]:
    """Where the person holds a role today: in the organisation, or on one of its cohorts."""
    member = Membership.objects.filter(person=person).in_force().values("organisation_id")
    named = CohortRole.objects.filter(person=person).in_force().values("cohort__organisation_id")
    return Organisation.objects.filter(Q(pk__in=member) | Q(pk__in=named)).order_by("name", "id")


def tokens_reaching(organisation: Organisation, now: datetime) -> QuerySet[Token]:
    """Living tokens of people with a role here, unless the token is kept to another organisation."""
    members = Membership.objects.filter(organisation=organisation).in_force().values("person_id")
    named = CohortRole.objects.filter(cohort__organisation=organisation).in_force().values("person_id")
    return (
        Token.objects.living(now)
        .filter(Q(organisation=None) | Q(organisation=organisation))
        .filter(Q(person__in=members) | Q(person__in=named))
        .select_related("person", "organisation")
        .order_by("person__name", "-id")
    )


def reached_by(token: Token) -> QuerySet[Organisation]:
    """The organisations that the token opens something of today."""
    rows = organisations_reached(token.person)
    return rows if token.organisation_id is None else rows.filter(pk=token.organisation_id)


def names_of_tokens(ids: Iterable[UUID]) -> dict[str, str]:
    """Whose program each is, for the history."""
    rows = Token.objects.filter(pk__in=ids).select_related("person")
    return {str(row.pk): f"{row.person.name} ({row.name}, {row.prefix}…)" for row in rows}


def organisations_seen(token: Token) -> QuerySet[Organisation]:
    """Where a role in the organisation itself lets the token's person see it, within what the token is kept to."""
    carrying = [role for role in Role if Permission.ORGANISATION_SEE in permissions_of(frozenset({role}))]
    held = Membership.objects.filter(person=token.person, role__in=carrying).in_force()
    return _kept_to(token, Organisation.objects.filter(pk__in=held.values("organisation_id")), "pk")


def cohorts_seen(token: Token) -> QuerySet[Cohort]:
    """The cohorts on which the token's person holds a role, within what the token is kept to."""
    return _kept_to(token, cohorts_run_by(token.person), "organisation")


def reports_out(cohort: Cohort) -> QuerySet[Report]:
    """Published for everybody, whatever more the person could see on the pages."""
    return visible(cohort, frozenset({Permission.REPORT_SEE}))


def _kept_to(token: Token, rows: QuerySet[M], field: str) -> QuerySet[M]:
    return rows if token.organisation_id is None else rows.filter(**{field: token.organisation_id})

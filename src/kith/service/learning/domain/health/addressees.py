"""Who reads what somebody writes when something is not right: told by name before they write."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from kith.service.cohorts.models import Cohort, CohortRole
from kith.service.learning.models import Concern, Member, Relationship
from kith.service.people.models import Membership, Person

To = Concern.To
RUNS = (CohortRole.Kind.LEAD, CohortRole.Kind.DEPUTY)


def readers_of(cohort: Cohort, to: str, relationship: Relationship | None) -> list[Person]:
    """Everybody who can open it today, by name. Nobody it is about is among them."""
    named = cohort.roles.in_force().filter(role__in=_roles(to))
    rows = Q(pk__in=named.values("person"))
    if to == To.COORDINATOR:
        rows |= Q(pk__in=_leads_of_the_organisation(cohort).values("person"))
    return list(_but_members(rows, relationship))


def mailed_about(cohort: Cohort, to: str, relationship: Relationship | None) -> list[Person]:
    """Those of them who are told by mail: who is named on the cohort itself, else whoever may read it."""
    named = cohort.roles.in_force().filter(role__in=_roles(to))
    found = list(_but_members(Q(pk__in=named.values("person")), relationship))
    return found or readers_of(cohort, to, relationship)


def ways_open(cohort: Cohort, relationship: Relationship | None) -> dict[str, list[Person]]:
    """To whom somebody can write now, and who that is; a way without a reader is not one."""
    found = {
        to: readers_of(cohort, to, relationship) for to in (To.COORDINATOR.value, To.SECOND_CONTACT.value)
    }
    return {to: people for to, people in found.items() if people}


def _roles(to: str) -> tuple[str, ...]:
    return RUNS if to == To.COORDINATOR else (CohortRole.Kind.SECOND_CONTACT,)


def _leads_of_the_organisation(cohort: Cohort) -> QuerySet[Membership]:
    """As ``cohorts.domain.roles`` has it: a role given before the cohort came here does not reach it."""
    rows = Membership.objects.in_force().filter(
        organisation_id=cohort.organisation_id, role=Membership.OrganisationRole.LEAD
    )
    return rows if cohort.joined_at is None else rows.filter(created_at__gte=cohort.joined_at)


def _but_members(rows: Q, relationship: Relationship | None) -> QuerySet[Person]:
    people = Person.objects.filter(rows, is_active=True).order_by("name", "pk")
    if relationship is None:
        return people
    return people.exclude(pk__in=Member.objects.filter(relationship=relationship).values("person"))

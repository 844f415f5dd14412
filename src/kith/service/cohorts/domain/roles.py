"""Who holds which role on a cohort, and on a place in it, today."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from kith.service.cohorts.domain.openness import participants_may_read
from kith.service.cohorts.models import Cohort, CohortRole, Place
from kith.service.core.domain.permissions import Role
from kith.service.core.domain.questions import Question
from kith.service.core.domain.remembering import recall
from kith.service.people.domain.queries import memberships_in_force, roles_in_organisation
from kith.service.people.models import Membership, Person, is_in_force

TAKING_PART = (Place.State.INVITED, Place.State.CONFIRMED)


def roles_on_cohort(person: Person, cohort: Cohort) -> frozenset[Role]:
    """Roles from the owning organisation, from the cohort itself, and from a place in it.

    A role of a partner organisation gives nothing here: a partner's people hold cohort roles. Nor does a
    role that was given in the owning organisation before the cohort joined it.
    """
    key = ("cohorts.roles", person.pk, cohort.pk)
    return recall(key, lambda: roles_on_cohorts(person, [cohort])[cohort.pk])


def roles_on_cohorts(person: Person, cohorts: Sequence[Cohort]) -> dict[UUID, frozenset[Role]]:
    """The same for several cohorts, in three queries however many there are."""
    found: dict[UUID, set[Role]] = {cohort.pk: set() for cohort in cohorts}
    of_organisation: dict[UUID, list[Membership]] = {}
    for row in memberships_in_force(person):
        of_organisation.setdefault(row.organisation_id, []).append(row)
    for cohort in cohorts:
        found[cohort.pk] |= {
            Role(row.role)
            for row in of_organisation.get(cohort.organisation_id, [])
            if cohort.joined_at is None or row.created_at >= cohort.joined_at
        }
    for cohort_id, role in cohort_roles_in_force(person, timezone.localdate()):
        if cohort_id in found:
            found[cohort_id].add(role)
    readable = [cohort.pk for cohort in cohorts if participants_may_read(cohort)]
    for (cohort_id,) in _taking_part(person=person.pk, cohorts=readable):
        found[cohort_id].add(Role.PARTICIPANT)
    return {key: frozenset(roles) for key, roles in found.items()}


@Question
def _taking_part(person: UUID, cohorts: Collection[UUID]) -> QuerySet[Any, Any]:
    rows = Place.objects.filter(person_id=person, cohort_id__in=cohorts, state__in=TAKING_PART)
    return rows.values_list("cohort_id")


@Question
def _by_name(person: UUID) -> QuerySet[Any, Any]:
    return CohortRole.objects.filter(person_id=person).values_list(
        "cohort_id", "role", "starts_on", "ends_on"
    )


def cohort_roles_in_force(person: Person, on: date | None = None) -> list[tuple[UUID, Role]]:
    """Every role the person holds by name on a cohort on a day (today)."""
    held = recall(("cohorts.roles_by_name", person.pk), lambda: _by_name(person=person.pk))
    return [(cohort, Role(role)) for cohort, role, first, last in held if is_in_force(first, last, on)]


def roles_on_owner(person: Person, cohort: Cohort) -> frozenset[Role]:
    """Roles in the organisation that owns the cohort, and nothing else: who may make another one like it.

    A lead of this cohort alone does not make new ones in the organisation.
    """
    return roles_in_organisation(person, cohort.organisation) & roles_on_cohort(person, cohort)


def roles_on_place(person: Person, place: Place) -> frozenset[Role]:
    """On a place, only the person whose place it is takes part; the cohort's other participants are strangers."""
    held = roles_on_cohort(person, place.cohort) - {Role.PARTICIPANT}
    is_own = place.person_id == person.pk and place.state in TAKING_PART
    if is_own and participants_may_read(place.cohort):
        held |= {Role.PARTICIPANT}
    return held


def load_cohort(kwargs: Mapping[str, Any]) -> Cohort:
    return Cohort.objects.select_related("organisation", "definition").get(pk=kwargs["cohort_id"])


def load_place(kwargs: Mapping[str, Any]) -> Place:
    """A place by its id, within the cohort where the address names one."""
    places = Place.objects.select_related("cohort__organisation", "cohort__definition", "person")
    if "cohort_id" in kwargs:
        places = places.filter(cohort_id=kwargs["cohort_id"])
    return places.get(pk=kwargs["place_id"])

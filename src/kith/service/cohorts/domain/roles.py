"""Who holds which role on a cohort, and on a place in it, today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from kith.service.cohorts.models import Cohort, CohortRole, Place
from kith.service.core.domain.permissions import Role, remembered
from kith.service.people.domain.queries import roles_in_organisation
from kith.service.people.models import Membership, Person

TAKING_PART = (Place.State.INVITED, Place.State.CONFIRMED)


@remembered
def roles_on_cohort(person: Person, cohort: Cohort) -> frozenset[Role]:
    """Roles from the owning organisation, from the cohort itself, and from a place in it.

    A role of a partner organisation gives nothing here: a partner's people hold cohort roles. Nor does a
    role that was given in the owning organisation before the cohort joined it.
    """
    return roles_on_cohorts(person, [cohort])[cohort.pk]


def roles_on_cohorts(person: Person, cohorts: Sequence[Cohort]) -> dict[UUID, frozenset[Role]]:
    """The same for several cohorts, in three queries however many there are."""
    today = timezone.localdate()
    found: dict[UUID, set[Role]] = {cohort.pk: set() for cohort in cohorts}
    of_organisation = Membership.objects.in_force(today).filter(
        person=person, organisation_id__in={cohort.organisation_id for cohort in cohorts}
    )
    by_organisation: dict[UUID, list[tuple[Role, datetime]]] = {}
    for organisation_id, role, given_at in of_organisation.values_list("organisation_id", "role", "created_at"):
        by_organisation.setdefault(organisation_id, []).append((Role(role), given_at))
    for cohort in cohorts:
        found[cohort.pk] |= {
            role
            for role, given_at in by_organisation.get(cohort.organisation_id, [])
            if cohort.joined_at is None or given_at >= cohort.joined_at
        }
    named = CohortRole.objects.in_force(today).filter(person=person, cohort__in=found)
    for cohort_id, role in named.values_list("cohort_id", "role"):
        found[cohort_id].add(Role(role))
    places = Place.objects.filter(person=person, cohort__in=found, state__in=TAKING_PART)
    for cohort_id in places.values_list("cohort_id", flat=True):
        found[cohort_id].add(Role.PARTICIPANT)
    return {key: frozenset(roles) for key, roles in found.items()}


def roles_on_owner(person: Person, cohort: Cohort) -> frozenset[Role]:
    """Roles in the organisation that owns the cohort, and nothing else: who may make another one like it.

    A lead of this cohort alone does not make new ones in the organisation.
    """
    return roles_in_organisation(person, cohort.organisation) & roles_on_cohort(person, cohort)


def roles_on_place(person: Person, place: Place) -> frozenset[Role]:
    """On a place, only the person whose place it is takes part; the cohort's other participants are strangers."""
    held = roles_on_cohort(person, place.cohort) - {Role.PARTICIPANT}
    if place.person_id == person.pk and place.state in TAKING_PART:
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

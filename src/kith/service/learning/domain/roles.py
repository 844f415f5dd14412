"""Who may come near a relationship, a reflection, a concern, the alumni of an organisation, a series."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from kith.service.cohorts.domain.openness import participants_may_read
from kith.service.cohorts.domain.roles import cohort_roles_in_force, roles_on_cohort
from kith.service.cohorts.models import Cohort, HandOver
from kith.service.core.domain.permissions import Role
from kith.service.core.models import Organisation
from kith.service.learning.domain.reflecting.readers import readers_of
from kith.service.learning.models import (
    Alumnus,
    Concern,
    Member,
    Reflection,
    Relationship,
    Series,
)
from kith.service.people.domain.queries import organisation_of, roles_in_organisation
from kith.service.people.models import Person

RUNS = frozenset({Role.LEAD, Role.DEPUTY})


def load_relationship(kwargs: Mapping[str, Any]) -> Relationship:
    """A relationship by its id, within the cohort where the address names one."""
    rows = Relationship.objects.select_related("cohort__organisation", "cohort__definition")
    if "cohort_id" in kwargs:
        rows = rows.filter(cohort_id=kwargs["cohort_id"])
    return rows.get(pk=kwargs["relationship_id"])


def roles_on_relationship(person: Person, relationship: Relationship) -> frozenset[Role]:
    """The cohort's roles, but for taking part, and the membership of those who are in it.

    One of two who has left it reads it no more; when it has ended, both read on.
    """
    held = roles_on_cohort(person, relationship.cohort) - {Role.PARTICIPANT}
    if not participants_may_read(relationship.cohort):
        return held
    if Member.objects.filter(relationship=relationship, person_id=person.pk, left_at=None).exists():
        held |= {Role.MEMBER}
    return held


def load_reflection(kwargs: Mapping[str, Any]) -> Reflection:
    rows = Reflection.objects.select_related("cohort__organisation", "cohort__definition", "person")
    return rows.get(pk=kwargs["reflection_id"])


def roles_on_reflection(person: Person, reflection: Reflection) -> frozenset[Role]:
    """Its writer; and those whom the writer was told would read it, as long as they are what they were then.

    To everybody else it does not exist: not the lead, not an administrator.
    """
    if reflection.person_id == person.pk:
        return frozenset({Role.WRITER})
    is_reader = any(reader.pk == person.pk for reader in readers_of(reflection))
    return frozenset({Role.READER}) if is_reader else frozenset()


def load_concern(kwargs: Mapping[str, Any]) -> Concern:
    """A concern by its id, within the cohort where the address names one."""
    rows = Concern.objects.select_related("cohort__organisation", "cohort__definition")
    if "cohort_id" in kwargs:
        rows = rows.filter(cohort_id=kwargs["cohort_id"])
    return rows.get(pk=kwargs["concern_id"])


def roles_on_concern(person: Person, concern: Concern) -> frozenset[Role]:
    """Its writer, and whom it is addressed to. To everybody else it does not exist: not to a lead who is the
    partner that it is about, nor to one who was handed the cohort after it was closed."""
    if concern.person_id == person.pk:
        return frozenset({Role.WRITER})
    if Member.objects.filter(relationship=concern.relationship_id, person_id=person.pk).exists():
        return frozenset()
    to_coordinator = concern.to == Concern.To.COORDINATOR
    if to_coordinator and concern.closed_at is not None:
        came_on = handed_over_on(person, concern.cohort)
        if came_on is not None and timezone.localdate(concern.closed_at) < came_on:
            return frozenset()
    return roles_on_cohort(person, concern.cohort) & (RUNS if to_coordinator else {Role.SECOND_CONTACT})


def handed_over_on(person: Person, cohort: Cohort) -> date | None:
    """The day from which the person leads the cohort, where somebody handed it over to them."""
    rows = HandOver.objects.filter(cohort=cohort, to_person_id=person.pk).order_by("on")
    return rows.values_list("on", flat=True).first()


def load_alumni_of(kwargs: Mapping[str, Any]) -> Organisation:
    return organisation_of({"organisation_slug": kwargs["slug"]})


def roles_on_alumni(person: Person, organisation: Organisation) -> frozenset[Role]:
    """The organisation's own roles, those of people who run a cohort that began here, and those who chose to
    stand in its directory."""
    held = roles_in_organisation(person, organisation)
    run = {cohort_id for cohort_id, role in cohort_roles_in_force(person) if role in RUNS}
    if run and Cohort.objects.filter(pk__in=run, organisation=organisation, joined_at=None).exists():
        held |= {Role.DEPUTY}  # what a deputy may see here is what a lead may
    if Alumnus.objects.filter(organisation=organisation, person_id=person.pk, left_at=None).exists():
        held |= {Role.ALUMNUS}
    return held


def load_series(kwargs: Mapping[str, Any]) -> Series:
    return Series.objects.select_related("organisation", "spin_off").get(pk=kwargs["series_id"])


def roles_on_series(person: Person, series: Series) -> frozenset[Role]:
    """The organisation's own roles, its alumni, and those who organise the series today."""
    held = roles_on_alumni(person, series.organisation)
    if series.organisers.in_force(timezone.localdate()).filter(person_id=person.pk).exists():  # type: ignore[attr-defined]
        held |= {Role.ORGANISER}
    return held

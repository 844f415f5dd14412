"""Who may come near an exercise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from kith.service.cohorts.domain.roles import cohort_roles_in_force, roles_on_cohort, roles_on_cohorts
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Permission, Role, permissions_of
from kith.service.core.models import Organisation
from kith.service.matches.models import Exercise
from kith.service.people.domain.queries import own_organisations, roles_in_organisation
from kith.service.people.models import Person


def load_exercise(kwargs: Mapping[str, Any]) -> Exercise:
    rows = Exercise.objects.select_related("organisation", "cohort__organisation", "cohort__definition")
    return rows.get(pk=kwargs["exercise_id"])


def roles_on_exercise(person: Person, exercise: Exercise) -> frozenset[Role]:
    """Of an exercise from files, the roles in its organisation; of a cohort's, those on the cohort but for taking part."""
    if exercise.cohort is None:
        return roles_in_organisation(person, exercise.organisation)
    return roles_on_cohort(person, exercise.cohort) - {Role.PARTICIPANT}


def may(person: Person, permission: Permission, exercise: Exercise) -> bool:
    return permission in permissions_of(roles_on_exercise(person, exercise))


def organisations_that_match(person: Person, permission: Permission) -> list[Organisation]:
    """Where a role in the organisation carries the permission."""
    return [
        one
        for one in own_organisations(person)
        if permission in permissions_of(roles_in_organisation(person, one))
    ]


def cohorts_that_match(person: Person, permission: Permission) -> list[Cohort]:
    """Cohorts whose people this person may match, by name."""
    named = {key for key, _role in cohort_roles_in_force(person)}
    here = Q(pk__in=named) | Q(organisation__in=own_organisations(person))
    rows = list(Cohort.objects.filter(here).select_related("organisation", "definition").order_by("name"))
    held = roles_on_cohorts(person, rows)
    return [one for one in rows if permission in permissions_of(held[one.pk])]


def exercises_seen_by(person: Person) -> QuerySet[Exercise]:
    """Those that the person may look at, the newest first."""
    see = Permission.MATCH_SEE
    owners = [one.pk for one in organisations_that_match(person, see)]
    cohorts = [one.pk for one in cohorts_that_match(person, see)]
    here = Q(organisation__in=owners, cohort=None) | Q(cohort__in=cohorts)
    return Exercise.objects.filter(here).select_related("organisation", "cohort").order_by("-id")


def may_make(person: Person) -> bool:
    """Whether they may begin one, anywhere."""
    manage = Permission.MATCH_MANAGE
    return bool(organisations_that_match(person, manage) or cohorts_that_match(person, manage))


def may_see_any(person: Person) -> bool:
    """Whether some role of theirs is that of somebody who looks after programmes: to them the pages are there."""
    return bool(own_organisations(person)) or bool(cohort_roles_in_force(person))

"""Reading about cohorts: which ones a person may see, who is in one, how its sides fill."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.roles import TAKING_PART, cohort_roles_in_force
from kith.service.cohorts.models import Cohort, CohortRole, Place
from kith.service.core.domain.permissions import ROLE_TABLE, Permission, Role
from kith.service.core.domain.questions import Question
from kith.service.core.domain.remembering import recall
from kith.service.core.models import Organisation
from kith.service.people.domain.queries import memberships_in_force
from kith.service.people.models import Person


def cohorts_run_by(person: Person) -> QuerySet[Cohort]:
    """Cohorts on which the person holds a role, by their organisation or by name; the newest first."""
    held = memberships_in_force(person)
    which = Q(pk__in=_run_by_name(person))
    if held:
        which |= Q(joined_at=None, organisation_id__in={row.organisation_id for row in held})
    since: dict[UUID, datetime] = {}
    for row in held:
        since[row.organisation_id] = max(row.created_at, since.get(row.organisation_id, row.created_at))
    for organisation_id, given_at in since.items():
        which |= Q(organisation_id=organisation_id, joined_at__lte=given_at)
    return (
        Cohort.objects.filter(which)
        .select_related("organisation", "definition")
        .defer("definition__text")
        .order_by("-starts_on", "name")
    )


def _run_by_name(person: Person) -> list[UUID]:
    """Cohorts on which the person has a role of their own that lets them see the cohort: a reviewer's does not."""
    return [
        cohort_id
        for cohort_id, role in cohort_roles_in_force(person)
        if Permission.COHORT_SEE in ROLE_TABLE[role].permissions
    ]


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many take part or are asked to, and how many of those have said yes."""

    confirmed: int
    people: int

    @property
    def in_words(self) -> str:
        if not self.people:
            return _("Nobody yet")
        words = ngettext(
            "%(confirmed)s of %(num)s person confirmed",
            "%(confirmed)s of %(num)s people confirmed",
            self.people,
        )
        return words % {"confirmed": self.confirmed, "num": self.people}


def place_counts(cohorts: Iterable[Cohort]) -> dict[UUID, PlaceCount]:
    """The same for several cohorts, in one query."""
    keys = [cohort.pk for cohort in cohorts]
    if not keys:
        return {}
    counted = {(cohort_id, state): count for cohort_id, state, count in _counted(cohorts=keys)}
    return {
        key: PlaceCount(
            confirmed=counted.get((key, Place.State.CONFIRMED), 0),
            people=sum(counted.get((key, state), 0) for state in TAKING_PART),
        )
        for key in keys
    }


@Question
def _counted(cohorts: Collection[UUID]) -> QuerySet[Any, Any]:
    rows = Place.objects.filter(cohort_id__in=cohorts, state__in=TAKING_PART).order_by()
    return rows.values_list("cohort_id", "state").annotate(Count("pk"))


def runs_anything(person: Person) -> bool:
    """Whether the person holds a role in an organisation or on a cohort today."""
    return bool(memberships_in_force(person) or _run_by_name(person))


_NOT_ON_HOME = (
    *("created_at", "attributes", "invited_at", "confirmed_at", "ended_at"),
    *("cohort__created_at", "cohort__sides", "cohort__joined_at", "cohort__copied_from", "cohort__revision"),
    *("cohort__definition__created_at", "cohort__definition__organisation", "cohort__definition__text"),
)
"""Read for fifty places, these take longer than the question."""


def places_held_by(person: Person) -> QuerySet[Place]:
    """The person's places in cohorts that are not archived, the newest first, with what home says of them."""
    return (
        person.places.filter(state__in=TAKING_PART)
        .exclude(cohort__state=Cohort.State.ARCHIVED)
        .select_related("cohort__definition")
        .defer(*_NOT_ON_HOME)
        .order_by("-cohort__starts_on")
    )


def can_create_in(person: Person) -> list[Organisation]:
    """Where the person may make a cohort, by name."""
    led = {
        row.organisation_id: row.organisation for row in memberships_in_force(person) if row.role == Role.LEAD
    }
    return sorted(
        (one for one in led.values() if one.merged_into_id is None),
        key=lambda organisation: organisation.name,
    )


@dataclass(frozen=True, slots=True)
class SideCount:
    """How a side fills: ``most`` is how many it takes, ``least`` how many it needs."""

    key: str
    name: str
    confirmed: int
    invited: int
    declined: int
    least: int
    most: int
    unsent: int
    """Invited people who have had no mail yet."""


UNSENT = "unsent"


def _places_by_state(cohort: Cohort) -> Counter[tuple[str, str]]:
    """How many places a side has in each state, and how many of those invited have had no mail yet."""
    unsent = Count("id", filter=Q(state=Place.State.INVITED, invited_at=None))
    rows = cohort.places.values_list("side", "state").annotate(number=Count("id"), unsent=unsent)
    counts: Counter[tuple[str, str]] = Counter()
    for side, state, number, waiting in rows:
        counts[side, state] = number
        counts[side, UNSENT] += waiting
    return counts


def side_counts(cohort: Cohort, language: str) -> list[SideCount]:
    counts = recall(("cohorts.places", cohort.pk), lambda: _places_by_state(cohort))
    definition = definition_of(cohort)
    return [
        SideCount(
            role.key,
            role.plural.in_language(language),
            counts[role.key, Place.State.CONFIRMED],
            counts[role.key, Place.State.INVITED],
            counts[role.key, Place.State.DECLINED] + counts[role.key, Place.State.WITHDRAWN],
            cohort.sides[role.key]["min"],
            cohort.sides[role.key]["max"],
            counts[role.key, UNSENT],
        )
        for role in definition.roles
    ]


def people_of(cohort: Cohort, *, side: str = "", state: str = "", search: str = "") -> QuerySet[Place]:
    """The cohort's places, filtered, by name."""
    filters: dict[str, Any] = {name: value for name, value in (("side", side), ("state", state)) if value}
    rows = cohort.places.filter(**filters).select_related("person").order_by("person__name", "id")
    if search:
        rows = rows.filter(Q(person__name__icontains=search) | Q(person__email__icontains=search))
    return rows


def in_a_list(places: QuerySet[Place]) -> QuerySet[Place, Any]:
    """What the table of people shows of the places, as bare rows: a model of each would cost as much again."""
    shown = ("pk", "side", "state", "invited_at", "person__name", "person__email")
    return places.values_list(*shown, named=True)


def team_of(cohort: Cohort) -> QuerySet[CohortRole]:
    return cohort.roles.select_related("person").order_by("role", "person__name")

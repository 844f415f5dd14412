"""Reading about cohorts: which ones a person may see, who is in one, how its sides fill."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.roles import TAKING_PART
from kith.service.cohorts.models import Cohort, CohortRole, Place
from kith.service.core.domain.remembering import recall
from kith.service.core.models import Organisation
from kith.service.people.domain.queries import memberships_in_force
from kith.service.people.models import Membership, Person


def cohorts_run_by(person: Person) -> QuerySet[Cohort]:
    """Cohorts on which the person holds a role, by their organisation or by name; the newest first."""
    held = Membership.objects.filter(person=person).in_force()
    organisations = held.values("organisation_id")
    since = held.filter(organisation=OuterRef("organisation_id"), created_at__gte=OuterRef("joined_at"))
    own = CohortRole.objects.filter(person=person).in_force().values("cohort_id")
    return (
        Cohort.objects.filter(
            Q(joined_at=None, organisation_id__in=organisations) | Exists(since) | Q(pk__in=own)
        )
        .select_related("organisation", "definition")
        .annotate(confirmed=_count_of(Place.State.CONFIRMED), people=_count_of(*TAKING_PART))
        .order_by("-starts_on", "name")
    )


def _count_of(*states: str) -> Coalesce:
    """A subquery for each count: joining the places would group by everything else a cohort has, its text too."""
    rows = Place.objects.filter(cohort=OuterRef("pk"), state__in=states).order_by().values("cohort")
    return Coalesce(Subquery(rows.annotate(all=Count("pk")).values("all")), 0)


def runs_anything(person: Person) -> bool:
    """Whether the person holds a role in an organisation or on a cohort today."""
    return bool(memberships_in_force(person)) or CohortRole.objects.filter(person=person).in_force().exists()


def places_held_by(person: Person) -> QuerySet[Place]:
    """The person's places in cohorts that are not archived, the newest first."""
    return (
        Place.objects.filter(person=person, state__in=TAKING_PART)
        .exclude(cohort__state=Cohort.State.ARCHIVED)
        .select_related("cohort__organisation", "cohort__definition", "person")
        .order_by("-cohort__starts_on")
    )


def can_create_in(person: Person) -> QuerySet[Organisation]:
    rows = Membership.objects.filter(person=person, role=Membership.OrganisationRole.LEAD).in_force()
    return Organisation.objects.filter(memberships__in=rows, merged_into=None).distinct().order_by("name")


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


def team_of(cohort: Cohort) -> QuerySet[CohortRole]:
    return cohort.roles.select_related("person").order_by("role", "person__name")

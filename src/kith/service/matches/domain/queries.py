"""Reading about a cohort's matching."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.matches.models import Pair, Preferences, Publication


@dataclass(frozen=True, slots=True)
class SideReadiness:
    """How many of a side have confirmed, and how many of those have handed in their preferences."""

    name: str
    confirmed: int
    handed_in: int


def readiness(cohort: Cohort, language: str) -> list[SideReadiness]:
    definition = definition_of(cohort)
    rows = (
        cohort.places.filter(state=Place.State.CONFIRMED)
        .values("side")
        .annotate(all=Count("id"), done=Count("id", filter=Q(preferences__submitted_at__isnull=False)))
    )
    confirmed, done = Counter[str](), Counter[str]()
    for row in rows:
        confirmed[row["side"]], done[row["side"]] = row["all"], row["done"]
    return [
        SideReadiness(role.plural.in_language(language), confirmed[role.key], done[role.key]) for role in definition.roles
    ]


def publication_of(cohort: Cohort) -> Publication | None:
    return Publication.objects.filter(cohort=cohort).select_related("published_by", "run").first()


def preferences_of(place: Place) -> Preferences | None:
    return Preferences.objects.filter(place=place).first()


def pair_of(place: Place) -> Pair | None:
    """The pair that the place is in now."""
    rows = Pair.objects.filter(Q(left=place) | Q(right=place), state=Pair.State.ACTIVE)
    return rows.select_related("left__person", "right__person", "cohort").first()

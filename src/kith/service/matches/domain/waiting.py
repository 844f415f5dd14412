"""Who waits for a partner once a cohort's pairs are published, why, and since when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.questions import Question
from kith.service.core.domain.remembering import recall
from kith.service.matches.models import Pair, Publication

SETTLED = Q(state=Pair.State.ACTIVE) | Q(end_reason=Pair.EndReason.COMPLETED)
"""Whose pair came to its end with the programme waits for nobody."""


class Why(StrEnum):
    """How somebody came to be without a partner."""

    NEVER_PAIRED = "never_paired"
    LATE = "late"
    PAIR_ENDED = "pair_ended"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody without a partner; ``since`` they confirmed, the pairs were published or their last pair ended."""

    place: Place
    why: Why
    since: datetime


def without_partner(places: QuerySet[Place]) -> QuerySet[Place]:
    """Those who take part and are together with nobody."""
    settled = Pair.objects.filter(SETTLED)
    return places.filter(
        ~Exists(settled.filter(left=OuterRef("pk"))),
        ~Exists(settled.filter(right=OuterRef("pk"))),
        state=Place.State.CONFIRMED,
    )


def waiting_in(cohort: Cohort) -> list[Waiting]:
    """Everybody who waits, the longest first; nobody before the pairs are published. Three queries."""
    match = definition_of(cohort).match
    first = (
        Publication.objects.filter(cohort=cohort)
        .order_by("number")
        .values_list("created_at", flat=True)
        .first()
    )
    if match is None or first is None:
        return []
    rows = without_partner(cohort.places.filter(side__in=match.sides)).select_related("person")
    places = list(rows)
    ended = _last_ended([place.pk for place in places])
    return sorted(
        (_waiting(place, first, ended) for place in places), key=lambda one: (one.since, one.place.pk)
    )


def _waiting(place: Place, first: datetime, ended: dict[UUID, datetime]) -> Waiting:
    confirmed = place.confirmed_at or place.created_at
    if place.pk in ended and ended[place.pk] > confirmed:
        return Waiting(place, Why.PAIR_ENDED, ended[place.pk])
    return (
        Waiting(place, Why.LATE, confirmed) if confirmed > first else Waiting(place, Why.NEVER_PAIRED, first)
    )


def _last_ended(places: Sequence[UUID]) -> dict[UUID, datetime]:
    rows = Pair.objects.filter(Q(left__in=places) | Q(right__in=places), state=Pair.State.ENDED)
    found: dict[UUID, datetime] = {}
    for left, right, at in rows.order_by("ended_at").values_list("left_id", "right_id", "ended_at"):
        if at is not None:
            found[left] = found[right] = at
    return found


def waiting_counts(cohorts: Sequence[Cohort]) -> dict[UUID, Counter[str]]:
    """How many wait on each side, by cohort; cohorts where nobody does are left out. One query for all."""
    keys = frozenset(cohort.pk for cohort in cohorts)
    if not keys:
        return {}

    def read() -> dict[UUID, Counter[str]]:
        sides = {cohort.pk: _sides(cohort) for cohort in cohorts}
        found: dict[UUID, Counter[str]] = {}
        for cohort_id, side, count in _waiting_now(cohorts=keys):
            if side in sides[cohort_id]:
                found.setdefault(cohort_id, Counter())[side] = count
        return found

    return recall(("matches.waiting", keys), read)


@Question
def _waiting_now(cohorts: Collection[UUID]) -> QuerySet[Any, Any]:
    published = Publication.objects.filter(cohort=OuterRef("cohort"))
    rows = without_partner(Place.objects.filter(Exists(published), cohort__in=cohorts)).order_by()
    return rows.values_list("cohort_id", "side").annotate(Count("pk"))


def _sides(cohort: Cohort) -> tuple[str, ...]:
    match = definition_of(cohort).match
    return match.sides if match else ()

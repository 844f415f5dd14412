"""Reading about a cohort's matching."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.questions import Question
from kith.service.core.domain.remembering import recall
from kith.service.matches.models import MatchRun, Pair, Preferences, Publication


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
        SideReadiness(role.plural.in_language(language), confirmed[role.key], done[role.key])
        for role in definition.roles
    ]


def publication_of(cohort: Cohort) -> Publication | None:
    """The first that was made real, without what went into its run and came out: that can be megabytes."""
    rows = Publication.objects.filter(cohort=cohort).select_related("run").order_by("number")
    return rows.only("cohort", "created_at", "reason", "number", "run__number").first()


def publications_of(cohort: Cohort) -> list[Publication]:
    """The first and each re-match since, with ``made`` and ``ended``: how many pairs each of them did so with."""
    made = Pair.objects.filter(publication=OuterRef("pk")).order_by().values("publication")
    ended = Pair.objects.filter(ended_in=OuterRef("pk")).order_by().values("ended_in")
    rows = Publication.objects.filter(cohort=cohort).select_related("run").order_by("number")
    return list(
        rows.only("cohort", "created_at", "reason", "number", "run__number").annotate(
            made=Coalesce(Subquery(made.annotate(n=Count("pk")).values("n")), 0),
            ended=Coalesce(Subquery(ended.annotate(n=Count("pk")).values("n")), 0),
        )
    )


def is_decided(run: MatchRun) -> bool:
    """Whether the draft is real, or another one has taken its place: the pairs of a cohort are published once, and
    each re-match for itself."""
    if run.is_rematch:
        return Publication.objects.filter(run=run).exists()
    return is_published(run.cohort)


class PublishedPair(NamedTuple):
    """A pair as the list of pairs shows it."""

    left_name: str
    right_name: str
    reasons: list[dict[str, Any]]
    state: str
    end_reason: str
    number: int
    """Of the publication that it was made in."""


def published_pairs(cohort: Cohort) -> QuerySet[Pair, Any]:
    """Every pair as a ``PublishedPair``, by name."""
    rows = cohort.pairs.order_by("left__person__name", "id").annotate(
        left_name=F("left__person__name"),
        right_name=F("right__person__name"),
        number=F("publication__number"),
    )
    return rows.values_list("left_name", "right_name", "reasons", "state", "end_reason", "number", named=True)


def is_published(cohort: Cohort) -> bool:
    return recall(("matches.published", cohort.pk), Publication.objects.filter(cohort=cohort).exists)


def pairs_by_state(cohort: Cohort) -> Counter[str]:
    """How many pairs are together and how many have ended; none before the publication."""
    rows = cohort.pairs.order_by().values_list("state").annotate(Count("id"))
    return recall(("matches.pairs", cohort.pk), lambda: Counter(dict(rows)))


@dataclass(frozen=True, slots=True)
class Standing:
    """How far places are: cohorts whose pairs are published, places in a pair, places for which nobody is looked for
    (in a pair, or their pair came to its end with the programme), and of the others those that handed in their
    preferences."""

    published: frozenset[UUID]
    paired: frozenset[UUID]
    settled: frozenset[UUID]
    handed_in: frozenset[UUID]

    def waits(self, place: Place) -> bool:
        """Whether the pairs are made, and a partner is looked for still."""
        return (
            place.cohort_id in self.published
            and place.pk not in self.settled
            and place.state == Place.State.CONFIRMED
            and place.cohort.is_open
        )


@Question
def _published(cohorts: Collection[UUID]) -> QuerySet[Any, Any]:
    return Publication.objects.filter(cohort_id__in=cohorts).values_list("cohort_id")


def standing_of(places: Sequence[Place]) -> Standing:
    """At most four queries, however many places; three where everybody has a partner or nothing is published."""
    published = frozenset(key for (key,) in _published(cohorts={place.cohort_id for place in places}))
    paired = frozenset(partner_names(places))
    alone = [place for place in places if place.pk not in paired]
    settled = paired | _without_need([place for place in alone if place.cohort_id in published])
    waiting = [place.pk for place in alone if place.pk not in settled]
    handed_in = Preferences.objects.filter(place_id__in=waiting).exclude(submitted_at=None)
    return Standing(
        published,
        paired,
        settled,
        frozenset(handed_in.values_list("place_id", flat=True)) if waiting else frozenset(),
    )


def _without_need(places: Sequence[Place]) -> frozenset[UUID]:
    """Those of a side that is not matched, and those whose pair came to its end with the programme."""
    outside, asked = set(), []
    for place in places:
        match = definition_of(place.cohort).match
        if match is None or place.side not in match.sides:
            outside.add(place.pk)
        else:
            asked.append(place.pk)
    if not asked:
        return frozenset(outside)
    rows = Pair.objects.filter(Q(left__in=asked) | Q(right__in=asked), end_reason=Pair.EndReason.COMPLETED)
    return frozenset(outside | {place for two in rows.values_list("left_id", "right_id") for place in two})


@Question
def _partners(places: Collection[UUID]) -> QuerySet[Any, Any]:
    rows = Pair.objects.filter(Q(left__in=places) | Q(right__in=places), state=Pair.State.ACTIVE)
    return rows.values_list("left_id", "left__person__name", "right_id", "right__person__name")


def partner_names(places: Sequence[Place]) -> dict[UUID, str]:
    """Whom each place is together with now; those without a partner are left out."""
    keys = frozenset(place.pk for place in places)
    if not keys:
        return {}

    def read() -> dict[UUID, str]:
        return {
            one: other
            for left, left_name, right, right_name in _partners(places=keys)
            for one, other in ((left, right_name), (right, left_name))
            if one in keys
        }

    return recall(("matches.partners", keys), read)


def preferences_of(place: Place) -> Preferences | None:
    return Preferences.objects.filter(place=place).first()


def pair_of(place: Place) -> Pair | None:
    """The pair that the place is in now."""
    rows = Pair.objects.filter(Q(left=place) | Q(right=place), state=Pair.State.ACTIVE)
    return rows.select_related("left__person", "right__person", "cohort").first()

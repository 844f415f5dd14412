"""Reading who learns with whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from kith.service.cohorts.models import Place
from kith.service.core.domain.questions import Question
from kith.service.core.domain.remembering import recall
from kith.service.learning.models import AgreementPart, Member, Relationship

ENDED = Relationship.State.ENDED


@dataclass(frozen=True, slots=True)
class Proposed:
    """The newest version of an agreement that was proposed, as one of the two stands to it."""

    number: int
    is_signed: bool
    """By the place's own person."""
    is_in_force: bool
    review_on: date | None
    is_reviewed: bool

    def is_due(self, today: date) -> bool:
        """Whether the day has come to look at it again."""
        return (
            self.is_in_force
            and not self.is_reviewed
            and self.review_on is not None
            and self.review_on <= today
        )


@dataclass(frozen=True, slots=True)
class Together:
    """What a home says of a place's pair."""

    relationship_id: UUID
    state: str
    newest: Proposed | None


FIELDS = (
    "place_id",
    "relationship_id",
    "relationship__state",
    "relationship__agreements__number",
    "is_signed",
    "relationship__agreements__in_force_at",
    "relationship__agreements__review_on",
    "relationship__agreements__reviewed_at",
)


def pairs_of(places: Sequence[Place]) -> dict[UUID, Together]:
    """The pair that each place is in, or was in last, with its agreement; one query, however many places."""
    keys = frozenset(place.pk for place in places)
    return recall(("learning.pairs", keys), lambda: _read(keys)) if keys else {}


def _read(keys: frozenset[UUID]) -> dict[UUID, Together]:
    found: dict[UUID, Together] = {}
    for place_id, relationship_id, state, *said, proposed_at in _proposals(places=keys):
        before = found.get(place_id)
        if before is not None and before.relationship_id != relationship_id and before.state != ENDED:
            continue
        newest = before.newest if before and before.relationship_id == relationship_id else None
        if proposed_at is not None:
            number, is_signed, in_force_at, review_on, reviewed_at = said
            newest = Proposed(number, is_signed, in_force_at is not None, review_on, reviewed_at is not None)
        found[place_id] = Together(relationship_id, state, newest)
    return found


@Question
def _proposals(places: Collection[UUID]) -> QuerySet[Any, Any]:
    """A row for each version that was proposed, the newest last; one row where there is none."""
    signed = AgreementPart.objects.filter(
        version=OuterRef("relationship__agreements"), person=OuterRef("person")
    ).exclude(signed_at=None)
    rows = Member.objects.filter(
        place_id__in=places, left_at=None, relationship__kind=Relationship.Kind.PAIR
    ).annotate(is_signed=Exists(signed), proposed_at=F("relationship__agreements__proposed_at"))
    by_age = rows.order_by("created_at", "pk", F("relationship__agreements__number").asc(nulls_first=True))
    return by_age.values_list(*FIELDS, "proposed_at")


def membership(relationship: Relationship, person_id: UUID) -> Member:
    """The person's own membership. Raises ObjectDoesNotExist for whoever is not in it or has left."""
    return Member.objects.select_related("person", "place").get(
        relationship=relationship, person_id=person_id, left_at=None
    )


def others_in(member: Member) -> tuple[Member, ...]:
    """Those who are still in it beside the member, with their people and places."""
    rows = Member.objects.filter(relationship_id=member.relationship_id, left_at=None)
    others = rows.exclude(pk=member.pk).select_related("person", "place__cohort__definition")
    return tuple(others.order_by("part", "person__name", "pk"))


def is_cut_off(members: Sequence[Member]) -> bool:
    """Whether one of them wants no more contact: no address crosses over, in either direction."""
    return any(one.blocked_at is not None for one in members)

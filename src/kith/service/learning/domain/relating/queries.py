"""Reading who learns with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kith.service.cohorts.models import Place
from kith.service.core.domain.remembering import recall
from kith.service.learning.models import Member, Relationship


@dataclass(frozen=True, slots=True)
class Together:
    """What a home says of a place's pair, in one row."""

    relationship_id: UUID
    state: str
    started_at: datetime


def pairs_of(places: Sequence[Place]) -> dict[UUID, Together]:
    """The pair that each place is in, or was in last; one query, however many places."""
    keys = frozenset(place.pk for place in places)
    if not keys:
        return {}

    def read() -> dict[UUID, Together]:
        rows = Member.objects.filter(
            place_id__in=keys, left_at=None, relationship__kind=Relationship.Kind.PAIR
        ).order_by("created_at", "pk")
        fields = ("place_id", "relationship_id", "relationship__state", "relationship__created_at")
        found: dict[UUID, Together] = {}
        for place_id, relationship_id, state, started_at in rows.values_list(*fields):
            before = found.get(place_id)
            if before is None or before.state == Relationship.State.ENDED:
                found[place_id] = Together(relationship_id, state, started_at)
        return found

    return recall(("learning.pairs", keys), read)


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

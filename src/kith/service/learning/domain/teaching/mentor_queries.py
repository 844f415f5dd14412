"""Who has which mentor, who has been asked, and who has none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from kith.programmes.learning import MentorKind
from kith.service.cohorts.models import Cohort, Place
from kith.service.learning.models import Member, MentorRequest, MentorRequestFor, Relationship

State = MentorRequest.State


@dataclass(frozen=True, slots=True)
class Held:
    """A mentor of somebody, or one who was asked: exactly one of ``relationship_id`` and ``request_id``."""

    place_id: UUID
    mentor_kind: str
    name: str
    relationship_id: UUID | None = None
    request_id: UUID | None = None
    state: str = State.ACCEPTED


def who_may_have(cohort: Cohort, kinds: Iterable[MentorKind]) -> QuerySet[Place]:
    """Who takes part on a side that has one of these kinds, by name."""
    sides = {side for kind in kinds for side in kind.roles}
    rows = Place.objects.filter(cohort=cohort, state=Place.State.CONFIRMED, side__in=sides)
    return rows.select_related("person").order_by("person__name", "pk")


def without(places: QuerySet[Place], kind: MentorKind) -> QuerySet[Place]:
    """Those of the places on the kind's sides who have nobody of it now, and nobody who was asked."""
    return (
        places.filter(side__in=kind.roles)
        .exclude(Exists(_mentored(kind.key)))
        .exclude(Exists(_asked(kind.key)))
    )


def _mentored(kind: str) -> QuerySet[Member]:
    rows = Member.objects.filter(
        place=OuterRef("pk"), part=Member.Part.MENTEE, left_at=None, relationship__mentor_kind=kind
    )
    return rows.exclude(relationship__state=Relationship.State.ENDED)


def _asked(kind: str) -> QuerySet[MentorRequestFor]:
    return MentorRequestFor.objects.filter(
        place=OuterRef("pk"), request__mentor_kind=kind, request__state=State.ASKED
    )


def held_by(cohort: Cohort, place_ids: Sequence[UUID]) -> dict[UUID, list[Held]]:
    """Mentors and requests of some places, in two queries. Of a no it is told until somebody else is found."""
    found: dict[UUID, list[Held]] = {place_id: [] for place_id in place_ids}
    mentored = Member.objects.filter(
        part=Member.Part.MENTEE, left_at=None, place_id__in=place_ids, relationship__cohort=cohort
    ).exclude(relationship__state=Relationship.State.ENDED)
    # One row a mentor: the other members of a mentoring are those who mentor.
    rows = Member.objects.filter(
        part=Member.Part.MENTOR, left_at=None, relationship__in=mentored.values("relationship")
    ).values_list(
        "relationship_id", "relationship__mentor_kind", "person__name", "relationship__members__place_id"
    )
    for relationship_id, kind, name, place_id in rows.order_by("person__name"):
        if place_id in found:
            found[place_id].append(Held(place_id, kind, name, relationship_id=relationship_id))
    have = {(one.place_id, one.mentor_kind) for ones in found.values() for one in ones}
    asked = MentorRequestFor.objects.filter(
        place_id__in=place_ids, request__state__in=(State.ASKED, State.DECLINED)
    ).values_list("place_id", "request__mentor_kind", "request__person__name", "request_id", "request__state")
    waiting = list(asked.order_by("request__asked_at"))
    have |= {(place_id, kind) for place_id, kind, _name, _pk, state in waiting if state == State.ASKED}
    for place_id, kind, name, request_id, state in waiting:
        if state == State.ASKED or (place_id, kind) not in have:
            found[place_id].append(Held(place_id, kind, name, request_id=request_id, state=state))
    return found


def said_no() -> Q:
    """Of requests: somebody said no, and for one of those it was about nobody else has been found or asked."""
    mine = MentorRequestFor.objects.filter(request=OuterRef("pk"), place__state=Place.State.CONFIRMED)
    now = Member.objects.filter(
        part=Member.Part.MENTEE, left_at=None, place=OuterRef("place"),
        relationship__mentor_kind=OuterRef("request__mentor_kind"),
    ).exclude(relationship__state=Relationship.State.ENDED)  # fmt: skip
    again = MentorRequestFor.objects.filter(
        place=OuterRef("place"),
        request__mentor_kind=OuterRef("request__mentor_kind"),
        request__state=State.ASKED,
    )
    return Q(state=State.DECLINED) & Q(Exists(mine.exclude(Exists(now)).exclude(Exists(again))))


def mentors_of(place: Place) -> list[Held]:
    """A participant's own, and who has been asked. Who said no is between them and the lead."""
    held = held_by(place.cohort, [place.pk])[place.pk]
    return [one for one in held if one.state != State.DECLINED]

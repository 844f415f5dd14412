"""How a relationship ends: once, with a reason that is counted and never told to the other."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from kith.service.cohorts.domain.events import PlaceEnded
from kith.service.core.domain import audit, events
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.events import RelationshipEnded
from kith.service.learning.domain.relating.locking import take_turn
from kith.service.learning.models import Member, Relationship
from kith.service.matches.domain.events import PairEnded
from kith.service.matches.models import Pair
from kith.service.people.domain.events import PersonErased

State, Reason = Relationship.State, Relationship.EndReason
SERVICE = Actor.system("learning")


def settle_end(*, by: Actor, relationship: Relationship, reason: str) -> bool:
    """End it now unless it has ended: whether it was this that ended it. Within a transaction.

    A pause is over with it. What others hang on it (meetings, nudges, matches' pair) they settle themselves,
    told by ``RelationshipEnded``.
    """
    now = timezone.now()
    rows = Relationship.objects.filter(pk=relationship.pk).exclude(state=State.ENDED)
    changes = {"state": State.ENDED, "ended_at": now, "end_reason": reason, "next_meeting_at": None}
    if not rows.update(**changes, paused_from=None, paused_until=None):
        return False
    relationship.refresh_from_db(fields=[*changes, "paused_from", "paused_until"])
    audit.record(
        by=by,
        action="learning.end_relationship",
        subject=relationship,
        organisation_id=relationship.cohort.organisation_id,
        cohort_id=relationship.cohort_id,
        fields=["state"],
    )
    events.publish(RelationshipEnded(relationship.pk, by))
    return True


WHY: dict[str, str] = {Pair.EndReason.LEFT: Reason.MOVED_ON, Pair.EndReason.COMPLETED: Reason.COMPLETED}
"""What matching records of a pair that is over, as a reason of the short list; anything else is not said."""


def pair_ended(event: PairEnded) -> None:
    """The pair is over in matching: because one of them left, or somebody ended it there."""
    pair = Pair.objects.get(pk=event.pair_id)
    row = Relationship.objects.select_related("cohort").filter(pair=pair).first()
    if row is not None:
        take_turn(row)
        settle_end(by=event.by, relationship=row, reason=WHY.get(pair.end_reason, Reason.NOT_SAID))


def place_ended(event: PlaceEnded) -> None:
    """Whoever holds no place any more has left what they did together, and is mentored no more."""
    _leave(by=event.by, members={"place_id": event.place_id})


def person_erased(event: PersonErased) -> None:
    """Pairs and mentoring alike: there is nobody there."""
    _leave(by=SERVICE, members={"person_id": event.person_id})


def _leave(*, by: Actor, members: dict[str, UUID]) -> None:
    gone = list(
        Member.objects.filter(**members, left_at=None)
        .select_related("relationship__cohort")
        .order_by("relationship_id")
    )
    for member in gone:
        take_turn(member.relationship)
        Member.objects.filter(pk=member.pk).update(left_at=timezone.now())
        settle_end(by=by, relationship=member.relationship, reason=Reason.MOVED_ON)

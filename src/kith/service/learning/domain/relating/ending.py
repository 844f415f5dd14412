"""How a relationship ends: once, with a reason that is counted and never told to the other.

In the history an end by a member is the service's: whoever reads it learns that it ended, not who wanted it to.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kith.foundation.faults import Fault, KithError, Where
from kith.service.cohorts.domain.events import PlaceEnded
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.core.domain import audit, events
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.events import RelationshipEnded
from kith.service.learning.domain.relating import standing_mails
from kith.service.learning.domain.relating.locking import take_turn
from kith.service.learning.models import Member, Relationship
from kith.service.matches.domain.actions import end_pairs
from kith.service.matches.domain.events import PairEnded
from kith.service.matches.models import Pair
from kith.service.people.domain.events import PersonErased

State, Reason = Relationship.State, Relationship.EndReason
MENTORING = Relationship.Kind.MENTORING
SERVICE = Actor.system("learning")


def settle_end(*, by: Actor, relationship: Relationship, reason: str) -> bool:
    """End it now unless it has ended: whether it was this that ended it. Within a transaction.

    A pause is over with it, and a cohort that is opened again does not bring it back. What others hang on it
    (meetings, nudges, matches' pair) they settle themselves, told by ``RelationshipEnded``.
    """
    now = timezone.now()
    Relationship.objects.filter(pk=relationship.pk).update(state_before_closing="")
    rows = Relationship.objects.filter(pk=relationship.pk).exclude(state=State.ENDED)
    changes = {"state": State.ENDED, "ended_at": now, "end_reason": reason, "next_meeting_at": None}
    if not rows.update(**changes, paused_from=None, paused_until=None):
        return False
    relationship.refresh_from_db(fields=[*changes, "paused_from", "paused_until"])
    record_end(by, relationship)
    events.publish(RelationshipEnded(relationship.pk, by))
    return True


def record_end(by: Actor, relationship: Relationship) -> None:
    """Without the reason: that is only ever counted."""
    audit.record(
        by=by,
        action="learning.end_relationship",
        subject=relationship,
        organisation_id=relationship.cohort.organisation_id,
        cohort_id=relationship.cohort_id,
        fields=["state"],
    )


@transaction.atomic
def end(*, by: Actor, relationship: Relationship, reason: str, member: Member | None = None) -> Relationship:
    """A member or, without ``member``, the lead ends it. Both wait for a partner from then on, unless it has come
    to its end with the programme. The others are told that it has ended, never why or by whom.

    Doing it twice is doing it once, with the first reason. Raises KithError without a reason of the short list.
    """
    must_be_open(relationship.cohort_id)
    if reason not in Reason:
        raise KithError(Fault("learning.reason_missing", Where(key="reason")))
    take_turn(relationship)
    actor = SERVICE if member is not None else by
    if settle_end(by=actor, relationship=relationship, reason=reason):
        end_the_pair(by=actor, relationship=relationship, reason=reason)
        standing_mails.queue_end(by=actor, relationship=relationship, member=member)
    return relationship


def end_the_pair(*, by: Actor, relationship: Relationship, reason: str) -> None:
    """Matching is told: they are nobody's partner any more."""
    if relationship.pair_id is not None:
        is_completed = reason == Reason.COMPLETED
        end_pairs(
            by=by,
            pairs=Pair.objects.filter(pk=relationship.pair_id),
            reason=Pair.EndReason.COMPLETED if is_completed else Pair.EndReason.ENDED,
        )


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
    """Whoever holds no place any more has left what they did together, and is mentored no more. The others are
    told, but for a death: somebody speaks to them first."""
    leave(by=event.by, members=Member.objects.filter(place_id=event.place_id))


def person_erased(event: PersonErased) -> None:
    """Pairs and mentoring alike: there is nobody there."""
    leave(by=SERVICE, members=Member.objects.filter(person_id=event.person_id))


def leave(*, by: Actor, members: QuerySet[Member]) -> None:
    """Those of ``members`` who are still in a relationship leave it, and it ends. Within a transaction.

    The other of a pair is told by matching, which says that they wait for a partner now.
    """
    gone = members.filter(left_at=None).select_related("relationship__cohort__organisation")
    for member in list(gone.order_by("relationship_id")):
        take_turn(member.relationship)
        Member.objects.filter(pk=member.pk).update(left_at=timezone.now())
        settle_end(by=by, relationship=member.relationship, reason=Reason.MOVED_ON)
        if member.relationship.kind == MENTORING and member.left_because != Member.Leaving.DIED:
            standing_mails.queue_end(by=by, relationship=member.relationship, member=member)

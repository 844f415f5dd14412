"""Two members who act at once: the second waits, and then sees what the first has done.

Nobody may wait for somebody who waits for them. Whoever holds several things takes them in this order: the cohort
(where what is done touches more than one pair of it), the pair, the relationship, and only then what is written
about people, their mails and their account. Of several of a kind the lowest id comes first. The tick waits for nobody:
what somebody acts on at this moment is seen to a minute later.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, Q, QuerySet

from kith.foundation.faults import Fault, KithError
from kith.service.cohorts.domain.actions import take_turn as take_turn_on_cohort
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.cohorts.models import Cohort
from kith.service.learning.models import Member, Relationship
from kith.service.matches.models import Pair

WHAT_MAY_HAVE_CHANGED = (
    "state",
    "paused_from",
    "paused_until",
    "ended_at",
    "end_reason",
    "last_met_on",
    "next_meeting_at",
    "nudged_at",
)


def take_turn(relationship: Relationship) -> None:
    """Hold the relationship until the transaction ends, and read it as it stands now.

    Its pair comes first, as where somebody leaves a cohort: those who wait for each other in two orders wait
    for ever.
    """
    if relationship.pair_id is not None:
        Pair.objects.filter(pk=relationship.pair_id).update(state=F("state"))
    Relationship.objects.filter(pk=relationship.pk).update(state=F("state"))
    relationship.refresh_from_db(fields=WHAT_MAY_HAVE_CHANGED)


def take_turns(rows: QuerySet[Relationship]) -> None:
    """Hold all of these, and their pairs, as closing a cohort does: each in turn, so that two who hold many never
    wait for each other. SQLite has one writer at a time and needs none of it."""
    pairs = Pair.objects.filter(relationship__in=rows.order_by())
    for many in (pairs, rows):
        list(many.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))


def take_turns_of(person_id: UUID) -> None:
    """Hold everything that somebody is in, before anything of theirs is touched."""
    mine = Member.objects.filter(person_id=person_id, left_at=None).values("relationship")
    rows = Relationship.objects.filter(pk__in=mine)
    cohorts = Cohort.objects.filter(Q(relationships__in=rows) | Q(places__person=person_id)).distinct()
    for cohort in Cohort.objects.filter(pk__in=cohorts.values("pk")).only("pk").order_by("pk"):
        take_turn_on_cohort(cohort)
    take_turns(rows)


def those_at_rest(rows: QuerySet[Relationship]) -> list[UUID]:
    """Held now, for the tick; without those that somebody acts on at this moment."""
    return list(
        rows.order_by("pk").select_for_update(of=("self",), skip_locked=True).values_list("pk", flat=True)
    )


def take_turn_to_change(relationship: Relationship) -> None:
    """The same for a change by its members: refused in a cohort that is closed, and when it has ended.
    Raises KithError."""
    must_be_open(relationship.cohort_id)
    take_turn(relationship)
    if relationship.state == Relationship.State.ENDED:
        raise KithError(Fault("learning.ended"))

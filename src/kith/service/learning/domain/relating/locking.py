"""Two members who act at once: the second waits, and then sees what the first has done."""

from __future__ import annotations

from django.db.models import F

from kith.foundation.faults import Fault, KithError
from kith.service.cohorts.domain.openness import must_be_open
from kith.service.learning.models import Relationship
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


def take_turn_to_change(relationship: Relationship) -> None:
    """The same for a change by its members: refused in a cohort that is closed, and when it has ended.
    Raises KithError."""
    must_be_open(relationship.cohort_id)
    take_turn(relationship)
    if relationship.state == Relationship.State.ENDED:
        raise KithError(Fault("learning.ended"))

"""When a relationship last met and meets next: worked out from its meetings, and nowhere else."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from kith.service.core.domain import events
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.events import ContactChanged
from kith.service.learning.domain.relating.locking import those_at_rest
from kith.service.learning.models import Meeting, Relationship

State = Meeting.State
AT_ONCE = 500
"""As many in one statement as every database takes."""


def recount(relationship_ids: Collection[UUID], *, by: Actor) -> None:
    """Work out ``last_met_on`` and ``next_meeting_at`` again, in the transaction of the change, and tell of it.

    One statement for any number up to ``AT_ONCE``.
    """
    ids = sorted(relationship_ids)
    _work_out(ids, timezone.now())
    for relationship_id in ids:
        events.publish(ContactChanged(relationship_id, by))


def pass_on(now: datetime) -> int:
    """A next meeting whose time has come is the next no more. Asked by each tick; how many there were."""
    late = Relationship.objects.filter(next_meeting_at__lte=now)
    keys = list(late.order_by("pk").values_list("pk", flat=True))
    total = 0
    for start in range(0, len(keys), AT_ONCE):
        with transaction.atomic():
            ids = those_at_rest(late.filter(pk__in=keys[start : start + AT_ONCE]))
            _work_out(ids, now)
        total += len(ids)
    return total


def _work_out(ids: list[UUID], now: datetime) -> None:
    of_this = Meeting.objects.filter(relationship=OuterRef("pk"))
    held = of_this.filter(state=State.HELD, on__isnull=False).order_by("-on")
    planned = of_this.filter(state=State.PLANNED, starts_at__gt=now).order_by("starts_at")
    for start in range(0, len(ids), AT_ONCE):
        Relationship.objects.filter(pk__in=ids[start : start + AT_ONCE]).update(
            last_met_on=Subquery(held.values("on")[:1]),
            next_meeting_at=Subquery(planned.values("starts_at")[:1]),
        )

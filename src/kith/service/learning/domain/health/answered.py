"""A reminder whose occasion has passed: they met, planned to, paused or ended. It is taken back and not counted."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from kith.service.cohorts.domain.events import CohortClosed
from kith.service.core.domain.actors import Actor
from kith.service.learning.domain.events import ContactChanged, RelationshipEnded, RelationshipPaused
from kith.service.learning.domain.health import pauses
from kith.service.learning.domain.health.nudging import withdraw_unsent_nudges
from kith.service.learning.domain.health.rules import is_quiet, today_in
from kith.service.learning.domain.relating.locking import take_turns
from kith.service.learning.models import Relationship

AT_ONCE = 200
"""Relationships whose reminders are taken back in one go."""


def contact_changed(event: ContactChanged) -> None:
    """Unless they are as quiet as before: an old meeting that was noted late changes nothing."""
    rows = Relationship.objects.filter(pk=event.relationship_id, nudged_at__isnull=False)
    row = rows.select_related("cohort__definition").defer("cohort__definition__text").first()
    if row is None:
        return
    now = timezone.now()
    _gone_on(row, now)
    if not is_quiet(row, now):
        _answered(event.by, row.pk)


def ended(event: RelationshipEnded) -> None:
    _answered(event.by, event.relationship_id)
    _gone_on(Relationship.objects.select_related("cohort").get(pk=event.relationship_id), timezone.now())


def paused(event: RelationshipPaused) -> None:
    """When it goes on they are left in peace as long again as after a reminder."""
    _answered(event.by, event.relationship_id)
    row = Relationship.objects.get(pk=event.relationship_id)
    until = row.paused_until
    back = datetime.combine(until + timedelta(days=1), time(0), UTC) if until else timezone.now()
    Relationship.objects.filter(pk=row.pk).update(
        nudged_at=max(back, timezone.now()), pauses=pauses.noted(row)
    )


def _gone_on(row: Relationship, now: datetime) -> None:
    """A pause that was cut short, or ended with everything else: its peace lasts from now."""
    was = pauses.cut_short(row, today_in(row.cohort, now))
    if was != row.pauses:
        Relationship.objects.filter(pk=row.pk).update(pauses=was, nudged_at=now)


def cohort_closed(event: CohortClosed) -> None:
    """What has not gone never is. Whoever is being reminded at this moment is waited for."""
    take_turns(Relationship.objects.filter(cohort_id=event.cohort_id))
    waiting = Relationship.objects.filter(cohort_id=event.cohort_id, nudged_at__isnull=False)
    ids = list(waiting.order_by("-nudged_at").values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        withdraw_unsent_nudges(by=event.by, relationship_ids=ids[start : start + AT_ONCE])


def _answered(by: Actor, relationship_id: UUID) -> None:
    rows = Relationship.objects.filter(pk=relationship_id, nudged_at__isnull=False)
    if rows.update(nudges_unanswered=0):
        withdraw_unsent_nudges(by=by, relationship_ids=[relationship_id])

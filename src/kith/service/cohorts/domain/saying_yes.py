"""People of a cohort that was running before it came here: they said yes long ago, to somebody else."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from kith.service.cohorts.domain.events import PlaceConfirmed
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain import events, outbox
from kith.service.core.domain.actors import Actor
from kith.service.core.models import AuditEvent
from kith.service.people.domain.many import CHUNK


def confirm_all(*, by: Actor, cohort: Cohort, places: Iterable[Place]) -> int:
    """Confirm those who are still asked; how many. Called inside the action's transaction.

    Somebody who declined or left stays out: their own no counts for more than a file.
    """
    now = timezone.now()
    waiting = [place for place in places if place.state == Place.State.INVITED]
    for start in range(0, len(waiting), CHUNK):
        keys = [place.pk for place in waiting[start : start + CHUNK]]
        Place.objects.filter(pk__in=keys, state=Place.State.INVITED).update(
            state=Place.State.CONFIRMED, confirmed_at=now
        )
    AuditEvent.objects.bulk_create(
        [
            AuditEvent(
                actor_kind=by.kind,
                actor_id=by.id,
                action="cohorts.confirm_place",
                subject_type=Place._meta.label_lower,
                subject_id=str(place.pk),
                organisation_id=cohort.organisation_id,
                cohort_id=cohort.pk,
                fields=["state"],
            )
            for place in waiting
        ],
        batch_size=CHUNK,
    )
    for place in waiting:
        place.state, place.confirmed_at = Place.State.CONFIRMED, now
        if place.invited_at is not None:
            outbox.withdraw_unsent(by=by, subject=place)
        events.publish(PlaceConfirmed(place.pk, by))
    return len(waiting)

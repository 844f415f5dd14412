"""What surveys does when cohorts tells it something."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from kith.service.cohorts.domain.events import (
    CohortClosed,
    CohortCreated,
    DatesChanged,
    PlaceConfirmed,
    PlaceEnded,
)
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain import links, outbox
from kith.service.surveys.domain import waves
from kith.service.surveys.models import Invitation


def cohort_created(event: CohortCreated) -> None:
    waves.lay_out(by=event.by, cohort=_cohort(event.cohort_id))


def dates_changed(event: DatesChanged) -> None:
    waves.lay_out(by=event.by, cohort=_cohort(event.cohort_id))


def place_confirmed(event: PlaceConfirmed) -> None:
    place = Place.objects.select_related("person", "cohort__organisation").get(pk=event.place_id)
    waves.invite_late(by=event.by, place=place)


def place_ended(event: PlaceEnded) -> None:
    """Whoever has left is asked nothing more: their links close, and what has not gone is not sent."""
    for invitation in Invitation.objects.filter(place_id=event.place_id):
        links.revoke_links(by=event.by, subject=invitation, now=timezone.now())
        outbox.withdraw_unsent(by=event.by, subject=invitation)


def cohort_closed(event: CohortClosed) -> None:
    waves.close_with_cohort(by=event.by, cohort_id=event.cohort_id)


def _cohort(cohort_id: UUID) -> Cohort:
    return Cohort.objects.select_related("definition", "organisation").get(pk=cohort_id)

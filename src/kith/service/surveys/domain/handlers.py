"""What surveys does when cohorts tells it something."""

from __future__ import annotations

from uuid import UUID

from kith.service.cohorts.domain.events import CohortCreated, DatesChanged, PlaceConfirmed
from kith.service.cohorts.models import Cohort, Place
from kith.service.surveys.domain import waves


def cohort_created(event: CohortCreated) -> None:
    waves.lay_out(by=event.by, cohort=_cohort(event.cohort_id))


def dates_changed(event: DatesChanged) -> None:
    waves.lay_out(by=event.by, cohort=_cohort(event.cohort_id))


def place_confirmed(event: PlaceConfirmed) -> None:
    place = Place.objects.select_related("person", "cohort__organisation").get(pk=event.place_id)
    waves.invite_late(by=event.by, place=place)


def _cohort(cohort_id: UUID) -> Cohort:
    return Cohort.objects.select_related("definition", "organisation").get(pk=cohort_id)

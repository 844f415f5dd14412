"""What ties people to organisations through cohorts, and what becomes of it when two accounts become one."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import ProtectedError

from kith.foundation.faults import Fault, Faults, KithError
from kith.service.cohorts.domain.roles import TAKING_PART
from kith.service.cohorts.models import Cohort, CohortRole, Place
from kith.service.people.domain.events import PeopleMerging
from kith.service.people.models import Person


def by_place(person: Person) -> Iterable[UUID]:
    return Place.objects.filter(person=person).values_list("cohort__organisation_id", flat=True)


def by_cohort_role(person: Person) -> Iterable[UUID]:
    return CohortRole.objects.filter(person=person).values_list("cohort__organisation_id", flat=True)


def names_of_cohorts(cohort_ids: Iterable[UUID]) -> dict[UUID, str]:
    return dict(Cohort.objects.filter(pk__in=list(cohort_ids)).values_list("pk", "name"))


def settle_places(event: PeopleMerging) -> None:
    """One person holds one place in a cohort: of two, the one that has ended goes. Two living ones are refused."""
    kept = {
        place.cohort_id: place
        for place in Place.objects.filter(person_id=event.keep_id).select_related("cohort")
    }
    faults = Faults()
    for other in Place.objects.filter(person_id=event.other_id, cohort_id__in=kept):
        mine = kept[other.cohort_id]
        if mine.state in TAKING_PART and other.state in TAKING_PART:
            faults.add("cohorts.merge_two_places", cohort=mine.cohort.name)
            continue
        _let_go(mine if other.state in TAKING_PART else other, mine.cohort.name)
    faults.raise_if_any()


def _let_go(place: Place, cohort: str) -> None:
    try:
        place.delete()
    except ProtectedError as paired:
        raise KithError(Fault("cohorts.merge_paired", params={"cohort": cohort})) from paired

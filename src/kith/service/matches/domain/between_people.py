"""What stands between two people: whom somebody must not be with, and who was with whom before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from django.db.models import Q

from kith.service.cohorts.models import Cohort, Place
from kith.service.matches.models import NeverWith, Pair
from kith.service.people.domain.many import people_by_address

Ids = tuple[str, str]
"""The ids of two places."""
Apart = Callable[[Collection[UUID]], set[tuple[UUID, UUID]]]
_apart: list[Apart] = []


def register_apart(provider: Apart) -> None:
    """For a later app: which of these people are kept apart, by their ids. As private as the wishes are."""
    if provider not in _apart:
        _apart.append(provider)


def never_with(places: Sequence[Place]) -> tuple[Ids, ...]:
    """Private wishes, by any address that the other person is known under, and whom a later app keeps apart.
    Those who are not here do not matter."""
    place_of = {place.person_id: str(place.pk) for place in places}
    rows = NeverWith.objects.filter(place__in=places).values_list("place_id", "address")
    people = people_by_address(address for _place, address in rows)
    wishes = {
        (str(asker), place_of[people[address].pk])
        for asker, address in rows
        if address in people and people[address].pk in place_of
    }
    for provider in _apart:
        wishes |= {(place_of[one], place_of[other]) for one, other in provider(place_of)}
    return tuple(sorted(wishes))


def earlier_pairs(places: Sequence[Place], sides: tuple[str, ...]) -> tuple[Ids, ...]:
    """Who was together before, as the places they hold now: in an earlier cohort, or in this one.

    Whoever left this cohort and came back meets the same people afresh.
    """
    left = {place.person_id: str(place.pk) for place in places if place.side == sides[0]}
    right = {place.person_id: str(place.pk) for place in places if place.side == sides[1]}
    found = set()
    rows = Pair.objects.filter(left__person_id__in=[*left, *right])
    left_here = Q(cohort__in={place.cohort_id for place in places}, end_reason=Pair.EndReason.LEFT)
    for one, other in rows.exclude(left_here).values_list("left__person_id", "right__person_id"):
        for first, second in ((one, other), (other, one)):
            if first in left and second in right:
                found.add((left[first], right[second]))
    return tuple(sorted(found))


def private_requests(cohort: Cohort, places: Collection[UUID]) -> set[Ids]:
    """Who is not to be with whom, either way round. For a check, never for a page."""
    rows = never_with(list(cohort.places.filter(pk__in=places).select_related("person")))
    return {*rows, *((other, one) for one, other in rows)}

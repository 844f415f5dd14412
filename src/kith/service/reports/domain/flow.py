"""How many people of each side reached each step. Counts only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from kith.service.cohorts.models import Cohort, Place
from kith.service.matches.models import Pair

State = Place.State


@dataclass(frozen=True, slots=True)
class SideFlow:
    """One side. ``paired`` is None while no pairs have been published."""

    side: str
    invited: int
    confirmed: int
    waiting: int
    ended: int
    paired: int | None


def flow_of(cohort: Cohort, sides: tuple[str, ...]) -> tuple[SideFlow, ...]:
    counts: Counter[tuple[str, str]] = Counter()
    for side, state, number in cohort.places.order_by().values_list("side", "state").annotate(Count("id")):
        counts[side, state] = number
    paired = _paired(cohort)
    return tuple(
        SideFlow(
            side=side,
            invited=sum(counts[side, state] for state in State),
            confirmed=counts[side, State.CONFIRMED],
            waiting=counts[side, State.INVITED],
            ended=counts[side, State.DECLINED] + counts[side, State.WITHDRAWN],
            paired=None if paired is None else paired[side],
        )
        for side in sides
    )


def _paired(cohort: Cohort) -> Counter[str] | None:
    """Sides of everybody who was ever brought together with somebody, each person once."""
    rows = Pair.objects.filter(cohort=cohort).values_list("left_id", "left__side", "right_id", "right__side")
    people = {}
    for left, left_side, right, right_side in rows:
        people[left], people[right] = left_side, right_side
    return Counter(people.values()) if people else None

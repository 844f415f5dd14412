"""How many places a side has left to offer."""

from __future__ import annotations

from dataclasses import dataclass

from kith.service.cohorts.domain.roles import TAKING_PART
from kith.service.cohorts.models import Cohort
from kith.service.recruitment.models import Application, Call, Offer


@dataclass(frozen=True, slots=True)
class Room:
    """The places of one side: how many there are, taken (by an acceptance or by hand), and on offer."""

    side: str
    most: int
    least: int
    taken: int
    offered: int
    waiting: int

    @property
    def free(self) -> int:
        """Never below nothing: a lead may have lowered the number of places since."""
        return max(0, self.most - self.taken - self.offered)


def on_offer(cohort: Cohort, side: str) -> int:
    """Places of a side that somebody may still accept."""
    rows = Offer.objects.filter(application__call__cohort=cohort, application__side=side)
    return rows.filter(state=Offer.State.OPEN).count()


def room_of(call: Call, side: str) -> Room:
    cohort = call.cohort
    return Room(
        side,
        most=cohort.sides[side]["max"],
        least=cohort.sides[side]["min"],
        taken=cohort.places.filter(side=side, state__in=TAKING_PART).count(),
        offered=on_offer(cohort, side),
        waiting=call.applications.filter(side=side, state=Application.State.WAITING).count(),
    )

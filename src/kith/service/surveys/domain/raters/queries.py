"""Reading about raters: counts for those who run the cohort, never who was named and who answered."""

from __future__ import annotations

from dataclasses import dataclass

from kith.programmes.capabilities import RaterKind
from kith.service.surveys.domain.raters.keeping import counted
from kith.service.surveys.domain.raters.pinning import Wanted, wanted_in
from kith.service.surveys.models import RaterAnswer, Wave, WaveRaters


@dataclass(frozen=True, slots=True)
class RaterRate:
    """Raters of one kind. Each figure is None where so few people named one that it would point at somebody."""

    side: str
    wanted: Wanted
    asked: int | None
    answered: int | None

    @property
    def kind(self) -> RaterKind:
        return self.wanted.kind


def rater_rates(wave: Wave, *, least: int) -> tuple[RaterRate, ...]:
    """For each side and kind how many were asked and have answered, where at least ``least`` people named one."""
    row = WaveRaters.objects.filter(wave=wave).first()
    if row is None:
        return ()
    asked = counted(row) if wave.state != Wave.State.CLOSED else row.counts
    found = []
    for side in row.sides:
        for wanted in wanted_in(row):
            cell = asked.get(side, {}).get(wanted.kind.value, {"asked": 0, "people": 0, "answered": 0})
            is_shown = cell["people"] >= least
            found.append(
                RaterRate(
                    side,
                    wanted,
                    cell["asked"] if is_shown else None,
                    cell.get("answered") if is_shown else None,
                )
            )
    return tuple(found)


def rated_in(wave: Wave) -> list[RaterAnswer]:
    """What raters said of people who agree to be reported on, in an order that says nothing."""
    return list(RaterAnswer.objects.filter(wave=wave, may_be_reported=True).order_by("id"))

"""What has been read of a scenario, each part beside the table it came from, for the checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from kith.questionnaires.declaration import Table
from kith.workforce.need.types import NeedOf, Service
from kith.workforce.scenario.changes import Modifier
from kith.workforce.scenario.known import Known
from kith.workforce.scenario.levers_types import Interaction, Lever, Pull
from kith.workforce.scenario.supply_types import (
    Exits,
    Movement,
    Pay,
    Recruitment,
    Retirement,
    Returning,
    Stock,
    Training,
    Working,
)

Part = TypeVar("Part")


class Placed(list[tuple[Table, Part]], Generic[Part]):
    """The entries of one list, in the order of the file."""

    @property
    def values(self) -> tuple[Part, ...]:
        return tuple(part for _, part in self)


@dataclass(frozen=True, slots=True)
class Draft:
    """A scenario before its parts have been held against each other."""

    top: Table
    known: Known
    stocks: Placed[Stock]
    training: Placed[Training]
    recruitment: Placed[Recruitment]
    exits: Placed[Exits]
    retirement: Placed[Retirement]
    returning: Placed[Returning]
    movement: Placed[Movement]
    working: Placed[Working]
    pay: Placed[Pay]
    services: Placed[Service]
    need: Placed[NeedOf]
    modifiers: Placed[Modifier]
    levers: Placed[Lever]
    interactions: Placed[Interaction]
    pulls: Placed[Pull]
    population: str | None
    between_years: bool
    safeguards: str | None
    history: str | None

"""What changes a scenario's numbers, each said openly: dated modifiers, and overrides with a name under them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kith.foundation.words import Text
from kith.workforce.scenario.levers_types import ActsOn
from kith.workforce.scenario.numbers import Number


class Cause(StrEnum):
    """Why a modifier holds."""

    TECHNOLOGY = "technology"
    DEMOGRAPHY = "demography"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Modifier:
    """A dated change: nothing before ``from_year``, in full ``ramp_years`` later, gone after ``to_year``.

    In year ``t`` it multiplies what it acts on (a chance: its odds) by ``factor ** ramp(t)``, where the ramp goes from
    0 to 1: with 3 years, 1/3 in ``from_year``, 2/3, then 1. It acts as a lever does
    (:func:`kith.workforce.levers.changed`) and within the scenario's years: who began a training before them is as the
    file says. ``services`` narrows a change of need to those services.
    """

    key: str
    name: Text
    cause: Cause
    acts_on: ActsOn
    from_year: int
    to_year: int | None
    ramp_years: int
    factor: Number
    professions: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    services: tuple[str, ...] = ()

    def share(self, year: int) -> float:
        """How much of it holds in a year, 0 to 1."""
        if year < self.from_year or (self.to_year is not None and year > self.to_year):
            return 0.0
        return min(1.0, (year - self.from_year + 1) / self.ramp_years) if self.ramp_years > 1 else 1.0

    def at(self, year: int) -> float:
        """The factor of a year."""
        return float(self.factor.value ** self.share(year))


@dataclass(frozen=True, slots=True)
class Override:
    """A number changed by hand. There is no other way to do so, and every output lists it."""

    what: str
    was: str
    value: str
    by: str
    on: date
    reason: str

"""What WISN gives back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kith.foundation.provenance import Provenance
from kith.workforce.wisn.types import Period, Pressure, Rounding


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high``: the middle ``level`` of the draws."""

    low: float
    high: float
    level: float


@dataclass(frozen=True, slots=True)
class AllowanceShare:
    """A category allowance as hours a year and as a share of available working time."""

    name: str
    period: Period | None
    times_a_year: float | None
    hours: float
    share: float


@dataclass(frozen=True, slots=True)
class StandardWorkload:
    """How many of an activity one member of the cadre could do in a year that held nothing else."""

    activity: str
    hours_each: float
    per_year: float


@dataclass(frozen=True, slots=True)
class CadreNorm:
    """A cadre's working time, standard workloads and category allowance factor, at one type of facility."""

    cadre: str
    facility_type: str | None
    days: float
    hours: float
    standards: tuple[StandardWorkload, ...]
    allowances: tuple[AllowanceShare, ...]

    @property
    def allowance_share(self) -> float:
        """The share of working time that support work takes, 0 to below 1."""
        return sum(each.share for each in self.allowances)

    @property
    def allowance_factor(self) -> float:
        """One over what support work leaves."""
        return 1 / (1 - self.allowance_share)


@dataclass(frozen=True, slots=True)
class Component:
    """What one activity asks for at a facility: its volume over the standard workload, in FTE."""

    activity: str
    volume: float
    per_year: float
    staff: float


@dataclass(frozen=True, slots=True)
class Requirement:
    """One cadre at one facility, in FTE.

    ``exact`` is service staff times ``allowance_factor`` plus ``individual``; ``required`` is ``exact`` after the
    rounding policy. ``difference`` is current less required: below nought staff are short. ``ratio`` is current over
    required, ``None`` where nothing is required.
    """

    facility: str
    cadre: str
    facility_type: str | None
    district: str | None
    region: str | None
    current: float
    funded: float | None
    components: tuple[Component, ...]
    allowance_factor: float
    individual: float
    exact: float
    required: float
    interval: Interval | None = None

    @property
    def service_staff(self) -> float:
        return sum(each.staff for each in self.components)

    @property
    def difference(self) -> float:
        return self.current - self.required

    @property
    def ratio(self) -> float | None:
        return self.current / self.required if self.required > 0 else None


class Level(StrEnum):
    """What a sum is taken over."""

    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One cadre over several facilities. The two ratios answer different questions and are never mixed.

    ``ratio_of_sums`` is all current staff over all required staff; ``mean_of_ratios`` is the plain mean of the
    facilities' own ratios, over ``with_ratio`` of them (a facility that requires nobody has none).
    """

    level: Level
    name: str
    cadre: str
    facilities: int
    with_ratio: int
    current: float
    required: float
    ratio_of_sums: float | None
    mean_of_ratios: float | None
    interval: Interval | None = None

    @property
    def difference(self) -> float:
        return self.current - self.required


@dataclass(frozen=True, slots=True)
class WisnResult:
    """Norms, requirements and sums, with the policy they were worked out by."""

    norms: tuple[CadreNorm, ...]
    requirements: tuple[Requirement, ...]
    aggregates: tuple[Aggregate, ...]
    rounding: Rounding
    draws: int
    """Draws behind the intervals; 0 where no amount has a range."""
    synthetic: bool
    provenance: Provenance

    def of_country(self) -> tuple[Aggregate, ...]:
        return tuple(each for each in self.aggregates if each.level is Level.COUNTRY)


@dataclass(frozen=True, slots=True)
class StaffPerService:
    """The FTE of a cadre that one unit of a service a year needs, support work of the category included.

    ``fte_per_unit`` is hours each over available hours, times the category allowance factor. Individual allowances
    do not grow with the volume, so they are not in it.
    """

    cadre: str
    activity: str
    facility_type: str | None
    hours_each: float
    available_hours: float
    allowance_factor: float
    fte_per_unit: float

    @property
    def per_fte_year(self) -> float:
        """How many of the service one FTE gives in a year, support work done as well: a scenario's ``per_fte_year``."""
        return 1 / self.fte_per_unit


@dataclass(frozen=True, slots=True)
class LeaveEffect:
    """What another leave policy does to a cadre's requirement over the whole file, in FTE before rounding."""

    cadre: str
    days_before: float
    days_after: float
    required_before: float
    required_after: float

    @property
    def change(self) -> float:
        return self.required_after - self.required_before


__all__ = [
    "Aggregate",
    "AllowanceShare",
    "CadreNorm",
    "Component",
    "Interval",
    "LeaveEffect",
    "Level",
    "Pressure",
    "Requirement",
    "StaffPerService",
    "StandardWorkload",
    "WisnResult",
]

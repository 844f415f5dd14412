"""What a scenario lets a plan do, and at what price."""

from __future__ import annotations

from dataclasses import dataclass

from kith.workforce.scenario.numbers import Number, Steps


@dataclass(frozen=True, slots=True)
class Tier:
    """Of those who would leave, the share that can be kept, and the money for an FTE that is."""

    share: Number
    cost: Number


@dataclass(frozen=True, slots=True)
class PlannedProfession:
    """What can be done for one profession beyond what comes anyhow.

    ``seats`` and ``recruits`` are heads a year, at most. ``cost_per_recruit`` is for a head; ``None``: what the
    scenario's own recruitment costs. ``unmet`` is what an FTE-year of need that is not met counts.
    """

    profession: str
    seats: Steps
    recruits: Steps
    cost_per_recruit: Number | None
    unmet: Number


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """The ``[plan]`` of a scenario. ``budget`` ``None``: no limit. A profession that is not listed is left alone."""

    budget: Steps | None
    discount: Number
    floor: Number
    floor_from: int
    moves_share: Number
    cost_per_move: Number
    retention: tuple[Tier, ...]
    professions: tuple[PlannedProfession, ...]

"""A scenario as arrays: what the engines, the levers, the plan and the money work on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kith.foundation.faults import Fault
from kith.workforce.model import Model, Need
from kith.workforce.scenario.types import Scenario

if TYPE_CHECKING:
    from kith.workforce.model import Floats


@dataclass(frozen=True, slots=True)
class Compiled:
    """A scenario, ready to be run.

    Attributes
    ----------
    model, need
        For :func:`kith.workforce.supply.project`: the base, modifiers in it and no lever pulled.
    people
        ``[Y+1, R]`` population, at the start of each year.
    services
        ``[Y+1, S, R]`` services needed (or used) in a year, in the order of ``scenario.need.services``.
    work
        ``[Y+1, S, P, R]``: FTE that one of a service asks of a profession; services x work, summed over S, is the need
        of those whose need comes from services.
    inputs
        SHA-256 of the scenario and of each table, by name: what provenance holds.
    notes
        What was done that a reader should know: FTE turned into heads, ages spread over bands.
    """

    scenario: Scenario
    model: Model
    need: Need
    people: Floats
    services: Floats
    work: Floats
    inputs: Mapping[str, str]
    notes: tuple[Fault, ...]

"""A scenario, run: compiled, its levers pulled, projected, and paid for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kith.workforce.levers import pulled
from kith.workforce.model import Model, Need
from kith.workforce.projection import Projection
from kith.workforce.scenario.compiled import Compiled
from kith.workforce.scenario.compiling import compile_scenario
from kith.workforce.scenario.money import Money, money_of
from kith.workforce.scenario.types import Scenario
from kith.workforce.supply import project


@dataclass(frozen=True, slots=True)
class Run:
    """``model`` and ``need`` are those that were run: the compiled ones with the scenario's levers pulled."""

    scenario: Scenario
    compiled: Compiled
    model: Model
    need: Need
    projection: Projection
    money: Money


def prepared(scenario: Scenario) -> tuple[Compiled, Model, Need]:
    """The arrays of a scenario, and those with its levers pulled."""
    compiled = compile_scenario(scenario)
    rural = [n for n, region in enumerate(scenario.regions) if region.rural]
    model, need = pulled(
        compiled.model,
        compiled.need,
        levers=scenario.levers,
        interactions=scenario.interactions,
        pulls=scenario.pulls,
        rural=rural,
    )
    return compiled, model, need


def run(scenario: Scenario, *, threads: int = 1, progress: Callable[[int, int], None] | None = None) -> Run:
    """The scenario with its own draws and seed, pulls included.

    ``threads`` changes no number. What ``progress`` raises ends the run with nothing half done.
    """
    compiled, model, need = prepared(scenario)
    projection = project(
        model,
        need,
        draws=scenario.draws,
        seed=scenario.seed,
        threads=threads,
        progress=progress,
        inputs=dict(compiled.inputs),
    )
    return Run(scenario, compiled, model, need, projection, money_of(scenario, model))

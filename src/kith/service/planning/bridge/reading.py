"""From the files of a version to a scenario, compiled once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from kith.foundation.faults import Faults, Where
from kith.workforce.scenario.reading import read_scenario
from kith.workforce.scenario.shipped import list_templates, list_variants, read_template, template_files

if TYPE_CHECKING:
    from kith.workforce.model import Model, Need
    from kith.workforce.scenario.compiled import Compiled
    from kith.workforce.scenario.levers_types import Pull
    from kith.workforce.scenario.types import Scenario

__all__ = ["list_templates", "list_variants", "read", "read_template", "ready", "template_files"]

KEPT = 8
"""Scenarios that a process keeps compiled: a planner moves levers of one or two at a time."""


def read(main: str, files: Mapping[str, bytes]) -> Scenario:
    """The scenario in ``main``; raises KithError with every fault of it and of its tables."""

    def fetch(name: str) -> bytes:
        if name not in files:
            raise FileNotFoundError(name)
        return files[name]

    return read_scenario(main, fetch)


class Files(dict[str, bytes]):
    """Files that are told apart by their hashes, so that what came of them can be kept."""

    def __init__(self, key: str, files: Mapping[str, bytes]) -> None:
        super().__init__(files)
        self.key = key

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Files) and other.key == self.key


@lru_cache(maxsize=KEPT)
def ready(main: str, files: Files) -> tuple[Scenario, Compiled]:
    """The scenario and its arrays, no lever pulled: read and compiled once for each content."""
    from kith.workforce.scenario.compiling import compile_scenario

    scenario = read(main, files)
    return scenario, compile_scenario(scenario)


def own_amounts(scenario: Scenario) -> dict[str, float]:
    """How far the scenario's own file pulls each of its levers, at the most; 0 for one that it leaves alone."""
    amounts = {lever.key: 0.0 for lever in scenario.levers}
    for pull in scenario.pulls:
        amounts[pull.lever] = max(amounts[pull.lever], pull.amount)
    return amounts


def asked_pulls(scenario: Scenario, pulls: Mapping[str, float]) -> list[Pull]:
    """What is pulled when each lever stands so far: as the file has it where that is unchanged, 0 not at all, else from
    the year on from which the file pulls it, or from the first.

    Raises KithError for a lever that the file pulls several times: its pulls are changed in the file.
    """
    from kith.workforce.scenario.levers_types import Pull

    own, faults, asked = own_amounts(scenario), Faults(), []
    for lever in scenario.levers:
        amount = pulls.get(lever.key, 0.0)
        given = [pull for pull in scenario.pulls if pull.lever == lever.key]
        if not amount:
            continue
        if amount == own[lever.key]:
            asked += given
        elif len(given) > 1:
            name = lever.name.in_language(get_language() or "en")
            faults.add("planning.several_pulls", Where(key=lever.key), lever=name, pulls=len(given))
        elif given:
            asked.append(replace(given[0], amount=amount))
        else:
            asked.append(Pull(lever.key, amount, scenario.years[0]))
    faults.raise_if_any()
    return asked


def with_pulls(
    scenario: Scenario, compiled: Compiled, pulls: Mapping[str, float]
) -> tuple[Scenario, Model, Need]:
    """The model and the need when each lever stands so far (see :func:`asked_pulls`).

    Raises KithError for a pull beyond a cap, or of less than nothing.
    """
    from kith.workforce.levers import pulled
    from kith.workforce.scenario.compiling import replaced

    changed = replaced(scenario, pulls=asked_pulls(scenario, pulls))
    model, need = pulled(
        compiled.model,
        compiled.need,
        levers=scenario.levers,
        interactions=scenario.interactions,
        pulls=changed.pulls,
        rural=[n for n, region in enumerate(scenario.regions) if region.rural],
    )
    return changed, model, need

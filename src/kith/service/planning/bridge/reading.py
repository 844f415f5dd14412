"""From the files of a version to a scenario, compiled once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from kith.workforce.scenario.reading import read_scenario
from kith.workforce.scenario.shipped import list_templates, list_variants, read_template, template_files

if TYPE_CHECKING:
    from kith.workforce.model import Model, Need
    from kith.workforce.scenario.compiled import Compiled
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


def with_pulls(
    scenario: Scenario, compiled: Compiled, pulls: Mapping[str, float]
) -> tuple[Scenario, Model, Need]:
    """The model and the need when each lever is pulled so far from its first year on; 0 leaves it alone.

    Raises KithError for a pull beyond a cap, or of less than nothing.
    """
    from kith.workforce.levers import pulled
    from kith.workforce.scenario.compiling import replaced
    from kith.workforce.scenario.levers_types import Pull

    given = {pull.lever: pull for pull in scenario.pulls}
    first = scenario.years[0]
    asked = [
        Pull(lever.key, amount, given[lever.key].from_year if lever.key in given else first,
             given[lever.key].to_year if lever.key in given else None)
        for lever in scenario.levers
        if (amount := pulls.get(lever.key, 0.0))
    ]  # fmt: skip
    changed = replaced(scenario, pulls=asked)
    model, need = pulled(
        compiled.model,
        compiled.need,
        levers=scenario.levers,
        interactions=scenario.interactions,
        pulls=changed.pulls,
        rural=[n for n, region in enumerate(scenario.regions) if region.rural],
    )
    return changed, model, need

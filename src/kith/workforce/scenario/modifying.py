"""Dated modifiers laid on a model: each is the same kind of change as a lever's, so both mean the same."""

from __future__ import annotations

import numpy as np

from kith.workforce.levers.acting import Change, changed
from kith.workforce.model import Model, Need
from kith.workforce.scenario.changes import Modifier
from kith.workforce.scenario.levers_types import ActsOn
from kith.workforce.scenario.types import Scenario

BEFORE = frozenset({ActsOn.NEED, ActsOn.PARTICIPATION, ActsOn.FTE_PER_HEAD})
"""What stands in the arrays already: need by its services, and what a head gives, by which FTE become heads."""


def modified(scenario: Scenario, model: Model, need: Need) -> Model:
    """The model with every dated change of supply in it, from the first year of the scenario on."""
    for modifier in scenario.modifiers:
        if modifier.acts_on not in BEFORE:
            model, need = changed(model, need, _change(modifier, model))
    return model


def _change(modifier: Modifier, model: Model) -> Change:
    axes = model.axes
    professions = tuple(axes.professions.index(key) for key in modifier.professions)
    return Change(
        acts_on=modifier.acts_on,
        factor=np.array([modifier.at(year) for year in axes.years]),
        heads=np.zeros(len(axes.years)),
        professions=professions or tuple(range(len(axes.professions))),
        regions=tuple(axes.regions.index(key) for key in modifier.regions),
        after=modifier.at(axes.years[-1] + 1),
    )

"""What pulling a lever costs, year by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from kith.workforce.model import Floats
    from kith.workforce.scenario.levers_types import Lever, Pull


@dataclass(frozen=True, slots=True)
class LeverCost:
    """``[Y]`` money of one lever, in the prices of the first year."""

    lever: str
    by_year: Floats

    @property
    def total(self) -> float:
        return float(self.by_year.sum())


def lever_costs(
    levers: Sequence[Lever], pulls: Sequence[Pull], years: Sequence[int]
) -> tuple[LeverCost, ...]:
    """Each pulled lever's own cost: one-off in the first year of a pull, then for each unit and year until it ends.

    What was paid before the first of ``years`` is not in it.

    It is paid from the first year of the pull, also while the effect still lags. What follows from the effect
    (places in training, pay of those who stay) stands in the finances of the run, not here: nothing is counted
    twice.
    """
    known = {lever.key: lever for lever in levers}
    made: dict[str, Floats] = {}
    for pull in pulls:
        lever = known[pull.lever]
        last = years[-1] if pull.to_year is None else pull.to_year
        paid = np.array([pull.from_year <= year <= last for year in years], dtype=float)
        cost = paid * pull.amount * lever.cost_per_unit.value
        if pull.amount > 0 and pull.from_year in years:
            cost[list(years).index(pull.from_year)] += lever.cost_one_off.value
        made[pull.lever] = made.get(pull.lever, np.zeros(len(years))) + cost
    return tuple(LeverCost(key, cost) for key, cost in made.items())

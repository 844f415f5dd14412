"""The analyses that a bundle can carry: each by its key, with the settings it was done with.

An analysis of another room comes in by one line in :data:`ANALYSES`: from the lines, the plan, the seed and its
own settings to JSON. What is written as results is what these functions give, and so is what a rerun compares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kith.evaluation.bundle.types import Settings
from kith.evaluation.change import analyse_change
from kith.evaluation.plan import ChangePlan
from kith.evaluation.result_json import Json, change_json, jsonable
from kith.evaluation.types import ChangeData

CHANGE, POOLED = "change", "pooled"
Analysis = Callable[[ChangeData, ChangePlan, int, Settings], Json]


def _change(data: ChangeData, plan: ChangePlan, seed: int, _settings: Settings) -> Json:
    return change_json(analyse_change(data, plan, seed=seed), plan)


def _pooled(data: ChangeData, plan: ChangePlan, _seed: int, settings: Settings) -> Json:
    from kith.evaluation.pooled import pool_change

    return jsonable(pool_change(data, plan, waves=bool(settings.get("all_times"))))


ANALYSES: Mapping[str, Analysis] = MappingProxyType({CHANGE: _change, POOLED: _pooled})


def worked_out(
    data: ChangeData,
    plan: ChangePlan,
    seed: int,
    wanted: Mapping[str, Settings],
    ready: Mapping[str, Json] = MappingProxyType({}),
) -> dict[str, Json]:
    """The results by key; those that are ``ready`` are taken as they are."""
    return {
        key: ready[key] if key in ready else ANALYSES[key](data, plan, seed, settings)
        for key, settings in wanted.items()
    }

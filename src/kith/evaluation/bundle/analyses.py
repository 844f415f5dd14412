"""The analyses that a bundle can carry: each by its key, with the settings it was done with.

An analysis of another room comes in by one line in :data:`ANALYSES`: from what a bundle carries to JSON. What is
written as results is what these functions give, and so is what a rerun compares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from kith.evaluation.bundle.answers import Answers
from kith.evaluation.bundle.asked import BesideAsked, ItemsAsked
from kith.evaluation.bundle.plan_json import read_object
from kith.evaluation.bundle.question_analyses import beside_again, beside_json, items_again
from kith.evaluation.bundle.types import Settings
from kith.evaluation.change import analyse_change
from kith.evaluation.plan import ChangePlan
from kith.evaluation.result_json import Json, change_json, items_json, jsonable
from kith.evaluation.types import ChangeData
from kith.foundation.faults import Faults, Where

CHANGE, POOLED = "change", "pooled"
ITEMS, BOTH_SIDES, ASKED_ONCE = "items", "both_sides", "asked_once"
OF_ANSWERS: Mapping[str, type] = MappingProxyType(
    {ITEMS: ItemsAsked, BOTH_SIDES: BesideAsked, ASKED_ONCE: BesideAsked}
)
"""Analyses that need ``answers.csv``, and what their settings are."""


@dataclass(frozen=True, slots=True, eq=False)
class Carried:
    """What an analysis may take from a bundle. ``answers`` are ``None`` where none are carried."""

    data: ChangeData
    plan: ChangePlan
    seed: int
    answers: Answers | None = None


Analysis = Callable[[Carried, Settings], Json]
Asked = TypeVar("Asked")


def settings_of(made: type[Asked], settings: Settings) -> Asked:
    """Settings that were looked at when the bundle was read or written."""
    faults = Faults()
    found = read_object(made, settings, "", faults, Where())
    faults.raise_if_any()
    if found is None:
        raise RuntimeError("settings that cannot be read have a fault")
    return found


def _change(carried: Carried, _settings: Settings) -> Json:
    return change_json(analyse_change(carried.data, carried.plan, seed=carried.seed), carried.plan)


def _pooled(carried: Carried, settings: Settings) -> Json:
    from kith.evaluation.pooled import pool_change

    return jsonable(pool_change(carried.data, carried.plan, waves=bool(settings.get("all_times"))))


def _items(carried: Carried, settings: Settings) -> Json:
    answers = _answers(carried)
    return items_json(items_again(answers, settings_of(ItemsAsked, settings), carried.seed))


def _beside(carried: Carried, settings: Settings) -> Json:
    asked = settings_of(BesideAsked, settings)
    return beside_json(beside_again(carried.data, _answers(carried), asked))


def _answers(carried: Carried) -> Answers:
    if carried.answers is None:
        raise ValueError("this analysis needs answers to single questions")
    return carried.answers


ANALYSES: Mapping[str, Analysis] = MappingProxyType(
    {CHANGE: _change, POOLED: _pooled, ITEMS: _items, BOTH_SIDES: _beside, ASKED_ONCE: _beside}
)


def worked_out(
    carried: Carried, wanted: Mapping[str, Settings], ready: Mapping[str, Json] = MappingProxyType({})
) -> dict[str, Json]:
    """The results by key; those that are ``ready`` are taken as they are."""
    return {
        key: ready[key] if key in ready else ANALYSES[key](carried, settings)
        for key, settings in wanted.items()
    }

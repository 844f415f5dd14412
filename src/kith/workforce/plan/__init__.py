"""The least-cost plan: what to train, keep, recruit and move, where and when, under what there is to spend."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from kith.workforce.plan.types import Certificate, Kind, Limit, Plan, PlanProblem, Status

if TYPE_CHECKING:
    from kith.workforce.plan.solving import solve

_LATER = {"solve": "solving"}
__all__ = ["Certificate", "Kind", "Limit", "Plan", "PlanProblem", "Status", "solve"]


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)

"""Results as JSON: the documented shape of ``--json``. NaN and infinite numbers are written as null."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date

from kith.evaluation.funnel_types import FunnelResult
from kith.evaluation.independent.types import GroupMeasures, GroupsPlan, GroupsResult
from kith.evaluation.items.types import ItemsResult
from kith.evaluation.plan import ChangePlan
from kith.evaluation.pooled.types import PooledResult
from kith.evaluation.questions import DescribeResult
from kith.evaluation.raters.types import RatersResult
from kith.evaluation.time_to_role.types import TimesResult
from kith.evaluation.types import ChangeResult, Measures, Remark, Withheld
from kith.foundation.words import Text

FORMAT_VERSION = 1
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def change_json(
    result: ChangeResult,
    plan: ChangePlan,
    read: tuple[Remark, ...] = (),
    pooled: PooledResult | None = None,
) -> dict[str, Json]:
    """A result of change with its plan, and the models of cohorts, pairs and all times if they were fitted.

    ``read`` are remarks made while the file was read. What is withheld stands as ``{"shown": false,
    "reason": ..., "least": ...}``; what is measured as ``{"shown": true, ...}``. No person is in it.
    """
    return {
        "format": "kith.evaluation.change",
        "format_version": FORMAT_VERSION,
        "plan": jsonable(plan),
        "read": jsonable(read),
        **_fields(result),
        "pooled": jsonable(pooled),
    }


def describe_json(result: DescribeResult) -> dict[str, Json]:
    """A described survey. A count that is kept back is null."""
    return {"format": "kith.evaluation.describe", "format_version": FORMAT_VERSION, **_fields(result)}


def groups_json(result: GroupsResult, plan: GroupsPlan) -> dict[str, Json]:
    """A comparison of different people, with its plan. No person is in it."""
    return {
        "format": "kith.evaluation.groups",
        "format_version": FORMAT_VERSION,
        "plan": jsonable(plan),
        **_fields(result),
    }


def items_json(result: ItemsResult) -> dict[str, Json]:
    """A look at scales' questions. A figure that is not there stands as the remark why."""
    return {"format": "kith.evaluation.items", "format_version": FORMAT_VERSION, **_fields(result)}


def raters_json(result: RatersResult) -> dict[str, Json]:
    """A look at raters' agreement."""
    return {"format": "kith.evaluation.raters", "format_version": FORMAT_VERSION, **_fields(result)}


def times_json(result: TimesResult) -> dict[str, Json]:
    """Time to the next role, group by group. No person is in it."""
    return {"format": "kith.evaluation.time_to_role", "format_version": FORMAT_VERSION, **_fields(result)}


def funnel_json(result: FunnelResult) -> dict[str, Json]:
    """A recruitment funnel. A number that is kept back stands as ``{"reason": ..., "limit": ...}``."""
    return {"format": "kith.evaluation.funnel", "format_version": FORMAT_VERSION, **_fields(result)}


def jsonable(value: object) -> Json:
    """A value of this wing as JSON: dataclasses as objects, texts as language to text."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Text):
        return dict(value.to_json())
    if isinstance(value, Mapping):
        return {str(key): jsonable(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return [jsonable(each) for each in sorted(value)]
    if isinstance(value, tuple | list):
        return [jsonable(each) for each in value]
    if isinstance(value, Measures | GroupMeasures | Withheld):
        return {"shown": not isinstance(value, Withheld), **_fields(value)}
    if is_dataclass(value):
        return _fields(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _fields(value: object) -> dict[str, Json]:
    if not is_dataclass(value):
        raise TypeError(f"{type(value).__name__} is not a dataclass")
    return {field.name: jsonable(getattr(value, field.name)) for field in fields(value)}

"""Older formats brought to the present one, a step at a time, before anything else is read.

A file keeps its text; only the tree is changed, so a fault still points at the line as it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kith.programmes.types import FORMAT_VERSION
from kith.questionnaires.tree import Node

Step = Callable[[dict[str, Node]], dict[str, Node]]


def upgrade(node: Node, version: int) -> Node:
    """The tree of a file of format ``version`` in the present format.

    Raises KeyError for a version that was never used.
    """
    parts = dict(node.table or {})
    for earlier in range(version, FORMAT_VERSION):
        parts = STEPS[earlier](parts)
    if "format_version" in parts:
        parts["format_version"] = Node(FORMAT_VERSION, parts["format_version"].where)
    return Node(MappingProxyType(parts), node.where)


def _from_0(parts: dict[str, Node]) -> dict[str, Node]:
    """Format 0 was the draft of the design: ``[[side]]``, ``match.between`` and whole days.

    ``nudge_after_days = 30`` became ``nudge_after = "P30D"``.
    """
    parts = _renamed(parts, "side", "role")
    if (match := parts.get("match")) is not None and match.table is not None:
        parts["match"] = Node(MappingProxyType(_renamed(dict(match.table), "between", "sides")), match.where)
    if (activities := parts.get("activity")) is not None and activities.nodes is not None:
        parts["activity"] = Node(tuple(_days_as_duration(one) for one in activities.nodes), activities.where)
    return parts


def _days_as_duration(activity: Node) -> Node:
    parts = _renamed(dict(activity.table or {}), "nudge_after_days", "nudge_after")
    days = parts.get("nudge_after")
    if days is not None and isinstance(days.value, int):
        parts["nudge_after"] = Node(f"P{days.value}D", days.where)
    return Node(MappingProxyType(parts), activity.where)


def _renamed(parts: dict[str, Node], old: str, new: str) -> dict[str, Node]:
    return {new if key == old else key: node for key, node in parts.items()}


STEPS: Mapping[int, Step] = {0: _from_0}
"""From each earlier format to the one after it."""

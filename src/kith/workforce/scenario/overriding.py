"""Overrides, laid over the tree of a scenario before it is read: each names its number, and who changed it and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kith.foundation.faults import Faults, Where
from kith.questionnaires.declaration import Table
from kith.questionnaires.tree import Node
from kith.workforce.scenario.changes import Override
from kith.workforce.scenario.entry import day

LISTED_BY = ("key", "profession", "lever")
"""What an entry of a list is named by in a path, the first that it has."""
NEVER = ("format_version", "base", "drop", "override", "scenario", "data")
"""What no override may reach: changes of these are changes of the file. Cells of a table are reached by ``data``."""
CELL_PARTS = 4


Cell = tuple[str, int, str]
"""A cell of a table: the table's key, its row as a spreadsheet counts, its column."""


@dataclass(frozen=True, slots=True)
class Overridden:
    """The tree as it is to be read, the overrides, and cells of tables: (data key, row, column) to a number."""

    tree: Node
    overrides: tuple[Override, ...]
    cells: Mapping[Cell, float]
    places: Mapping[Cell, Where]
    """Where each override of a cell is written."""


def override(tree: Node, faults: Faults) -> Overridden:
    """The tree with every ``[[override]]`` made."""
    lines: list[Override] = []
    cells: dict[Cell, float] = {}
    places: dict[Cell, Where] = {}
    for table in Table(tree, faults).tables("override"):
        what, value = table.need_text("what"), _value(table)
        by, reason = table.need_text("by"), table.need_text("reason")
        on = day(table, "on", needed=True)
        spread = _spread(table)
        table.finish()
        if value is None or on is None or not (what and by and reason):
            continue
        parts = what.split(".")
        if parts[0] == "data":
            was = _cell(table, parts, value, cells, places)
        else:
            tree, was = _changed(tree, table, parts, value, spread, f"{by}: {reason}")
        if was is not None:
            lines.append(Override(what, was, f"{value:g}", by, on, reason))
    return Overridden(tree, tuple(lines), MappingProxyType(cells), MappingProxyType(places))


def _value(table: Table) -> float | None:
    table.need("value")
    return table.number("value")


def _spread(table: Table) -> tuple[float, float] | None:
    low, high = table.number("low"), table.number("high")
    return None if low is None or high is None else (low, high)


def _cell(
    table: Table, parts: list[str], value: float, cells: dict[Cell, float], places: dict[Cell, Where]
) -> str | None:
    """``data.stock.5.heads``: row 5, as a spreadsheet counts, of the column."""
    if len(parts) != CELL_PARTS or not parts[2].isdigit():
        table.fault("workforce.scenario.override_cell", "what", value=".".join(parts))
        return None
    if value < 0.0:
        table.fault("workforce.scenario.negative", "value", value=value)
        return None
    cell = parts[1], int(parts[2]), parts[3]
    cells[cell], places[cell] = value, table.where_of("what")
    return ""


def _changed(
    tree: Node, table: Table, parts: list[str], value: float, spread: tuple[float, float] | None, source: str
) -> tuple[Node, str | None]:
    found = None if parts[0] in NEVER else _find(tree, parts)
    if found is None:
        table.fault("workforce.scenario.override_nothing", "what", value=".".join(parts))
        return tree, None
    old = (found.table or {}).get("value") if found.table is not None else found
    if old is None or isinstance(old.value, bool) or not isinstance(old.value, int | float):
        table.fault("workforce.scenario.override_no_number", "what", value=".".join(parts))
        return tree, None
    if "low" in (found.table or {}) and spread is None:
        table.fault("workforce.scenario.override_range", "what", value=".".join(parts))
        return tree, None
    return _put(tree, parts, _new(found, table, value, spread, source)), f"{old.value:g}"


def _new(found: Node, table: Table, value: float, spread: tuple[float, float] | None, source: str) -> Node:
    """The number with its source, at the override's own place, so that a fault leads there."""
    where = table.where_of("value")
    whole = isinstance(found.value, int) and value == int(value)
    plain = Node(int(value) if whole else value, where)
    if found.table is None and spread is None:
        return plain
    parts = {"value": plain, "source": Node(source, where)}
    if spread is not None:
        parts |= {"low": Node(spread[0], where), "high": Node(spread[1], where)}
    return Node(MappingProxyType(parts), where)


def _find(node: Node, parts: list[str]) -> Node | None:
    for part in parts:
        inner = _inner(node, part)
        if inner is None:
            return None
        node = inner
    return node


def _inner(node: Node, part: str) -> Node | None:
    if node.table is not None:
        return node.table.get(part)
    return next((one for one in node.nodes or () if named(one) == part), None)


def named(node: Node) -> str | None:
    """What an entry of a list is called in a path."""
    for key in LISTED_BY:
        own = (node.table or {}).get(key)
        if own is not None:
            return str(own.value)
    return None


def _put(node: Node, parts: list[str], new: Node) -> Node:
    if not parts:
        return new
    first, rest = parts[0], parts[1:]
    if node.table is not None:
        table = {**node.table, first: _put(node.table[first], rest, new)}
        return Node(MappingProxyType(table), node.where)
    return Node(
        tuple(_put(one, rest, new) if named(one) == first else one for one in node.nodes or ()), node.where
    )

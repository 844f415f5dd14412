"""A variant's changes laid over the file that it varies, each value still knowing its own line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from kith.questionnaires.tree import Node


def overlay(
    base: Node, changes: Mapping[str, Node], drop: Iterable[str] = (), *, levels: int | None = None
) -> Node:
    """The tree with a variant's changes made.

    Tables are merged key by key. Lists of tables that have a ``key`` are merged by it, new ones at the
    end. Anything else is replaced as a whole, the rules of a match among them. ``drop`` names what to
    leave out, as ``activity.workshop``, ``role.manager.eligible.grade`` or ``call``. With ``levels``, only so many
    tables deep: 1 merges the file's own tables and entries, and what their keys hold is replaced as a whole.
    """
    merged = _merge(base, Node(MappingProxyType(dict(changes)), base.where), levels)
    for name in drop:
        merged = _without(merged, name.split("."))
    return merged


def droppable(node: Node, path: str = "") -> Iterator[str]:
    """The name of every table and entry that can be left out: ``call``, ``activity.workshop`` and deeper."""
    for key, part in (node.table or {}).items():
        own = f"{path}{key}"
        if part.table is not None:
            yield own
            yield from droppable(part, f"{own}.")
        for entry in part.nodes or ():
            if (name := entry_key(entry)) is not None:
                yield f"{own}.{name}"
                yield from droppable(entry, f"{own}.{name}.")


def _without(node: Node, path: Sequence[str]) -> Node:
    """The node without what the path leads to; the node itself when it leads nowhere."""
    first, rest = path[0], path[1:]
    if node.table is not None:
        parts = dict(node.table)
        if first in parts and rest:
            parts[first] = _without(parts[first], rest)
        else:
            parts.pop(first, None)
        return Node(MappingProxyType(parts), node.where)
    if node.nodes is not None:
        kept = (_without(one, rest) if rest and entry_key(one) == first else one for one in node.nodes)
        return Node(tuple(one for one in kept if rest or entry_key(one) != first), node.where)
    return node


def entry_key(node: Node) -> str | None:
    """The ``key`` of one table in a list, if it has one."""
    own = (node.table or {}).get("key")
    return own.value if own is not None and isinstance(own.value, str) else None


def _merge(base: Node, over: Node, levels: int | None) -> Node:
    if levels is not None and levels < 0:
        return over
    if base.table is not None and over.table is not None:
        deeper = None if levels is None else levels - 1
        parts = dict(base.table)
        for key, node in over.table.items():
            parts[key] = _merge(parts[key], node, deeper) if key in parts else node
        return Node(MappingProxyType(parts), base.where)
    if base.nodes and over.nodes and all(entry_key(node) for node in (*base.nodes, *over.nodes)):
        found = {entry_key(node): node for node in base.nodes}
        for node in over.nodes:
            own = entry_key(node)
            found[own] = _merge(found[own], node, levels) if own in found else node
        return Node(tuple(found.values()), base.where)
    return over

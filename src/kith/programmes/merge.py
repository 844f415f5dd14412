"""A variant's changes laid over the programme, each value still knowing its own line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kith.questionnaires.tree import Node


def overlay(base: Node, changes: Mapping[str, Node], drop: Iterable[str] = ()) -> Node:
    """The tree with a variant's changes made.

    Tables are merged key by key. Lists of tables that have a ``key`` are merged by it, new ones at the
    end. Anything else is replaced as a whole, the rules of a match among them. ``drop`` names entries
    to leave out, as ``activity.workshop``.
    """
    merged = _merge(base, Node(MappingProxyType(dict(changes)), base.where))
    parts = dict(merged.table or {})
    for name in drop:
        section, _, key = name.partition(".")
        if section in parts and parts[section].nodes is not None:
            kept = tuple(node for node in parts[section].nodes or () if entry_key(node) != key)
            parts[section] = Node(kept, parts[section].where)
    return Node(MappingProxyType(parts), base.where)


def entry_key(node: Node) -> str | None:
    """The ``key`` of one table in a list, if it has one."""
    own = (node.table or {}).get("key")
    return own.value if own is not None and isinstance(own.value, str) else None


def _merge(base: Node, over: Node) -> Node:
    if base.table is not None and over.table is not None:
        parts = dict(base.table)
        for key, node in over.table.items():
            parts[key] = _merge(parts[key], node) if key in parts else node
        return Node(MappingProxyType(parts), base.where)
    if base.nodes and over.nodes and all(entry_key(node) for node in (*base.nodes, *over.nodes)):
        found = {entry_key(node): node for node in base.nodes}
        for node in over.nodes:
            own = entry_key(node)
            found[own] = _merge(found[own], node) if own in found else node
        return Node(tuple(found.values()), base.where)
    return over

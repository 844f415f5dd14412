"""A declared file as a tree whose every branch knows its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kith.foundation.faults import Where
from kith.tables.toml import TomlDocument, key_text

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the file and its place. Tables and lists hold nodes."""

    value: object
    where: Where

    @property
    def table(self) -> Mapping[str, Node] | None:
        return self.value if isinstance(self.value, Mapping) else None

    @property
    def nodes(self) -> tuple[Node, ...] | None:
        return self.value if isinstance(self.value, tuple) else None

    def plain(self) -> object:
        """The value without places, as ``tomllib`` or ``json`` gave it."""
        if self.table is not None:
            return {key: node.plain() for key, node in self.table.items()}
        if self.nodes is not None:
            return [node.plain() for node in self.nodes]
        return self.value


def grow(document: TomlDocument) -> Node:
    """The tree of a TOML document, each branch with its line."""
    return _grow(document.data, (), document, document.name)


def grow_plain(data: object, name: str) -> Node:
    """The tree of plain values, such as stored JSON, which has keys but no lines."""
    return _grow(data, (), None, name)


def _grow(value: object, path: Path, document: TomlDocument | None, name: str) -> Node:
    where = Where(
        file=name, line=document.line_of(path) if document else None, key=key_text(path) if path else None
    )
    if isinstance(value, Mapping):
        parts = {str(k): _grow(v, (*path, str(k)), document, name) for k, v in value.items()}
        return Node(MappingProxyType(parts), where)
    if isinstance(value, list | tuple):
        return Node(tuple(_grow(v, (*path, i), document, name) for i, v in enumerate(value)), where)
    return Node(value, where)

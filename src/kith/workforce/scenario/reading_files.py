"""The files of one reading: the scenario, what it is based on, and the tables that it rests on."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kith.foundation.faults import Faults, KithError, Where
from kith.foundation.provenance import hash_bytes
from kith.questionnaires.declaration import Table
from kith.questionnaires.merge import droppable, overlay
from kith.questionnaires.tree import Node, grow
from kith.tables.toml import load_toml
from kith.workforce.scenario.changes import Override
from kith.workforce.scenario.entry import Book
from kith.workforce.scenario.overriding import Overridden
from kith.workforce.scenario.reading_head import Head
from kith.workforce.scenario.reading_tables import Fetch, Read, fetched, read_rows
from kith.workforce.scenario.types import DataFile

MOST_BASES = 5


@dataclass
class Files:
    """The files of one reading, each fetched once; what has been read is hashed."""

    fetch: Fetch
    faults: Faults
    texts: dict[str, str] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)

    def tree(self, name: str, above: tuple[str, ...]) -> Node:
        """The file's tree, laid over that of its base."""
        content = (
            self.fetch(name) if not above else fetched(self.fetch, name, Where(file=above[-1]), self.faults)
        )
        if content is None:
            raise KithError(self.faults)
        document = load_toml(content, name)
        self.texts[name] = document.text
        self.hashes[name] = hash_bytes(content)
        node = grow(document)
        table = Table(node, self.faults)
        base, drop = table.text("base"), table.texts("drop")
        if base is None:
            return node
        beneath = beside(name, base)
        if beneath in (*above, name) or len(above) >= MOST_BASES:
            table.fault("workforce.scenario.base_in_a_circle", "base", name=base)
            raise KithError(self.faults)
        under = self.tree(beneath, (*above, name))
        there = tuple(droppable(under))
        for one in drop:
            table.refer("drop", one, there, "entry")
        own = {key: part for key, part in (node.table or {}).items() if key not in ("base", "drop")}
        return overlay(under, own, drop, levels=1)


def beside(file: str, name: str) -> str:
    """A file named in ``file``, seen from where ``file`` is seen from."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), name))


def read_tables(
    head: Head, book: Book, files: Files, overridden: Overridden, top: Table
) -> Mapping[str, Read]:
    found: dict[str, Read] = {}
    for entry, one in zip(top.tables("data"), head.data, strict=True):
        if one.key not in book.used:
            entry.fault("workforce.scenario.table_unused", "key", table=one.key)
            continue
        content = _content(entry, one, files)
        if content is not None:
            cells = {(row, column): v for (key, row, column), v in overridden.cells.items() if key == one.key}
            name = beside(one.beside, one.file)
            found[one.key] = read_rows(
                content, name, one.sheet, book.used[one.key], head.known, cells, book.faults
            )
    unread = set(book.used) - set(found)
    for cell, where in overridden.places.items():
        key, row, column = cell
        if key not in unread and (key not in found or (row, column) not in found[key].was):
            book.faults.add("workforce.scenario.override_cell", where, value=f"data.{key}.{row}.{column}")
    return found


def with_what_was(overrides: tuple[Override, ...], tables: Mapping[str, Read]) -> tuple[Override, ...]:
    """Overrides of cells told with the number that stood there."""
    was = {
        f"data.{key}.{row}.{column}": f"{value:g}"
        for key, read in tables.items()
        for (row, column), value in read.was.items()
    }
    return tuple(replace(one, was=was.get(one.what, one.was)) for one in overrides)


def _content(entry: Table, one: DataFile, files: Files) -> bytes | None:
    """The file's bytes, if they are those that the scenario was made with."""
    name = beside(one.beside, one.file)
    content = fetched(files.fetch, name, entry.where_of("file"), files.faults) if one.file else None
    if content is None:
        return None
    files.hashes[name] = found = hash_bytes(content)
    if found != one.sha256:
        entry.fault("workforce.scenario.table_changed", "sha256", name=name, expected=one.sha256, found=found)
        return None
    return content

"""A scenario file read: its base beneath it, its overrides over it, its tables held against their hashes."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from kith.foundation.faults import Faults, KithError, Where
from kith.foundation.provenance import hash_bytes, hash_value
from kith.questionnaires.declaration import Table, in_order, refuse_twins
from kith.questionnaires.merge import droppable, overlay
from kith.questionnaires.tree import Node, grow
from kith.tables.toml import load_toml
from kith.workforce.need.types import NeedSide
from kith.workforce.scenario.changes import Override
from kith.workforce.scenario.checks import check_scenario
from kith.workforce.scenario.draft import Draft, Placed
from kith.workforce.scenario.entry import Book, Entry
from kith.workforce.scenario.known import Known
from kith.workforce.scenario.overriding import Overridden, override
from kith.workforce.scenario.reading_head import Head, read_head
from kith.workforce.scenario.reading_levers import read_interaction, read_lever, read_modifier, read_pull
from kith.workforce.scenario.reading_need import read_need, read_service
from kith.workforce.scenario.reading_supply import (
    data_file,
    read_exits,
    read_movement,
    read_pay,
    read_recruitment,
    read_retirement,
    read_returning,
    read_stock,
    read_training,
    read_working,
)
from kith.workforce.scenario.reading_tables import Fetch, Read, fetched, read_rows
from kith.workforce.scenario.supply_types import Supply
from kith.workforce.scenario.types import FORMAT_VERSION, DataFile, Scenario

MOST_BASES = 5
Part = TypeVar("Part")


def load_scenario(path: Path) -> Scenario:
    """The scenario in a file, with the tables and the base beside it.

    Raises
    ------
    KithError
        As :func:`read_scenario`.
    """
    return read_scenario(path.name, lambda name: (path.parent / name).read_bytes())


def read_scenario(name: str, fetch: Fetch) -> Scenario:
    """The scenario in the file ``name``, or every fault of it at once.

    Parameters
    ----------
    name
        The scenario file's name.
    fetch
        Gives the bytes of a file by its name, seen from the scenario file's folder.

    Raises
    ------
    KithError
        With every fault of the file, of its base, and of each table: by line, or by row and column.
    """
    faults = Faults()
    files = _Files(fetch, faults)
    tree = files.tree(name, ())
    overridden = override(tree, faults)
    book = Book(faults)
    top = Table(overridden.tree, faults)
    head = read_head(top, book)
    draft = _draft(top, head, book)
    tables = _tables(head, book, files, overridden, top)
    check_scenario(draft, tables)
    _finish(top)
    in_order(faults).raise_if_any()
    return _scenario(head, draft, book, tables, overridden, files)


@dataclass
class _Files:
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


def _draft(top: Table, head: Head, book: Book) -> Draft:
    known = head.known

    def read(key: str, reader: Callable[[Entry, Known], Part], *, keyed: bool = True) -> Placed[Part]:
        return _placed(top, key, lambda entry: reader(entry, known), book, keyed=keyed)

    levers = read("lever", read_lever)
    services = read("service", read_service)
    lever_keys = tuple(lever.key for lever in levers.values)
    service_keys = tuple(service.key for service in services.values)
    population = _population(top, known, book)
    return Draft(
        top=top,
        known=known,
        stocks=read("stock", read_stock),
        training=read("training", read_training),
        recruitment=read("recruitment", read_recruitment),
        exits=read("exits", read_exits),
        retirement=read("retirement", read_retirement),
        returning=read("returning", read_returning),
        movement=read("movement", read_movement),
        working=read("working", read_working),
        pay=read("pay", read_pay),
        services=services,
        need=read("need", read_need),
        modifiers=_placed(top, "modifier", lambda entry: read_modifier(entry, known, service_keys), book),
        levers=levers,
        interactions=_placed(
            top, "interaction", lambda entry: read_interaction(entry, lever_keys), book, keyed=False
        ),
        pulls=_placed(
            top, "pull", lambda entry: read_pull(entry, levers.values, known.years), book, keyed=False
        ),
        population=population,
        between_years=_between_years(top),
        safeguards=_safeguards(top, known, book),
    )


def _placed(
    top: Table, key: str, reader: Callable[[Entry], Part], book: Book, *, keyed: bool = True
) -> Placed[Part]:
    tables = top.tables(key)
    named = [table.text("key") or str(number) for number, table in enumerate(tables)] if keyed else []
    found = []
    for number, table in enumerate(tables):
        path = f"{key}.{named[number]}" if keyed else f"{key}.{number + 1}"
        found.append((table, reader(Entry(table, path, book))))
    if keyed:
        refuse_twins(tables, named)
    return Placed(found)


def _population(top: Table, known: Known, book: Book) -> str | None:
    table = top.table("population")
    if table is None:
        return None
    found = data_file(Entry(table, "population", book), "table", known, "population")
    table.truth("between_years")
    table.finish()
    return found or None


def _between_years(top: Table) -> bool:
    table = top.table("population")
    return table is not None and table.truth("between_years")


def _safeguards(top: Table, known: Known, book: Book) -> str | None:
    table = top.table("safeguards")
    if table is None:
        return None
    found = data_file(Entry(table, "safeguards", book), "table", known, "safeguards")
    table.finish()
    return found or None


def _finish(top: Table) -> None:
    top.need("format_version")
    version = top.whole("format_version", default=FORMAT_VERSION)
    if version != FORMAT_VERSION:
        top.fault("declared.format_version", "format_version", value=str(version), known=FORMAT_VERSION)
    for key in ("base", "drop", "override"):
        top.node(key)
    top.finish()


def _tables(head: Head, book: Book, files: _Files, overridden: Overridden, top: Table) -> Mapping[str, Read]:
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


def _with_what_was(overrides: tuple[Override, ...], tables: Mapping[str, Read]) -> tuple[Override, ...]:
    """Overrides of cells told with the number that stood there."""
    was = {
        f"data.{key}.{row}.{column}": f"{value:g}"
        for key, read in tables.items()
        for (row, column), value in read.was.items()
    }
    return tuple(replace(one, was=was.get(one.what, one.was)) for one in overrides)


def _content(entry: Table, one: DataFile, files: _Files) -> bytes | None:
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


def _scenario(
    head: Head, draft: Draft, book: Book, tables: Mapping[str, Read], overridden: Overridden, files: _Files
) -> Scenario:
    known = head.known
    listed = {row.region for row in tables[draft.safeguards].rows} if draft.safeguards else set()
    dated = next((one.dated for one in head.data if one.key == draft.safeguards), date.min)
    return Scenario(
        key=head.key,
        name=head.name,
        place=head.place,
        note=head.note,
        synthetic=head.synthetic,
        years=known.years,
        ages=known.ages,
        draws=head.draws,
        seed=head.seed,
        professions=head.professions,
        regions=head.regions,
        data=head.data,
        supply=Supply(
            stocks=draft.stocks.values,
            training=draft.training.values,
            recruitment=draft.recruitment.values,
            exits=draft.exits.values,
            retirement=draft.retirement.values,
            returning=draft.returning.values,
            movement=draft.movement.values,
            working=draft.working.values,
            pay=draft.pay.values,
        ),
        need=NeedSide(draft.population, draft.between_years, draft.services.values, draft.need.values),
        modifiers=draft.modifiers.values,
        levers=draft.levers.values,
        interactions=draft.interactions.values,
        pulls=draft.pulls.values,
        overrides=_with_what_was(overridden.overrides, tables),
        stated=tuple(book.stated),
        safeguarded=MappingProxyType(dict.fromkeys(sorted(listed), dated)),
        tables=MappingProxyType({key: read.rows for key, read in tables.items()}),
        currency=head.currency,
        text=next(iter(files.texts.values())),
        sha256=hash_value(files.texts),
        hashes=MappingProxyType(dict(files.hashes)),
    )

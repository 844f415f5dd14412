"""A scenario file read: its base beneath it, its overrides over it, its tables held against their hashes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from kith.foundation.faults import Faults
from kith.foundation.provenance import hash_value
from kith.questionnaires.declaration import Table, in_order, refuse_twins
from kith.workforce.need.types import NeedSide
from kith.workforce.scenario.checks import check_scenario
from kith.workforce.scenario.draft import Draft, Placed
from kith.workforce.scenario.entry import Book, Entry
from kith.workforce.scenario.known import Known
from kith.workforce.scenario.overriding import Overridden, override
from kith.workforce.scenario.reading_calibration import read_own_calibration
from kith.workforce.scenario.reading_files import Files, read_tables, with_what_was
from kith.workforce.scenario.reading_head import Head, read_card, read_head
from kith.workforce.scenario.reading_levers import read_interaction, read_lever, read_modifier, read_pull
from kith.workforce.scenario.reading_need import read_need, read_service
from kith.workforce.scenario.reading_plan import read_plan
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
from kith.workforce.scenario.reading_tables import Fetch, Read
from kith.workforce.scenario.supply_types import Supply
from kith.workforce.scenario.types import FORMAT_VERSION, Scenario

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
    files = Files(fetch, faults)
    tree = files.tree(name, ())
    overridden = override(tree, faults)
    book = Book(faults)
    top = Table(overridden.tree, faults)
    head = read_head(top, book)
    draft = _draft(top, head, book)
    card = read_card(top)
    plan = read_plan(top, head.known, book)
    tables = read_tables(head, book, files, overridden, top)
    calibration = read_own_calibration(top, files, head.widths)
    check_scenario(draft, tables)
    _finish(top)
    in_order(faults).raise_if_any()
    made = _scenario(head, draft, book, tables, overridden, files)
    return replace(made, card=card, plan=plan, calibration=calibration)


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
        safeguards=_named_table(top, "safeguards", known, book),
        history=_named_table(top, "history", known, book),
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


def _named_table(top: Table, key: str, known: Known, book: Book) -> str | None:
    """``[safeguards]`` or ``[history]``: which data file it is."""
    table = top.table(key)
    if table is None:
        return None
    found = data_file(Entry(table, key, book), "table", known, key)
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


def _scenario(
    head: Head, draft: Draft, book: Book, tables: Mapping[str, Read], overridden: Overridden, files: Files
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
        supply=_supply(draft),
        need=NeedSide(draft.population, draft.between_years, draft.services.values, draft.need.values),
        modifiers=draft.modifiers.values,
        levers=draft.levers.values,
        interactions=draft.interactions.values,
        pulls=draft.pulls.values,
        overrides=with_what_was(overridden.overrides, tables),
        stated=tuple(book.stated),
        safeguarded=MappingProxyType(dict.fromkeys(sorted(listed), dated)),
        tables=MappingProxyType({key: read.rows for key, read in tables.items()}),
        currency=head.currency,
        text=next(iter(files.texts.values())),
        sha256=hash_value(files.texts),
        hashes=MappingProxyType(dict(files.hashes)),
        widths=head.widths,
        history=draft.history,
    )


def _supply(draft: Draft) -> Supply:
    return Supply(
        stocks=draft.stocks.values,
        training=draft.training.values,
        recruitment=draft.recruitment.values,
        exits=draft.exits.values,
        retirement=draft.retirement.values,
        returning=draft.returning.values,
        movement=draft.movement.values,
        working=draft.working.values,
        pay=draft.pay.values,
    )

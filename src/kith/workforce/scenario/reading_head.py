"""The beginning of a scenario: what it is called, its years, and the names that the rest refers to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from kith.foundation.words import Text
from kith.questionnaires.declaration import Table, refuse_twins
from kith.workforce.scenario.entry import Book, Entry, day
from kith.workforce.scenario.known import Known
from kith.workforce.scenario.types import DataFile, Group, Profession, Region, Widths

MOST_YEARS = 60
MOST_DRAWS = 100_000
OLDEST = 110
"""Nobody practises at a greater age."""
DRAWS = 1_000
_ISCO = re.compile(r"[0-9]{4}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class HasKey(Protocol):
    """What a list is told apart by."""

    @property
    def key(self) -> str: ...


Keyed = TypeVar("Keyed", bound=HasKey)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the numbers."""

    key: str
    name: Text
    place: Text
    note: Text
    synthetic: bool
    currency: str
    draws: int
    seed: int
    widths: Widths
    professions: tuple[Profession, ...]
    regions: tuple[Region, ...]
    data: tuple[DataFile, ...]
    known: Known


def read_head(top: Table, book: Book) -> Head:
    """The head, complete even where parts of it are faulty, so that the rest can be read too."""
    key, name, place, note, synthetic, currency = _scenario(top)
    years = _years(top, book)
    draws, seed, widths = _run(top, book)
    ages = _ages(top, book)
    professions = _listed(top, "profession", read_profession)
    regions = _listed(top, "region", read_region)
    data = _listed(top, "data", read_data_file)
    groups = {group.key: one.key for one in professions for group in one.groups}
    _refuse_group_twins(top, professions)
    known = Known(
        professions=tuple(one.key for one in professions),
        groups=groups,
        regions=tuple(one.key for one in regions),
        rural=frozenset(one.key for one in regions if one.rural),
        years=years,
        ages=ages,
        data=tuple(one.key for one in data),
    )
    return Head(
        key, name, place, note, synthetic, currency, draws, seed, widths, professions, regions, data, known
    )


def _scenario(top: Table) -> tuple[str, Text, Text, Text, bool, str]:
    top.need("scenario")
    table = top.table("scenario")
    if table is None:
        return "", Text.of(""), Text.of(""), Text.of(""), False, ""
    found = (
        table.name(),
        table.need_words("name"),
        table.need_words("place"),
        table.words("note") or Text.of(""),
        table.truth("synthetic"),
        table.text("currency") or "",
    )
    table.finish()
    return found


def _years(top: Table, book: Book) -> tuple[int, ...]:
    top.need("horizon")
    table = top.table("horizon")
    if table is None:
        return (2000,)
    entry = Entry(table, "horizon", book)
    first, count = entry.whole("first_year", least=1900), entry.whole("years", least=1)
    if count > MOST_YEARS:
        table.fault("workforce.scenario.too_many", "years", value=count, most=MOST_YEARS)
    table.finish()
    return tuple(range(first, first + min(count, MOST_YEARS)))


def _run(top: Table, book: Book) -> tuple[int, int, Widths]:
    table = top.table("run")
    if table is None:
        return DRAWS, 0, Widths.HISTORY
    entry = Entry(table, "run", book)
    draws, seed = entry.whole("draws", least=1, default=DRAWS), entry.whole("seed", default=0)
    widths = table.one_of("widths", Widths, Widths.HISTORY) or Widths.HISTORY
    if draws > MOST_DRAWS:
        table.fault("workforce.scenario.too_many", "draws", value=draws, most=MOST_DRAWS)
    table.finish()
    return draws, seed, widths


def _ages(top: Table, book: Book) -> tuple[int, ...]:
    top.need("ages")
    table = top.table("ages")
    if table is None:
        return tuple(range(20, 70))
    entry = Entry(table, "ages", book)
    youngest, oldest = entry.whole("youngest", least=10), entry.whole("oldest", least=10)
    if oldest > OLDEST:
        table.fault("workforce.scenario.too_many", "oldest", value=oldest, most=OLDEST)
    if youngest >= oldest:
        table.fault("declared.limits_crossed", "youngest", least=youngest, most=oldest)
    youngest = min(youngest, OLDEST - 1)
    oldest = min(max(oldest, youngest + 1), OLDEST)
    table.finish()
    return tuple(range(youngest, oldest + 1))


def _listed(top: Table, key: str, reader: Callable[[Table], Keyed]) -> tuple[Keyed, ...]:
    top.need(key)
    tables = top.tables(key)
    found = tuple(reader(table) for table in tables)
    refuse_twins(tables, [one.key for one in found])
    return found


def read_profession(table: Table) -> Profession:
    key, name = table.name(), table.need_words("name")
    isco, band = table.need_text("isco08"), table.text("band") or ""
    if isco and not _ISCO.fullmatch(isco):
        table.fault("workforce.scenario.isco08", "isco08", value=isco[:40])
    inner = table.tables("group")
    groups = tuple(_group(one, key) for one in inner)
    table.finish()
    return Profession(key, name, isco, band, groups or (Group(key, name, band=band),))


def _group(table: Table, profession: str) -> Group:
    found = Group(
        key=f"{profession}.{table.name()}",
        name=table.need_words("name"),
        sex=table.text("sex") or "",
        setting=table.text("setting") or "",
        band=table.text("band") or "",
        origin=table.text("origin") or "",
    )
    table.finish()
    return found


def _refuse_group_twins(top: Table, professions: tuple[Profession, ...]) -> None:
    for table, profession in zip(top.tables("profession"), professions, strict=True):
        tables = table.tables("group")
        refuse_twins(tables, [group.key for group in profession.groups][: len(tables)])


def read_region(table: Table) -> Region:
    key, name = table.name(), table.need_words("name")
    table.need("rural")
    minutes = table.number("travel_minutes")
    if minutes is not None and minutes < 0.0:
        table.fault("workforce.scenario.negative", "travel_minutes", value=minutes)
    found = Region(key, name, table.truth("rural"), _tile(table), minutes)
    table.finish()
    return found


def _tile(table: Table) -> tuple[int, int] | None:
    node = table.node("tile")
    if node is None:
        return None
    parts = [part.value for part in node.nodes or ()]
    numbers = [part for part in parts if isinstance(part, int) and not isinstance(part, bool) and part >= 0]
    if len(parts) != 2 or len(numbers) != 2:
        table.fault("workforce.scenario.tile", "tile")
        return None
    return numbers[0], numbers[1]


def read_data_file(table: Table) -> DataFile:
    sha256, dated = table.need_text("sha256"), day(table, "date", needed=True)
    if sha256 and not _SHA256.fullmatch(sha256):
        table.fault("workforce.scenario.not_a_hash", "sha256")
    found = DataFile(
        key=table.name(),
        file=table.need_text("file"),
        sha256=sha256,
        source=table.need_text("source"),
        dated=dated or date.min,
        sheet=table.text("sheet"),
        accepted_by=table.text("accepted_by"),
        accepted_on=day(table, "accepted_on"),
        beside=table.where_of("file").file or "",
    )
    table.finish()
    return found


WRITTEN = (
    "summary",
    "context",
    "aims",
    "use",
    "condition",
    "scope",
    "sufficiency",
    "scenarios",
    "coverage",
    "back_test",
    "limits",
    "funding",
    "approved_by",
)
"""Facts of the reporting card that only people can tell."""


def read_card(top: Table) -> dict[str, Text]:
    """What people wrote for the reporting card, by fact."""
    table = top.table("card")
    if table is None:
        return {}
    found = {key: words for key in WRITTEN if (words := table.words(key)) is not None}
    table.finish()
    return found

"""The tables that a scenario rests on: their rows, understood by what each is used for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kith.foundation.faults import Faults, KithError, Where
from kith.foundation.words import Text
from kith.questionnaires.declaration import nearest
from kith.tables.fields import Choice, Field, FieldKind, Schema
from kith.tables.mapping import ColumnMapping
from kith.tables.naming import plain
from kith.tables.reading import read_table
from kith.tables.records import check_records
from kith.tables.types import FILE_LIMITS, Table, Value
from kith.workforce.scenario.known import Known
from kith.workforce.scenario.types import Row

REMARKS = ("note", "comment", "source")
"""Columns for people: read over."""
_AGES = re.compile(r"(\d{1,3})(?:\s*[-\u2013]\s*(\d{1,3})|\s*(\+))?")
OLDEST = 130


@dataclass(frozen=True, slots=True)
class Use:
    """What a table is for: the columns that tell its rows apart, which of them it must have, and what it counts."""

    columns: tuple[str, ...]
    needed: tuple[str, ...]
    amounts: tuple[str, ...]


USES: Mapping[str, Use] = {
    "stock": Use(
        ("profession", "group", "region", "age", "tenure"),
        ("profession", "region", "age"),
        ("heads", "fte"),
    ),
    "population": Use(("region", "year", "age"), ("region", "year"), ("people",)),
    "norms": Use(("profession", "region", "year"), ("region",), ("heads", "fte")),
    "history": Use(("profession", "year"), ("profession", "year"), ("heads",)),
    "seats": Use(("year",), ("year",), ("heads",)),
    "recruits": Use(("year",), ("year",), ("heads",)),
    "ratio": Use(("year",), ("year",), ("heads", "fte")),
    "safeguards": Use(("country",), ("country",), ()),
}
AMOUNTS = ("heads", "fte", "people")


@dataclass(frozen=True, slots=True)
class Read:
    """A table's rows, and what it counts (``heads``, ``fte``, ``people``; empty where it counts nothing).

    ``was`` has the numbers that overrides took the place of, by (row, column).
    """

    rows: tuple[Row, ...]
    counts: str
    name: str
    was: Mapping[tuple[int, str], float] = field(default_factory=dict)


def read_rows(
    content: bytes,
    name: str,
    sheet: str | None,
    use: str,
    known: Known,
    cells: Mapping[tuple[int, str], float],
    faults: Faults,
) -> Read:
    """The rows of one table. What is wrong with it goes to ``faults``, by row and column.

    ``cells`` are overrides: a number for a (row, column).
    """
    try:
        table = read_table(content, name=name, limits=FILE_LIMITS, sheet=sheet)
    except KithError as error:
        faults.extend(error.faults)
        return Read((), "", name)
    wanted = USES[use]
    own = Faults()
    headings = _headings(table, wanted, own)
    amount = next((one for one in wanted.amounts if one in headings), "")
    schema = Schema(tuple(_field(key, known, wanted) for key in (*wanted.columns, amount) if key in headings))
    checked = check_records(table, schema, ColumnMapping.chosen(headings, table.columns))
    own.extend(checked.faults)
    rows = _Rows(table, known, cells, amount, use, own)
    found = tuple(
        rows.row(number, record)
        for number, record in zip(checked.right.row_numbers, checked.right.records, strict=True)
    )
    rows.twins(found)
    faults.extend(own)
    return Read(found, amount, name, rows.was)


def _headings(table: Table, use: Use, faults: Faults) -> dict[str, str]:
    """Column by what it holds. A column that means nothing is refused: it may tell apart what is added up."""
    by_plain = {plain(heading): heading for heading in table.columns}
    names = (*use.columns, *use.amounts)
    found = {key: by_plain.pop(plain(key)) for key in names if plain(key) in by_plain}
    if "ages" in by_plain and "age" in use.columns and "age" not in found:
        found["age"] = by_plain.pop("ages")
    for key in use.needed:
        if key not in found:
            faults.add("tables.column_missing", table.where(), field=key)
    counted = [key for key in use.amounts if key in found]
    if use.amounts and len(counted) != 1:
        code = "workforce.scenario.counts_twice" if counted else "workforce.scenario.counts_nothing"
        faults.add(code, table.where(), known=", ".join(use.amounts))
        for key in counted[1:]:
            del found[key]
    for unknown, heading in by_plain.items():
        if unknown not in REMARKS:
            near = nearest(heading, [*names, *REMARKS])
            faults.add(
                "workforce.scenario.column_unknown_nearest" if near else "workforce.scenario.column_unknown",
                table.where(column=heading),
                known=", ".join(names),
                nearest=near,
            )
    return found


def _field(key: str, known: Known, use: Use) -> Field:
    label, needed = Text.of(key), key in use.needed
    choices: Mapping[str, Sequence[str]] = {"profession": known.professions, "region": known.regions}
    if key in choices:
        listed = tuple(Choice(one, Text.of(one)) for one in choices[key])
        return Field(key, label, FieldKind.CHOICE, required=needed, choices=listed)
    if key in ("year", "tenure"):
        return Field(key, label, FieldKind.WHOLE_NUMBER, required=needed, low=0)
    if key in AMOUNTS:
        return Field(key, label, FieldKind.NUMBER, required=True, low=0)
    return Field(key, label, FieldKind.TEXT, required=needed, max_length=120)


@dataclass
class _Rows:
    table: Table
    known: Known
    cells: Mapping[tuple[int, str], float]
    amount: str
    use: str
    faults: Faults
    was: dict[tuple[int, str], float] = field(default_factory=dict)

    def row(self, number: int, record: Mapping[str, Value]) -> Row:
        year, tenure = record.get("year"), record.get("tenure")
        written = record.get(self.amount) if self.amount else 0.0
        amount = float(written) if isinstance(written, float | int) else 0.0
        if (number, self.amount) in self.cells:
            self.was[(number, self.amount)] = amount
            amount = self.cells[(number, self.amount)]
        profession = str(record.get("profession") or "")
        return Row(
            number=number,
            amount=amount,
            profession=profession,
            group=self._group(number, profession, record.get("group")),
            region=str(record.get("region") or record.get("country") or ""),
            year=year if isinstance(year, int) else None,
            ages=self._ages(number, record.get("age")),
            tenure=tenure if isinstance(tenure, int) else None,
        )

    def _group(self, number: int, profession: str, written: Value) -> str:
        own = [group for group, of in self.known.groups.items() if of == profession]
        if self.use != "stock" or not own:
            return ""
        where = self.table.where(row=number, column="group")
        if written is None:
            if len(own) > 1:
                self.faults.add(
                    "workforce.scenario.which_group", where, profession=profession, known=", ".join(own)
                )
            return own[0]
        for group in own:
            if str(written) in (group, group.removeprefix(f"{profession}.")):
                return group
        self.faults.add("workforce.scenario.no_such_group", where, value=str(written), known=", ".join(own))
        return own[0]

    def _ages(self, number: int, written: Value) -> tuple[int, int] | None:
        if written is None:
            return None
        where = self.table.where(row=number, column="age")
        found = _AGES.fullmatch(str(written).strip())
        if found is None:
            self.faults.add("workforce.scenario.not_an_age", where, value=str(written)[:40])
            return None
        first = int(found[1])
        last = OLDEST if found[3] else int(found[2] or first)
        if last < first:
            self.faults.add("workforce.scenario.not_an_age", where, value=str(written)[:40])
            return None
        ages = self.known.ages
        if self.use == "stock":
            last = ages[-1] if found[3] else last
            if not ages[0] <= first <= last <= ages[-1]:
                self.faults.add(
                    "workforce.scenario.age_outside", where, age=str(written), first=ages[0], last=ages[-1]
                )
        return first, last

    def twins(self, rows: Sequence[Row]) -> None:
        """Note rows that say the same thing twice, and ages that overlap within one of them."""
        seen: dict[tuple[object, ...], int] = {}
        spans: dict[tuple[object, ...], list[tuple[int, int, int]]] = {}
        for row in rows:
            key = (row.profession, row.group, row.region, row.year, row.tenure)
            if (first := seen.setdefault((*key, row.ages), row.number)) != row.number:
                self.faults.add("workforce.scenario.row_twice", self.table.where(row=row.number), first=first)
            elif row.ages is not None:
                spans.setdefault(key, []).append((*row.ages, row.number))
        for own in spans.values():
            own.sort()
            for (_, last, number), (first_age, _, later) in pairwise(own):
                if first_age <= last:
                    self.faults.add(
                        "workforce.scenario.ages_overlap",
                        self.table.where(row=max(number, later)),
                        other=min(number, later),
                    )


Fetch = Callable[[str], bytes]
"""The bytes of a file by its name, seen from the scenario file. Raises ``KeyError`` or ``OSError`` for one not there."""


def fetched(fetch: Fetch, name: str, where: Where, faults: Faults) -> bytes | None:
    """A file's bytes, or a fault that it is not there."""
    try:
        return fetch(name)
    except (KeyError, OSError):
        faults.add("workforce.scenario.file_missing", where, name=name)
        return None

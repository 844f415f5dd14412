"""A table of an exercise: read once when it is uploaded, kept as rows, and a table again for the engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.foundation.words import Text
from kith.service.core.domain.files import MEGABYTE, safe_name
from kith.service.core.domain.jobs import faults_to_json
from kith.service.matches.models import ExerciseRow, ExerciseTable
from kith.tables.addresses import read_address
from kith.tables.fields import Field, FieldKind, Schema
from kith.tables.mapping import suggest_mapping
from kith.tables.reading import read_table
from kith.tables.types import Cell, Note, Table

CHUNK = 500
"""Rows written in one statement."""
PRIVATE = "never_with"
"""The column that no page shows, whatever its heading looks like."""
LONGEST = 254
WITHOUT_IDS = frozenset({"marks"})
"""Tables whose rows are about two others: each names both, and has no id of its own."""
WHO = Schema(
    (
        Field("id", Text.of("id")),
        Field("email", Text.of({"en": "E-mail address", "zh-Hans": "电子邮件"}), synonyms=("e-mail",)),
        Field("name", Text.of({"en": "Name", "zh-Hans": "姓名"})),
        Field(PRIVATE, Text.of("never with"), FieldKind.TEXTS),
    )
)
"""The columns that say who a row is about, found as the wing finds them."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file as read: nothing of it is kept yet."""

    table: Table
    by_field: Mapping[str, str]


def read_upload(name: str, stream: BinaryIO, *, key: str, limit: int) -> Uploaded:
    """The table in an uploaded file. Raises KithError with everything that is wrong with its shape and its ids."""
    shown = safe_name(name)
    content = stream.read(limit + 1)
    if len(content) > limit:
        raise KithError(Fault("core.file.too_large", params={"name": shown, "limit_mb": limit // MEGABYTE}))
    return checked(read_table(content, name=shown), key=key)


def checked(table: Table, *, key: str) -> Uploaded:
    """A table whose rows all say who they are about, none twice. Raises KithError with every row that does not."""
    by_field = suggest_mapping(table.columns, WHO).by_field
    found = Uploaded(table, by_field)
    if key in WITHOUT_IDS and table.rows:
        return Uploaded(table, {})
    identity = by_field.get("id") or by_field.get("email")
    if identity is None:
        raise KithError(Fault("matches.exercise.no_identity", table.where()))
    faults, seen = Faults(), dict[str, int]()
    for number, ref in zip(table.row_numbers, _texts(table, identity), strict=True):
        where = table.where(row=number, column=identity)
        if not ref:
            faults.add("matches.exercise.no_id_in_row", where)
        elif len(ref) > LONGEST:
            faults.add("matches.exercise.long_id", where, most=LONGEST)
        elif ref.casefold() in seen:
            faults.add("matches.exercise.same_id", where, value=ref, row=seen[ref.casefold()])
        seen.setdefault(ref.casefold(), number)
    if not table.rows:
        faults.add("matches.exercise.no_rows", table.where())
    faults.raise_if_any()
    return found


def keep(table: ExerciseTable, uploaded: Uploaded) -> None:
    """Put the rows of a file in the place of those that the table had. Within the transaction of the action."""
    found = uploaded.table
    table.name, table.sheet = found.name[:200], (found.sheet or "")[:200]
    table.columns = list(found.columns)
    table.notes = faults_to_json(found.notes)
    table.row_count = len(found.rows)
    table.save()
    table.rows.all().delete()
    refs = _texts(found, uploaded.by_field.get("id"))
    if "id" not in uploaded.by_field:  # then the address is the id, written as the engine writes it
        refs = [read_address(one) or one for one in _texts(found, uploaded.by_field.get("email"))]
    names = _texts(found, uploaded.by_field.get("name"))
    emails = _texts(found, uploaded.by_field.get("email"))
    ExerciseRow.objects.bulk_create(
        (
            ExerciseRow(
                table=table,
                number=number,
                ref=ref,
                name=name[:LONGEST],
                email=(read_address(email) or "").lower(),
                cells=[to_json(cell) for cell in row],
            )
            for number, ref, name, email, row in zip(
                found.row_numbers, refs, names, emails, found.rows, strict=True
            )
        ),
        batch_size=CHUNK,
    )


def table_of(row: ExerciseTable) -> Table:
    """A kept table as the engine reads it."""
    kept = list(row.rows.order_by("number").values_list("number", "cells"))
    return Table(
        name=row.name,
        sheet=row.sheet or None,
        columns=tuple(row.columns),
        rows=tuple(tuple(of_json(cell) for cell in cells) for _number, cells in kept),
        row_numbers=tuple(number for number, _cells in kept),
        notes=tuple(Note(one["code"], Where(**one["where"]), one["params"]) for one in row.notes),
    )


def shown_columns(columns: Sequence[str]) -> list[str]:
    """Headings that a page may say: who asked not to be with whom is for the engine alone."""
    private = suggest_mapping(columns, WHO).by_field.get(PRIVATE)
    return [column for column in columns if column != private]


def to_json(cell: Cell) -> Any:
    """A cell as JSON; a date, a time or a moment as what it is and its ISO text."""
    if isinstance(cell, dt.datetime | dt.date | dt.time):
        return {type(cell).__name__: cell.isoformat()}
    return cell


def of_json(value: Any) -> Cell:
    if isinstance(value, dict):
        ((kind, said),) = value.items()
        readers: Mapping[str, Any] = {"datetime": dt.datetime, "date": dt.date, "time": dt.time}
        read: Cell = readers[kind].fromisoformat(said)
        return read
    cell: Cell = value
    return cell


def _texts(table: Table, heading: str | None) -> list[str]:
    """The cells of a column as text, empty ones empty; a whole number as a spreadsheet shows it."""
    if heading is None:
        return ["" for _row in table.rows]
    return [_text(cell) for cell in table.column(heading)]


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()

"""Rows to records: typed values by field, with every fault by row and column before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kith.foundation.faults import Fault, KithError, Where
from kith.tables.fields import Field, Schema
from kith.tables.mapping import ColumnMapping, check_mapping
from kith.tables.naming import shorten
from kith.tables.types import Cell, Note, Progress, Records, Table, Value, fault, note
from kith.tables.values import CellReader, Unreadable

SHOWN_OF_A_KIND = 5
MOST_FAULTS = 10_000  # nobody reads more, and a million rows could have them all wrong
PROGRESS_EVERY = 1_000


@dataclass(frozen=True, slots=True)
class CheckedRecords:
    """What a preview shows: the rows that are right, and everything that is wrong with the others."""

    right: Records
    faults: tuple[Fault, ...]

    @property
    def is_acceptable(self) -> bool:
        return not self.faults


def read_records(
    table: Table, schema: Schema, mapping: ColumnMapping, *, progress: Progress | None = None
) -> Records:
    """The records of a table, all or nothing.

    Raises
    ------
    KithError
        With every fault of every row: blank where required, not a number, doubled where unique.
    """
    checked = check_records(table, schema, mapping, progress=progress)
    if checked.faults:
        raise KithError(checked.faults)
    return checked.right


def check_records(
    table: Table, schema: Schema, mapping: ColumnMapping, *, progress: Progress | None = None
) -> CheckedRecords:
    """The records that are right and the faults of the others, in the order of the rows.

    If the mapping itself is wrong no row is looked at. Of two rows with the same unique value the
    first is right, unless something else is wrong with it.
    """
    wrong = check_mapping(table, schema, mapping)
    if wrong:
        return CheckedRecords(Records((), (), table.notes), tuple(wrong))
    by_field = mapping.by_field
    columns = [_Column(table, field, by_field[field.key]) for field in schema.fields if field.key in by_field]
    empty: dict[str, Value] = {field.key: None for field in schema.fields}
    records: list[Mapping[str, Value]] = []
    numbers: list[int] = []
    faults: list[Fault] = []
    unlisted = 0
    for done, (number, cells) in enumerate(zip(table.row_numbers, table.rows, strict=True), start=1):
        values = dict(empty)
        of_row: list[Fault] = []
        for column in columns:
            values[column.key] = column.read(number, cells, of_row)
        room = max(0, MOST_FAULTS - len(faults))
        faults.extend(of_row[:room])
        unlisted += len(of_row[room:])
        if not of_row:
            records.append(MappingProxyType(values))
            numbers.append(number)
        if progress and done % PROGRESS_EVERY == 0:
            progress(done, len(table.rows))
    if unlisted:
        faults.append(fault("tables.more_faults", table.where(), more=unlisted))
    notes = table.notes + tuple(noticed for column in columns for noticed in column.notes())
    return CheckedRecords(Records(tuple(records), tuple(numbers), notes), tuple(faults))


def in_brief(faults: Iterable[Fault], *, of_a_kind: int = SHOWN_OF_A_KIND) -> tuple[Fault, ...]:
    """The first faults of each kind in each column, then how many more of it there are.

    For a page: 300 wrong dates are said five times and counted once.
    """
    kinds: dict[tuple[str, str | None], list[Fault]] = {}
    for found in faults:
        kinds.setdefault((found.code, found.where.column), []).append(found)
    brief: list[Fault] = []
    for (_, column), of_kind in kinds.items():
        brief.extend(of_kind[:of_a_kind])
        if len(of_kind) > of_a_kind:
            where = Where(file=of_kind[0].where.file, sheet=of_kind[0].where.sheet, column=column)
            brief.append(fault("tables.more_of_the_same", where, more=len(of_kind) - of_a_kind))
    return tuple(brief)


class _Column:
    """One field's column: reads its cells and remembers what must not come twice."""

    def __init__(self, table: Table, field: Field, heading: str) -> None:
        self.key, self.field, self.heading = field.key, field, heading
        self._index = table.columns.index(heading)
        self._where = table.where(column=shorten(heading))
        self._reader = CellReader(field)
        self._first_rows: dict[str, int] = {}

    def read(self, number: int, cells: tuple[Cell, ...], faults: list[Fault]) -> Value:
        where = Where(self._where.file, self._where.sheet, number, self._where.column)
        try:
            value = self._reader(cells[self._index])
        except Unreadable as wrong:
            faults.append(fault(wrong.code, where, **wrong.params))
            return None
        if self.field.unique and value is not None:
            first = self._first_rows.setdefault(str(value).casefold(), number)
            if first != number:
                faults.append(fault("tables.doubled", where, value=shorten(str(value)), first_row=first))
        return value

    def notes(self) -> list[Note]:
        """Day numbers, and dates that could be read two ways unless another of the column shows which."""
        noted = []
        reader = self._reader
        if reader.day_numbers:
            noted.append(note("tables.dates_as_numbers", self._where, dates=reader.day_numbers))
        if reader.ambiguous_dates and not reader.shows_order:
            code = "tables.dates_day_first" if self.field.day_first else "tables.dates_month_first"
            noted.append(note(code, self._where, dates=reader.ambiguous_dates))
        return noted

"""Read a person's file into a table: every fault of its shape by row and column, or the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from kith.foundation.faults import Faults, KithError, Where
from kith.tables.delimited import open_delimited
from kith.tables.headings import Headings, Row, find_headings
from kith.tables.kinds import is_workbook
from kith.tables.naming import column_letters, shorten
from kith.tables.parquet import is_parquet, open_parquet
from kith.tables.sheet import Sheet, is_blank
from kith.tables.types import MEGABYTE, PEOPLE_LIMITS, Cell, Limits, Note, Progress, Table, fault, note
from kith.tables.workbook import open_workbook

ROWS_LOOKED_AT = 40
PROGRESS_EVERY = 1_000
MOST_FAULTS = 1_000


def read_table(
    source: Path | bytes | BinaryIO,
    *,
    name: str,
    limits: Limits = PEOPLE_LIMITS,
    sheet: str | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> Table:
    """The table in a CSV, XLSX or Parquet file, whatever its name ends with.

    Parameters
    ----------
    source
        A path, the bytes, or a file opened in binary mode.
    name
        The file's name for people; it stands in every fault.
    limits
        How large it may be. The size is checked before the file is read into memory.
    sheet
        A sheet of an XLSX by name, else the first visible one with anything in it.
    encoding
        A Python codec's name when the person says what the file is in, else it is found.
    progress
        Called every thousand rows.

    Raises
    ------
    KithError
        With every fault of shape: wrong kind of file, too large, empty, headings doubled or missing,
        rows with too many cells, formulas that were never worked out.
    """
    where = Where(file=name)
    content = read_content(source, where, limits)
    if is_parquet(content):
        return _lay_out(open_parquet(content, where, limits), limits, progress)
    if is_workbook(content, where, limits):
        return _lay_out(open_workbook(content, where, sheet), limits, progress)
    return _lay_out(open_delimited(content, where, encoding), limits, progress)


def read_content(source: Path | bytes | BinaryIO, where: Where, limits: Limits) -> bytes:
    """The bytes of a file, its size checked before they are read. Raises KithError if too large or not there."""
    most = limits.megabytes * MEGABYTE
    if isinstance(source, bytes):
        size, content = len(source), source
    elif isinstance(source, Path):
        try:
            size = source.stat().st_size
            content = source.read_bytes() if size <= most else b""
        except OSError as error:
            raise KithError(fault("tables.not_readable", where)) from error
    else:
        content = source.read(most + 1)
        size = len(content)
    if size > most:
        megabytes = -(-size // MEGABYTE)
        raise KithError(fault("tables.too_large", where, size=megabytes, limit=limits.megabytes))
    return content


def _lay_out(sheet: Sheet, limits: Limits, progress: Progress | None) -> Table:
    head: list[Row] = []
    rows = iter(sheet.rows)
    for row in rows:
        if not is_blank(row[1]):
            head.append(row)
        if len(head) == ROWS_LOOKED_AT:
            break
    if not head:
        raise KithError(fault("tables.empty_file", sheet.where))
    widest = max(sum(cell is not None for cell in cells) for _number, cells in head)
    if widest > limits.columns:  # before anything is done with each
        raise KithError(fault("tables.too_many_columns", sheet.where, columns=widest, limit=limits.columns))
    headings = find_headings(head, sheet.merges)
    faults = Faults()
    faults.extend(sheet.faults)
    columns, kept = _columns(headings, sheet.where, limits, faults)
    later = ((number, cells) for number, cells in chain(head, rows) if number > headings.last)
    body = _Body(sheet, headings, kept, limits, faults)
    body.read(later, progress)
    return Table(
        name=sheet.where.file or "",
        sheet=sheet.where.sheet,
        columns=columns,
        rows=tuple(body.rows),
        row_numbers=tuple(body.numbers),
        notes=sheet.notes + _heading_notes(headings, sheet.where) + body.notes(),
    )


def _columns(
    headings: Headings, where: Where, limits: Limits, faults: Faults
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The headings that stand, and their positions. Two alike are a fault."""
    named = [(index, heading) for index, heading in enumerate(headings.names) if heading is not None]
    if len(named) > limits.columns:
        raise KithError(fault("tables.too_many_columns", where, columns=len(named), limit=limits.columns))
    first: dict[str, int] = {}
    for index, heading in named:
        earlier = first.setdefault(heading.casefold(), index)
        if earlier != index:
            place = Where(file=where.file, sheet=where.sheet, row=headings.first, column=shorten(heading))
            faults.add(
                "tables.heading_doubled", place, first=column_letters(earlier), second=column_letters(index)
            )
    return tuple(heading for _, heading in named), tuple(index for index, _ in named)


def _heading_notes(headings: Headings, where: Where) -> tuple[Note, ...]:
    notes = []
    if headings.skipped:
        notes.append(note("tables.rows_above", where, rows=headings.skipped, heading_row=headings.first))
    if headings.last > headings.first:
        notes.append(note("tables.headings_joined", where, first=headings.first, last=headings.last))
    return tuple(notes)


class _Body:
    """Gathers the rows under the headings and what is wrong with their shape."""

    def __init__(
        self, sheet: Sheet, headings: Headings, kept: tuple[int, ...], limits: Limits, faults: Faults
    ) -> None:
        self.sheet, self.headings, self.kept, self.limits = sheet, headings, kept, limits
        self.faults = faults
        self.rows: list[tuple[Cell, ...]] = []
        self.numbers: list[int] = []
        self._named = frozenset(kept)
        self._width = max(kept) + 1
        self._surplus_rows: list[tuple[int, frozenset[int]]] = []
        self._surplus_columns: Counter[int] = Counter()
        self._surplus_first: dict[int, int] = {}

    def read(self, rows: Iterator[Row], progress: Progress | None) -> None:
        for number, cells in rows:
            if is_blank(cells):
                continue
            if len(self.rows) == self.limits.rows:
                self._refuse_length(rows)
            self._take(number, cells)
            if progress and len(self.rows) % PROGRESS_EVERY == 0:
                progress(len(self.rows), self.sheet.expected_rows)
        self._judge_surplus()
        self.faults.raise_if_any()
        if not self.rows:
            raise KithError(fault("tables.headings_only", self._where(self.headings.first)))

    def notes(self) -> tuple[Note, ...]:
        """Blank rows between the data; those at the end are nobody's concern."""
        blank = self.numbers[-1] - self.headings.last - len(self.numbers)
        return (note("tables.blank_rows", self.sheet.where, rows=blank),) if blank else ()

    def _take(self, number: int, cells: tuple[Cell, ...]) -> None:
        if len(cells) != self._width or len(self._named) != self._width:
            surplus = frozenset(i for i, cell in enumerate(cells) if cell is not None) - self._named
            if surplus:
                self._note_surplus(number, surplus)
            padded = cells + (None,) * (self._width - len(cells))
            cells = tuple([padded[index] for index in self.kept])
        self.rows.append(cells)
        self.numbers.append(number)

    def _note_surplus(self, number: int, surplus: frozenset[int]) -> None:
        self._surplus_columns.update(surplus)
        for index in surplus:
            self._surplus_first.setdefault(index, number)
        if len(self._surplus_rows) < MOST_FAULTS:
            self._surplus_rows.append((number, surplus))

    def _judge_surplus(self) -> None:
        """Cells without a heading: the heading's fault where it was left empty or most rows go on there."""
        mostly = max(1, len(self.rows) // 2)
        left_empty = {
            index
            for index, times in self._surplus_columns.items()
            if index < len(self.headings.names) or index in self.headings.merged or times > mostly
        }
        for index in sorted(left_empty):
            code = "tables.heading_merged" if index in self.headings.merged else "tables.heading_missing"
            where = self._where(self._surplus_first[index], column_letters(index))
            self.faults.add(code, where, heading_row=self.headings.first)
        for number, surplus in self._surplus_rows:
            if surplus - left_empty:
                where, cells = self._where(number), max(surplus) + 1
                self.faults.add("tables.too_many_cells", where, cells=cells, headings=self._width)

    def _refuse_length(self, rest: Iterator[Row]) -> None:
        filled = self.sheet.filled_rows
        if filled is None:
            rows = self.limits.rows + 1 + sum(not is_blank(cells) for _, cells in rest)
        else:  # a million rows of XLSX take half a minute to read
            above = self.headings.skipped + self.headings.last - self.headings.first + 1
            rows = max(filled - above, self.limits.rows + 1)
        raise KithError(fault("tables.too_many_rows", self.sheet.where, rows=rows, limit=self.limits.rows))

    def _where(self, row: int, column: str | None = None) -> Where:
        return Where(file=self.sheet.where.file, sheet=self.sheet.where.sheet, row=row, column=column)

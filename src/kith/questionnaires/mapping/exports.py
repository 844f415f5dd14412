"""The table of another tool's export, its double headings joined.

Qualtrics writes the question's code, its words and a line of identifiers; SurveyMonkey writes a question once
and the options of its columns below. Everything else is read as any other table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from kith.foundation.faults import KithError, Where
from kith.tables.delimited import open_delimited
from kith.tables.kinds import is_workbook
from kith.tables.naming import plain, shorten
from kith.tables.parquet import is_parquet
from kith.tables.reading import read_table
from kith.tables.sheet import is_blank
from kith.tables.types import FILE_LIMITS, Cell, Limits, Table, fault, note
from kith.tables.values import as_text
from kith.tables.workbook import open_workbook

DIVIDER = " – "
LONGEST_HEADING = 1_000
_PLAIN_ANSWERS = frozenset(map(plain, ("Response", "Open-Ended Response", "Antwort")))
Row = tuple[int, tuple[Cell, ...]]


def read_export(
    content: bytes, name: str, *, limits: Limits = FILE_LIMITS, sheet: str | None = None
) -> Table:
    """The table in a CSV, XLSX or Parquet file as a survey tool exports it.

    Raises
    ------
    KithError
        As :func:`kith.tables.reading.read_table` does; two columns of one heading are told apart by number.
    """
    where = Where(file=name)
    megabytes = -(-len(content) // 1_000_000)
    if megabytes > limits.megabytes:
        raise KithError(fault("tables.too_large", where, size=megabytes, limit=limits.megabytes))
    if is_parquet(content):
        return read_table(content, name=name, limits=limits)
    opened = (
        open_workbook(content, where, sheet)
        if is_workbook(content, where, limits)
        else open_delimited(content, where, None)
    )
    rows = (row for row in opened.rows if not is_blank(row[1]))
    head = list(islice(rows, 3))
    joined = _joined(head)
    if joined is None:
        return _or_numbered(content, name, limits, sheet, head)
    headings, used = joined
    return _table(opened.where, headings, chain(head[used:], rows), limits, used)


def _or_numbered(content: bytes, name: str, limits: Limits, sheet: str | None, head: list[Row]) -> Table:
    """As any table; where headings are doubled, which survey tools do, each later one gets a number."""
    try:
        return read_table(content, name=name, limits=limits, sheet=sheet)
    except KithError as error:
        if not head or {one.code for one in error.faults} != {"tables.heading_doubled"}:
            raise
    where = Where(file=name)
    opened = (
        open_workbook(content, where, sheet)
        if is_workbook(content, where, limits)
        else open_delimited(content, where, None)
    )
    rows = (row for row in opened.rows if row[0] > head[0][0] and not is_blank(row[1]))
    return _table(opened.where, [_said(cell) for cell in head[0][1]], rows, limits, 1)


def _joined(head: list[Row]) -> tuple[list[str], int] | None:
    """Headings of two rows in one, and how many rows they were; None where one row is all there is."""
    if len(head) > 2 and any("ImportId" in as_text(cell) for cell in head[2][1] if cell is not None):
        return _pairs(head[0][1], head[1][1]), 3
    if len(head) > 1 and _goes_on(head[0][1], head[1][1]):
        filled: list[Cell] = []
        for cell in head[0][1]:
            filled.append(cell if cell is not None or not filled else filled[-1])
        filled += [filled[-1]] * (len(head[1][1]) - len(filled))
        return _pairs(filled, head[1][1]), 2
    return None


def _goes_on(first: Sequence[Cell], second: Sequence[Cell]) -> bool:
    """Whether the second row names what the first leaves open: no answer stands where there is no question."""
    width = max(len(first), len(second))
    pairs = [
        (first[i] if i < len(first) else None, second[i] if i < len(second) else None) for i in range(width)
    ]
    under_nothing = [below for above, below in pairs if above is None]
    said = [below for _, below in pairs if below is not None]
    open_ended = any(plain(as_text(below)) in _PLAIN_ANSWERS for below in said)
    return (
        bool(said)
        and all(isinstance(below, str) for below in said)
        and (open_ended or (len(under_nothing) > 1 and all(below is not None for below in under_nothing)))
    )


def _pairs(above: Sequence[Cell], below: Sequence[Cell]) -> list[str]:
    found = []
    for index in range(max(len(above), len(below))):
        parts = [_said(cells[index]) if index < len(cells) else "" for cells in (above, below)]
        kept = [part for part in parts if part and plain(part) not in _PLAIN_ANSWERS]
        found.append(DIVIDER.join(dict.fromkeys(kept)))
    return found


def _said(cell: Cell) -> str:
    return " ".join(as_text(cell).split())[:LONGEST_HEADING] if cell is not None else ""


def _table(where: Where, headings: list[str], rows: Iterator[Row], limits: Limits, used: int) -> Table:
    named = _numbered(headings)
    if len(named) > limits.columns:
        raise KithError(fault("tables.too_many_columns", where, columns=len(named), limit=limits.columns))
    body: list[tuple[Cell, ...]] = []
    numbers: list[int] = []
    for number, cells in rows:
        if len(body) == limits.rows:
            raise KithError(fault("tables.too_many_rows", where, rows=len(body) + 1, limit=limits.rows))
        body.append((*cells[: len(named)], *[None] * (len(named) - len(cells))))
        numbers.append(number)
    if not body:
        raise KithError(fault("tables.headings_only", Where(file=where.file, sheet=where.sheet, row=used)))
    notes = (note("tables.headings_joined", where, first=1, last=used),) if used > 1 else ()
    return Table(where.file or "", where.sheet, tuple(named), tuple(body), tuple(numbers), notes)


def _numbered(headings: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    named = []
    for index, heading in enumerate(headings, start=1):
        heading = heading or f"Column {index}"
        times = seen[heading.casefold()] = seen.get(heading.casefold(), 0) + 1
        named.append(heading if times == 1 else f"{shorten(heading, LONGEST_HEADING)} ({times})")
    return named

"""CSV and its relations: the delimiter found, one record a spreadsheet row."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from kith.foundation.faults import Fault, KithError, Where
from kith.tables.encodings import decode
from kith.tables.escaping import restore
from kith.tables.headings import find_headings
from kith.tables.sheet import Sheet, tidy
from kith.tables.types import Cell, Note, fault, note

DELIMITERS = {
    ",": None,
    ";": "tables.delimiter_semicolon",
    "\t": "tables.delimiter_tab",
    "|": "tables.delimiter_bar",
}
SAMPLE_CHARACTERS = 100_000
SAMPLE_RECORDS = 50


def open_delimited(content: bytes, where: Where, encoding: str | None) -> Sheet:
    """The rows of a delimited text file. Raises KithError if the bytes are not text."""
    text, notes = decode(content, where, encoding)
    text, delimiter = _delimiter(text)
    code = DELIMITERS[delimiter]
    if code:
        notes.append(note(code, where))
    records = _records(text, delimiter, where)
    return Sheet(where, records, notes=tuple(notes), expected_rows=text.count("\n"))


@dataclass(frozen=True, slots=True)
class PlainText:
    """A delimited text whose first line is the headings, each with a name of its own."""

    text: str
    delimiter: str
    headings: tuple[str, ...]
    notes: tuple[Note, ...]


def plain_text(content: bytes, where: Where) -> PlainText | None:
    """The text where any reader of CSV would read the same in it; ``None`` where it takes more care.

    Raises
    ------
    KithError
        If the bytes are not text.
    """
    text, notes = decode(content, where, None)
    text, delimiter = _delimiter(text)
    if text.count("\r") != text.count("\r\n"):
        return None
    code = DELIMITERS[delimiter]
    if code:
        notes.append(note(code, where))
    try:
        head = list(islice(_records(text[:SAMPLE_CHARACTERS], delimiter, where), SAMPLE_RECORDS))
    except KithError:
        return None
    found = find_headings(head, ())
    names = tuple(name for name in found.names if name is not None)
    alike = len({name.casefold() for name in names}) < len(found.names)
    if found.first > 1 or found.last > found.first or alike or "\n" in "".join(names):
        return None
    return PlainText(text, delimiter, names, tuple(notes))


def _delimiter(text: str) -> tuple[str, str]:
    """The text without Excel's ``sep=`` line, and the delimiter that gives the steadiest columns."""
    first, _, rest = text.partition("\n")
    hint = first.strip()
    if hint.lower().startswith("sep=") and hint[4:] in DELIMITERS:
        return rest, hint[4:]
    # Ties go to the earlier, so one column alone is a CSV.
    return text, max(DELIMITERS, key=lambda delimiter: _steadiness(text[:SAMPLE_CHARACTERS], delimiter))


def _steadiness(sample: str, delimiter: str) -> tuple[float, int]:
    """The share of records with the commonest number of cells, if that is more than one; then the number."""
    counts: Counter[int] = Counter()
    try:
        for record in islice(csv.reader(StringIO(sample, newline=""), delimiter=delimiter), SAMPLE_RECORDS):
            if any(cell.strip() for cell in record):
                counts[len(record)] += 1
    except csv.Error:
        return (0.0, 0)
    wide = {cells: seen for cells, seen in counts.items() if cells > 1}
    if not wide:
        return (0.0, 0)
    cells = max(wide, key=lambda number: (wide[number], number))
    return (wide[cells] / counts.total(), cells)


def _records(text: str, delimiter: str, where: Where) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    row, line = 0, 1
    while True:
        row, line = row + 1, reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise KithError(_csv_fault(error, where, row, line)) from error
        yield row, tuple([_cell(cell) for cell in record])


def _cell(text: str) -> str | None:
    tidied = tidy(text)
    return restore(tidied) if tidied is not None and tidied[0] == "'" else tidied


def _csv_fault(error: csv.Error, where: Where, row: int, line: int) -> Fault:
    at = Where(file=where.file, row=row, line=line)
    if "field larger" in str(error):
        return fault("tables.cell_too_long", at, limit=csv.field_size_limit())
    return fault("tables.quote_unclosed" if "end of data" in str(error) else "tables.quote_stray", at)

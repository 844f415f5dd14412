"""The uploaded file as a table: all of it, or its first rows where that is enough to say which column is which."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings

from kith.foundation.faults import Fault, KithError
from kith.questionnaires.mapping import read_export
from kith.service.surveys.models import AnswersImport
from kith.tables.types import Table
from kith.tables.values import as_text

LIVE_ROWS = 20_000
"""Read while somebody waits, in a second or two. Longer files are a job's."""
MOST_ROWS = 500_000
"""A job reads and keeps them in some minutes. No cohort asks so many: most rows are of other people or times."""
HEAD_ROWS, HEAD_BYTES = 2_000, 1_000_000
"""What columns are guessed from where the file is long."""
MEGABYTE = 1024 * 1024


def table_of(row: AnswersImport) -> Table:
    """The uploaded file as a table. Raises KithError when it cannot be read, is too long, or is gone."""
    content = _content_of(row)
    limit = settings.PEOPLE_FILE_LIMIT_BYTES
    if (
        content.startswith(b"PK") and len(content) > limit
    ):  # a workbook is read cell by cell, while somebody waits
        raise KithError(
            Fault("core.file.too_large", params={"name": _name_of(row), "limit_mb": limit // MEGABYTE})
        )
    table = read_export(content, _name_of(row))
    if len(table.rows) > MOST_ROWS:
        params = {"rows": len(table.rows), "most": MOST_ROWS}
        raise KithError(Fault("surveys.import_too_long", table.where(), params))
    return table


def head_of(row: AnswersImport) -> Table:
    """As ``table_of``; of a long file the first rows, which are read at once."""
    if not row.is_long:
        return table_of(row)
    return first_rows(read_export(_begun(_content_of(row)), _name_of(row)))


def first_rows(table: Table) -> Table:
    return replace(table, rows=table.rows[:HEAD_ROWS], row_numbers=table.row_numbers[:HEAD_ROWS])


def _begun(content: bytes) -> bytes:
    """What stands before a line's end that is outside quotation marks; all of what is not plain text in lines."""
    if content.startswith((b"PK", b"PAR1")) or b"\0" in content[:HEAD_BYTES]:
        return content
    at = content.rfind(b"\n", 0, HEAD_BYTES)
    while at > 0 and content.count(b'"', 0, at) % 2:
        at = content.rfind(b"\n", 0, at)
    return content[: at + 1] if at > 0 else content


def _name_of(row: AnswersImport) -> str:
    return row.file.name if row.file is not None else ""


def _content_of(row: AnswersImport) -> bytes:
    if row.file is None:
        raise KithError(Fault("surveys.import_file_gone"))
    try:
        with row.file.content.open("rb") as stream:
            return bytes(stream.read())
    except FileNotFoundError as gone:
        raise KithError(Fault("surveys.import_file_gone")) from gone


def column_of_addresses(table: Table) -> str | None:
    """The first column in which every cell that says something is an e-mail address, or None."""
    for at, heading in enumerate(table.columns):
        cells = [as_text(row[at]).strip() for row in table.rows if row[at] is not None]
        if cells and all(is_address(cell) for cell in cells):
            return heading
    return None


def is_address(cell: str) -> bool:
    name, _at, host = cell.partition("@")
    return bool(name) and "." in host and " " not in cell

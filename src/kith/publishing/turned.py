"""Tables that are too wide for a sheet of paper, set upright: each column becomes a row."""

from __future__ import annotations

from kith.publishing.blocks import Alignment, Column, Table

MOST_ACROSS = 7
"""Columns that have room on a portrait sheet."""
MOST_DOWN = 5
"""Rows, which become columns beside the one that names them."""


def upright(table: Table) -> Table:
    """The table with rows and columns changed for each other where that makes it fit, else as it is.

    >>> wide = Table("T", tuple(Column(name) for name in "abcdefgh"), (tuple("12345678"),))
    >>> upright(wide).columns[1].label, upright(wide).rows[0]
    ('1', ('b', '2'))
    """
    if len(table.columns) <= MOST_ACROSS or not 0 < len(table.rows) <= MOST_DOWN or not table.row_headers:
        return table
    names = [row[0] for row in table.rows]
    if not all(isinstance(name, str) for name in names):
        return table
    columns = (table.columns[0], *(Column(str(name), Alignment.NUMBER) for name in names))
    rows = tuple(
        (column.label, *(row[at] for row in table.rows)) for at, column in enumerate(table.columns) if at
    )
    return Table(table.caption, columns, rows, notes=table.notes)

"""The sums that a reader of a table can write down: which figures add up to which."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """``whole`` is the sum of ``parts``; each is a figure's place in ``ProtectedTable.figures()``."""

    parts: tuple[int, ...]
    whole: int

    @property
    def members(self) -> tuple[int, ...]:
        return (*self.parts, self.whole)


def lines(
    rows: int, columns: int, *, row_totals: bool, column_totals: bool, grand_total: bool
) -> tuple[Line, ...]:
    """Every sum in a table of ``rows`` x ``columns`` cells with those totals published.

    >>> lines(2, 1, row_totals=False, column_totals=True, grand_total=False)
    (Line(parts=(0, 1), whole=2),)
    """
    cells = [[row * columns + column for column in range(columns)] for row in range(rows)]
    place = rows * columns
    by_row = range(place, place + rows) if row_totals else range(0)
    place += len(by_row)
    by_column = range(place, place + columns) if column_totals else range(0)
    place += len(by_column)
    found = [Line(tuple(cells[row]), whole) for row, whole in enumerate(by_row)]
    found += [Line(tuple(row[column] for row in cells), whole) for column, whole in enumerate(by_column)]
    if grand_total:
        found += [Line(tuple(totals), place) for totals in (by_row, by_column) if totals]
        if not by_row and not by_column:
            found.append(Line(tuple(range(rows * columns)), place))
    return tuple(found)

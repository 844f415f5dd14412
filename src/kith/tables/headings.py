"""Which row holds the headings, and what they are.

People put a title above, merge a heading over two columns, or write headings on two levels. The rule:
rows above are skipped while they fill less than half of the columns; merged headings on two levels are
joined ("Contact" over "E-mail" is "Contact E-mail"); everything else is left as it is and a fault says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kith.tables.sheet import Merge
from kith.tables.types import Cell

Row = tuple[int, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Headings:
    """Headings by column position, None where empty; ``first`` and ``last`` are their rows.

    ``skipped`` counts the filled rows above; ``merged`` are the positions that a wide merge hides.
    """

    names: tuple[str | None, ...]
    first: int
    last: int
    skipped: int
    merged: frozenset[int]


def find_headings(rows: list[Row], merges: tuple[Merge, ...]) -> Headings:
    """The headings among the first rows that are not blank. ``rows`` holds at least one."""
    position = _position(rows, merges)
    number, cells = rows[position]
    wide = [merge for merge in merges if merge.first_row == number and merge.is_wide]
    last = max((merge.last_row for merge in merges if merge.first_row == number), default=number)
    below = dict(rows[position + 1 :])
    if last == number and wide and _is_second_level(cells, below.get(number + 1, ()), wide):
        last = number + 1
    levels = [cells] + [below.get(row, ()) for row in range(number + 1, last + 1)]
    if last > number:
        levels = [_fill(level, number + depth, merges) for depth, level in enumerate(levels)]
    hidden = frozenset(c - 1 for merge in wide for c in range(merge.first_column + 1, merge.last_column + 1))
    return Headings(_joined(levels), number, last, position, hidden)


def _position(rows: list[Row], merges: tuple[Merge, ...]) -> int:
    width = max(_filled(cells) for _, cells in rows)
    needed = max(2, (width + 1) // 2)
    for position, (number, cells) in enumerate(rows):
        if width < 2 or _filled(_fill(cells, number, merges) if _filled(cells) > 1 else cells) >= needed:
            # A row of data does not become the headings because the true ones have a gap.
            return position if position == 0 or _reads_as_headings(cells) else 0
    return 0


def _filled(cells: tuple[Cell, ...]) -> int:
    return sum(cell is not None for cell in cells)


def _reads_as_headings(cells: tuple[Cell, ...]) -> bool:
    filled = [cell for cell in cells if cell is not None]
    words = [cell for cell in filled if isinstance(cell, str) and "@" not in cell and not cell.isdigit()]
    return 2 * len(words) > len(filled) and not any(isinstance(cell, str) and "@" in cell for cell in filled)


def _fill(cells: tuple[Cell, ...], row: int, merges: tuple[Merge, ...]) -> tuple[Cell, ...]:
    """The cells with each wide merge's text in all its columns."""
    filled = list(cells)
    for merge in merges:
        if merge.is_wide and merge.first_row <= row <= merge.last_row and merge.first_column <= len(cells):
            text = cells[merge.first_column - 1]
            filled += [None] * (min(merge.last_column, len(cells) + 50) - len(filled))
            for column in range(merge.first_column, min(merge.last_column, len(filled))):
                filled[column] = text
    return tuple(filled)


def _is_second_level(upper: tuple[Cell, ...], lower: tuple[Cell, ...], wide: list[Merge]) -> bool:
    """True if ``lower`` gives each column of a merged heading its own, and repeats no other heading."""
    covered = {column - 1 for merge in wide for column in range(merge.first_column, merge.last_column + 1)}
    if not all(isinstance(cell, str) for cell in lower if cell is not None):
        return False
    if not all(column < len(lower) and lower[column] is not None for column in covered):
        return False
    return not any(
        a is not None and b is not None
        for c, (a, b) in enumerate(zip(upper, lower, strict=False))
        if c not in covered
    )


def _joined(levels: list[tuple[Cell, ...]]) -> tuple[str | None, ...]:
    names: list[str | None] = []
    for column in range(max(len(level) for level in levels)):
        parts: list[str] = []
        for level in levels:
            text = _text(level[column]) if column < len(level) else None
            if text is not None and text not in parts:
                parts.append(text)
        names.append(" ".join(parts) or None)
    return tuple(names)


def _text(cell: Cell) -> str | None:
    if cell is None:
        return None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return cell.isoformat()
    return " ".join(str(cell).split())

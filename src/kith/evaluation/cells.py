"""What a cell of a file says: a mark, a number, or nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable

from kith.tables.types import Cell

MOST_SHOWN = 40
"""Characters of a cell that a fault shows: enough to find it again."""


def mark(cell: Cell) -> str:
    """A person's mark as text: ``7``, ``7.0`` and ``"7"`` are one person.

    >>> mark("7.0"), mark(7), mark(" A-1 ")
    ('7', '7', 'A-1')
    """
    said = "" if cell is None else str(cell).strip()
    try:
        read = float(said)
    except ValueError:
        return said
    return str(int(read)) if math.isfinite(read) and read == int(read) else said


def text(cell: Cell) -> str | None:
    """A cell as text; ``None`` where it is empty."""
    return None if cell is None else str(cell)


def excerpt(cell: Cell) -> str:
    """What a fault shows of a cell."""
    return str(cell)[:MOST_SHOWN]


def number(cell: Cell) -> float | None:
    """A cell as a finite number; ``None`` where it is none."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    try:
        read = float(cell)
    except ValueError:
        return None
    return read if math.isfinite(read) else None


def in_order(values: Iterable[str]) -> tuple[str, ...]:
    """Numbers by size, words by letter.

    >>> in_order({"10", "9"}), in_order({"b", "10"})
    (('9', '10'), ('10', 'b'))
    """
    found = sorted(values)
    numbers = [number(each) for each in found]
    if any(each is None for each in numbers):
        return tuple(found)
    return tuple(sorted(found, key=float))

"""The strongest partners of each person, on both sides: a small graph that nearly always holds the best pairs.

One-sided lists leave people out whom nobody has among their best; with lists from both sides none of 3,000
were left out at 8 partners each. Whatever the lists miss, :mod:`kith.matching.pairs.prices` finds.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kith.matching.compare import Points
from kith.matching.pairs.compiled import fast, in_parts

Ints = NDArray[np.int64]
Numbers = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Edges:
    """Possible pairs by row, then column, each once. ``worth``: points and ticket in one whole number."""

    rows: Ints
    columns: Ints
    worth: Ints

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, mask: NDArray[np.bool_]) -> Edges:
        """Some of the edges."""
        return Edges(self.rows[mask], self.columns[mask], self.worth[mask])


@dataclass(frozen=True, slots=True)
class Field:
    """All pairs of a problem without a float64 matrix: points as they were scored, tickets made when needed.

    A pair is worth ``points * scale`` plus its ticket of ``bits`` bits; below 0 points it cannot be made.
    ``left`` and ``right`` are the lottery numbers of rows and columns. The few pairs of ``extra`` (keys in
    order) are worth ``more`` on top.
    """

    points: Points
    left: Numbers
    right: Numbers
    bits: int
    scale: int
    extra: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    more: int = 0

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.left), len(self.right)

    def worth(self, rows: Ints, columns: Ints) -> Ints:
        """What some pairs are worth."""
        from kith.matching import lottery

        tickets = lottery.tickets_of_pairs(self.left[rows], self.right[columns], self.bits)
        worth: Ints = self.points[rows, columns].astype(np.int64) * self.scale + tickets
        if len(self.extra):
            worth += self.more * np.isin(self.keys(rows, columns), self.extra)
        return worth

    def edges(self, keys: Ints) -> Edges:
        """Edges from keys ``row * columns + column``, each once, and none that cannot be made."""
        keys = np.unique(keys)
        rows, columns = np.divmod(keys, max(1, self.shape[1]))
        can_be = self.points[rows, columns] >= 0
        rows, columns = rows[can_be], columns[can_be]
        return Edges(rows, columns, self.worth(rows, columns))

    def keys(self, rows: Ints, columns: Ints) -> Ints:
        """The keys of some pairs."""
        return rows * self.shape[1] + columns

    def transposed(self) -> Field:
        """Rows for columns: a pair is worth the same."""
        rows, columns = np.divmod(self.extra, max(1, self.shape[1]))
        extra = np.sort(columns * self.shape[0] + rows)
        points = np.ascontiguousarray(self.points.T)
        return Field(points, self.right, self.left, self.bits, self.scale, extra, self.more)


def two_sided(of: Field, each: int) -> Edges:
    """The ``each`` pairs worth most of every row and of every column, and those that are worth extra."""
    found = [of.extra]
    for by_row in (True, False):
        lines, others = of.shape if by_row else of.shape[::-1]
        kept = min(each, others)
        worth = np.full((lines, kept), -1, dtype=np.int64)
        at = np.zeros((lines, kept), dtype=np.int64)
        _fill(of, by_row, worth, at)
        line, place = np.nonzero(worth >= 0)
        other = at[line, place]
        found.append(of.keys(line, other) if by_row else of.keys(other, line))
    return of.edges(np.concatenate(found))


def _fill(of: Field, by_row: bool, worth: Ints, at: Ints) -> None:
    rows, columns = of.shape
    loop = fast(_strongest, of.points.size)

    def part(start: int, stop: int) -> None:
        area = (start, stop, 0, columns) if by_row else (0, rows, start, stop)
        loop(of.points, area, of.left, of.right, of.bits, of.scale, by_row, worth, at)

    if worth.shape[1]:
        in_parts(part, len(worth), of.points.size)


def _strongest(  # type: ignore[no-untyped-def]
    points, area, left, right, bits, scale, by_row, worth, at
):
    """Into each line of ``worth`` and ``at`` the pairs worth most: a heap whose least stands first."""
    top = np.int64((1 << bits) - 1)
    size = worth.shape[1]
    shift, rest = np.uint64(33), np.uint64(64 - bits)
    first, second = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)
    for row in range(area[0], area[1]):
        for column in range(area[2], area[3]):
            value = np.int64(points[row, column])
            line = row if by_row else column
            if value < 0 or value * scale + top <= worth[line, 0]:
                continue
            number = left[row] + right[column]
            number = (number ^ (number >> shift)) * first
            number = (number ^ (number >> shift)) * second
            number = (number ^ (number >> shift)) >> rest
            value = value * scale + np.int64(number)
            if value <= worth[line, 0]:
                continue
            place = 0
            while True:
                child = 2 * place + 1
                if child >= size:
                    break
                if child + 1 < size and worth[line, child + 1] < worth[line, child]:
                    child += 1
                if worth[line, child] >= value:
                    break
                worth[line, place] = worth[line, child]
                at[line, place] = at[line, child]
                place = child
            worth[line, place] = value
            at[line, place] = column if by_row else row

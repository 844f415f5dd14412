"""What each pair is worth under the rules, in whole points, a block of rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from kith.matching import compare
from kith.matching.types import Attribute, MatchProblem, Member, PersonPair, Rule, RulePart, Verb

BLOCK_CELLS = 1 << 18
"""Cells in a block: its temporaries stay within a core's cache."""

EXCLUDED = np.int32(-1)
"""Stands in the score matrix for a pair that cannot be made. Never zero: zero is a poor pair."""


class Scoring:
    """The rules of a problem, ready to score any block of pairs.

    ``left`` and ``right`` are the members of the two sides by id; row i and column j mean them.
    """

    def __init__(self, problem: MatchProblem) -> None:
        self.left: tuple[Member, ...] = problem.on_side(problem.sides[0])
        self.right: tuple[Member, ...] = problem.on_side(problem.sides[1])
        self.prefers: tuple[Rule, ...] = problem.rules.prefers
        self._book = problem.rules
        self._sides = problem.sides
        self._row = {member.id: index for index, member in enumerate(self.left)}
        self._column = {member.id: index for index, member in enumerate(self.right)}
        self._previous = self._cells(problem.previous)
        self._myself = self._cells((m.id, m.id) for m in self.left if m.id in self._column)
        hidden = (*problem.forbids, *problem.never_with, *((b, a) for a, b in problem.never_with))
        self._hidden = self._cells(hidden)
        self._points = [self._prefer(rule) for rule in self.prefers]
        self.musts: tuple[Rule, ...] = problem.rules.musts
        self._masks = [self._must(rule) for rule in self.musts]

    def index(self, pair: PersonPair) -> tuple[int, int]:
        """Row and column of a pair of ids. Raises :class:`KeyError` for an id that is not there."""
        return self._row[pair[0]], self._column[pair[1]]

    def points(self, rows: slice) -> NDArray[np.int32]:
        """Points of rows x all columns, whether or not the pairs can be made."""
        total = np.zeros((rows.stop - rows.start, len(self.right)), dtype=np.int32)
        for part in self._points:
            total += part(rows)
        return total

    def parts(self, row: int, column: int) -> tuple[RulePart, ...]:
        """What each ``prefer`` gives one pair."""
        rows = slice(row, row + 1)
        given = (int(part(rows)[0, column]) for part in self._points)
        return tuple(
            RulePart(rule.key, points, rule.points) for rule, points in zip(self.prefers, given, strict=True)
        )

    def breaks(self, rows: slice) -> list[NDArray[np.bool_]]:
        """For each ``must``, where rows x all columns break it."""
        return [~mask(rows) for mask in self._masks]

    def allowed(self, rows: slice, *, with_requests: bool = True) -> NDArray[np.bool_]:
        """Where a pair can be made: under every ``must`` and, unless told otherwise, hidden exclusions.

        Anything that is spoken about to a person must be computed with ``with_requests=False``,
        or a private never-with could be read from it.
        """
        mask = np.ones((rows.stop - rows.start, len(self.right)), dtype=np.bool_)
        for one in self._masks:
            mask &= one(rows)
        _mark(mask, rows, self._myself, value=False)
        if with_requests:
            _mark(mask, rows, self._hidden, value=False)
        return mask

    def matrix(self, tick: Callable[[int, int], None] | None = None) -> NDArray[np.int32]:
        """All points, with :data:`EXCLUDED` where a pair cannot be made."""
        rows, columns = len(self.left), len(self.right)
        result = np.empty((rows, columns), dtype=np.int32)
        step = max(1, BLOCK_CELLS // max(1, columns))
        for start in range(0, rows, step):
            block = slice(start, min(start + step, rows))
            points = self.points(block)
            points[~self.allowed(block)] = EXCLUDED
            result[block] = points
            if tick is not None:
                tick(block.stop, rows)
        return result

    def _cells(self, pairs: Iterable[PersonPair]) -> NDArray[np.int64]:
        known = [
            (self._row[one], self._column[other])
            for one, other in pairs
            if one in self._row and other in self._column
        ]
        return np.array(sorted(set(known)), dtype=np.int64).reshape(-1, 2)

    def _must(self, rule: Rule) -> compare.MaskOf:
        if rule.verb is Verb.NEW:
            return self._new
        return compare.must(rule, *self._attributes(rule), (self.left, self.right))

    def _prefer(self, rule: Rule) -> compare.PointsOf:
        if rule.verb is Verb.NEW:
            most = np.int32(rule.points)
            return lambda rows: self._new(rows) * most
        if rule.verb is Verb.WISH:
            return self._wishes(rule)
        return compare.prefer(rule, *self._attributes(rule), (self.left, self.right))

    def _attributes(self, rule: Rule) -> tuple[Attribute | None, Attribute | None]:
        if rule.on is None or rule.on_second is None:
            return None, None
        return self._book.attribute(rule.on), self._book.attribute(rule.on_second)

    def _new(self, rows: slice) -> NDArray[np.bool_]:
        mask = np.ones((rows.stop - rows.start, len(self.right)), dtype=np.bool_)
        _mark(mask, rows, self._previous, value=False)
        return mask

    def _wishes(self, rule: Rule) -> compare.PointsOf:
        left, right = wish_points(rule, self._sides)
        cells: dict[tuple[int, int], int] = {}
        for row, member in enumerate(self.left):
            for wished, points in zip(member.wishes, left, strict=False):
                if wished in self._column:
                    cell = (row, self._column[wished])
                    cells[cell] = cells.get(cell, 0) + points
        for column, member in enumerate(self.right):
            for wished, points in zip(member.wishes, right, strict=False):
                if wished in self._row:
                    cell = (self._row[wished], column)
                    cells[cell] = cells.get(cell, 0) + points
        table = np.array([(*cell, points) for cell, points in sorted(cells.items())], dtype=np.int64)
        table = table.reshape(-1, 3)

        def block(rows: slice) -> NDArray[np.int32]:
            points = np.zeros((rows.stop - rows.start, len(self.right)), dtype=np.int32)
            inside = _within(table, rows)
            points[inside[:, 0] - rows.start, inside[:, 1]] = inside[:, 2]
            return points

        return block


def wish_points(rule: Rule, sides: Sequence[str]) -> tuple[list[int], list[int]]:
    """Points for the first, second... wish of each side, rounded down.

    With both sides' wishes counting, each side's can give half of the rule's points.

    >>> from kith.matching.types import Strength
    >>> wish_points(Rule("w", Strength.PREFER, Verb.WISH, points=100, limit=2.0), ("a", "b"))
    ([50, 25], [50, 25])
    """
    counted = int(rule.limit or 1)
    given = []
    for side in sides[:2]:
        most = rule.points // 2 if rule.side is None else rule.points * (rule.side == side)
        given.append([most * (counted - rank) // counted for rank in range(counted)])
    return given[0], given[1]


def _within(table: NDArray[np.int64], rows: slice) -> NDArray[np.int64]:
    first, last = np.searchsorted(table[:, 0], (rows.start, rows.stop))
    return table[first:last]


def _mark(mask: NDArray[np.bool_], rows: slice, cells: NDArray[np.int64], *, value: bool) -> None:
    inside = _within(cells, rows)
    mask[inside[:, 0] - rows.start, inside[:, 1]] = value

"""What each pair is worth under the rules, in whole points, a block of rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kith.matching import compare
from kith.matching.rulebook import Attribute, Rule, Verb
from kith.matching.types import MatchProblem, Member, PersonPair

BLOCK_CELLS = 1 << 17
"""Cells in a block: its temporaries stay within a core's cache."""

EXCLUDED = -1
"""Stands in the score matrix for a pair that cannot be made. Never zero: zero is a poor pair."""


class Scoring:
    """The rules of a problem, ready to score any block of pairs.

    ``left`` and ``right`` are the members of the two sides by id; row i and column j mean them.
    """

    def __init__(self, problem: MatchProblem) -> None:
        self.left: tuple[Member, ...] = problem.on_side(problem.sides[0])
        self.right: tuple[Member, ...] = problem.on_side(problem.sides[1])
        self.prefers: tuple[Rule, ...] = problem.rules.prefers
        # Half the memory wherever the points fit: most of the time goes into moving them.
        self.dtype: compare.PointsType = np.int16 if problem.rules.most_points < 1 << 15 else np.int32
        self._book = problem.rules
        self._sides = problem.sides
        self._row = {member.id: index for index, member in enumerate(self.left)}
        self._column = {member.id: index for index, member in enumerate(self.right)}
        self._previous = self._cells(problem.previous)
        self.earlier = self._cells(problem.earlier)
        self._myself = self._cells((m.id, m.id) for m in self.left if m.id in self._column)
        hidden = (*problem.forbids, *problem.never_with, *((b, a) for a, b in problem.never_with))
        self._hidden = self._cells(hidden)
        self.standing = self._cells(pair for pair in problem.standing if pair[0] != pair[1])
        """Rows and columns of the pairs that stand: these may be made whatever else is said of them."""
        self._columns = compare.Columns((self.left, self.right))
        if problem.scores is not None:
            self._given = self._given_matrix(problem)
        self._points = [self._prefer(rule) for rule in self.prefers]
        self.musts: tuple[Rule, ...] = problem.rules.musts
        self._masks = [self._must(rule) for rule in self.musts]

    def index(self, pair: PersonPair) -> tuple[int, int]:
        """Row and column of a pair of ids. Raises :class:`KeyError` for an id that is not there."""
        return self._row[pair[0]], self._column[pair[1]]

    def points(self, rows: slice) -> compare.Points:
        """Points of rows x all columns, whether or not the pairs can be made."""
        if not self._points:
            return np.zeros((rows.stop - rows.start, len(self.right)), dtype=self.dtype)
        total = self._points[0](rows)  # a fresh array, as every part returns, so it may be added to
        for part in self._points[1:]:
            total += part(rows)
        return total

    def parts(self, rows: slice) -> list[compare.Points]:
        """What each ``prefer`` gives rows x all columns, in the order of ``prefers``."""
        return [part(rows) for part in self._points]

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
        _mark(mask, rows, self.standing, value=True)
        return mask

    def matrix(self, tick: Callable[[int, int], None] | None = None) -> compare.Points:
        """All points, with :data:`EXCLUDED` where a pair cannot be made."""
        result = np.empty((len(self.left), len(self.right)), dtype=self.dtype)
        for block in self.blocks():
            points = self.points(block)
            np.copyto(points, self.dtype(EXCLUDED), where=~self.allowed(block))
            result[block] = points
            if tick is not None:
                tick(block.stop, len(self.left))
        return result

    def blocks(self) -> Iterator[slice]:
        """All rows, some at a time: a block's arrays stay within a core's cache."""
        rows, columns = len(self.left), len(self.right)
        step = max(1, BLOCK_CELLS // max(1, columns))
        return (slice(start, min(start + step, rows)) for start in range(0, rows, step))

    def _cells(self, pairs: Iterable[PersonPair]) -> NDArray[np.int64]:
        known = [
            (self._row[one], self._column[other])
            for one, other in pairs
            if one in self._row and other in self._column
        ]
        return np.array(sorted(set(known)), dtype=np.int64).reshape(-1, 2)

    def _given_matrix(self, problem: MatchProblem) -> NDArray[np.int32]:
        """The scores that were given, rows x columns: :data:`EXCLUDED` where there is none."""
        matrix = np.full((len(self.left), len(self.right)), EXCLUDED, dtype=np.int32)
        scores = problem.scores
        if scores is None or not (scores.left and scores.right):
            return matrix
        values = [[EXCLUDED if cell is None else cell for cell in line] for line in scores.points]
        rows = [place for place, id_ in enumerate(scores.left) if id_ in self._row]
        columns = [place for place, id_ in enumerate(scores.right) if id_ in self._column]
        target = np.ix_(
            [self._row[scores.left[place]] for place in rows],
            [self._column[scores.right[place]] for place in columns],
        )
        matrix[target] = np.array(values, dtype=np.int32)[np.ix_(rows, columns)]
        return matrix

    def _must(self, rule: Rule) -> compare.MaskOf:
        if rule.verb is Verb.GIVEN:
            return lambda rows: self._given[rows] >= 0
        if rule.verb is Verb.NEW:
            return self._new
        return self._columns.must(rule, *self._attributes(rule))

    def _prefer(self, rule: Rule) -> compare.PointsOf:
        if rule.verb is Verb.GIVEN:
            return lambda rows: np.maximum(self._given[rows], 0).astype(self.dtype)
        if rule.verb is Verb.NEW:
            most = self.dtype(rule.points)
            return lambda rows: self._fresh(rows, most)
        if rule.verb is Verb.WISH:
            return self._wishes(rule)
        return self._columns.prefer(rule, *self._attributes(rule), self.dtype)

    def _attributes(self, rule: Rule) -> tuple[Attribute, Attribute]:
        return self._book.attribute(rule.on or ""), self._book.attribute(rule.on_second or "")

    def _new(self, rows: slice) -> NDArray[np.bool_]:
        mask = np.ones((rows.stop - rows.start, len(self.right)), dtype=np.bool_)
        _mark(mask, rows, self._previous, value=False)
        return mask

    def _fresh(self, rows: slice, most: np.integer[Any]) -> compare.Points:
        points = np.full((rows.stop - rows.start, len(self.right)), most, dtype=self.dtype)
        inside = _within(self._previous, rows)
        points[inside[:, 0] - rows.start, inside[:, 1]] = 0
        return points

    def _wishes(self, rule: Rule) -> compare.PointsOf:
        rows: list[int] = []
        columns: list[int] = []
        given: list[int] = []
        for place, table in enumerate(wish_points(rule, self._sides)):
            wishers, wished = ((self.left, self._column), (self.right, self._row))[place]
            for me, member in enumerate(wishers):
                for id_, points in zip(member.wishes, table, strict=False):
                    other = wished.get(id_)
                    if other is not None:
                        rows.append(other if place else me)
                        columns.append(me if place else other)
                        given.append(points)
        cells = np.array([rows, columns, given], dtype=np.int64).T
        cells = cells[np.argsort(cells[:, 0], kind="stable")]

        def block(rows: slice) -> compare.Points:
            points = np.zeros((rows.stop - rows.start, len(self.right)), dtype=self.dtype)
            inside = _within(cells, rows)
            np.add.at(
                points, (inside[:, 0] - rows.start, inside[:, 1]), inside[:, 2]
            )  # two may wish for each other
            return points

        return block


def wish_points(rule: Rule, sides: Sequence[str]) -> tuple[list[int], list[int]]:
    """Points for the first, second... wish of each side, rounded down.

    With both sides' wishes counting, each side's can give half of the rule's points.

    >>> from kith.matching.rulebook import Strength
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

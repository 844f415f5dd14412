"""The grid that is solved: who stands in which row and column, locks taken out, capacities as copies.

The solver and the checker both start from this grid; everything after it they do by different means.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.matching import lottery
from kith.matching.compare import Points
from kith.matching.score import EXCLUDED, Scoring
from kith.matching.types import MatchProblem, PersonPair

EXACT_BITS = 53
"""Whole numbers below 2**53 are exact as float64, the only type scipy's assignment solver has."""
FEWEST_LOTTERY_BITS = 4
MOST_LOTTERY_BITS = 32


@dataclass(frozen=True, slots=True)
class Grid:
    """Places to fill.

    Parameters
    ----------
    rows, columns
        For each place, which member of ``Scoring.left`` or ``Scoring.right`` it belongs to, in order.
    points
        Rows x columns: whole points, :data:`EXCLUDED` where a pair cannot be made.
    locked
        Rows and columns of ``Scoring`` that a lead has paired.
    """

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    points: Points
    locked: tuple[tuple[int, int], ...]


def grid(problem: MatchProblem, scoring: Scoring, matrix: Points) -> Grid:
    """The grid of a problem whose points are ``matrix``."""
    locked = tuple(sorted(scoring.index(lock) for lock in set(problem.locks)))
    rows = _places([m.capacity for m in scoring.left], [row for row, _ in locked])
    columns = _places([m.capacity for m in scoring.right], [column for _, column in locked])
    plain = len(rows) == len(scoring.left) and len(columns) == len(scoring.right)
    points = matrix if plain and not locked and _all_once(rows, columns) else matrix[np.ix_(rows, columns)]
    for row, column in locked:  # a locked pair is made once, even where one of the two has room left
        points[np.ix_(rows == row, columns == column)] = EXCLUDED
    return Grid(rows, columns, points, locked)


def standing_mask(scoring: Scoring, places: Grid) -> NDArray[np.bool_]:
    """Where in the grid a pair stands now. A locked pair is not in the grid, so it is not here either."""
    mask = np.zeros(places.points.shape, dtype=np.bool_)
    row_of = {int(member): place for place, member in enumerate(places.rows)}
    column_of = {int(member): place for place, member in enumerate(places.columns)}
    for row, column in scoring.standing:
        if int(row) in row_of and int(column) in column_of:
            mask[row_of[int(row)], column_of[int(column)]] = True
    return mask


def earlier_mask(problem: MatchProblem, scoring: Scoring, places: Grid) -> NDArray[np.bool_] | None:
    """Where in the grid a pair of the earlier result would be made again; ``None`` when there is none to stay near."""
    if not problem.earlier:
        return None
    mask = np.zeros((len(scoring.left), len(scoring.right)), dtype=np.bool_)
    mask[tuple(scoring.earlier.T)] = True
    return mask[np.ix_(places.rows, places.columns)]


def places_of(cells: NDArray[np.int64], places: Grid) -> NDArray[np.int64]:
    """Where in the grid (row, column) some pairs of ``Scoring``'s rows and columns would be made."""
    found = [
        (int(row), int(column))
        for left, right in cells
        for row in range(*np.searchsorted(places.rows, (left, left + 1)))
        for column in range(*np.searchsorted(places.columns, (right, right + 1)))
    ]
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def most_worth(problem: MatchProblem) -> int:
    """The most that a pair can count in the total."""
    return problem.rules.most_points + (2 * problem.bonus if problem.earlier else 0)


def _places(capacities: list[int], taken: list[int]) -> NDArray[np.int64]:
    left = np.array(capacities, dtype=np.int64)
    np.subtract.at(left, np.array(taken, dtype=np.int64), 1)
    return np.repeat(np.arange(len(capacities), dtype=np.int64), left)


def _all_once(*places: NDArray[np.int64]) -> bool:
    return all(len(np.unique(one)) == len(one) for one in places)


@dataclass(frozen=True, slots=True)
class Weights:
    """Points and lottery in one whole number: points x ``scale`` + ticket.

    The sum of all tickets stays below ``scale``, so no ticket can ever outweigh a point. ``standing`` is
    what staying together is worth: more than the points and tickets of all pairs. ``earlier`` is what it is
    worth to make a pair of an earlier result again: its bonus and, so that no draw parts anybody, ``again``, more than
    all tickets and less than a point (0 where it does not count, or where the numbers have no room for it).
    """

    bits: int
    scale: int
    standing: int = 0
    earlier: int = 0
    again: int = 0

    @property
    def tickets(self) -> int:
        """What the tickets of all pairs together stay below."""
        return self.again or self.scale

    def __call__(
        self, points: Points, left: NDArray[np.uint64], right: NDArray[np.uint64]
    ) -> NDArray[np.int64]:
        """The combined weight of a block of pairs. Excluded pairs come out negative."""
        return points.astype(np.int64) * self.scale + lottery.tickets(left, right, self.bits)


def lottery_bits(places: int, most_points: int, *, standing: bool = False, earlier: bool = False) -> int:
    """How many bits of lottery fit beside the points; below :data:`FEWEST_LOTTERY_BITS` is too few.

    The solver's numbers stay below places x (points + 1) x scale with scale = places x 2**bits, and
    that must stay below 2**53. Where pairs stand, what that is worth is more than all points and tickets
    together, which takes the places once more and one bit for the sum. Where earlier pairs decide between
    equals, so does what each of them is worth.

    >>> lottery_bits(1000, 2000), lottery_bits(1000, 2000, standing=True)
    (22, 11)
    """
    size = math.ceil(math.log2(max(2, places)))
    room = EXACT_BITS - 2 * size - math.ceil(math.log2(most_points + 2))
    return min(MOST_LOTTERY_BITS, room - size - 1 if standing or earlier else room)


def weights(problem: MatchProblem, places: int) -> Weights:
    """How points and lottery are put together for a grid of so many places (both sides together)."""
    standing, most = bool(problem.standing), most_worth(problem)
    decides = bool(problem.earlier) and not standing
    bits = lottery_bits(places, most, standing=standing, earlier=decides)
    if decides and problem.bonus and bits < FEWEST_LOTTERY_BITS:
        decides, bits = False, lottery_bits(places, most)
    size = math.ceil(math.log2(max(2, places)))
    again = 1 << (bits + size) if decides else 0
    scale = again << (size + 1) if decides else 1 << (bits + size)
    stands = scale << (size + math.ceil(math.log2(most + 2))) if standing else 0
    return Weights(bits, scale, stands, 2 * problem.bonus * scale + again, again)


def staying_decides(problem: MatchProblem) -> bool:
    """Whether the most pairs of an earlier result are an aim of their own, before the lottery."""
    places = sum(member.capacity for member in problem.members) - 2 * len(set(problem.locks))
    return bool(weights(problem, places).again)


def ids(scoring: Scoring, pairs: list[tuple[int, int]]) -> list[PersonPair]:
    """Pairs of indices as pairs of ids."""
    return [(scoring.left[row].id, scoring.right[column].id) for row, column in pairs]

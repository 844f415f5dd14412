"""What it would cost the whole to pair two people who are not paired: exactly, for all pairs at once.

Pairing A with B takes A from their place and B from theirs. Whoever had B moves on, and pushes on somebody else,
until A's old place is taken; the cheapest such chain is a shortest path, and all of them together are found by
Floyd's and Warshall's algorithm. As many pairs are made as before, and every other pair stays as good as the
weakest was.

These prices are worked out **under the rules alone**: without forbids and private requests, so that none of them
can be read from a price. They are given only where the result is also a best one under the rules alone; anybody
who knows the points could see whether it is. See ``docs/decisions/no-prices-in-a-match-result.md``.

References: Floyd (1962), doi 10.1145/367766.368168; Ahuja, Magnanti & Orlin (1993), Network Flows, section 9.2
(a best flow has no negative cycle, so distances exist).
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
from numpy.typing import NDArray

from kith.matching.pairs.layout import earlier_mask, grid
from kith.matching.pairs.places import needs_flow
from kith.matching.pairs.solver import solve
from kith.matching.pairs.types import MatchResult
from kith.matching.score import Scoring
from kith.matching.types import MatchProblem, ObjectiveKey

Ints = NDArray[np.int64]
MOST_PLACES = 600
"""Places on one side: 0.4 s there, and eight times as long for twice as many."""
NEVER = 1 << 50
"""Stands for a chain that does not exist."""
_SAME = (ObjectiveKey.MATCHED, ObjectiveKey.WORST, ObjectiveKey.TOTAL)


def regrets(problem: MatchProblem, result: MatchResult) -> Regrets | None:
    """The prices of a result; ``None`` where none can be given.

    That is: where it is too large, where pairs stand, where a run was stopped, and where forbids or requests made
    a difference.
    """
    places = max(
        (sum(member.capacity for member in problem.on_side(side)) for side in problem.sides), default=0
    )
    if (
        needs_flow(problem)
        or places > MOST_PLACES
        or problem.standing
        or not result.proven
        or not result.pairs
    ):
        return None
    open_ = under_rules_alone(problem, result)
    return None if open_ is None else Regrets(open_, result)


def under_rules_alone(problem: MatchProblem, result: MatchResult) -> MatchProblem | None:
    """The problem without forbids and requests; ``None`` where its best answers are not as good as the result."""
    open_ = replace(problem, forbids=(), never_with=())
    if not (problem.forbids or problem.never_with):
        return open_
    best = solve(open_, seed=result.provenance.seed or 0)
    same = all(_value(best, key) == _value(result, key) for key in _SAME)
    return open_ if same else None


def _value(result: MatchResult, key: ObjectiveKey) -> int | None:
    found = result.objective(key)
    return None if found is None else found.value


class Regrets:
    """The prices of one result. ``scoring`` and ``points`` are those of the rules alone."""

    def __init__(self, problem: MatchProblem, result: MatchResult) -> None:
        self.scoring = Scoring(problem)
        self.points = self.scoring.matrix()
        places = grid(problem, self.scoring, self.points.copy())
        worth = places.points.astype(np.int64)
        again = earlier_mask(problem, self.scoring, places)
        if again is not None:
            worth[again & (worth >= 0)] += 2 * problem.bonus
        self._places = places
        worst = result.objective(ObjectiveKey.WORST)
        least = 0 if worst is None else worst.value
        self._worst = None if worst is None else worst.value
        self._whole, self._moves, self._far = _chains(
            worth, places.points >= least, self._partners(problem, result)
        )

    def _partners(self, problem: MatchProblem, result: MatchResult) -> Ints:
        """The column of each row of the grid, -1 for none."""
        spare = [_by_member(one) for one in (self._places.rows, self._places.columns)]
        partners = np.full(len(self._places.rows), -1, dtype=np.int64)
        for pair in result.pairs:
            if not pair.locked:
                row, column = self.scoring.index((pair.left, pair.right))
                partners[spare[0][row].pop()] = spare[1][column].pop()
        return partners

    def loss(self, left: str, right: str) -> int | None:
        """What all pairs together would lose by pairing two; ``None`` where as many pairs cannot be made with it.

        At least 0. Of the points and, where there is one, the bonus for staying.
        """
        row, column = self.scoring.index((left, right))
        rows = np.flatnonzero(self._places.rows == row)
        columns = np.flatnonzero(self._places.columns == column)
        if not (len(rows) and len(columns)) or self.points[row, column] < 0:
            return None
        mine = self._whole[rows]
        chains = self._moves[np.ix_(mine, columns)] + self._far[np.ix_(columns, mine)].T
        least = int(chains.min())
        return least if least < NEVER // 2 else None

    def losses(self, place: int, index: int) -> list[int | None]:
        """The loss of somebody (the index-th of side 0 or 1) with each person of the other side."""
        sides = (self.scoring.left, self.scoring.right)
        me = sides[place][index].id
        return [
            self.loss(me, other.id) if place == 0 else self.loss(other.id, me) for other in sides[1 - place]
        ]


def _by_member(members: Ints) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for place, member in enumerate(members):
        found.setdefault(int(member), []).append(place)
    return found


def _chains(worth: Ints, good: NDArray[np.bool_], partners: Ints) -> tuple[Ints, Ints, Ints]:
    """Each row's column, what its owner loses by going from one column to another, and the cheapest chains.

    Rows and columns without a partner get a stand-in each, so that everybody has one; stand-ins are never with
    each other. ``moves[j, k]``: what the owner of column j loses by going to k, however weak that pair; in the
    chains only good pairs count.
    """
    rows, columns = worth.shape
    size = int(np.count_nonzero(partners >= 0))
    whole = rows + columns - size
    own = np.full(whole, -1, dtype=np.int64)
    own[:rows] = partners
    own[:rows][partners < 0] = np.arange(columns, columns + rows - size)
    taken = np.zeros(columns, dtype=np.bool_)
    taken[partners[partners >= 0]] = True
    own[rows:] = np.flatnonzero(~taken)
    table = np.zeros((whole, whole), dtype=np.int64)
    table[:rows, :columns] = worth
    possible = np.ones((whole, whole), dtype=np.bool_)
    possible[:rows, :columns] = worth >= 0
    possible[rows:, columns:] = False
    useful = possible.copy()
    useful[:rows, :columns] &= good
    owner = np.argsort(own)
    moves = table[owner, np.arange(whole)][:, None] - table[owner]
    far = np.where(useful[owner], moves, NEVER)
    np.fill_diagonal(far, 0)
    for middle in range(whole):
        np.minimum(far, far[:, middle, None] + far[None, middle, :], out=far)
    return own, cast("Ints", np.where(possible[owner], moves, NEVER)), far

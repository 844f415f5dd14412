"""Before anybody leaves: how many others would have to move if one person did.

When A leaves, A's partner B needs somebody: a person who has nobody, or one who is taken from another, who then
needs somebody, and so on. The shortest such chain is found by one search, breadth first, backwards from everybody
who has nobody: it gives the chain of each place at once, so all people of 2 x 500 take 0.1 s.

Only pairs that the rules allow, each at least as good as the weakest is now, are counted on; forbids and private
requests are not looked at, so that none can be read from the answer. A real re-match may have to move more.

References: Berge (1957), doi 10.1073/pnas.43.9.842 (augmenting paths).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kith.matching.pairs.types import MatchResult
from kith.matching.rulebook import BestFor
from kith.matching.score import Scoring
from kith.matching.types import MatchProblem

Steps = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class IfGone:
    """What follows when one person leaves.

    ``moved``: how many others could then not be with whom they were, their partners among them. ``alone``: how many
    of their partners could get nobody, however many moved.
    """

    side: str
    id: str
    moved: int
    alone: int


def if_gone(problem: MatchProblem, result: MatchResult) -> tuple[IfGone, ...]:
    """What follows when each person who has a partner leaves, the worst first.

    For pairs of two lists. Of somebody with several partners each place is looked at by itself.

    Raises :class:`ValueError` for pairs of one list.
    """
    if len(problem.sides) != 2:
        raise ValueError("chains are looked for between two lists")
    scoring = Scoring(replace(problem, forbids=(), never_with=()))
    points = scoring.matrix()
    least = result.worst if result.best_for is BestFor.NO_ONE_LEFT_BEHIND else None
    good = points >= (least or 0)
    cells = [scoring.index((pair.left, pair.right)) for pair in result.pairs]
    moving = [cell for cell, pair in zip(cells, result.pairs, strict=True) if not pair.locked]
    found = []
    for place, side in enumerate(problem.sides):
        edges = good if place == 0 else good.T
        mine = [(cell[place], cell[1 - place]) for cell in moving]
        room = _room(problem, place, cells)
        steps = _steps(edges, mine, room)
        members = (scoring.left, scoring.right)[place]
        for index in sorted({cell[place] for cell in cells}):
            lost = [cell[1 - place] for cell in cells if cell[place] == index]
            chains = [int(_without(edges, mine, room, index, steps)[partner]) for partner in lost]
            found.append(
                IfGone(
                    side,
                    members[index].id,
                    sum(1 if chain < 0 else 2 * chain - 1 for chain in chains),
                    sum(chain < 0 for chain in chains),
                )
            )
    return tuple(sorted(found, key=lambda one: (-one.alone, -one.moved, one.side, one.id)))


def _room(problem: MatchProblem, place: int, cells: list[tuple[int, int]]) -> Steps:
    """How many places each person of a side has left."""
    room = np.array([one.capacity for one in problem.on_side(problem.sides[place])], dtype=np.int64)
    np.subtract.at(room, np.array([cell[place] for cell in cells], dtype=np.int64), 1)
    return room


def _without(
    edges: NDArray[np.bool_], pairs: list[tuple[int, int]], room: Steps, gone: int, steps: Steps
) -> Steps:
    """The steps once somebody is gone. Where they had one place, and filled it, no chain to it goes by way of them."""
    if room[gone] <= 0 and sum(row == gone for row, _ in pairs) <= 1:
        return steps
    cut, spare = edges.copy(), room.copy()
    cut[gone], spare[gone] = False, 0
    return _steps(cut, [pair for pair in pairs if pair[0] != gone], spare)


def _steps(edges: NDArray[np.bool_], pairs: list[tuple[int, int]], room: Steps) -> Steps:
    """For each column, how many new pairs the shortest chain makes that gives it a partner; -1: there is none."""
    steps = np.full(edges.shape[1], -1, dtype=np.int64)
    held: dict[int, list[int]] = {}
    for row, column in pairs:
        held.setdefault(column, []).append(row)
    frontier = np.flatnonzero(room > 0)
    seen = np.zeros(edges.shape[0], dtype=np.bool_)
    seen[frontier] = True
    level = 0
    while len(frontier):
        level += 1
        reached = np.flatnonzero(edges[frontier].any(axis=0) & (steps < 0))
        steps[reached] = level
        following = {row for column in reached.tolist() for row in held.get(column, []) if not seen[row]}
        frontier = np.array(sorted(following), dtype=np.int64)
        seen[frontier] = True
    return steps

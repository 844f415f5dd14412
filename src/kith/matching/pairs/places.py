"""Pairs where both sides have several places, or where somebody needs a least number: a flow of least cost.

Each pair is an arc that carries at most one, so nobody gets the same partner twice. The same objectives in the same
order. A largest matching and the minimums do not stand in each other's way: chains that make more pairs never take
a partner from somebody. So a level of points allows both at once when it allows each by itself (Mendelsohn and
Dulmage), and minimums of the two sides likewise.

References: Mendelsohn & Dulmage (1958), doi 10.4153/CJM-1958-027-8; Goldberg (1997), doi 10.1006/jagm.1995.0805
(cost scaling, the algorithm in OR-Tools).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.matching import lottery
from kith.matching.compare import Points
from kith.matching.pairs.layout import Weights
from kith.matching.pairs.steps import Found, Steps
from kith.matching.rulebook import BestFor
from kith.matching.score import EXCLUDED, Scoring
from kith.matching.types import MatchProblem

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


def needs_flow(problem: MatchProblem) -> bool:
    """Whether copies of people cannot stand for their places: both sides have several, or there is a minimum."""
    if any(member.fewest for member in problem.members):
        return True
    return len(problem.sides) == 2 and all(
        any(member.capacity > 1 for member in problem.members if member.side == side)
        for side in problem.sides
    )


@dataclass(frozen=True, slots=True)
class Room:
    """How many partners each person of the two sides may and must still get, locked pairs taken off."""

    most: tuple[Ints, Ints]
    fewest: tuple[Ints, Ints]


def room_of(problem: MatchProblem, scoring: Scoring) -> Room:
    """What is left after the locks."""
    locked = [scoring.index(pair) for pair in sorted(set(problem.locks))]
    most, fewest = [], []
    for place, members in enumerate((scoring.left, scoring.right)):
        taken = np.bincount([cell[place] for cell in locked], minlength=len(members)).astype(np.int64)
        most.append(np.array([one.capacity for one in members], dtype=np.int64) - taken)
        need = np.array([one.fewest for one in members], dtype=np.int64) - taken
        fewest.append(np.maximum(need, 0))
    return Room((most[0], most[1]), (fewest[0], fewest[1]))


def pursue(
    problem: MatchProblem, scoring: Scoring, points: Points, weigh: Weights, seed: int, step: Steps
) -> Found:
    """One objective after the other; ``points`` of the whole matrix, :data:`EXCLUDED` where no pair can be made."""
    room = room_of(problem, scoring)
    for row, column in {scoring.index(pair) for pair in problem.locks}:
        points[row, column] = EXCLUDED
    size = most_pairs(points >= 0, *room.most)
    if not size:
        return Found([])
    threshold = 0
    if problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND:
        levels = np.unique(points[points >= 0])
        low, high = 0, len(levels)
        while high - low > 1:
            step("worst", 0.5)
            middle = (low + high) // 2
            edges = points >= levels[middle]
            if most_pairs(edges, *room.most) >= size and not unmet(edges, room):
                low = middle
            else:
                high = middle
        threshold = int(levels[low])
    step("total", 0.0)
    left, right = lottery.numbers(scoring.left, seed), lottery.numbers(scoring.right, seed)
    worth = weigh(points, left, right)
    worth[tuple(scoring.earlier.T)] += weigh.earlier
    cells = _cheapest(np.where(points >= threshold, worth, -1), room, size)
    tickets = lottery.tickets_of_pairs(
        left[[row for row, _ in cells]], right[[c for _, c in cells]], weigh.bits
    )
    return Found(cells, int(tickets.sum()))


def most_pairs(edges: Mask, left: Ints, right: Ints) -> int:
    """How many pairs can be made at most, nobody above what they may."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_flow

    rows, columns = edges.shape
    if not (rows and columns):
        return 0
    source, sink = rows + columns, rows + columns + 1
    one, other = np.nonzero(edges)
    tails = np.concatenate([np.full(rows, source), one, rows + np.arange(columns)])
    heads = np.concatenate([np.arange(rows), rows + other, np.full(columns, sink)])
    capacity = np.concatenate([left, np.ones(len(one), dtype=np.int64), right]).astype(np.int32)
    graph = csr_array((capacity, (tails, heads)), shape=(rows + columns + 2,) * 2)
    return int(maximum_flow(graph, source, sink).flow_value)


def unmet(edges: Mask, room: Room) -> int:
    """How many places of the minimums cannot be filled; 0 when all can at once."""
    lacking = 0
    for place, need in enumerate(room.fewest):
        if need.any():
            limits = (need, room.most[1]) if place == 0 else (room.most[0], need)
            lacking += int(need.sum()) - most_pairs(edges, *limits)
    return lacking


def _cheapest(worth: Ints, room: Room, size: int) -> list[tuple[int, int]]:
    """The pairs of the matching of ``size`` that is worth most, minimums kept; -1 where no pair can be made."""
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    rows, columns = worth.shape
    source, sink = rows + columns, rows + columns + 1
    one, other = np.nonzero(worth >= 0)
    flow = SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        one, rows + other, np.ones(len(one), dtype=np.int64), -worth[one, other]
    )
    for place, (start, count) in enumerate(((0, rows), (rows, columns))):
        spare = room.most[place] - room.fewest[place]
        ends = np.full(count, source if place == 0 else sink)
        people = start + np.arange(count)
        tails, heads = (ends, people) if place == 0 else (people, ends)
        flow.add_arcs_with_capacity_and_unit_cost(tails, heads, spare, np.zeros(count, dtype=np.int64))
    for index, need in enumerate(room.fewest[0].tolist()):
        flow.set_node_supply(index, need)
    for index, need in enumerate(room.fewest[1].tolist()):
        flow.set_node_supply(rows + index, -need)
    flow.set_node_supply(source, size - int(room.fewest[0].sum()))
    flow.set_node_supply(sink, int(room.fewest[1].sum()) - size)
    if flow.solve() != flow.OPTIMAL:
        raise AssertionError("a flow that exists was not found")
    chosen = np.flatnonzero(flow.flows(arcs))
    return sorted((int(one[index]), int(other[index])) for index in chosen)

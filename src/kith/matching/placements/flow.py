"""Placements as a flow from people to projects, where only places limit them; a bound where teams do too.

References: Ahuja, Magnanti, Orlin, *Network Flows* (1993), ch. 9-10; Goldberg (1997), doi 10.1006/jagm.1995.0805
(the cost-scaling algorithm of OR-Tools).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from kith.matching.placements.grid import Bools, Grid, Ints
from kith.matching.placements.types import PlacementProblem
from kith.matching.rulebook import Strength


def is_enough(problem: PlacementProblem, *, unless_apart: bool = False) -> bool:
    """Whether places are all that ties people together, so that a flow gives the exact answer.

    ``unless_apart``: whether it does where it happens to keep those apart who are to be apart.
    """
    settings = problem.settings
    teams = any(
        one.fewest > 1
        or (one.needs and (settings.skills is Strength.MUST or settings.skill_points))
        or (settings.hand_over and settings.hand_over.points and (one.follows or one.outgoing_until))
        for one in problem.projects
    )
    tied = problem.together or (not unless_apart and (problem.apart or problem.never_with))
    return not (teams or tied or settings.every_project or any(one.most > 1 for one in problem.people))


class Flow:
    """Flows over the cells of ``arcs``. Locked cells always flow and take up room first."""

    def __init__(self, the: Grid, arcs: Bools) -> None:
        self.the = the
        self._free = arcs & ~the.locked
        taken = the.locked
        people = np.array([min(one.most, 1) for one in the.people], dtype=np.int64)
        self._people = np.maximum(people - taken.sum(axis=1), 0)
        places = np.array([one.places for one in the.projects], dtype=np.int64)
        self._places = np.maximum(places - taken.sum(axis=0), 0)
        self.locked_people = int(np.count_nonzero(taken.any(axis=1)))

    def largest(self, arcs: Bools) -> int:
        """How many people can be placed by cells of ``arcs``, those with a lock among them."""
        from ortools.graph.python import max_flow

        tails, heads, room = self._network(arcs)
        flow = max_flow.SimpleMaxFlow()
        flow.add_arcs_with_capacity(tails, heads, room)
        source, sink = self._ends()
        if flow.solve(source, sink) != flow.OPTIMAL:
            raise AssertionError("a flow without costs has an answer")
        return int(flow.optimal_flow()) + self.locked_people

    def best(self, arcs: Bools, weights: Ints) -> Bools:
        """As many people as can be, and of all such choices the one with the largest sum of ``weights``."""
        from ortools.graph.python import min_cost_flow

        tails, heads, room = self._network(arcs)
        cells = np.nonzero(arcs & self._free)
        costs = np.zeros(len(tails), dtype=np.int64)
        costs[: len(cells[0])] = -weights[cells]
        flow = min_cost_flow.SimpleMinCostFlow()
        made = flow.add_arcs_with_capacity_and_unit_cost(tails, heads, room, costs)
        source, sink = self._ends()
        flow.set_node_supply(source, int(self._people.sum()))
        flow.set_node_supply(sink, -int(self._people.sum()))
        if flow.solve_max_flow_with_min_cost() != flow.OPTIMAL:
            raise AssertionError("a flow of people to projects has an answer")
        used = flow.flows(made[: len(cells[0])]) > 0
        chosen = self.the.locked.copy()
        chosen[cells[0][used], cells[1][used]] = True
        return chosen

    def heaviest(self, arcs: Bools, weights: Ints) -> int:
        """The largest sum of weights of 0 or more that any choice of cells has, of whatever size."""
        from ortools.graph.python import min_cost_flow

        tails, heads, room = self._network(arcs)
        cells = np.nonzero(arcs & self._free)
        people, (source, sink) = len(self._people), self._ends()
        flow = min_cost_flow.SimpleMinCostFlow()
        costs = np.zeros(len(tails), dtype=np.int64)
        costs[: len(cells[0])] = -weights[cells]
        flow.add_arcs_with_capacity_and_unit_cost(tails, heads, room, costs)
        nowhere = np.arange(people, dtype=np.int32)
        ends = np.full(people, sink, dtype=np.int32)
        flow.add_arcs_with_capacity_and_unit_cost(
            nowhere, ends, self._people, np.zeros(people, dtype=np.int64)
        )
        flow.set_node_supply(source, int(self._people.sum()))
        flow.set_node_supply(sink, -int(self._people.sum()))
        if flow.solve() != flow.OPTIMAL:
            raise AssertionError("a flow that may leave everybody out has an answer")
        return -int(flow.optimal_cost()) + int(weights[self.the.locked].sum())

    def _ends(self) -> tuple[int, int]:
        source = len(self._people) + len(self._places)
        return source, source + 1

    def _network(self, arcs: Bools) -> tuple[Ints, Ints, Ints]:
        """Arcs of cells first, then from the source to people, then from projects to the sink."""
        rows, columns = np.nonzero(arcs & self._free)
        people, projects = len(self._people), len(self._places)
        source, sink = self._ends()
        tails = np.concatenate([rows, np.full(people, source), people + np.arange(projects)])
        heads = np.concatenate([people + columns, np.arange(people), np.full(projects, sink)])
        room = np.concatenate([np.ones(len(rows), dtype=np.int64), self._people, self._places])
        return tails.astype(np.int32), heads.astype(np.int32), room


def highest(levels: Ints, holds: Callable[[int], bool]) -> int | None:
    """The highest of some levels, in rising order, for which something holds that holds below it too."""
    low, high = 0, len(levels)
    while low < high:
        middle = (low + high) // 2
        if holds(int(levels[middle])):
            low = middle + 1
        else:
            high = middle
    return int(levels[low - 1]) if low else None

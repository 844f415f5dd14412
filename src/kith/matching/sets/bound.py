"""What no sets can be better than, found without a search: a cheapest flow, and counts that add up.

People flow to what kind of set they are in, there to the sets, by what they have in common: each set takes the first of a
kind at one price and the next at another. One rule about counts, or several of which each is a finer cut of the
next (country within region), fit into one flow, and where nothing else is asked its answer is the best there is. Every
other rule adds the least that it costs by itself.

References: Ahuja, Magnanti, Orlin (1993), *Network Flows*, chapters 9 and 14 (convex costs).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.matching.sets.model import FORBIDDEN, Choice, Model, Tally

Sets = list[list[int]]
MOST_STATIONS = 100_000
"""Values by sets up to which a rule is put into the flow where the flow is only a bound."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Everybody by one attribute: ``part[person]`` (-1 for none), and what a set loses by the count of each part."""

    part: tuple[int, ...]
    tables: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """The answer of the flow: ``sets`` are best where ``whole``, that is where nothing else was asked."""

    bound: int
    sets: Sets
    whole: bool


def least_loss(model: Model) -> Flow | None:
    """The bound of a model in which everybody is placed; ``None`` when even the flow finds no place for all."""
    chain, rest = _chain(model)
    flowed = _flow(model, chain)
    if flowed is None:
        return None
    loss, sets = flowed
    loss += sum(least_of_tally(tally, model.sets) for tally in rest)
    loss += sum(least_of_choice(choice, model.sets) for choice in model.choices) - most_gain(model)
    whole = not (rest or model.choices or model.pair_gain or model.conflicts or model.locks)
    return Flow(loss, sets, whole)


def _merged(model: Model) -> dict[str, dict[tuple[int, ...], list[int]]]:
    """Family -> members -> table, rules about the same people added up."""
    found: dict[str, dict[tuple[int, ...], list[int]]] = {}
    for tally in model.tallies:
        family = found.setdefault(tally.family, {})
        table = family.setdefault(tally.members, [0] * (model.most + 1))
        for k, lost in enumerate(tally.table):
            table[k] = FORBIDDEN if FORBIDDEN in (lost, table[k]) else table[k] + lost
    return found


def _chain(model: Model) -> tuple[tuple[Cut, ...], list[Tally]]:
    """Cuts, each finer than the next, that fit into one flow; and the tallies that are in none."""
    people = range(len(model.ids))
    cuts: dict[str, Cut] = {}
    merged = _merged(model)
    for family, tables in merged.items():
        if all(convex_steps(table) is not None for table in tables.values()) and _disjoint(tables):
            part = [-1] * len(people)
            for number, members in enumerate(tables):
                for i in members:
                    part[i] = number
            cuts[family] = Cut(tuple(part), tuple(tuple(table) for table in tables.values()))
    best: tuple[str, ...] = ()
    for family in sorted(cuts):
        chain = [family]
        for other in sorted(cuts, key=lambda name: -len(cuts[name].tables)):
            if other not in chain and _refines(cuts[chain[-1]], cuts[other]):
                chain.append(other)
        weight = sum(len(cuts[name].tables) for name in chain)
        whole = weight == sum(len(tables) for tables in merged.values())
        fits = whole or len(cuts[family].tables) * model.sets <= MOST_STATIONS
        if fits and weight > sum(len(cuts[name].tables) for name in best):
            best = tuple(chain)
    rest = [tally for tally in model.tallies if tally.family not in best]
    return tuple(cuts[name] for name in best), rest


def _disjoint(tables: dict[tuple[int, ...], list[int]]) -> bool:
    return sum(len(members) for members in tables) == len({i for members in tables for i in members})


def _refines(fine: Cut, coarse: Cut) -> bool:
    """Whether people of one part of the finer cut are all in one part of the coarser."""
    parts: dict[int, int] = {}
    return all(
        one >= 0 and parts.setdefault(one, other) == other
        for one, other in zip(fine.part, coarse.part, strict=True)
    )


def convex_steps(table: Sequence[int]) -> list[int] | None:
    """What each next person costs while it is allowed; ``None`` when a later one is cheaper than an earlier."""
    allowed = list(table[: table.index(FORBIDDEN)]) if FORBIDDEN in table else list(table)
    if any(one != FORBIDDEN for one in table[len(allowed) :]):
        return None
    steps = [after - before for before, after in itertools.pairwise(allowed)]
    return steps if all(a <= b for a, b in itertools.pairwise(steps)) else None


class _Graph:
    """Arcs gathered in lists, then added at once."""

    def __init__(self) -> None:
        self.tail: list[int] = []
        self.head: list[int] = []
        self.room: list[int] = []
        self.cost: list[int] = []

    def arc(self, tail: int, head: int, room: int, cost: int) -> None:
        if room:
            self.tail.append(tail)
            self.head.append(head)
            self.room.append(room)
            self.cost.append(cost)

    def arrays(self) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]:
        ends = (np.array(self.tail, dtype=np.int32), np.array(self.head, dtype=np.int32))
        return *ends, np.array(self.room, dtype=np.int64), np.array(self.cost, dtype=np.int64)

    def steps(self, tail: int, head: int, steps: Sequence[int]) -> None:
        """One arc for each run of equal prices."""
        start = 0
        while start < len(steps):
            last = start
            while last + 1 < len(steps) and steps[last + 1] == steps[start]:
                last += 1
            self.arc(tail, head, last - start + 1, steps[start])
            start = last + 1


class _Nodes(dict[object, int]):
    """A number for each name, given when it is first asked for."""

    def __missing__(self, name: object) -> int:
        self[name] = len(self)
        return self[name]


def _flow(model: Model, cuts: Sequence[Cut]) -> tuple[int, Sets] | None:
    """The cheapest flow of everybody into the sets: what it costs, and who is where."""
    from ortools.graph.python import min_cost_flow

    nodes, graph = _Nodes(), _Graph()
    paths = {i: tuple(cut.part[i] for cut in cuts) for i in model.people}
    for i in model.people:
        for kind in sorted(set(model.kind_of_set)):
            graph.arc(nodes["person", i], nodes["kind", kind, paths[i]], 1, model.place_loss[i][kind])
    tables = sum(max(map(abs, table)) for cut in cuts for table in cut.tables) * model.sets
    fill = 1 + 2 * (sum(max(row) for row in model.place_loss) + tables + max(model.size_loss) * model.sets)
    sizes = convex_steps(model.size_loss) or [0] * model.most
    filled = [step - fill * (k < model.fewest) for k, step in enumerate(sizes)]
    for s in range(model.sets):
        _set_arcs(graph, nodes, s, model, cuts, sorted(set(paths.values())))
        graph.steps(nodes["full", s], nodes["all"], filled)
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(*graph.arrays())
    solver.set_nodes_supplies(
        np.array([*(nodes["person", i] for i in model.people), nodes["all"]], dtype=np.int32),
        np.array([*(1 for _ in model.people), -len(model.people)], dtype=np.int64),
    )
    if solver.solve() != solver.OPTIMAL:
        return None
    empty = sum(table[0] for cut in cuts for table in cut.tables)
    loss = solver.optimal_cost() + (fill * model.fewest + empty) * model.sets
    if loss >= fill:
        return None
    flows = dict(zip(zip(graph.tail, graph.head, strict=True), (0,) * len(graph.tail), strict=True))
    for tail, head, units in zip(graph.tail, graph.head, solver.flows(arcs).tolist(), strict=True):
        flows[tail, head] += units
    return loss, _seated(model, nodes, flows, paths)


def _set_arcs(
    graph: _Graph, nodes: _Nodes, s: int, model: Model, cuts: Sequence[Cut], paths: Sequence[tuple[int, ...]]
) -> None:
    """One set: from each path of parts, through what the set loses by the count of each part, into the set."""
    done = set()
    for path in paths:
        steps = [(level, part) for level, part in enumerate(path) if part >= 0]
        stations = [nodes["set", s, level, part] for level, part in steps] + [nodes["full", s]]
        graph.arc(nodes["kind", model.kind_of_set[s], path], stations[0], model.most, 0)
        for (level, part), tail, head in zip(steps, stations, stations[1:], strict=False):
            if tail not in done:
                done.add(tail)
                graph.steps(tail, head, convex_steps(cuts[level].tables[part]) or [])


def _seated(
    model: Model, nodes: _Nodes, flows: dict[tuple[int, int], int], paths: dict[int, tuple[int, ...]]
) -> Sets:
    """Who is in which set: people of one path and kind are the same to the flow, so they go in order."""
    sets: Sets = [[] for _ in range(model.sets)]
    waiting: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    for i, path in paths.items():
        for kind in set(model.kind_of_set):
            if flows[nodes["person", i], nodes["kind", kind, path]]:
                waiting.setdefault((kind, path), []).append(i)
    for s, kind in enumerate(model.kind_of_set):
        for (owner, path), people in waiting.items():
            if owner == kind:
                steps = [(level, part) for level, part in enumerate(path) if part >= 0]
                station = nodes["set", s, *steps[0]] if steps else nodes["full", s]
                for _ in range(flows[nodes["kind", kind, path], station]):
                    sets[s].append(people.pop())
    return [sorted(people) for people in sets]


def least_of_tally(tally: Tally, sets: int) -> int:
    """The least that one rule about counts costs by itself: its people spread over the sets as suits it best."""
    table = tally.table
    if convex_steps(table) is not None and FORBIDDEN not in table:
        each, more = divmod(len(tally.members), sets)
        return table[each] * (sets - more) + (table[each + 1] * more if more else 0)
    return min(lost for lost in table if lost != FORBIDDEN) * sets


def least_of_choice(choice: Choice, sets: int) -> int:
    """The least that one choice costs: each set takes the cheapest option, and everybody has what suits them best."""
    rows = ([lost for lost in row if lost != FORBIDDEN] for row in choice.loss)
    return min(choice.cost) * sets + sum(min(row, default=0) for row in rows)


def most_gain(model: Model) -> int:
    """The most that people can gain by who is with them: everybody with the mates who suit them best."""
    gains: dict[int, list[int]] = {}
    for (i, j), gain in model.pair_gain.items():
        if gain > 0:
            gains.setdefault(i, []).append(gain)
            gains.setdefault(j, []).append(gain)
    return sum(sum(sorted(one)[-(model.most - 1) :]) for one in gains.values()) // 2

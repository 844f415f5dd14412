"""What no matching of a graph can pass: Edmonds' bound from prices of people and of odd sets of people.

For prices y >= 0 of people, z >= 0 of odd sets B and any ``level``, if y(u) + y(v) + sum of z over sets that hold
both + level >= w(u, v) for every pair, then no matching of ``size`` pairs is worth more than

    sum of y + sum of z (|B| - 1) / 2 + level x size

The prices come from a linear program over a few pairs of each person, to which violated odd sets are added (first
by the components of a fractional answer, then by exact search for a least odd cut) and pairs that the prices
overlook. Whatever it gives, the bound is worked out once more in whole numbers over all pairs, so that nothing
depends on the program's rounding. Nothing of the solver is used.

References: Edmonds (1965), Maximum matching and a polyhedron with 0,1-vertices, doi 10.6028/jres.069B.013;
Padberg & Rao (1982), doi 10.1287/moor.7.1.67 (least odd cuts); Gusfield (1990), doi 10.1137/0219009 (cut trees).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

PARTNERS = 10
"""Best partners of each person that the program starts with; overlooked ones are added, as many at a time."""
ROUNDS = 200
FINE = 1 << 12
"""Prices are rounded up to this part of a point's smallest unit before the bound is worked out."""
UNIT = 1_000_000
"""A whole person's flow when least odd cuts are looked for."""


@dataclass(frozen=True, slots=True)
class Prices:
    """An answer of the program: prices of people and odd sets, the level, and what each pair is used."""

    people: Floats
    sets: Floats
    level: float
    used: Floats


def bound(worth: Ints, size: int, known: list[tuple[int, int]]) -> int:
    """A whole number that no matching can pass.

    Parameters
    ----------
    worth
        Square and symmetric, at least 0, or negative where two cannot be paired.
    size
        How many pairs.
    known
        A matching to start from; the search ends as soon as nothing can be better.
    """
    least = sum(int(worth[pair]) for pair in known)
    chosen = _strongest(worth, PARTNERS) | _mask(known, worth.shape)
    sets: list[frozenset[int]] = []
    best = _loose(worth, size)
    for _ in range(ROUNDS):
        rows, columns = np.nonzero(np.triu(chosen, 1))
        prices = _program(worth[rows, columns], rows, columns, len(worth), sets, size)
        if prices is None:
            break
        overlooked, value = _exactly(worth, prices, sets, size)
        best = min(best, value)
        if best <= least:
            break
        cuts = [one for one in _violated(rows, columns, prices.used, len(worth)) if one not in sets]
        fresh = overlooked & ~chosen
        if not cuts and not fresh.any():
            break
        sets += cuts
        chosen |= _strongest(np.where(fresh, worth, -1), PARTNERS)
    return best


def _mask(pairs: list[tuple[int, int]], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    mask = np.zeros(shape, dtype=np.bool_)
    for one, other in pairs:
        mask[one, other] = mask[other, one] = True
    return mask


def _strongest(worth: Ints, each: int) -> NDArray[np.bool_]:
    """The best few partners of each person, either way round."""
    mask = np.zeros(worth.shape, dtype=np.bool_)
    if len(worth):
        best = np.argsort(-worth, axis=1, kind="stable")[:, :each]
        np.put_along_axis(mask, best, values=True, axis=1)
    mask &= worth >= 0
    return mask | mask.T


def _loose(worth: Ints, size: int) -> int:
    """Everybody's best partner, each pair counted from both ends."""
    best = np.sort(worth.max(axis=1, initial=0))[::-1]
    return int(best[: 2 * size].sum()) // 2


def _program(
    worth: Ints, rows: Ints, columns: Ints, people: int, sets: list[frozenset[int]], size: int
) -> Prices | None:
    """Prices and fractional pairs of the linear program over some pairs."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_array, vstack

    count = len(worth)
    if not count:
        return None
    at = np.arange(count)
    ends = csr_array(
        (np.ones(2 * count), (np.concatenate([rows, columns]), np.concatenate([at, at]))), (people, count)
    )
    inside = np.zeros((len(sets), count))
    for index, one in enumerate(sets):
        members = np.zeros(people, dtype=np.bool_)
        members[list(one)] = True
        inside[index] = members[rows] & members[columns]
    limits = np.concatenate([np.ones(people), [(len(one) - 1) // 2 for one in sets]])
    solved: Any = linprog(  # type: ignore[call-overload]  # the stubs know no sparse matrices
        -worth.astype(np.float64),
        A_ub=vstack([ends, csr_array(inside)]) if sets else ends,
        b_ub=limits,
        A_eq=np.ones((1, count)),
        b_eq=[size],
        bounds=(0, None),
        method="highs-ds",
    )
    if solved.x is None:
        return None
    duals = -solved.ineqlin.marginals
    level = -float(solved.eqlin.marginals[0])
    return Prices(duals[:people], duals[people:], level, solved.x)


def _exactly(
    worth: Ints, prices: Prices, sets: list[frozenset[int]], size: int
) -> tuple[NDArray[np.bool_], int]:
    """Pairs that the prices overlook, and the bound in whole numbers once nothing is overlooked any more."""
    people = np.ceil(np.maximum(prices.people, 0.0) * FINE).astype(np.int64)
    level = int(np.ceil(prices.level * FINE))
    covered = people[:, None] + people[None, :] + level
    dear = [int(np.ceil(max(0.0, price) * FINE)) for price in prices.sets]
    for one, price in zip(sets, dear, strict=True):
        members = np.array(sorted(one))
        covered[np.ix_(members, members)] += price
    short = np.where(worth >= 0, worth * FINE - covered, 0)
    np.fill_diagonal(short, 0)
    lifted = np.maximum(short.max(axis=1, initial=0), 0)
    total = int(people.sum()) + sum(
        price * ((len(one) - 1) // 2) for one, price in zip(sets, dear, strict=True)
    )
    by_level = int(lifted.max(initial=0)) * size
    return short > FINE // 8, (total + level * size + min(by_level, int(lifted.sum()))) // FINE


def _violated(rows: Ints, columns: Ints, used: Floats, people: int) -> list[frozenset[int]]:
    """Odd sets that hold more pairs than they can: components first, then least odd cuts."""
    support = used > 1e-7
    graph = np.zeros((people, people))
    graph[rows[support], columns[support]] = used[support]
    graph += graph.T
    found = {
        one
        for least in (1e-6, 0.2, 0.4)
        for one in _components(graph > least)
        if len(one) > 1 and len(one) % 2 and _inside(graph, one) > (len(one) - 1) // 2 + 1e-6
    }
    if not found:
        found = set(_least_odd_cuts(graph))
    return sorted(found, key=sorted)


def _inside(graph: Floats, one: frozenset[int]) -> float:
    members = np.array(sorted(one))
    return float(graph[np.ix_(members, members)].sum()) / 2


def _components(mask: NDArray[np.bool_]) -> list[frozenset[int]]:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    count, labels = connected_components(csr_array(mask.astype(np.int8)), directed=False)
    return [frozenset(np.flatnonzero(labels == label).tolist()) for label in range(count)]


def _least_odd_cuts(graph: Floats) -> list[frozenset[int]]:
    """Odd sets of people whom less than one whole pair leaves, by a cut tree. What a person has spare flows to one
    more vertex, which makes the number of vertices that count even."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_flow

    people = len(graph)
    spare = np.maximum(0.0, 1.0 - graph.sum(axis=1))
    whole = np.zeros((people + 1, people + 1))
    whole[:people, :people] = graph
    whole[:people, people] = whole[people, :people] = spare
    capacity = csr_array(np.rint(whole * UNIT).astype(np.int32))
    parent = np.full(people + 1, people)
    found = []
    for one in range(people):
        flow = maximum_flow(capacity, one, int(parent[one]))
        side = _reached(capacity - flow.flow, one)
        if flow.flow_value < UNIT - 100:
            kept = side if people not in side else frozenset(range(people)) - side
            if len(kept) % 2 and len(kept) > 1:
                found.append(kept)
        moved = [other for other in range(one + 1, people) if other in side and parent[other] == parent[one]]
        parent[moved] = one
    return found


def _reached(left: Any, start: int) -> frozenset[int]:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import breadth_first_order

    open_ways = csr_array(left)
    open_ways.data = (open_ways.data > 0).astype(np.int32)
    open_ways.eliminate_zeros()
    return frozenset(breadth_first_order(open_ways, start, return_predecessors=False).tolist())

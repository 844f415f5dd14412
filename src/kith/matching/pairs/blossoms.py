"""Is there a larger matching of a graph? Edmonds' search for augmenting paths, one root after another, from a given
matching. Written for the checker of one list, so it shares nothing with the solver.

A ring of odd length in the search is shrunk: all its people count as its base. People whom a search in vain has
reached can be left out from then on.

References: Edmonds (1965), doi 10.4153/CJM-1965-045-4; Berge (1957), doi 10.1073/pnas.43.9.842; Lawler (1976),
Combinatorial Optimization, section 6.4 (trees of a search in vain).
"""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray


def enlarged(edges: NDArray[np.bool_], pairs: list[tuple[int, int]]) -> int:
    """The size of a largest matching of a graph (square, symmetric), grown from a matching of it.

    >>> ring = np.array([[0, 1, 1], [1, 0, 1], [1, 1, 0]], dtype=bool)
    >>> enlarged(ring, [])
    1
    """
    partner = [-1] * len(edges)
    for one, other in pairs:
        partner[one], partner[other] = other, one
    alive = np.ones(len(edges), dtype=np.bool_)
    for root in range(len(edges)):
        if partner[root] < 0:
            search = _Search(edges, partner, alive, root)
            end = search.run()
            if end < 0:
                alive[search.reached()] = False
            else:
                search.augment(end)
    return sum(one >= 0 for one in partner) // 2


class _Search:
    """One tree of alternating paths from a person without a partner."""

    def __init__(
        self, edges: NDArray[np.bool_], partner: list[int], alive: NDArray[np.bool_], root: int
    ) -> None:
        self._edges, self._partner, self._alive, self._root = edges, partner, alive, root
        self._parent = [-1] * len(partner)
        self._base = np.arange(len(partner))
        self._outer = np.zeros(len(partner), dtype=np.bool_)
        self._outer[root] = True
        self._queue = deque([root])

    def run(self) -> int:
        """The end of an augmenting path; -1: there is none from this root."""
        while self._queue:
            person = self._queue.popleft()
            near = self._edges[person] & self._alive & (self._base != self._base[person])
            for other in np.flatnonzero(near).tolist():
                if self._base[person] == self._base[other] or self._partner[person] == other:
                    continue
                if self._outer[other]:
                    self._shrink(person, other)
                elif self._parent[other] < 0:
                    self._parent[other] = person
                    following = self._partner[other]
                    if following < 0:
                        return other
                    self._outer[following] = True
                    self._queue.append(following)
        return -1

    def reached(self) -> NDArray[np.int64]:
        """Everybody in the tree."""
        inner = np.array(self._parent) >= 0
        return np.flatnonzero(self._outer | inner)

    def augment(self, end: int) -> None:
        """Turn the path: everybody on it gets the other partner."""
        while end >= 0:
            before = self._parent[end]
            following = self._partner[before]
            self._partner[end], self._partner[before] = before, end
            end = following

    def _shrink(self, one: int, other: int) -> None:
        """An odd ring: everybody on it now counts as its base, and may go on in either direction."""
        base = self._common(one, other)
        ring = np.zeros(len(self._base), dtype=np.bool_)
        self._mark(one, base, other, ring)
        self._mark(other, base, one, ring)
        inside = ring[self._base]
        self._base[inside] = base
        fresh = np.flatnonzero(inside & ~self._outer)
        self._outer[fresh] = True
        self._queue.extend(fresh.tolist())

    def _common(self, one: int, other: int) -> int:
        seen = set()
        while True:
            one = int(self._base[one])
            seen.add(one)
            if self._partner[one] < 0:
                break
            one = self._parent[self._partner[one]]
        while int(self._base[other]) not in seen:
            other = self._parent[self._partner[int(self._base[other])]]
        return int(self._base[other])

    def _mark(self, person: int, base: int, child: int, ring: NDArray[np.bool_]) -> None:
        while int(self._base[person]) != base:
            partner = self._partner[person]
            ring[self._base[person]] = ring[self._base[partner]] = True
            self._parent[person] = child
            child = partner
            person = self._parent[partner]

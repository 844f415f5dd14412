"""The cheapest way to give each application its reviewers: a flow, one review at a time.

Each review is sent along the cheapest way there is: to a reviewer, who may pass one of theirs to
another, and so on. After each the answer is the cheapest for what was given so far (successive
shortest paths), because a review's cost to one reviewer never falls. Only reviewers are nodes, as from
one reviewer to another only the application that is cheapest to pass counts.

References
----------
Ahuja RK, Magnanti TL, Orlin JB (1993). Network Flows, section 9.7 (successive shortest paths) and 14.4
(convex costs).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kith.matching.sharing.weights import NEVER, Costs

USABLE = NEVER // 2
Places = NDArray[np.int64]


class Flow:
    """Who holds what.

    Parameters
    ----------
    cost
        Applications x reviewers: what each pair costs.
    may
        Applications x reviewers: whether it may be given (and is not kept from before).
    steps
        For each reviewer what each further review costs, never falling; its length is their room.
    luck
        Applications x reviewers: who gets an application among those to whom it would be as cheap; the
        highest wins.
    """

    def __init__(
        self, cost: Costs, may: NDArray[np.bool_], steps: Sequence[Costs], luck: NDArray[np.int64]
    ) -> None:
        self._luck = luck
        many, reviewers = cost.shape
        self._cost = cost
        self._open = np.where(may, cost, NEVER)
        self._steps = steps
        self._next = np.array([step[0] if len(step) else NEVER for step in steps], dtype=np.int64)
        self._count = np.zeros(reviewers, dtype=np.int64)
        self._held = np.full((reviewers, max(1, many)), -1, dtype=np.int64)
        self._place = np.full((many, reviewers), -1, dtype=np.int64)
        self._pass_cost = np.full((reviewers, reviewers), NEVER, dtype=np.int64)
        self._pass_what = np.full((reviewers, reviewers), -1, dtype=np.int64)

    def give(self, application: int) -> None:
        """One more reviewer for an application, others' reviews passed on where that is cheaper.

        Somebody must have room: the caller has stand-ins with room for all.
        """
        distance = self._open[application].copy()
        before = np.full(len(distance), -1, dtype=np.int64)
        while True:
            through = np.minimum(distance, USABLE)[:, None] + self._pass_cost
            best = through.argmin(axis=0)
            found = through[best, np.arange(len(distance))]
            shorter = found < distance
            if not shorter.any():
                break
            distance[shorter] = found[shorter]
            before[shorter] = best[shorter]
        whole = np.minimum(distance, USABLE) + np.minimum(self._next, USABLE)
        cheapest = np.flatnonzero(whole == whole.min())
        self._send(application, int(cheapest[self._luck[application, cheapest].argmax()]), before)

    def held_by(self, reviewer: int) -> Places:
        """The applications that a reviewer holds, in no order."""
        return self._held[reviewer, : self._count[reviewer]]

    def _send(self, application: int, last: int, before: Places) -> None:
        moves = []
        at = last
        while before[at] >= 0:
            source = int(before[at])
            moves.append((int(self._pass_what[source, at]), source, at))
            at = source
        for passed, source, target in moves:
            self._take(passed, source)
            self._hold(passed, target)
        self._hold(application, at)
        taken = int(self._count[last])
        step = self._steps[last]
        self._next[last] = step[taken] if taken < len(step) else NEVER

    def _hold(self, application: int, reviewer: int) -> None:
        count = self._count[reviewer]
        self._held[reviewer, count] = application
        self._place[application, reviewer] = count
        self._count[reviewer] += 1
        self._open[application, reviewer] = NEVER
        offers = self._open[application] - self._cost[application, reviewer]
        cheaper = offers < self._pass_cost[reviewer]
        self._pass_cost[reviewer, cheaper] = offers[cheaper]
        self._pass_what[reviewer, cheaper] = application
        for other in np.flatnonzero(self._place[application] >= 0):
            if other != reviewer and self._pass_what[other, reviewer] == application:
                self._search(int(other), np.array([reviewer]))

    def _take(self, application: int, reviewer: int) -> None:
        place, end = self._place[application, reviewer], self._count[reviewer] - 1
        moved = self._held[reviewer, end]
        self._held[reviewer, place] = moved
        self._place[moved, reviewer] = place
        self._place[application, reviewer] = -1
        self._count[reviewer] = end
        self._open[application, reviewer] = self._cost[application, reviewer]
        stale = np.flatnonzero(self._pass_what[reviewer] == application)
        if len(stale):
            self._search(reviewer, stale)
        for other in np.flatnonzero(self._place[application] >= 0):
            offer = self._cost[application, reviewer] - self._cost[application, other]
            if offer < self._pass_cost[other, reviewer]:
                self._pass_cost[other, reviewer] = offer
                self._pass_what[other, reviewer] = application

    def _search(self, reviewer: int, targets: Places) -> None:
        """The cheapest application to pass from one reviewer to each of some others, looked for anew."""
        held = self.held_by(reviewer)
        if not len(held):
            self._pass_cost[reviewer, targets], self._pass_what[reviewer, targets] = NEVER, -1
            return
        offers = self._open[held[:, None], targets] - self._cost[held, reviewer][:, None]
        best = offers.argmin(axis=0)
        found = offers[best, np.arange(len(targets))]
        usable = found < USABLE
        self._pass_cost[reviewer, targets] = np.where(usable, found, NEVER)
        self._pass_what[reviewer, targets] = np.where(usable, held[best], -1)

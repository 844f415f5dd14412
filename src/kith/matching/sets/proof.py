"""What no sets can lose less than, found without the solver of sets: a linear programme of its own, by HiGHS.

A set is about what its place is about, and goes on where an earlier one was; places with the same of both are one
kind. The programme says only how much of whom is in which kind. Each rule about counts costs a kind at least what it costs when
its people are spread over the kind's sets as suits it best, which is convex; a rule that always holds caps them. What else is
asked costs nothing here, so what comes out is never above what any sets lose. Whole numbers are tried where that does not
close and the programme is small.

References: Huangfu Q., Hall J. (2018), doi 10.1007/s12532-017-0130-5 (HiGHS); Wolsey L. (2020), *Integer Programming*,
ch. 2 (bounds by relaxation).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from kith.matching.rulebook import Strength, Verb
from kith.matching.sets.plain import PlainSets
from kith.matching.sets.types import SetRule, SetsProblem, SetsResult, SetVerb
from kith.matching.types import Objective, ObjectiveKey

MOST_CELLS = 20_000
"""People by kinds of sets beyond which no programme is made."""
MOST_WHOLE = 4_000
"""The same, beyond which whole numbers are not tried."""
NODES = 200
SECONDS = 6.0
"""What whole numbers may take: usually nodes end it; seconds are for a slow machine, and only make it say less."""
SLACK = 1e-6


def shown(problem: SetsProblem, result: SetsResult, one: Objective) -> bool:
    """Whether nothing passes the value of an objective, or its bound where it is not proven."""
    limit = one.value if one.proven else one.bound
    assert limit is not None
    if one.key is ObjectiveKey.MATCHED:
        return limit >= PlainSets(problem).room.placed
    if one.key is ObjectiveKey.WORST:
        return limit >= result.most_points or _Losses(problem, result, limit + 1).are_impossible()
    sets, most = len(result.sets), result.most_points
    if limit >= sets * most:
        return True
    worst = result.objective(ObjectiveKey.WORST)
    losses = _Losses(problem, result, None if worst is None else worst.value)
    return losses.least(sets * most - limit)


class _Losses:
    """The programme of a problem, for as many people as the result places.

    ``worst``: every set has at least so many points.
    """

    def __init__(self, problem: SetsProblem, result: SetsResult, worst: int | None) -> None:
        self._plain, self._problem, self._result = PlainSets(problem), problem, result
        self._ids = sorted(self._plain.people)
        kinds = Counter(map(self._kind_of, range(self._plain.room.sets)))
        self._kinds = [(place, times) for (_, place), times in _first_places(kinds, self._kind_of).items()]
        cells = len(self._ids) * len(self._kinds)
        self._fits = 0 < cells <= MOST_CELLS and len(result.sets) == self._plain.room.sets
        self._rows: list[tuple[list[int], list[float], float, float]] = []
        self._cost: list[float] = []
        self._high: list[float] = []
        self._whole: list[int] = []
        if self._fits:
            self._people()
            for number, (_, times) in enumerate(self._kinds):
                self._one_kind(number, times, worst)

    def are_impossible(self) -> bool:
        """Whether there are no such sets."""
        return self._fits and self._solved(whole=False) == math.inf

    def least(self, loss: int) -> bool:
        """Whether nothing loses less than ``loss``."""
        if not self._fits or self._fewer_lose_less(loss):
            return False
        if self._solved(whole=False) > loss - 1 + SLACK:
            return True
        return len(self._ids) * len(self._kinds) <= MOST_WHOLE and self._solved(whole=True) > loss - 1 + SLACK

    def _fewer_lose_less(self, loss: int) -> bool:
        """Whether one set fewer could hold as many people and have more points: then nothing is shown."""
        placed = sum(len(one.members) for one in self._result.sets)
        needed = self._problem.shape.sets is None and placed == self._plain.room.placed
        return not needed and loss > self._result.most_points

    def _kind_of(self, place: int) -> tuple[object, ...]:
        topics = (r.topics[place % len(r.topics)] for r in self._gathered())
        return (*topics, self._plain.homes.get(place) if self._problem.bonus else None)

    def _gathered(self) -> list[SetRule]:
        return [r for r in self._problem.set_rules if r.verb is SetVerb.GATHER and r.topics]

    def _people(self) -> None:
        """One variable for each person and kind; what a person loses there by themselves is its price."""
        for id_ in self._ids:
            for place, _ in self._kinds:
                lost = sum(
                    self._plain.topic_loss(rule, id_, rule.topics[place % len(rule.topics)])
                    for rule in self._gathered()
                )
                kept = 0 if self._plain.is_kept(id_, place) else self._problem.bonus
                self._new(1.0, lost + kept, whole=1)
        width, everybody = len(self._kinds), len(self._ids)
        placed = sum(len(one.members) for one in self._result.sets)
        for n in range(everybody):
            self._row(range(n * width, (n + 1) * width), float(placed == everybody), 1.0)
        self._row(range(everybody * width), float(placed), float(placed))

    def _one_kind(self, kind: int, times: int, worst: int | None) -> None:
        width, shape = len(self._kinds), self._problem.shape
        cells = {id_: n * width + kind for n, id_ in enumerate(self._ids)}
        first = len(self._cost)
        self._row(cells.values(), float(self._plain.room.fewest * times), float(shape.most * times))
        for rule in self._problem.set_rules:
            if rule.verb in (SetVerb.SPREAD, SetVerb.BALANCE):
                self._counted(rule, cells, times)
        for pair_rule in self._problem.rules.rules:
            if pair_rule.strength is Strength.MUST and pair_rule.verb is Verb.DIFFERENT:
                for members in self._groups(str(pair_rule.on), None).values():
                    self._row((cells[id_] for id_ in members), 0.0, float(times))
        if times == 1:
            self._apart(cells)
        if worst is not None:
            own = [*cells.values(), *range(first, len(self._cost))]
            most = float(times * (self._result.most_points - worst))
            self._rows.append((own, [self._cost[at] for at in own], -np.inf, most))

    def _apart(self, cells: dict[str, int]) -> None:
        hard = any(r.verb is SetVerb.AVOID and r.hard for r in self._problem.set_rules)
        apart = {*self._problem.forbids, *self._problem.never_with, *(self._problem.met if hard else ())}
        for one, other in sorted({(min(pair), max(pair)) for pair in apart}):
            if one in cells and other in cells:
                self._row((cells[one], cells[other]), 0.0, 1.0)
        for one, other in sorted(set(self._problem.locks)):
            self._rows.append(([cells[one], cells[other]], [1.0, -1.0], 0.0, 0.0))

    def _counted(self, rule: SetRule, cells: dict[str, int], times: int) -> None:
        """What the people of each value cost in one kind, spread over its sets as suits the rule best."""
        for members in self._groups(rule.on, rule.value).values():
            mine = [cells[id_] for id_ in members]
            if rule.verb is SetVerb.SPREAD:
                room = int(rule.limit or 1) * times
                if rule.hard:
                    self._row(mine, 0.0, float(room))
                else:
                    over = self._new(np.inf, rule.points, whole=0)
                    self._rows.append(([*mine, over], [1.0] * len(mine) + [-1.0], -np.inf, float(room)))
                continue
            sets, price = self._plain.room.sets, rule.points // 2
            low, high = len(members) // sets, -(-len(members) // sets)
            over, under = self._new(np.inf, price, whole=0), self._new(np.inf, price, whole=0)
            self._rows.append(([*mine, over], [1.0] * len(mine) + [-1.0], -np.inf, float(high * times)))
            self._rows.append(([*mine, under], [1.0] * (len(mine) + 1), float(low * times), np.inf))

    def _groups(self, on: str, value: str | None) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for id_ in self._ids:
            has = self._plain.people[id_].attributes.get(on)
            if has not in (None, "", frozenset()) and value in (None, str(has)):
                found[str(has)].append(id_)
        return found

    def _new(self, high: float, cost: float, *, whole: int) -> int:
        self._cost.append(float(cost))
        self._high.append(high)
        self._whole.append(whole)
        return len(self._cost) - 1

    def _row(self, cells: Iterable[int], low: float, high: float) -> None:
        at = list(cells)
        self._rows.append((at, [1.0] * len(at), low, high))

    def _solved(self, *, whole: bool) -> float:
        """What no sets lose less than; infinite where there are none."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        ends = np.cumsum([0, *(len(at) for at, _, _, _ in self._rows)])
        values = np.array([one for _, factors, _, _ in self._rows for one in factors])
        places = np.array([one for at, _, _, _ in self._rows for one in at])
        table = csr_array((values, places, ends), shape=(len(self._rows), len(self._cost)))
        low, high = (np.array([row[n] for row in self._rows]) for n in (2, 3))
        answer: Any = milp(
            np.array(self._cost),
            integrality=np.array(self._whole) * whole,
            bounds=Bounds(0, np.array(self._high)),
            constraints=LinearConstraint(table, low, high),
            options={"node_limit": NODES, "time_limit": SECONDS},
        )
        if answer.status == 2:
            return math.inf
        bound = answer.mip_dual_bound if whole else answer.fun
        return -math.inf if bound is None else float(bound)


def _first_places(
    kinds: Counter[tuple[object, ...]], kind_of: Callable[[int], tuple[object, ...]]
) -> dict[tuple[tuple[object, ...], int], int]:
    """(kind, its first place) -> how many sets there are of it."""
    first: dict[tuple[object, ...], int] = {}
    for place in reversed(range(sum(kinds.values()))):
        first[kind_of(place)] = place
    return {(kind, place): kinds[kind] for kind, place in sorted(first.items(), key=lambda one: one[1])}

"""That nothing better exists, shown once more by other means than those that found it.

Where places are all that ties people together, alternating paths and prices show it exactly. Elsewhere by HiGHS:
first without whole numbers, whose optimum no choice can pass; where that does not close, with them, up to a fixed
number of nodes. What then is still open rests on the solver's word and is told so.

References: Huangfu Q., Hall J. (2018), doi 10.1007/s12532-017-0130-5 (HiGHS); Wolsey L. (2020), *Integer
Programming*, ch. 2 and 7 (bounds by relaxation).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from kith.foundation.faults import Fault, Faults
from kith.matching.placements.aims import LOTTERY_BITS, weights
from kith.matching.placements.drafting import cells
from kith.matching.placements.flow import is_enough
from kith.matching.placements.flow_proof import FlowProof
from kith.matching.placements.grid import Grid, Ints, tickets
from kith.matching.placements.programme import Factors, Programme
from kith.matching.placements.types import PlacementProblem, PlacementResult
from kith.matching.reproving import claims, on_the_solvers_word
from kith.matching.types import Objective, ObjectiveKey
from kith.tables.types import Note

MOST_VARIABLES = 60_000
"""Beyond, whole numbers are not tried."""
SLACK, SLACK_OF_BOUND = 1e-6, 1e-9
"""How far a bound in floating point may be off: so much, and so much of itself. All values are whole numbers."""


Shows = Callable[[Objective], bool | None]
"""Whether nothing passes an objective's value; ``None`` where that stays open."""


def shown(
    problem: PlacementProblem, result: PlacementResult, the: Grid, said: Callable[[str, float], None]
) -> tuple[tuple[Fault, ...], tuple[Note, ...]]:
    """Objectives said to be proven that can be bettered, and those whose proof could not be shown again."""
    faults, notes = Faults(), []
    stated = {one.key: one for one in result.objectives}
    seed = result.provenance.seed or 0
    if is_enough(problem):
        shows = _by_flow(problem, result, the, seed)
    else:
        large = int(the.by_rules.sum()) > MOST_VARIABLES
        shows = (lambda one: None) if large else _Proving(problem, the, stated, seed).shows
        if is_enough(problem, unless_apart=True):  # nothing is better although they might be together: enough
            shows = _either(_by_flow(problem, result, the, seed), shows)
    for index, one in enumerate(result.objectives):
        said("check", 0.1 + 0.9 * index / len(result.objectives))
        if not one.proven:  # nothing after it is proven either
            notes += [on_the_solvers_word(other) for other in result.objectives[index:] if claims(other)]
            break
        holds = shows(one)
        if holds is False:
            faults.add("matching.placements.check.better", objective=one.key.value, value=one.value)
            break
        if holds is None:
            notes.append(on_the_solvers_word(one))
    return tuple(faults), tuple(notes)


def _either(first: Shows, second: Shows) -> Shows:
    return lambda one: True if first(one) else second(one)


def _by_flow(problem: PlacementProblem, result: PlacementResult, the: Grid, seed: int) -> Shows:
    worst = result.objective(ObjectiveKey.WORST)
    found = FlowProof(the, cells(the, result), weights(problem, the, seed))
    return lambda one: found.shows(one, None if worst is None else worst.value)


class _Proving:
    """One objective after the other, those before it held at their values."""

    def __init__(
        self, problem: PlacementProblem, the: Grid, stated: dict[ObjectiveKey, Objective], seed: int
    ) -> None:
        self._problem, self._the, self._stated, self._seed = problem, the, stated, seed
        self._all = Programme(problem, the)
        worst = stated.get(ObjectiveKey.WORST)
        self._fair = self._all if worst is None else Programme(problem, the, worst.value)

    def shows(self, one: Objective) -> bool | None:
        """Whether nothing passes its value; ``None`` where that stays open."""
        if one.key is ObjectiveKey.MATCHED:
            return self._closes(self._all, self._all.placed_factors(), [], one.value)
        if one.key is ObjectiveKey.WORST:
            return self._worst(one.value)
        fair, held = self._fair, self._held(one.key)
        if one.key is ObjectiveKey.TOTAL:
            return self._closes(fair, fair.factors(self._worth, teams=True), held, one.value)
        if one.key is ObjectiveKey.KEPT:
            kept = self._the.kept.astype(np.int64)
            return self._closes(fair, fair.factors(kept, teams=False), held, one.value)
        drawn = tickets(self._problem, self._seed, LOTTERY_BITS)
        return self._closes(fair, fair.factors(drawn, teams=False), held, one.value)

    @property
    def _worth(self) -> Ints:
        return self._the.points + self._problem.keep_bonus * self._the.kept

    def _held(self, key: ObjectiveKey) -> list[tuple[Factors, float]]:
        """The objectives before this one as rows, each at least at its value."""
        fair = self._fair
        held = [(fair.placed_factors(), float(self._stated[ObjectiveKey.MATCHED].value))]
        if key is ObjectiveKey.TOTAL:
            return held
        held.append((fair.factors(self._worth, teams=True), float(self._stated[ObjectiveKey.TOTAL].value)))
        if key is ObjectiveKey.LOTTERY and ObjectiveKey.KEPT in self._stated:
            kept = fair.factors(self._the.kept.astype(np.int64), teams=False)
            held.append((kept, float(self._stated[ObjectiveKey.KEPT].value)))
        return held

    def _worst(self, value: int) -> bool | None:
        """Whether fewer people are placed once everybody must be above ``value``."""
        above = Programme(self._problem, self._the, value + 1)
        size = self._stated[ObjectiveKey.MATCHED].value
        return self._closes(above, above.placed_factors(), [], size - 1)

    def _closes(
        self, programme: Programme, goal: Factors, held: Sequence[tuple[Factors, float]], value: int
    ) -> bool | None:
        _, bound = programme.most(goal, held, whole=False)
        if _is_below(bound, value):
            return True
        if len(goal) > MOST_VARIABLES:
            return None
        reached, bound = programme.most(goal, held, whole=True)
        if reached is not None and reached > value:
            return False
        return True if _is_below(bound, value) else None


def _is_below(bound: float, value: int) -> bool:
    """Whether no whole number up to the bound, however far it may be off, passes the value."""
    if math.isinf(bound):
        return bound < 0
    return math.floor(bound + SLACK + SLACK_OF_BOUND * abs(bound)) <= value

"""Better sets from good ones: a few at a time are taken apart, and the best that can be made of their people is proven.

References: Shaw (1998), "Using constraint programming and local search methods to solve vehicle routing problems"
(large neighbourhood search), doi 10.1007/3-540-49481-2_30.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from kith.matching.sets import measure
from kith.matching.sets.cpsat import Aim, Effort
from kith.matching.sets.exact import Exact
from kith.matching.sets.model import Model
from kith.matching.sets.parts import restricted

FEWEST_TAKEN, FIRST_TAKEN, MOST_TAKEN = 3, 5, 24
"""Sets taken apart at once: one more after each proof, one fewer where the proof did not come."""
EFFORT = 4.0
"""CP-SAT's deterministic seconds for one round."""

Sets = list[list[int]]


def polish(
    model: Model,
    sets: Sets,
    rng: np.random.Generator,
    *,
    rounds: int,
    floor: int | None = None,
    work: float = math.inf,
    workers: int = 1,
    tick: Callable[[float], bool] | None = None,
) -> Sets:
    """The sets after ``rounds`` of taking a few apart; never worse. It ends sooner where no more than ``floor`` is lost,
    and after ``work`` of CP-SAT's deterministic seconds.

    Sets that lose much are taken more often; each with the others at random.
    """
    lost = measure.losses(model, sets)
    taken, spent = FIRST_TAKEN, 0.0
    for done in range(rounds):
        if sum(lost) == floor or spent >= work or (tick is not None and tick(done / rounds)):
            break
        chosen = _chosen(sets, lost, taken, rng)
        if len(chosen) < 2:
            break
        effort = Effort(EFFORT, workers, int(rng.integers(1 << 30)))
        better, proven, took = remade(model, chosen, [sets[s] for s in chosen], effort)
        spent += took
        for s, people in zip(chosen, better, strict=True):
            sets[s] = people
            lost[s] = measure.set_loss(model, s, people) or 0
        taken = min(taken + 1, MOST_TAKEN) if proven else max(taken - 1, FEWEST_TAKEN)
    return sets


def _chosen(sets: Sets, lost: Sequence[int], taken: int, rng: np.random.Generator) -> list[int]:
    """One set by what it loses, the others at random, in order."""
    occupied = [s for s, people in enumerate(sets) if people]
    weight = np.array([max(0, lost[s]) for s in occupied], dtype=np.float64)
    if not weight.sum():
        return []
    first = occupied[int(rng.choice(len(occupied), p=weight / weight.sum()))]
    others = [s for s in rng.permutation(occupied).tolist() if s != first]
    return sorted([first, *others[: taken - 1]])


def remade(model: Model, chosen: Sequence[int], sets: Sets, effort: Effort) -> tuple[Sets, bool, float]:
    """The best that some sets' own people can make in their places, whether that is proven, and the work it took."""
    part, people = restricted(model, chosen, sets)
    index = {i: place for place, i in enumerate(people)}
    hint = [sorted(index[i] for i in one) for one in sets]
    before = sum(measure.losses(part, hint))
    found = Exact(part, all_placed=True).search(Aim.TOTAL, effort, hint)
    if found.sets is None or sum(measure.losses(part, found.sets)) >= before:
        return sets, found.proven, found.work
    return [sorted(people[i] for i in one) for one in found.sets], found.proven, found.work


def mended(model: Model, sets: Sets, *, waiting: frozenset[int] = frozenset()) -> Sets:
    """Sets that may be, out of some that may not: whoever breaks a rule waits, and a set with too few is closed.

    ``waiting``: people who stay without a set, since somebody they are locked to has none.
    """
    found: Sets = []
    for s, people in enumerate(sets):
        kept: list[int] = []
        for i in people:
            clash = any((min(i, j), max(i, j)) in model.conflicts for j in kept)
            if not clash and len(kept) < model.most:
                kept.append(i)
        while kept and measure.set_loss(model, s, kept) is None:
            kept.pop()
        found.append(kept)
    where = {i: s for s, people in enumerate(found) for i in people}
    broken = {one for i, j in model.locks if i not in where or where[i] != where.get(j) for one in (i, j)}
    if not broken:
        return _filled(model, found, waiting)
    free = [[i for i in people if i not in broken] for people in found]
    return mended(replace(model, locks=frozenset()), free, waiting=frozenset(broken))


def _filled(model: Model, sets: Sets, waiting: frozenset[int]) -> Sets:
    """Whoever waits goes where there is room for them and least is lost; a closed set stays closed."""
    placed = {i for people in sets for i in people}
    for i in (one for one in model.people if one not in placed and one not in waiting):
        best: tuple[int, int] | None = None
        for s, people in enumerate(sets):
            if people and len(people) < model.most:
                loss = measure.set_loss(model, s, [*people, i])
                if loss is not None and (best is None or loss < best[0]):
                    best = loss, s
        if best is not None:
            sets[best[1]] = sorted([*sets[best[1]], i])
    return sets

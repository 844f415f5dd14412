"""Better sets from good ones: a few at a time are taken apart, and the best that can be made of their people is proven.

References: Shaw (1998), "Using constraint programming and local search methods to solve vehicle routing problems"
(large neighbourhood search), doi 10.1007/3-540-49481-2_30.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from kith.matching.sets import measure
from kith.matching.sets.exact import Aim, Effort, Exact
from kith.matching.sets.model import Model

TAKEN = 3
"""Sets taken apart at once: 27 people are proven in about a second."""
EFFORT = 1.0

Sets = list[list[int]]


def polish(
    model: Model,
    sets: Sets,
    rng: np.random.Generator,
    *,
    rounds: int,
    workers: int = 1,
    tick: Callable[[float], bool] | None = None,
) -> Sets:
    """The sets after ``rounds`` of taking a few apart; never worse.

    Sets that lose much are taken more often; each with the others at random.
    """
    lost = measure.losses(model, sets)
    for done in range(rounds):
        if tick is not None and tick(done / rounds):
            break
        open_ = [s for s, people in enumerate(sets) if people]
        if len(open_) < 2 or not any(lost):
            break
        weight = np.array([lost[s] for s in open_], dtype=np.float64)
        first = int(rng.choice(len(open_), p=weight / weight.sum())) if weight.sum() else 0
        others = [s for s in rng.permutation(open_).tolist() if s != open_[first]]
        chosen = sorted([open_[first], *others[: TAKEN - 1]])
        better = remade(model, chosen, [sets[s] for s in chosen], int(rng.integers(1 << 30)))
        for s, people in zip(chosen, better, strict=True):
            sets[s] = people
            lost[s] = measure.set_loss(model, s, people) or 0
    return sets


def remade(model: Model, chosen: Sequence[int], sets: Sets, seed: int) -> Sets:
    """The best that some sets' own people can make in their places."""
    part, people = restricted(model, chosen, sets)
    index = {i: place for place, i in enumerate(people)}
    hint = [sorted(index[i] for i in one) for one in sets]
    before = sum(measure.losses(part, hint))
    if before <= 0:
        return sets
    found = Exact(part, all_placed=True).search(Aim.TOTAL, Effort(EFFORT, 1, seed), hint)
    if found.sets is None or sum(measure.losses(part, found.sets)) >= before:
        return sets
    return [sorted(people[i] for i in one) for one in found.sets]


def restricted(model: Model, chosen: Sequence[int], sets: Sets) -> tuple[Model, list[int]]:
    """The model of some sets and their people alone, and who they are."""
    people = sorted(i for one in sets for i in one)
    index = {i: place for place, i in enumerate(people)}

    def pairs(given: frozenset[tuple[int, int]]) -> frozenset[tuple[int, int]]:
        return frozenset((index[i], index[j]) for i, j in given if i in index and j in index)

    tallies = tuple(
        replace(tally, members=tuple(index[i] for i in tally.members if i in index))
        for tally in model.tallies
    )
    gains = {
        (index[i], index[j]): gain for (i, j), gain in model.pair_gain.items() if i in index and j in index
    }
    kinds = {kind: number for number, kind in enumerate(dict.fromkeys(model.kind_of_set[s] for s in chosen))}
    part = replace(
        model,
        ids=tuple(model.ids[i] for i in people),
        sets=len(chosen),
        kind_of_set=tuple(kinds[model.kind_of_set[s]] for s in chosen),
        place_loss=tuple(tuple(model.place_loss[i][kind] for kind in kinds) for i in people),
        tallies=tallies,
        choices=tuple(replace(one, loss=tuple(one.loss[i] for i in people)) for one in model.choices),
        pair_gain=gains,
        conflicts=pairs(model.conflicts),
        locks=pairs(model.locks),
        excluded=frozenset(),
    )
    return part, people


def mended(model: Model, sets: Sets) -> Sets:
    """Sets that may be, out of some that may not: whoever breaks a rule waits, and a set with too few is closed."""
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
    broken = {one for i, j in model.locks if where.get(i) != where.get(j) for one in (i, j)}
    if broken:
        return mended(
            replace(model, locks=frozenset()), [[i for i in people if i not in broken] for people in found]
        )
    return found

"""What some sets lose under a model, or that they may not be: plain, whole, for the solver's own use."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from kith.matching.sets.model import FORBIDDEN, Choice, Model


def set_loss(model: Model, s: int, people: Sequence[int]) -> int | None:
    """What set ``s`` loses with these people; ``None`` if it may not be. A set of nobody loses nothing."""
    if not people:
        return 0
    if not model.fewest <= len(people) <= model.most:
        return None
    if any(pair in model.conflicts for pair in itertools.combinations(sorted(people), 2)):
        return None
    return open_loss(model, s, people)


def open_loss(model: Model, s: int, people: Sequence[int]) -> int | None:
    """The same without looking at sizes and at two who may not be together."""
    loss = model.size_loss[len(people)] + sum(model.place_loss[i][model.kind_of_set[s]] for i in people)
    counts = Counter(number for i in people for number in model.tallies_of[i])
    for number, tally in enumerate(model.tallies):
        if tally.table[0] and not counts[number]:
            loss += tally.table[0]
    for number, count in counts.items():
        here = model.tallies[number].table[count]
        if here == FORBIDDEN:
            return None
        loss += here
    for choice in model.choices:
        best = best_option(choice, people)
        if best is None:
            return None
        loss += best[0]
    return loss - sum(model.pair_gain.get(pair, 0) for pair in itertools.combinations(sorted(people), 2))


def best_option(choice: Choice, people: Sequence[int]) -> tuple[int, int] | None:
    """The least loss of a choice and the first option with it; ``None`` when every option is forbidden."""
    found: tuple[int, int] | None = None
    for option, cost in enumerate(choice.cost):
        losses = [choice.loss[i][option] for i in people]
        if FORBIDDEN in losses:
            continue
        if found is None or cost + sum(losses) < found[0]:
            found = cost + sum(losses), option
    return found


def all_losses(model: Model, sets: Sequence[Sequence[int]]) -> list[int | None]:
    """What every set loses, ``None`` for one that may not be: one pass over each rule, for thousands of sets."""
    where = {i: s for s, people in enumerate(sets) for i in people}
    found: list[int | None] = [
        (model.size_loss[len(people)] if model.fewest <= len(people) <= model.most else None) if people else 0
        for people in sets
    ]

    def add(s: int, loss: int | None) -> None:
        before = found[s]
        found[s] = None if before is None or loss is None else before + loss

    for s, people in enumerate(sets):
        if people and found[s] is not None:
            add(s, sum(model.place_loss[i][model.kind_of_set[s]] for i in people))
            for choice in model.choices:
                best = best_option(choice, people)
                add(s, None if best is None else best[0])
    for tally in model.tallies:
        counts = Counter(where[i] for i in tally.members if i in where)
        rest = range(len(sets)) if tally.table[0] else counts
        for s in rest:
            if sets[s] and found[s] is not None:
                loss = tally.table[counts[s]]
                add(s, None if loss == FORBIDDEN else loss)
    for (i, j), gain in model.pair_gain.items():
        if i in where and where[i] == where.get(j):
            add(where[i], -gain)
    for i, j in model.conflicts:
        if i in where and where[i] == where.get(j):
            found[where[i]] = None
    return found


def allowed_sets(model: Model, sets: Sequence[Sequence[int]]) -> list[list[int]] | None:
    """The sets if all may be and every lock holds, else ``None``."""
    where = {i: s for s, people in enumerate(sets) for i in people}
    if any(where.get(i) != where.get(j) or i not in where for i, j in model.locks):
        return None
    if any(one is None for one in all_losses(model, sets)):
        return None
    return [list(people) for people in sets]


def losses(model: Model, sets: Sequence[Sequence[int]]) -> list[int]:
    """What each set loses. Raises :class:`ValueError` for sets that may not be."""
    found = all_losses(model, sets)
    if any(one is None for one in found):
        raise ValueError("sets that may not be")
    return [one or 0 for one in found]

"""What some sets lose under a model, or that they may not be: plain, whole, for the solver's own use."""

from __future__ import annotations

from collections.abc import Sequence

from kith.matching.sets.model import FORBIDDEN, Choice, Model


def set_loss(model: Model, s: int, people: Sequence[int]) -> int | None:
    """What set ``s`` loses with these people; ``None`` if it may not be. A set of nobody loses nothing."""
    if not people:
        return 0
    if not model.fewest <= len(people) <= model.most:
        return None
    inside = set(people)
    if any(i in inside and j in inside for i, j in model.conflicts):
        return None
    return open_loss(model, s, people)


def open_loss(model: Model, s: int, people: Sequence[int]) -> int | None:
    """The same without looking at sizes and at two who may not be together."""
    loss = model.size_loss[len(people)] + sum(model.place_loss[i][model.kind_of_set[s]] for i in people)
    inside = set(people)
    for tally in model.tallies:
        here = tally.table[sum(1 for i in tally.members if i in inside)]
        if here == FORBIDDEN:
            return None
        loss += here
    for choice in model.choices:
        best = best_option(choice, people)
        if best is None:
            return None
        loss += best[0]
    ordered = sorted(people)
    for place, i in enumerate(ordered):
        for j in ordered[place + 1 :]:
            loss -= model.pair_gain.get((i, j), 0)
    return loss


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


def allowed_sets(model: Model, sets: Sequence[Sequence[int]]) -> list[list[int]] | None:
    """The sets if all may be and every lock holds, else ``None``."""
    where = {i: s for s, people in enumerate(sets) for i in people}
    if any(where.get(i) != where.get(j) or i not in where for i, j in model.locks):
        return None
    if any(set_loss(model, s, people) is None for s, people in enumerate(sets)):
        return None
    return [list(people) for people in sets]


def losses(model: Model, sets: Sequence[Sequence[int]]) -> list[int]:
    """What each set loses. Raises :class:`ValueError` for sets that may not be."""
    found = [set_loss(model, s, people) for s, people in enumerate(sets)]
    if any(one is None for one in found):
        raise ValueError("sets that may not be")
    return [one or 0 for one in found]

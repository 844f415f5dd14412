"""A few sets and their people cut out of the whole, as a problem of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kith.matching.sets.model import FORBIDDEN, Model, Tally, tallies_of

Sets = list[list[int]]


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
        tallies_of=tallies_of(tallies, len(people)),
    )
    return part, people


def hard_only(model: Model) -> Model:
    """What may be, without what is better: enough to know how many can be in a set, and all sets are alike."""
    tallies = tuple(
        Tally(one.rule, one.family, one.members, hard)
        for one in model.tallies
        if FORBIDDEN in (hard := tuple(lost if lost == FORBIDDEN else 0 for lost in one.table))
    )
    choices = tuple(
        replace(
            choice,
            loss=tuple(tuple(FORBIDDEN if lost == FORBIDDEN else 0 for lost in row) for row in choice.loss),
            cost=(0,) * len(choice.cost),
        )
        for choice in model.choices
        if any(FORBIDDEN in row for row in choice.loss)
    )
    return replace(
        model,
        kind_of_set=(0,) * model.sets,
        place_loss=((0,),) * len(model.ids),
        tallies=tallies,
        choices=choices,
        pair_gain={},
        size_loss=(0,) * len(model.size_loss),
        tallies_of=tallies_of(tallies, len(model.ids)),
    )

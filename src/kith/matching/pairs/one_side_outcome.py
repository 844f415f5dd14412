"""From places to people for pairs of one list: pairs, threes, and why somebody is left over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from kith.matching.pairs.mirror import Mirror
from kith.matching.pairs.one_side import free_people, weights
from kith.matching.pairs.outcome import each_rule, reason
from kith.matching.pairs.types import MatchedPair, Three
from kith.matching.rulebook import BestFor
from kith.matching.types import Objective, ObjectiveKey, Reason, RulePart, Unmatched

Cells = Iterable[tuple[int, int]]


def made_pairs(mirror: Mirror, pairs: Cells, locked: Cells) -> tuple[MatchedPair, ...]:
    """The pairs, each with the person first whose id is lower, by that id."""
    wanted = [*((cell, True) for cell in locked), *((cell, False) for cell in pairs)]
    made = []
    for (one, other), is_locked in wanted:
        parts = mirror.parts(one, other)
        made.append(
            MatchedPair(
                mirror.members[one].id,
                mirror.members[other].id,
                sum(part.points for part in parts),
                parts,
                mirror.satisfaction(one, other, parts),
                is_locked,
            )
        )
    return tuple(sorted(made, key=lambda pair: (pair.left, pair.right)))


def made_threes(mirror: Mirror, joined: Mapping[int, tuple[int, int]], locked: Cells) -> tuple[Three, ...]:
    """The threes by their first id."""
    stand = set(locked)
    found = []
    for person, pair in joined.items():
        places = tuple(sorted((person, *pair)))
        relations = [(places[0], places[1]), (places[0], places[2]), (places[1], places[2])]
        parts = [mirror.parts(*relation) for relation in relations]
        seen: dict[int, list[float]] = {place: [] for place in places}
        for relation, given in zip(relations, parts, strict=True):
            for place, one in zip(relation, mirror.satisfaction(*relation, given), strict=True):
                seen[place].append(one)
        together = tuple(
            RulePart(same[0].rule, sum(part.points for part in same), sum(part.most for part in same))
            for same in zip(*parts, strict=True)
        )
        ids = [mirror.members[place].id for place in places]
        share = [sum(seen[place]) / 2 for place in places]
        found.append(
            Three(
                (ids[0], ids[1], ids[2]),
                mirror.members[person].id,
                sum(part.points for part in together),
                together,
                (share[0], share[1], share[2]),
                pair in stand,
            )
        )
    return tuple(sorted(found, key=lambda three: three.ids))


def left_over(mirror: Mirror, together: Iterable[str]) -> tuple[Unmatched, ...]:
    """Everyone who is with nobody, by id, with reasons that everybody may know.

    Parameters
    ----------
    together
        The ids of all who are in a pair or a three.
    """
    side, within = mirror.problem.sides[0], set(together)
    possible = np.asarray(mirror.by_rules().any(axis=1))
    eligible = [place for place, one in enumerate(mirror.members) if one.capacity and possible[place]]
    alone = [place for place in eligible if mirror.members[place].id not in within]
    odd = len(eligible) % 2 == 1 and len(alone) == 1
    found = []
    for place, member in enumerate(mirror.members):
        if member.id in within:
            continue
        if not member.capacity:
            reasons: tuple[Reason, ...] = (reason("matching.unmatched.no_room"),)
        elif len(mirror.members) == 1:
            reasons = (reason("matching.unmatched.nobody_else"),)
        elif not possible[place]:
            reasons = _ruled_out(mirror, place, side)
        elif odd:
            reasons = (reason("matching.unmatched.odd", people=len(eligible)),)
        else:
            reasons = (reason("matching.unmatched.nobody_left", other=side),)
        if mirror.problem.rules.threes and member.capacity and possible[place]:
            reasons = (*reasons, reason("matching.unmatched.no_three"))
        found.append(Unmatched(side, member.id, reasons))
    return tuple(found)


def _ruled_out(mirror: Mirror, place: int, side: str) -> tuple[Reason, ...]:
    """Nobody is possible under the rules: how many each of them rules out, either way round."""
    rows = slice(0, len(mirror.members))
    broken = []
    for breaks in mirror.scoring.breaks(rows):
        either = (breaks | breaks.T)[place]
        broken.append(int(either.sum()) - int(either[place]))
    people = len(mirror.members) - 1
    return (
        reason("matching.unmatched.rules_allow_nobody", other=side, people=people),
        *each_rule(mirror.scoring.musts, broken, mirror.members[place], 0, people),
    )


def objectives(
    mirror: Mirror,
    pairs: Sequence[tuple[int, int]],
    locked: Sequence[tuple[int, int]],
    joined: Mapping[int, tuple[int, int]],
    tickets: int,
) -> tuple[Objective, ...]:
    """Every objective that was pursued, in order. They are about the pairs before anybody joined one."""
    problem = mirror.problem
    whole = [*pairs, *locked]
    again = sum(bool(mirror.earlier()[pair]) for pair in whole)
    values = {ObjectiveKey.MATCHED: len(whole)}
    if problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND and pairs:
        values[ObjectiveKey.WORST] = min(int(mirror.points[pair]) for pair in pairs)
    values[ObjectiveKey.TOTAL] = sum(int(mirror.points[pair]) for pair in whole) + 2 * problem.bonus * again
    if weights(problem, len(free_people(mirror))).again:
        values[ObjectiveKey.KEPT] = again
    values[ObjectiveKey.LOTTERY] = tickets
    if problem.rules.threes:
        values[ObjectiveKey.THIRDS] = len(joined)
    return tuple(Objective(key, value, proven=True) for key, value in values.items())

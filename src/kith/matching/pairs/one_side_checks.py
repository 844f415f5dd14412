"""Is a result of one list right? Checked by other means: rules in plain Python, Edmonds' search, prices of odd sets."""

from __future__ import annotations

from collections import Counter

import numpy as np

from kith.foundation.faults import Faults
from kith.matching.pairs import blossoms, odd_sets, paths
from kith.matching.pairs.mirror import Mirror
from kith.matching.pairs.one_side import Cells, free_people, joining, locked_pairs, weights
from kith.matching.pairs.one_side_outcome import left_over, made_pairs, made_threes
from kith.matching.pairs.types import MatchResult, Three
from kith.matching.rulebook import BestFor
from kith.matching.types import MatchProblem, ObjectiveKey, Unmatched


def check_one_side(problem: MatchProblem, result: MatchResult, faults: Faults) -> None:
    """Add every way in which the result is not a right answer to the problem."""
    if not _check_people(problem, result, faults):
        return
    mirror = Mirror(problem)
    pairs = {_places(mirror, pair.left, pair.right): pair.locked for pair in result.pairs}
    joined: dict[int, tuple[int, int]] = {}
    for three in result.threes:
        one, other = sorted(mirror.index[id_] for id_ in three.ids if id_ != three.joined)
        joined[mirror.index[three.joined]] = (one, other)
        pairs[one, other] = three.locked
    if not _check_values(mirror, result, pairs, joined, faults):
        return
    _check_optimal(mirror, result, sorted(pairs), joined, faults)


def _places(mirror: Mirror, left: str, right: str) -> tuple[int, int]:
    one, other = sorted((mirror.index[left], mirror.index[right]))
    return one, other


def _check_people(problem: MatchProblem, result: MatchResult, faults: Faults) -> bool:
    """Everybody once; a three has the one who joined in it."""
    before = len(faults)
    side = problem.sides[0]
    room = {member.id: member.capacity for member in problem.members}
    used = Counter(id_ for pair in result.pairs for id_ in (pair.left, pair.right))
    used.update(id_ for three in result.threes for id_ in three.ids)
    alone = Counter(one.id for one in result.unmatched)
    for id_ in sorted({*used, *alone, *room}):
        if id_ not in room:
            faults.add("matching.check.unknown_person", id=id_, side=side)
        elif used[id_] > room[id_]:
            faults.add("matching.check.over_capacity", id=id_, times=used[id_], capacity=room[id_])
        elif used[id_] + alone[id_] != 1:
            faults.add("matching.check.not_once", id=id_)
    shapes = all(
        three.joined in three.ids and list(three.ids) == sorted(set(three.ids)) for three in result.threes
    )
    if not shapes or (result.threes and not problem.rules.threes):
        faults.add("matching.check.heading")
    return len(faults) == before


def _check_values(
    mirror: Mirror,
    result: MatchResult,
    pairs: dict[tuple[int, int], bool],
    joined: dict[int, tuple[int, int]],
    faults: Faults,
) -> bool:
    """Every pair allowed, every figure and reason as the rules give it."""
    before = len(faults)
    names = [member.id for member in mirror.members]
    stand = set(locked_pairs(mirror))
    for one, other in sorted(stand ^ {pair for pair, is_locked in pairs.items() if is_locked}):
        faults.add("matching.check.locks", left=names[one], right=names[other])
    for one, other in [*pairs, *((person, place) for person, two in joined.items() for place in two)]:
        if not mirror.can_be_paired(one, other):
            faults.add("matching.check.excluded", left=names[one], right=names[other])
    whole = {*joined.values()}
    true = made_pairs(
        mirror,
        [pair for pair in pairs if pair not in stand | whole],
        [pair for pair in pairs if pair in stand and pair not in whole],
    )
    for said, right in zip(result.pairs, true, strict=True):
        if said != right:
            faults.add("matching.check.points", left=right.left, right=right.right, points=right.points)
    threes: tuple[Three, ...] = made_threes(mirror, joined, stand)
    if threes != result.threes:
        faults.add("matching.check.threes")
    together = [id_ for pair in result.pairs for id_ in (pair.left, pair.right)]
    together += [id_ for three in result.threes for id_ in three.ids]
    reasons: tuple[Unmatched, ...] = left_over(mirror, together)
    if reasons != result.unmatched:
        faults.add("matching.check.reasons")
    return len(faults) == before


def _check_optimal(
    mirror: Mirror,
    result: MatchResult,
    pairs: Cells,
    joined: dict[int, tuple[int, int]],
    faults: Faults,
) -> None:
    problem, stand = mirror.problem, set(locked_pairs(mirror))
    free = free_people(mirror)
    place_of = {int(person): place for place, person in enumerate(free)}
    made = [(place_of[one], place_of[other]) for one, other in pairs if (one, other) not in stand]
    points = mirror.points[np.ix_(free, free)]
    worst = min((int(points[pair]) for pair in made), default=None)
    if problem.rules.best_for is not BestFor.NO_ONE_LEFT_BEHIND:
        worst = None
    seed = result.provenance.seed or 0
    weigh = weights(problem, len(free))
    again = mirror.earlier()[np.ix_(free, free)]
    worth = weigh(np.where(points >= (worst or 0), points, -1), mirror.numbers(seed)[free], again)
    tickets = sum(int(worth[pair]) % weigh.tickets for pair in made)
    real = _real_values(mirror, pairs, len(joined))
    real |= {ObjectiveKey.WORST: worst, ObjectiveKey.LOTTERY: tickets}
    stated = {one.key: one.value for one in result.objectives}
    for key in ObjectiveKey:
        if stated.get(key) != real.get(key):
            faults.add("matching.check.objective", objective=key.value, value=real.get(key))
    strong = [pair for pair in made if worst is not None and points[pair] > worst]
    if blossoms.enlarged(points >= 0, made) > len(made):
        faults.add("matching.check.more_pairs", value=len(pairs))
    elif worst is not None and blossoms.enlarged(points > worst, strong) >= len(made):
        faults.add("matching.check.better_worst", value=worst)
    elif odd_sets.bound(worth, len(made), made) > sum(int(worth[pair]) for pair in made):
        faults.add("matching.check.better_total", value=result.total)
    elif problem.rules.threes:
        _check_joined(mirror, [int(person) for person in free], pairs, joined, seed, faults)


def _real_values(mirror: Mirror, pairs: Cells, joined: int) -> dict[ObjectiveKey, int | None]:
    """What the pairs come to under each objective that is a count or a sum; ``None`` where it is not pursued."""
    problem = mirror.problem
    kept = sum(bool(mirror.earlier()[pair]) for pair in pairs)
    return {
        ObjectiveKey.MATCHED: len(pairs),
        ObjectiveKey.TOTAL: sum(int(mirror.points[pair]) for pair in pairs) + 2 * problem.bonus * kept,
        ObjectiveKey.KEPT: kept if weights(problem, len(free_people(mirror))).again else None,
        ObjectiveKey.THIRDS: joined if problem.rules.threes else None,
    }


def _check_joined(
    mirror: Mirror,
    free: list[int],
    pairs: Cells,
    joined: dict[int, tuple[int, int]],
    seed: int,
    faults: Faults,
) -> None:
    """Nobody more could join, none of them better: by alternating paths and by prices of pairs."""
    taken = {place for pair in pairs for place in pair}
    alone = [place for place in free if place not in taken]
    if not alone or not pairs:
        return
    weaker, worth = joining(mirror, alone, pairs, mirror.numbers(seed))
    partners = np.array([pairs.index(joined[one]) if one in joined else -1 for one in alone], dtype=np.int64)
    if np.count_nonzero(paths.enlarge(weaker >= 0, partners, len(alone)) >= 0) > len(joined):
        faults.add("matching.check.threes")
        return
    least = 0
    rows = np.flatnonzero(partners >= 0)
    if mirror.problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND and len(rows):
        least = int(weaker[rows, partners[rows]].min())
        kept = np.full_like(partners, -1)
        good = rows[weaker[rows, partners[rows]] > least]
        kept[good] = partners[good]
        if np.count_nonzero(paths.enlarge(weaker > least, kept, len(rows)) >= 0) >= len(rows):
            faults.add("matching.check.threes")
            return
    if not paths.is_best(np.where(weaker >= least, worth, -1), partners):
        faults.add("matching.check.threes")

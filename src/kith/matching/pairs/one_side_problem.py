"""What is wrong with a problem of one list, all at once and before any work."""

from __future__ import annotations

from collections import Counter

from kith.foundation.faults import Faults
from kith.matching.pairs.layout import FEWEST_LOTTERY_BITS
from kith.matching.pairs.mirror import Mirror
from kith.matching.pairs.one_side import WORTH_BITS, free_people, locked_pairs, weights
from kith.matching.types import MatchProblem, Member

MOST_PEOPLE = 2_000
"""Two million possible pairs: about a minute, and half a gigabyte for the graph."""


def check_people(problem: MatchProblem, faults: Faults) -> None:
    """Ids, places and wishes. What two lists share with this is checked where two lists are."""
    side = problem.sides[0]
    ids = Counter(member.id for member in problem.members)
    for id_, times in sorted(ids.items()):
        if times > 1:
            faults.add("matching.problem.duplicate_id", id=id_, side=side, times=times)
    for member in problem.members:
        if member.side != side:
            faults.add("matching.problem.unknown_side", id=member.id, side=member.side, known=side)
        if not member.id.strip():
            faults.add("matching.problem.empty_id", side=side)
        if not 0 <= member.capacity <= 1:
            faults.add("matching.problem.one_side_capacity", id=member.id, capacity=member.capacity)
        _check_wishes(member, ids, faults)
    if problem.standing:
        faults.add("matching.problem.one_side_standing")
    if len(problem.members) > MOST_PEOPLE:
        faults.add("matching.problem.one_side_people", people=len(problem.members), most=MOST_PEOPLE)


def _check_wishes(member: Member, ids: Counter[str], faults: Faults) -> None:
    for wished, times in Counter(member.wishes).items():
        if wished == member.id:
            faults.add("matching.problem.wish_oneself", id=member.id)
        elif wished not in ids:
            faults.add("matching.problem.unknown_wish", id=member.id, wished=wished)
        if times > 1:
            faults.add("matching.problem.wish_twice", id=member.id, wished=wished)


def check_rules(problem: MatchProblem, faults: Faults) -> None:
    """Each rule reads something that somebody has, and is about no other side."""
    side = problem.sides[0]
    for rule in problem.rules.rules:
        if rule.side not in (None, side):
            faults.add("matching.problem.rule_side", rule=rule.key, side=rule.side, known=side)
        for key in dict.fromkeys((rule.on, rule.on_second)):
            has = any(
                member.attributes.get(key or "") not in (None, "", frozenset()) for member in problem.members
            )
            if key is not None and problem.members and not has:
                faults.add("matching.problem.attribute_empty", rule=rule.key, attribute=key, side=side)


def check_decided(problem: MatchProblem, faults: Faults) -> None:
    """Locks and forbids: everybody is there, and nobody is locked to two."""
    side = problem.sides[0]
    room = {member.id: member.capacity for member in problem.members}
    for code, pairs in (("lock", problem.locks), ("forbid", problem.forbids)):
        for pair in sorted(set(pairs)):
            for id_ in pair:
                if id_ not in room:
                    faults.add(
                        f"matching.problem.{code}_unknown", id=id_, side=side, left=pair[0], right=pair[1]
                    )
    locks = {(min(pair), max(pair)) for pair in problem.locks}
    for id_, times in sorted(Counter(id_ for pair in locks for id_ in pair).items()):
        if times > room.get(id_, times):
            faults.add("matching.problem.locked_too_often", id=id_, times=times, capacity=room[id_])


def check_locks_and_size(problem: MatchProblem, faults: Faults) -> None:
    """One sentence for every lock that cannot be, whatever stands against it; and whether the sums are exact."""
    mirror = Mirror(problem)
    for one, other in locked_pairs(mirror):
        if not mirror.can_be_paired(one, other):
            faults.add(
                "matching.problem.lock_refused", left=mirror.members[one].id, right=mirror.members[other].id
            )
    people = len(free_people(mirror))
    if weights(problem, people).bits < FEWEST_LOTTERY_BITS:
        faults.add(
            "matching.problem.too_large", places=people, points=problem.rules.most_points, bits=WORTH_BITS
        )

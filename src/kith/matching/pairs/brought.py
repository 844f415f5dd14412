"""What is wrong with what a problem brings along: pairs that stand, an earlier result, scores given, minimums."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from kith.foundation.faults import Faults
from kith.matching.pairs.places import Mask, Room, most_pairs, needs_flow, room_of, unmet
from kith.matching.reading import MOST_WEIGHT
from kith.matching.rulebook import POINTS_PER_WEIGHT, Verb
from kith.matching.score import Scoring
from kith.matching.types import MatchProblem

MOST_BONUS = MOST_WEIGHT * POINTS_PER_WEIGHT
"""A bonus for staying is at most what the heaviest rule gives."""


def check_standing(problem: MatchProblem, faults: Faults) -> None:
    """Each stands with one other, who is there, and neither is promised to somebody else by a lock."""
    room = [{m.id: m.capacity for m in problem.members if m.side == side} for side in problem.sides]
    standing = sorted(set(problem.standing))
    for pair in standing:
        for id_, known, side in zip(pair, room, problem.sides, strict=True):
            if id_ not in known:
                faults.add(
                    "matching.problem.standing_unknown", id=id_, side=side, left=pair[0], right=pair[1]
                )
            elif known[id_] != 1:
                faults.add("matching.problem.standing_room", id=id_, capacity=known[id_])
        if pair[0] == pair[1]:
            faults.add("matching.problem.standing_oneself", id=pair[0])
    for place in (0, 1):
        times = Counter(pair[place] for pair in {*standing, *problem.locks})
        for id_ in sorted({pair[place] for pair in standing}):
            if times[id_] > 1:
                faults.add("matching.problem.standing_twice", id=id_)
    if problem.most_changes is not None and problem.most_changes < 0:
        faults.add("matching.problem.most_changes", value=problem.most_changes)


def check_scores(problem: MatchProblem, faults: Faults) -> None:
    """Scores of a changed file, or made by hand: as many as there are pairs of ids, none twice, none below 0."""
    scores, read = problem.scores, [rule for rule in problem.rules.rules if rule.verb is Verb.GIVEN]
    if scores is None:
        for rule in read:
            faults.add("matching.problem.rule_shape", rule=rule.key)
        return
    shape = len(scores.points) == len(scores.left) and all(
        len(line) == len(scores.right) for line in scores.points
    )
    once = all(len(set(ids)) == len(ids) for ids in (scores.left, scores.right))
    most = max((rule.points for rule in read), default=0) or MOST_BONUS  # a price is asked without its rule
    fine = all(cell is None or 0 <= cell <= most for line in scores.points for cell in line)
    if not (shape and once and fine):
        faults.add("matching.problem.scores")


def check_bonus(problem: MatchProblem, faults: Faults) -> None:
    if not 0 <= problem.bonus <= MOST_BONUS:
        faults.add("matching.problem.bonus", value=problem.bonus, most=MOST_BONUS)


def check_fewest(problem: MatchProblem, faults: Faults) -> None:
    """Minimums that cannot be met, and whose; asked last, of a problem that is otherwise in order.

    Who could get how many is counted under the rules alone. Where a forbid or a request stands against it, it is
    only said that not all minimums can be met at once.
    """
    if not needs_flow(problem):
        return
    if problem.standing:
        faults.add("matching.problem.standing_fewest")
        return
    before = len(faults)
    for member in sorted(problem.members, key=lambda one: (one.side, one.id)):
        if not 0 <= member.fewest <= member.capacity:
            faults.add(
                "matching.problem.fewest_room", id=member.id, fewest=member.fewest, capacity=member.capacity
            )
    if len(faults) > before:
        return
    open_ = Scoring(replace(problem, forbids=(), never_with=()))
    room = room_of(problem, open_)
    _check_possible(problem, open_, room, faults)
    if len(faults) == before and unmet(_edges(problem, Scoring(problem)), room):
        faults.add("matching.problem.fewest_refused")


def _edges(problem: MatchProblem, scoring: Scoring) -> Mask:
    """Where a pair can be made beside the locked ones."""
    edges = scoring.matrix() >= 0
    for pair in problem.locks:
        edges[scoring.index(pair)] = False
    return edges


def _check_possible(problem: MatchProblem, scoring: Scoring, room: Room, faults: Faults) -> None:
    """Each minimum by itself; then, where each can be met, all of a side at once."""
    before, edges = len(faults), _edges(problem, scoring)
    for place, members in enumerate((scoring.left, scoring.right)):
        need, others = room.fewest[place], room.most[1 - place] > 0
        possible = ((edges if place == 0 else edges.T) & others).sum(axis=1)
        for index in np.flatnonzero(need > possible):
            faults.add(
                "matching.problem.fewest_possible",
                id=members[int(index)].id,
                fewest=members[int(index)].fewest,
                possible=int(possible[index]),
            )
    for place, need in enumerate(room.fewest if len(faults) == before else ()):
        limits = (need, room.most[1]) if place == 0 else (room.most[0], need)
        filled = most_pairs(edges, *limits) if need.any() else 0
        if filled < int(need.sum()):
            faults.add(
                "matching.problem.fewest_together",
                side=problem.sides[place],
                needed=int(need.sum()),
                possible=filled,
            )

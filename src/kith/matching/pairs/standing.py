"""Pairs that stand together now: more people get a partner, and as few of these as can be are changed.

Staying together is worth more than all points and tickets, so among the matchings of a size the one with the
most standing pairs is taken. The more pairs a matching has, the fewer standing ones can be among them, and each
further pair costs no fewer than the one before (a flow's least cost is convex in its size). So where only so many
may be changed, the largest size that keeps enough is found by halving.

Nobody who stands with somebody is left without a partner: the exchange that would do so could be undone with a
standing pair more, or a pair more.

References: Ahuja, Magnanti & Orlin (1993), Network Flows, section 9.7 (successive shortest paths).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kith.matching.pairs.assignment import best_assignment
from kith.matching.pairs.layout import Grid, Weights
from kith.matching.pairs.thresholds import largest_matching
from kith.matching.pairs.types import MatchResult
from kith.matching.rulebook import BestFor
from kith.matching.score import EXCLUDED, Scoring
from kith.matching.types import MatchProblem, PersonPair

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Goal:
    """How many pairs to make, how many of them standing ones, and what each new pair must be worth at least."""

    size: int
    kept: int
    threshold: int


def goal(problem: MatchProblem, points: NDArray[np.integer], stands: Mask, tick: Callable[[], None]) -> Goal:
    """As many pairs as can be made with ``problem.most_changes``, then as few changes, then the worst new pair."""
    size, kept = _size(points, stands, problem.most_changes)
    threshold = 0
    if problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND and size > kept:
        threshold = _threshold(points, stands, size, kept, tick)
    return Goal(size, kept, threshold)


def _size(points: NDArray[np.integer], stands: Mask, most_changes: int | None) -> tuple[int, int]:
    standing = int(np.count_nonzero(stands))
    allowed = points >= 0
    low, low_kept = standing, standing
    high = largest_matching(points, 0)
    if high == low:
        return low, low_kept
    fewest = 0 if most_changes is None else standing - most_changes
    kept = _most_kept(allowed, stands, high)
    if kept >= fewest:
        return high, kept
    while high - low > 1:
        middle = (low + high) // 2
        kept = _most_kept(allowed, stands, middle)
        if kept >= fewest:
            low, low_kept = middle, kept
        else:
            high = middle
    return low, low_kept


def _most_kept(allowed: Mask, stands: Mask, size: int) -> int:
    """The most standing pairs that a matching of ``size`` can hold, if there is one."""
    cost = np.where(allowed, -stands.astype(np.float64), np.inf)
    rows, columns = best_assignment(cost, size)
    return int(np.count_nonzero(stands[rows, columns]))


def _threshold(
    points: NDArray[np.integer], stands: Mask, size: int, kept: int, tick: Callable[[], None]
) -> int:
    """The best that the worst new pair can be, as many pairs made and as many kept."""
    levels = np.unique(points[(points >= 0) & ~stands])
    low, high = 0, len(levels)
    while high - low > 1:
        tick()
        middle = (low + high) // 2
        allowed = stands | (points >= levels[middle])
        enough = largest_matching(np.where(allowed, 0, EXCLUDED).astype(np.int16), 0) >= size
        if enough and _most_kept(allowed, stands, size) == kept:
            low = middle
        else:
            high = middle
    return int(levels[low])


def favour(
    cost: NDArray[np.float64],
    places: Grid,
    stands: Mask,
    weigh: Weights,
    numbers: tuple[NDArray[np.uint64], ...],
) -> None:
    """Put into ``cost`` what each standing pair is worth, whatever its points."""
    left, right = numbers
    for row, column in np.argwhere(stands):
        points = places.points[row : row + 1, column : column + 1]
        worth = weigh(points, left[row : row + 1], right[column : column + 1])
        cost[row, column] = -float(weigh.standing + int(worth[0, 0]))


@dataclass(frozen=True, slots=True)
class Change:
    """A standing pair that was changed: who is with whom now, and the two without a partner whom that serves."""

    pair: PersonPair
    left_now: PersonPair
    right_now: PersonPair
    serves: PersonPair


def changes(problem: MatchProblem, result: MatchResult) -> tuple[Change, ...]:
    """Each standing pair that the result does not keep, and the two people who have a partner because of it.

    A change belongs to a chain from somebody who waited on one side to somebody who waited on the other. Without
    it neither would have a partner, and no other chain changes fewer pairs. A pair that a lock took apart serves
    nobody, and is not here.
    """
    partner_of = (
        {pair.left: pair.right for pair in result.pairs},
        {pair.right: pair.left for pair in result.pairs},
    )
    stood = dict(problem.standing), {right: left for left, right in problem.standing}
    found = []
    for left, right in sorted(set(problem.standing)):
        if partner_of[0].get(left) == right:
            continue
        ends = _end(right, (partner_of[1], stood[0])), _end(left, (partner_of[0], stood[1]))
        found.append(
            Change(
                (left, right), (left, partner_of[0][left]), (partner_of[1][right], right), (ends[0], ends[1])
            )
        )
    return tuple(found)


def _end(id_: str, steps: tuple[dict[str, str], dict[str, str]]) -> str:
    """Follow new partner, old partner, new partner ... until somebody who had none."""
    now, before = steps
    other = now[id_]
    while other in before:
        other = now[before[other]]
    return other


def nearest(problem: MatchProblem, most: int) -> MatchProblem:
    """The problem with at most ``most`` standing pairs: those that could help somebody without a partner best.

    A pair helps when one of its two could be with somebody who waits; where both could, it helps at once. The
    people of the other pairs are left out, so the answer is the best with these pairs, not with all.
    """
    if len(set(problem.standing)) <= most:
        return problem
    worth = _worth(problem)
    chosen = sorted(set(problem.standing), key=lambda pair: (*worth[pair], pair), reverse=True)[:most]
    out = set(problem.standing) - set(chosen)
    gone = {(side, pair[place]) for pair in out for place, side in enumerate(problem.sides)}
    here = {(member.side, member.id) for member in problem.members} - gone
    other = {problem.sides[0]: problem.sides[1], problem.sides[1]: problem.sides[0]}
    members = tuple(
        replace(member, wishes=tuple(id_ for id_ in member.wishes if (other[member.side], id_) in here))
        for member in problem.members
        if (member.side, member.id) in here
    )
    forbids = tuple(pair for pair in problem.forbids if {*zip(problem.sides, pair, strict=True)} <= here)
    return replace(problem, members=members, forbids=forbids, standing=tuple(sorted(chosen)))


def _worth(problem: MatchProblem) -> dict[PersonPair, tuple[int, int]]:
    """How many of a pair's two could be with somebody who waits (0-2), and the points of that."""
    found: dict[PersonPair, tuple[int, int]] = dict.fromkeys(problem.standing, (0, 0))
    for place in (0, 1):
        standing = {pair[place] for pair in problem.standing}
        paired = {pair[1 - place] for pair in problem.standing}
        members = tuple(
            member
            for member in problem.members
            if (member.id in standing if member.side == problem.sides[place] else member.id not in paired)
        )
        scoring = Scoring(replace(problem, members=members, standing=()))
        matrix = scoring.matrix()
        best = matrix.max(axis=1 - place, initial=EXCLUDED)
        index = {member.id: at for at, member in enumerate((scoring.left, scoring.right)[place])}
        for pair in problem.standing:
            points = int(best[index[pair[place]]])
            if points != EXCLUDED:
                count, total = found[pair]
                found[pair] = count + 1, total + points
    return found

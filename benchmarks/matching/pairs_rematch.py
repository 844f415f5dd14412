"""A match made again after 1% have left and others came: how few people are disturbed, for how little.

Counted as the field counts it: people of the side that nobody left whose partner is no longer the same; each of the
ten whose partner left is one of them whatever is done. People changed on both sides are printed beside it. The peer is the same
engine run anew. Five draws of people and of who leaves; both orders of the objectives. With the worst pair first, the
weakest of the new pairs must be as good as can be too, which takes longer chains.

The bonus is not chosen by looking: of each draw it is the smallest of :data:`BONUSES` that changes no more than
:data:`MOST_PEOPLE`, as a lead takes it from the curve, and where there is none the largest. It is found by halving: a higher
bonus never keeps fewer people, as what is best for a sum of two parts has no less of the part that comes to count more.
That holds with the total first; with the worst pair first too, as the same pairs are possible whatever the bonus is.

How few could be changed at all is said beside it, found by scipy on what is possible, without the engine. With the worst
pair first that is more than :data:`MOST_PEOPLE` in every draw, even where the worst pair is not raised but only held at
what it was before: whoever is matched anew must be at least as well off, and that takes chains. So no bonus reaches the
target in that order, and not raising the worst pair would help in one draw only.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from benchmarks.claims import Claim, at_most
from benchmarks.matching.instances import SIDES, problem
from kith.matching import BestFor, MatchProblem, solve
from kith.matching.pairs.keeping import keeping, people_changed
from kith.matching.pairs.types import MatchResult
from kith.matching.score import Scoring

SIZE = 1_000
LEAVE = SIZE // 100
DRAWS = (1, 2, 3, 4, 5)
BONUSES = tuple(range(0, 401, 10))
"""Points for each person who stays; a typical pair has 1,500."""
MOST_PEOPLE = 16
MOST_LOST = 0.003


@dataclass(frozen=True, slots=True)
class After:
    """What one bonus came to on one draw: people changed of the side that stayed, of both sides, part of the total lost."""

    stayed: int
    both: int
    lost: float


@dataclass(frozen=True, slots=True)
class Draw:
    """What each bonus came to, and the fewest of the side that stayed who could be changed: with the worst pair as good as
    can be (if that comes first), and with it held at what it was."""

    curve: dict[int, After]
    fewest: int
    held: int


def measure() -> list[Claim]:
    return [claim for best_for in (BestFor.MOST, BestFor.NO_ONE_LEFT_BEHIND) for claim in _claims(best_for)]


def _claims(best_for: BestFor) -> list[Claim]:
    draws = [_draw(best_for, draw) for draw in DRAWS]
    curves = [one.curve for one in draws]
    _show(best_for, draws)
    bonuses = [_chosen(curve) for curve in curves]
    made = [curve[bonus] for curve, bonus in zip(curves, bonuses, strict=True)]
    anew = median(curve[0].stayed for curve in curves)
    lost, people = [one.lost for one in made], [one.stayed for one in made]
    fair = best_for is BestFor.NO_ONE_LEFT_BEHIND
    order = "worst pair first" if fair else "total first"
    how = (
        f"{SIZE:,} a side, {LEAVE} of one side replaced; {order}; {len(DRAWS)} draws. Of each the smallest bonus of 0, 10 to 400 "
        f"for each who stays that changes at most {MOST_PEOPLE}, else the largest "
        f"({', '.join(map(str, bonuses))} points): median {median(people):g}, worst {max(people)} of the side that "
        f"stayed (median {median(one.both for one in made):g}, worst "
        f"{max(one.both for one in made)} of both sides), for {median(lost):.2%}, worst {max(lost):.2%}, of the total. "
        f"Fewest that could be changed whatever the bonus: {', '.join(str(one.fewest) for one in draws)}; 1 thread."
    )
    return [
        at_most(
            f"people changed by a re-match after 1% have left, {order}, worst of {len(DRAWS)} draws",
            kith=max(people),
            peer="the same engine run anew, median draw",
            peer_value=anew,
            target=MOST_PEOPLE / anew,
            how=how,
        ),
        *(
            at_most(
                f"part of the total lost by that, {order}, {which} of {len(DRAWS)} draws, %",
                kith=100 * value,
                peer="the most that it may cost",
                peer_value=100 * MOST_LOST,
                target=1.0,
                how=how,
            )
            for which, value in (("median", median(lost)), ("worst", max(lost)))
        ),
    ]


def _chosen(curve: dict[int, After]) -> int:
    return min((bonus for bonus, one in curve.items() if one.stayed <= MOST_PEOPLE), default=BONUSES[-1])


def _show(best_for: BestFor, draws: list[Draw]) -> None:
    print(
        f"  best_for = {best_for.value}: of each draw bonus: people of the side that stayed, of both sides, lost"
    )
    for draw, made in zip(DRAWS, draws, strict=True):
        tried = (
            f"{bonus}: {one.stayed}, {one.both}, {one.lost:.2%}" for bonus, one in sorted(made.curve.items())
        )
        held = f", {made.held} with the worst pair held" if best_for is BestFor.NO_ONE_LEFT_BEHIND else ""
        print(f"  {draw}: {' | '.join(tried)} | fewest: {made.fewest}{held}")


def _draw(best_for: BestFor, draw: int) -> Draw:
    """What some of the bonuses come to (none, the largest, those on the way to the one that is chosen), and the fewest."""
    given = problem(SIZE, seed=draw)
    given = replace(given, rules=replace(given.rules, best_for=best_for))
    before, now = solve(given, seed=1), after_some_left(given, seed=100 + draw)
    anew = solve(now, seed=1)
    found: dict[int, After] = {}

    def few(bonus: int) -> bool:
        made = anew if bonus == 0 else solve(keeping(now, before, bonus=bonus), seed=1)
        lost = (anew.total - made.total) / anew.total
        found[bonus] = After(_moved(before, made), people_changed(now, before, made), lost)
        return found[bonus].stayed <= MOST_PEOPLE

    few(0)
    few(BONUSES[-1])
    bisect_left(BONUSES[1:-1], True, key=few)
    fair = best_for is BestFor.NO_ONE_LEFT_BEHIND
    worst = anew.worst or 0 if fair else 0
    return Draw(found, fewest(now, before, worst), fewest(now, before, min(before.worst or 0, worst)))


def fewest(now: MatchProblem, before: MatchResult, least: int) -> int:
    """The fewest people of the side that nobody left who are changed when everybody has a pair of ``least`` points."""
    from scipy.optimize import linear_sum_assignment

    scoring = Scoring(keeping(now, before, bonus=0))
    points = scoring.matrix()
    stays = np.zeros(points.shape, dtype=np.bool_)
    stays[tuple(scoring.earlier.T)] = True
    cost = np.where(points >= max(least, 0), np.where(stays, 0.0, 1.0), float(points.size))
    rows, columns = linear_sum_assignment(cost)
    return int(cost[rows, columns].sum())


def _moved(before: MatchResult, after: MatchResult) -> int:
    """People of the side that nobody left who had a partner and have no longer the same."""
    now = {pair.left: pair.right for pair in after.pairs}
    return sum(now.get(pair.left) != pair.right for pair in before.pairs)


def after_some_left(given: MatchProblem, seed: int = 9) -> MatchProblem:
    """The problem with :data:`LEAVE` people of the second side replaced by people of another draw."""
    rng = random.Random(seed)
    gone = set(rng.sample([one.id for one in given.members if one.side == SIDES[1]], LEAVE))
    others = {(one.side, one.id): one for one in problem(SIZE, seed=seed).members}
    members = []
    for one in given.members:
        if one.side == SIDES[1] and one.id in gone:
            members.append(replace(others[one.side, one.id], id=f"new-{one.id}"))
        else:
            members.append(replace(one, wishes=tuple(id_ for id_ in one.wishes if id_ not in gone)))
    return replace(given, members=tuple(members))

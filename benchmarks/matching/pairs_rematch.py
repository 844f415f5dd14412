"""A match made again after 1% have left and others came: how few people are disturbed, for how little.

The peer is the same engine run anew. People changed are those of both sides who are still here and are no longer
with whom they were; each of the ten who lost their partner is one of them whatever is done. The target was set for
the total alone (``best_for = "most"``). With the worst pair first, the weakest of the new pairs must be as good as
can be too, which takes longer chains: that is reported beside it.
"""

from __future__ import annotations

import random
from dataclasses import replace

from benchmarks.claims import Claim, at_most
from benchmarks.matching.instances import SIDES, problem
from kith.matching import BestFor, MatchProblem, solve
from kith.matching.pairs.keeping import Kept, keep_curve

SIZE = 1_000
LEAVE = SIZE // 100
BONUSES = (5, 10, 25, 50, 100, 150, 200, 400)
CHOSEN = 150
"""Points for each person who stays; a typical pair has 1,500."""
MOST_PEOPLE = 16
MOST_LOST = 0.003


def measure() -> list[Claim]:
    most, fair = _curve(BestFor.MOST), _curve(BestFor.NO_ONE_LEFT_BEHIND)
    chosen, kept = (next(one for one in curve if one.bonus == CHOSEN) for curve in (most, fair))
    how = (
        f"{SIZE:,} a side; {LEAVE} of one side replaced by others; a bonus of {CHOSEN} points for each who stays; "
        f"total first. {chosen.lost:.2%} of the total lost (target: at most {MOST_LOST:.1%}). With the worst pair "
        f"first: {fair[0].people} people become {kept.people} for {kept.lost:.2%}, the worst pair as good as before. "
        "Checked without the solver in the tests. 1 thread."
    )
    return [
        at_most(
            "people changed by a re-match after 1% have left",
            kith=chosen.people,
            peer="the same engine run anew",
            peer_value=most[0].people,
            target=MOST_PEOPLE / most[0].people,
            how=how,
        ),
        at_most(
            "part of the total lost by that, %",
            kith=100 * chosen.lost,
            peer="the most that it may cost",
            peer_value=100 * MOST_LOST,
            target=1.0,
            how=how,
        ),
    ]


def _curve(best_for: BestFor) -> tuple[Kept, ...]:
    given = problem(SIZE)
    given = replace(given, rules=replace(given.rules, best_for=best_for))
    curve = keep_curve(after_some_left(given), solve(given, seed=1), BONUSES, seed=1)
    print(f"  best_for = {best_for.value}")
    for one in curve:
        print(
            f"  bonus {one.bonus:>4}: {one.people:>4} people changed, {one.lost:.2%} lost, worst {one.worst}"
        )
    return curve


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

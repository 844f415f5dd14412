"""A problem that stays near an earlier result: a bonus for each person who stays, or least change among equals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kith.matching.pairs.solver import Progress, solve
from kith.matching.pairs.types import MatchResult
from kith.matching.types import MatchProblem, PersonPair


def keeping(problem: MatchProblem, result: MatchResult, *, bonus: int) -> MatchProblem:
    """The problem with the pairs of an earlier result to stay near.

    Parameters
    ----------
    bonus
        Points for each *person* who stays with their partner: a pair that is made again counts twice as many
        in the total, and nothing in how good the worst pair is. 0: least change only decides between answers
        that are equally good.

    Pairs of people who are not there any more are left out.
    """
    here = {(member.side, member.id) for member in problem.members}
    first, second = (problem.sides * 2)[:2]
    earlier = tuple(
        (left, right) for left, right in pairs_of(result) if (first, left) in here and (second, right) in here
    )
    return replace(problem, earlier=earlier, bonus=bonus if earlier else 0)


def pairs_of(result: MatchResult) -> tuple[PersonPair, ...]:
    """Who is with whom; of a three, the two whom the third joined."""
    joined = []
    for three in result.threes:
        one, other = (id_ for id_ in three.ids if id_ != three.joined)
        joined.append((one, other))
    return (*((pair.left, pair.right) for pair in result.pairs), *joined)


@dataclass(frozen=True, slots=True)
class Kept:
    """What one bonus does: how many people are no longer with whom they were, and the part of the total it costs.

    ``people`` counts those of the earlier result who are still here. ``lost`` compares with bonus 0, 0-1.
    """

    bonus: int
    people: int
    total: int
    worst: int | None
    lost: float


def keep_curve(
    problem: MatchProblem,
    result: MatchResult,
    bonuses: Sequence[int],
    *,
    seed: int,
    progress: Progress | None = None,
) -> tuple[Kept, ...]:
    """What each of several bonuses would do, from the lowest, so that a lead can choose one.

    Parameters
    ----------
    problem
        The people of today.
    result
        The earlier result, of the people of then.
    bonuses
        Points for each person who stays, as in :func:`keeping`; 0 is always tried too.
    """
    found: list[Kept] = []
    wanted = sorted({0, *bonuses})
    for index, bonus in enumerate(wanted):
        made = solve(keeping(problem, result, bonus=bonus), seed=seed)
        total = made.total
        best = found[0].total if found else total
        lost = (best - total) / best if best else 0.0
        found.append(Kept(bonus, people_changed(problem, result, made), total, made.worst, lost))
        if progress is not None:
            progress("prices", (index + 1) / len(wanted))
    return tuple(found)


def people_changed(problem: MatchProblem, before: MatchResult, after: MatchResult) -> int:
    """How many people who had a partner, and are still here, no longer have exactly the same."""
    here = {(member.side, member.id) for member in problem.members}
    sides = (problem.sides * 2)[:2]
    then, now = (_partners(sides, result) for result in (before, after))
    return sum(now.get(person, set()) != partners for person, partners in then.items() if person in here)


def _partners(sides: tuple[str, ...], result: MatchResult) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for pair in result.pairs:
        found[sides[0], pair.left].add(pair.right)
        found[sides[1], pair.right].add(pair.left)
    for three in result.threes:
        for id_ in three.ids:
            found[sides[0], id_] = {*three.ids} - {id_}
    return found

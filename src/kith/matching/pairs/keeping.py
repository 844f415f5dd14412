"""A problem that stays near an earlier result: a bonus for each person who stays, or least change among equals."""

from __future__ import annotations

from dataclasses import replace

from kith.matching.types import MatchProblem, MatchResult, PersonPair, Rule, Strength, Verb

STAY = "prefer:stay"
"""The key of the rule that gives the bonus."""


def keeping(problem: MatchProblem, result: MatchResult, *, bonus: int) -> MatchProblem:
    """The problem with the pairs of an earlier result to stay near.

    Parameters
    ----------
    bonus
        Points for each *person* who stays with their partner: a pair that is made again gets twice as many. It
        counts like the points of any rule, in the worst pair and in the total. 0: least change only decides
        between answers that are equally good.

    Pairs of people who are not there any more are left out.
    """
    here = {(member.side, member.id) for member in problem.members}
    first, second = (problem.sides * 2)[:2]
    earlier = tuple(
        (left, right) for left, right in pairs_of(result) if (first, left) in here and (second, right) in here
    )
    rest = tuple(rule for rule in problem.rules.rules if rule.verb is not Verb.STAY)
    stay = (Rule(STAY, Strength.PREFER, Verb.STAY, points=2 * bonus),) if bonus > 0 else ()
    return replace(problem, rules=replace(problem.rules, rules=(*rest, *stay)), earlier=earlier)


def pairs_of(result: MatchResult) -> tuple[PersonPair, ...]:
    """Who is with whom."""
    return tuple((pair.left, pair.right) for pair in result.pairs)

"""From chosen cells to people: each pair's parts and satisfaction, each unmatched person's reasons.

Nothing here may depend on a private never-with: reasons are found under the rules alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from kith.foundation.faults import Parameter
from kith.matching.plain import Plain
from kith.matching.score import Scoring, wish_points
from kith.matching.types import (
    MatchedPair,
    MatchProblem,
    Member,
    Reason,
    Rule,
    RulePart,
    Unmatched,
    Verb,
)


def reason(code: str, **params: Parameter) -> Reason:
    """A reason with its parameters."""
    return Reason(code, MappingProxyType(params))


def matched_pairs(
    problem: MatchProblem,
    scoring: Scoring,
    pairs: Iterable[tuple[int, int]],
    locked: Sequence[tuple[int, int]],
) -> tuple[MatchedPair, ...]:
    """The pairs by the ids of their first side."""
    plain, views, standing = Plain(problem), Views(problem), set(problem.standing)
    wanted = [*((cell, True) for cell in locked), *((cell, False) for cell in pairs)]
    made = []
    for (row, column), is_locked in wanted:
        left, right = scoring.left[row], scoring.right[column]
        parts = tuple(
            RulePart(rule.key, plain.points(rule, left, right), rule.points) for rule in scoring.prefers
        )
        points = sum(part.points for part in parts)
        kept = not is_locked and (left.id, right.id) in standing
        made.append(MatchedPair(left.id, right.id, points, parts, views(left, right, parts), is_locked, kept))
    return tuple(sorted(made, key=lambda pair: (pair.left, pair.right)))


class Views:
    """How good a pair is as each of the two sees it, 0-1.

    The points of the rules that look at both, plus those of one's own wishes, over the most that these
    could give. 1 when no rule gives points. Other people never come into it.
    """

    def __init__(self, problem: MatchProblem) -> None:
        wishes = [rule for rule in problem.rules.prefers if rule.verb is Verb.WISH]
        self._wish_keys = {rule.key for rule in wishes}
        self._tables = [wish_points(rule, problem.sides) for rule in wishes]
        self._most = sum(rule.points for rule in problem.rules.prefers if rule.verb is not Verb.WISH)

    def __call__(self, left: Member, right: Member, parts: Sequence[RulePart]) -> tuple[float, float]:
        both = sum(part.points for part in parts if part.rule not in self._wish_keys)
        return self._share(both, 0, left, right), self._share(both, 1, right, left)

    def _share(self, both: int, place: int, me: Member, other: Member) -> float:
        points, most = both, self._most
        for tables in self._tables if me.wishes else ():
            table = tables[place]
            rank = me.wishes.index(other.id) if other.id in me.wishes else len(table)
            points += table[rank] if rank < len(table) else 0
            most += table[0]
        return points / most if most else 1.0


def unmatched_people(
    problem: MatchProblem, scoring: Scoring, pairs: Sequence[MatchedPair]
) -> tuple[Unmatched, ...]:
    """Everyone without a partner, by side and id, with reasons that everybody may know."""
    found = []
    for place, (side, members, others) in enumerate(
        zip(problem.sides, (scoring.left, scoring.right), (scoring.right, scoring.left), strict=True)
    ):
        paired = {(pair.left, pair.right)[place] for pair in pairs}
        places = sum(other.capacity for other in others)
        for index, member in enumerate(members):
            if member.id not in paired:
                reasons = _reasons(problem, scoring, place, index, filled=len(pairs) == places)
                found.append(Unmatched(side, member.id, reasons))
    return tuple(found)


def _reasons(
    problem: MatchProblem, scoring: Scoring, place: int, index: int, *, filled: bool
) -> tuple[Reason, ...]:
    side, other = problem.sides[place], problem.sides[1 - place]
    member = (scoring.left, scoring.right)[place][index]
    others = (scoring.right, scoring.left)[place]
    if not member.capacity:
        return (reason("matching.unmatched.no_room"),)
    if not any(one.capacity for one in others):
        return (reason("matching.unmatched.other_side_empty", other=other),)
    rows = slice(0, len(scoring.left)) if place else slice(index, index + 1)
    line = (slice(None), index) if place else (0, slice(None))
    if not scoring.allowed(rows, with_requests=False)[line].any():
        broken = [int(breaks[line].sum()) for breaks in scoring.breaks(rows)]
        return (
            reason("matching.unmatched.rules_allow_nobody", other=other, people=len(others)),
            *each_rule(scoring.musts, broken, member, place, len(others)),
        )
    if filled:
        same = sum(one.capacity for one in problem.on_side(side))
        room = sum(one.capacity for one in others)
        return (reason("matching.unmatched.other_side_full", side=side, other=other, places=same, room=room),)
    return (reason("matching.unmatched.nobody_left", other=other),)


def each_rule(
    musts: Sequence[Rule],
    broken: Sequence[int],
    member: Member,
    place: int,
    people: int,
) -> list[Reason]:
    """For each rule that stands in the way: the person's value is missing, or whom it rules out."""
    found = []
    for rule, count in zip(musts, broken, strict=True):
        attribute = (rule.on, rule.on_second)[place]
        if attribute is not None and member.attributes.get(attribute) in (None, "", frozenset()):
            found.append(reason("matching.unmatched.value_missing", rule=rule.key, attribute=attribute))
        elif count:
            found.append(
                reason("matching.unmatched.rule_excludes", rule=rule.key, count=count, people=people)
            )
    return found

"""From chosen cells to people: each pair's parts and satisfaction, each unmatched person's reasons.

Nothing here may depend on a private never-with: reasons are found under the rules alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from kith.foundation.faults import Parameter
from kith.matching.pairs.types import MatchedPair
from kith.matching.plain import Plain
from kith.matching.rulebook import Rule, Verb
from kith.matching.score import Scoring, wish_points
from kith.matching.types import MatchProblem, Member, Reason, RulePart, Unmatched


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
        alone = [index for index, member in enumerate(members) if member.id not in paired]
        if not alone:
            continue
        same, room = (sum(one.capacity for one in people) for people in (members, others))
        lines = _Lines.of(scoring, place, alone) if room else None
        if len(pairs) == room:
            other_side: Reason = reason(
                "matching.unmatched.other_side_full",
                side=side,
                other=problem.sides[1 - place],
                places=same,
                room=room,
            )
        else:
            other_side = reason("matching.unmatched.nobody_left", other=problem.sides[1 - place])
        for at, index in enumerate(alone):
            reasons = _reasons(problem, scoring, place, members[index], lines, at) or (other_side,)
            found.append(Unmatched(side, members[index].id, reasons))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Lines:
    """For some people of a side: whether the rules allow them anybody, and how many each ``must`` rules out."""

    anybody: NDArray[np.bool_]
    broken: NDArray[np.int64]

    @classmethod
    def of(cls, scoring: Scoring, place: int, people: Sequence[int]) -> _Lines:
        """One pass over all pairs for the second side; a line each for the first."""
        anybody = np.zeros(len(people), dtype=np.bool_)
        broken = np.zeros((len(people), len(scoring.musts)), dtype=np.int64)
        if place == 0:
            for at, index in enumerate(people):
                rows = slice(index, index + 1)
                anybody[at] = scoring.allowed(rows, with_requests=False).any()
                if not anybody[at]:
                    broken[at] = [breaks.sum() for breaks in scoring.breaks(rows)]
            return cls(anybody, broken)
        for rows in scoring.blocks():
            anybody |= scoring.allowed(rows, with_requests=False)[:, people].any(axis=0)
        none = np.flatnonzero(~anybody)
        if len(none):
            for rows in scoring.blocks():
                for rule, breaks in enumerate(scoring.breaks(rows)):
                    broken[none, rule] += breaks[:, np.asarray(people)[none]].sum(axis=0)
        return cls(anybody, broken)


def _reasons(
    problem: MatchProblem, scoring: Scoring, place: int, member: Member, lines: _Lines | None, at: int
) -> tuple[Reason, ...]:
    """What stands in the way of one person alone; nothing when it is only that others came first."""
    if not member.capacity:
        return (reason("matching.unmatched.no_room"),)
    other = problem.sides[1 - place]
    if lines is None:
        return (reason("matching.unmatched.other_side_empty", other=other),)
    if lines.anybody[at]:
        return ()
    people = len((scoring.right, scoring.left)[place])
    return (
        reason("matching.unmatched.rules_allow_nobody", other=other, people=people),
        *each_rule(scoring.musts, lines.broken[at].tolist(), member, place, people),
    )


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

"""Why these two, why not those, and what would free somebody: codes and figures, no sentences.

What is said of one person must not show another's private request. So alternatives and exchanges that
cannot be made are left out without saying why, whatever the reason, and what a rule rules out is counted
under the rules alone.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kith.matching.pairs.outcome import reason
from kith.matching.pairs.regret import regrets
from kith.matching.pairs.types import MatchedPair, MatchResult
from kith.matching.plain import Plain
from kith.matching.rulebook import BestFor, Rule
from kith.matching.score import EXCLUDED, Scoring
from kith.matching.types import MatchProblem, Member, PersonPair, Reason, RulePart

if TYPE_CHECKING:
    from kith.matching.pairs.one_side_explain import OneListExplainer

STRONGEST = 2
ALTERNATIVES = 3


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another partner for somebody, and what would have to give.

    Parameters
    ----------
    pair
        The pair that would be made, first side first, and ``points`` what it would score.
    instead
        The pair that the two who lose their partner would make, with ``instead_points``; ``None`` when
        one of the four has no partner now, so that ``left_over`` would have none.
    total_change
        How the total would change. Never above 0 unless the worst pair gets worse.
    worst_after
        The weaker of the pairs that would be made.
    gives
        What would have to give, as a code.
    whole
        What all pairs together would lose by the cheapest chain of changes, of whatever length; ``None`` where
        that is not worked out (see :mod:`kith.matching.pairs.regret`) and only an exchange of two pairs is looked at.
        Where it is, and no such exchange is as cheap, ``instead`` and ``left_over`` are ``None``.
    """

    pair: PersonPair
    points: int
    instead: PersonPair | None
    instead_points: int
    left_over: str | None
    total_change: int
    worst_after: int
    gives: Reason
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class PairExplanation:
    """Why two people were paired: the rules that gave most, and the best alternatives of each."""

    pair: MatchedPair
    strongest: tuple[RulePart, ...]
    for_left: tuple[Alternative, ...]
    for_right: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Freeing:
    """Without ``rule``, up to ``partners`` people would become possible for somebody."""

    rule: str
    partners: int


class Explainer:
    """Answers questions about one result. Making one scores all pairs; each answer looks at one row."""

    def __init__(self, problem: MatchProblem, result: MatchResult) -> None:
        self._problem = problem
        self._result = result
        self._people: dict[tuple[int, str], Member] = {
            (place, member.id): member
            for place, side in enumerate(problem.sides)
            for member in problem.on_side(side)
        }
        self._plain = Plain(problem)
        self._scoring = Scoring(problem)
        self._worst = result.worst or 0
        self._regrets = regrets(problem, result)
        # With exact prices everything is said under the rules alone, so that no request can be read from it.
        self._matrix = self._regrets.points if self._regrets else self._scoring.matrix()
        self._pairs_of: dict[tuple[int, str], list[MatchedPair]] = defaultdict(list)
        for pair in result.pairs:
            self._pairs_of[0, pair.left].append(pair)
            self._pairs_of[1, pair.right].append(pair)

    def pair(self, left: str, right: str) -> PairExplanation:
        """Why these two. Raises :class:`KeyError` when the result does not pair them."""
        pair = self._find(left, right)
        given = sorted(
            (part for part in pair.parts if part.points), key=lambda part: (-part.points, part.rule)
        )
        return PairExplanation(
            pair, tuple(given[:STRONGEST]), self._alternatives(pair, 0), self._alternatives(pair, 1)
        )

    def why_not(self, left: str, right: str) -> tuple[Reason, ...]:
        """Why the result does not pair these two: the rules they break, or what would have to give.

        A forbid, a private request and an exchange that cannot be made all get the same answer. Raises
        :class:`KeyError` for somebody who is not there.
        """
        one, other = self._people[0, left], self._people[1, right]
        broken = [rule for rule in self._problem.rules.musts if not self._satisfies(rule, one, other)]
        if broken:
            return tuple(reason("matching.why_not.rule", rule=rule.key) for rule in broken)
        found = self._alternative(left, right)
        if found is None:
            return (reason("matching.why_not.no_exchange"),)
        if found.whole is None:
            return (found.gives,)
        uses = reason(
            "matching.why_not.uses", points=found.points, uses=found.points + found.whole, whole=found.whole
        )
        return (uses, found.gives)

    def freeing(self, side: str, id_: str) -> tuple[Freeing, ...]:
        """For somebody without a partner: which single rule, dropped, would allow how many partners."""
        return freeing(self._problem, side, id_)

    def _find(self, left: str, right: str) -> MatchedPair:
        for pair in self._pairs_of[0, left]:
            if pair.right == right:
                return pair
        raise KeyError((left, right))

    def _satisfies(self, rule: Rule, left: Member, right: Member) -> bool:
        return self._plain.satisfies(rule, left, right)

    def _points(self, left: str, right: str) -> int:
        """The pair's points, :data:`EXCLUDED` when it cannot be made."""
        return int(self._matrix[self._scoring.index((left, right))])

    def _alternatives(self, pair: MatchedPair, place: int) -> tuple[Alternative, ...]:
        """The best partners that one of a pair could have by an exchange with one other pair."""
        if pair.locked:
            return ()
        mine = (pair.left, pair.right)[place]
        row, column = self._scoring.index((pair.left, pair.right))
        line = self._matrix[row] if place == 0 else self._matrix[:, column]
        others = self._scoring.right if place == 0 else self._scoring.left
        found: list[Alternative] = []
        for index in np.argsort(-line, kind="stable"):
            if line[index] == EXCLUDED or len(found) == ALTERNATIVES:
                break
            other = others[int(index)].id
            one = self._alternative(mine, other) if place == 0 else self._alternative(other, mine)
            if one is not None:
                found.append(one)
        return tuple(found)

    def _alternative(self, left: str, right: str) -> Alternative | None:
        """What pairing two would mean: the cheapest chain where prices are exact, else an exchange of two pairs."""
        exchange = self._exchange(left, right)
        if self._regrets is None:
            return exchange
        together = any(pair.right == right for pair in self._pairs_of[0, left])
        locked = any(pair.locked for pair in (*self._pairs_of[0, left], *self._pairs_of[1, right]))
        whole = None if together or locked else self._regrets.loss(left, right)
        if whole is None:
            return exchange
        points = self._points(left, right)
        said = gives(self._result, -whole, points, self._worst)
        if exchange is not None and exchange.total_change == -whole and exchange.gives == said:
            return replace(exchange, whole=whole)
        return Alternative((left, right), points, None, 0, None, -whole, points, said, whole)

    def _exchange(self, left: str, right: str) -> Alternative | None:
        """What pairing these two by an exchange of at most two pairs would mean; ``None`` if it cannot be."""
        lefts, rights = self._pairs_of[0, left], self._pairs_of[1, right]
        broken_up = [*lefts, *rights]
        if len(lefts) > 1 or len(rights) > 1 or any(pair.locked for pair in broken_up):
            return None
        new = self._points(left, right)
        if not broken_up or new == EXCLUDED or any(pair.right == right for pair in lefts):
            return None
        lost = sum(pair.points for pair in broken_up)
        if len(broken_up) == 1:
            gone = broken_up[0]
            left_over = gone.right if lefts else gone.left
            said = gives(self._result, new - lost, new, self._worst)
            return Alternative((left, right), new, None, 0, left_over, new - lost, new, said)
        instead = (rights[0].left, lefts[0].right)
        points = self._points(*instead)
        if points == EXCLUDED:
            return None
        change, weaker = new + points - lost, min(new, points)
        said = gives(self._result, change, weaker, self._worst)
        return Alternative((left, right), new, instead, points, None, change, weaker, said)


def gives(result: MatchResult, change: int, weaker: int, worst: int, *, parts: bool = False) -> Reason:
    """What would have to give for an exchange: the weakest pair, the total, staying, or nothing but the lottery.

    ``worst``: the result's own, which takes a look at every pair, so whoever asks often works it out once. ``parts``:
    fewer of an earlier result's pairs would stay together.
    """
    if result.best_for is BestFor.NO_ONE_LEFT_BEHIND and weaker < worst:
        return reason("matching.gives.worst_falls", worst=worst, after=weaker)
    if change < 0:
        return reason("matching.gives.total_falls", points=-change)
    if parts:
        return reason("matching.gives.staying")
    return reason("matching.gives.lottery")


def freeing(problem: MatchProblem, side: str, id_: str) -> tuple[Freeing, ...]:
    """For somebody without a partner: which single rule, dropped, would allow how many partners.

    Of the rules alone: a private request or a forbid never comes into it. Raises :class:`KeyError` for somebody
    who is not there.
    """
    plain, place = Plain(problem), problem.sides.index(side)
    people = {member.id: member for member in problem.on_side(side)}
    member, one_list = people[id_], len(problem.sides) == 1
    counts = dict.fromkeys((rule.key for rule in problem.rules.musts), 0)
    for other in problem.on_side(problem.sides[0 if one_list else 1 - place]):
        ways = [(member, other) if place == 0 else (other, member)]
        if one_list:
            ways.append((other, member))
        broken = [
            rule for rule in problem.rules.musts if not all(plain.satisfies(rule, *way) for way in ways)
        ]
        if len(broken) == 1 and other.id != id_:
            counts[broken[0].key] += 1
    return tuple(Freeing(rule, partners) for rule, partners in counts.items() if partners)


def explainer_of(problem: MatchProblem, result: MatchResult) -> Explainer | OneListExplainer:
    """Whoever answers questions about this result."""
    if len(problem.sides) == 1:
        from kith.matching.pairs.one_side_explain import OneListExplainer

        return OneListExplainer(problem, result)
    return Explainer(problem, result)

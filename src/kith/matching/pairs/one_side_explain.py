"""Why these two of one list, why not those, and what would free somebody.

As for two lists: what cannot be made is left out without saying why, and what a rule rules out is counted under
the rules alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kith.matching.pairs.explain import (
    ALTERNATIVES,
    STRONGEST,
    Alternative,
    Freeing,
    PairExplanation,
    freeing,
    gives,
)
from kith.matching.pairs.mirror import Mirror
from kith.matching.pairs.one_side import blossom
from kith.matching.pairs.outcome import reason
from kith.matching.pairs.regret import under_rules_alone
from kith.matching.pairs.types import MatchedPair, MatchResult
from kith.matching.types import MatchProblem, ObjectiveKey, Reason

MOST_PEOPLE = 500
"""The match is made once more to know whether prices may be said: 2 s there."""


class OneListExplainer:
    """Answers questions about one result of one list. Making one scores all pairs."""

    def __init__(self, problem: MatchProblem, result: MatchResult) -> None:
        open_ = under_rules_alone(problem, result) if len(problem.members) <= MOST_PEOPLE else None
        self._open = open_ is not None
        # Where no forbid or request made a difference everything is said under the rules alone.
        self._mirror = Mirror(open_ or problem)
        self._result = result
        self._worst = result.worst or 0
        self._pair_of = {id_: pair for pair in result.pairs for id_ in (pair.left, pair.right)}

    def pair(self, left: str, right: str) -> PairExplanation:
        """Why these two. Raises :class:`KeyError` when the result does not pair them."""
        pair = self._pair_of[left]
        if right not in (pair.left, pair.right):
            raise KeyError((left, right))
        given = sorted(
            (part for part in pair.parts if part.points), key=lambda part: (-part.points, part.rule)
        )
        return PairExplanation(
            pair,
            tuple(given[:STRONGEST]),
            self._alternatives(pair, pair.left),
            self._alternatives(pair, pair.right),
        )

    def why_not(self, left: str, right: str) -> tuple[Reason, ...]:
        """Why the result does not pair these two. Raises :class:`KeyError` for somebody who is not there."""
        mirror = self._mirror
        one, other = mirror.index[left], mirror.index[right]
        rows = slice(0, len(mirror.members))
        broken = [
            rule
            for rule, breaks in zip(mirror.problem.rules.musts, mirror.scoring.breaks(rows), strict=True)
            if breaks[one, other] or breaks[other, one]
        ]
        if broken:
            return tuple(reason("matching.why_not.rule", rule=rule.key) for rule in broken)
        exchange = self._exchange(left, right)
        whole = self._loss(left, right) if self._open else None
        if whole is not None:
            points = self._points(left, right)
            said = reason("matching.why_not.uses", points=points, uses=points + whole, whole=whole)
            return said, gives(self._result, -whole, points, self._worst)
        return (reason("matching.why_not.no_exchange") if exchange is None else exchange.gives,)

    def freeing(self, side: str, id_: str) -> tuple[Freeing, ...]:
        """Which single rule, dropped, would allow how many partners."""
        return freeing(self._mirror.problem, side, id_)

    def _alternatives(self, pair: MatchedPair, mine: str) -> tuple[Alternative, ...]:
        if pair.locked:
            return ()
        line = self._mirror.points[self._mirror.index[mine]]
        found: list[Alternative] = []
        for index in np.argsort(-line, kind="stable"):
            if line[index] < 0 or len(found) == ALTERNATIVES:
                break
            exchange = self._exchange(mine, self._mirror.members[int(index)].id)
            if exchange is not None:
                found.append(exchange)
        return tuple(found)

    def _loss(self, left: str, right: str) -> int | None:
        """What all pairs together would lose by pairing two, every other pair as good as the weakest is now; ``None``
        where as many pairs cannot be made with it. The best matching of all the others, made anew."""
        mirror, result = self._mirror, self._result
        locked = [pair for pair in result.pairs if pair.locked]
        out = {left, right, *(id_ for pair in locked for id_ in (pair.left, pair.right))}
        mine = self._pair_of.get(left)
        fixed = any({left, right} & {pair.left, pair.right} for pair in locked) or bool(result.threes)
        if fixed or (mine is not None and right in (mine.left, mine.right)) or self._points(left, right) < 0:
            return None
        worst = result.objective(ObjectiveKey.WORST)
        least = 0 if worst is None else worst.value
        others = np.array(
            [mirror.index[one.id] for one in mirror.members if one.capacity and one.id not in out]
        )
        again = 2 * mirror.problem.bonus * mirror.earlier()
        worth = mirror.points + again
        good = (
            np.where(mirror.points >= least, worth, -1)[np.ix_(others, others)]
            if len(others)
            else worth[:0, :0]
        )
        chosen = blossom(good)
        if len(chosen) + 1 < len(result.pairs) - len(locked):
            return None
        place = mirror.index[left], mirror.index[right]
        now = sum(
            int(worth[mirror.index[p.left], mirror.index[p.right]]) for p in result.pairs if not p.locked
        )
        return now - int(worth[place]) - sum(int(good[cell]) for cell in chosen)

    def _points(self, one: str, other: str) -> int:
        return int(self._mirror.points[self._mirror.index[one], self._mirror.index[other]])

    def _exchange(self, left: str, right: str) -> Alternative | None:
        """What pairing these two by an exchange of at most two pairs would mean; ``None`` if it cannot be.

        ``pair`` has ``left`` first.
        """
        new = self._points(left, right)
        mine, theirs = self._pair_of.get(left), self._pair_of.get(right)
        gone = [pair for pair in (mine, theirs) if pair is not None]
        if new < 0 or not gone or mine is theirs or any(pair.locked for pair in gone):
            return None
        lost = sum(pair.points for pair in gone)
        free = [id_ for pair in gone for id_ in (pair.left, pair.right) if id_ not in (left, right)]
        if len(free) == 1:
            parts = self._parts(gone, (left, right))
            said = gives(self._result, new - lost, new, self._worst, parts=parts)
            return Alternative((left, right), new, None, 0, free[0], new - lost, new, said)
        points = self._points(free[0], free[1])
        if points < 0:
            return None
        change, weaker = new + points - lost, min(new, points)
        instead = (min(free), max(free))
        parts = self._parts(gone, (left, right), instead)
        said = gives(self._result, change, weaker, self._worst, parts=parts)
        return Alternative((left, right), new, instead, points, None, change, weaker, said)

    def _parts(self, gone: Sequence[MatchedPair], *made: tuple[str, str]) -> bool:
        """Whether fewer pairs of an earlier result would stay together."""
        earlier = {frozenset(pair) for pair in self._mirror.problem.earlier}
        before = sum(frozenset((pair.left, pair.right)) in earlier for pair in gone)
        return before > sum(frozenset(pair) in earlier for pair in made)

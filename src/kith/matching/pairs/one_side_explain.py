"""Why these two of one list, why not those, and what would free somebody.

As for two lists: what cannot be made is left out without saying why, and what a rule rules out is counted under
the rules alone.
"""

from __future__ import annotations

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
from kith.matching.pairs.outcome import reason
from kith.matching.types import MatchedPair, MatchProblem, MatchResult, Reason


class OneListExplainer:
    """Answers questions about one result of one list. Making one scores all pairs."""

    def __init__(self, problem: MatchProblem, result: MatchResult) -> None:
        self._mirror = Mirror(problem)
        self._result = result
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
            said = gives(self._result, new - lost, new)
            return Alternative((left, right), new, None, 0, free[0], new - lost, new, said)
        points = self._points(free[0], free[1])
        if points < 0:
            return None
        change, weaker = new + points - lost, min(new, points)
        instead = (min(free), max(free))
        return Alternative(
            (left, right), new, instead, points, None, change, weaker, gives(self._result, change, weaker)
        )

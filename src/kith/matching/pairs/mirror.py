"""One list of people seen as two sides that are alike, so that the rules need no second meaning.

What a rule gives two people of one list is what it gives them either way round, the mean of both, rounded
down. For most rules that is the same either way. A rule about what one hopes to learn and the other can offer
counts both directions; a ``must`` must hold in both; of wishes, each one's counts half.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kith.matching import lottery
from kith.matching.pairs.outcome import Views
from kith.matching.plain import Plain
from kith.matching.score import EXCLUDED, Scoring
from kith.matching.types import MatchProblem, Member, PersonPair, RulePart

OTHER = " again"
"""Joined to the side's name for its mirror image. It is never shown."""


def both_ways(pairs: tuple[PersonPair, ...]) -> tuple[PersonPair, ...]:
    return tuple(sorted({*pairs, *((other, one) for one, other in pairs)}))


def mirrored(problem: MatchProblem) -> MatchProblem:
    """The problem of one list as one of two sides: everybody stands on both, and nothing is decided yet."""
    side = problem.sides[0]
    other = side + OTHER
    rules = tuple(replace(rule, side=None) for rule in problem.rules.rules)
    return replace(
        problem,
        sides=(side, other),
        members=(*problem.members, *(replace(one, side=other) for one in problem.members)),
        rules=replace(problem.rules, rules=rules),
        locks=(),
        forbids=both_ways(problem.forbids),
        previous=both_ways(problem.previous),
        earlier=(),
        bonus=0,
    )


class Mirror:
    """The people of one list by id, what each two of them score, and what is said of them.

    ``points`` is square and the same either way round: :data:`EXCLUDED` where two cannot be paired.
    """

    def __init__(self, problem: MatchProblem) -> None:
        self.problem = problem
        self.twice = mirrored(problem)
        self.members: tuple[Member, ...] = problem.on_side(problem.sides[0])
        self.index = {member.id: place for place, member in enumerate(self.members)}
        self.scoring = Scoring(self.twice)
        self.plain = Plain(self.twice)
        self._views = Views(self.twice)
        self._again = tuple(replace(one, side=self.twice.sides[1]) for one in self.members)
        everybody = slice(0, len(self.members))
        points = np.zeros((len(self.members),) * 2, dtype=np.int64)
        for part in self.scoring.parts(everybody):
            whole = part.astype(np.int64)
            points += (whole + whole.T) // 2
        self.points: NDArray[np.int64] = np.where(
            self._either(self.scoring.allowed(everybody)), points, EXCLUDED
        )

    @staticmethod
    def _either(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
        return mask & mask.T

    def by_rules(self) -> NDArray[np.bool_]:
        """Where the rules alone allow two: what may be spoken of."""
        return self._either(self.scoring.allowed(slice(0, len(self.members)), with_requests=False))

    def parts(self, one: int, other: int) -> tuple[RulePart, ...]:
        """What each rule gives two people, in plain Python."""
        ways = ((self.members[one], self._again[other]), (self.members[other], self._again[one]))
        return tuple(
            RulePart(rule.key, sum(self.plain.points(rule, *way) for way in ways) // 2, rule.points)
            for rule in self.scoring.prefers
        )

    def can_be_paired(self, one: int, other: int) -> bool:
        """Whether two can be paired, in plain Python."""
        ways = ((self.members[one], self._again[other]), (self.members[other], self._again[one]))
        return all(self.plain.can_be_paired(*way) for way in ways)

    def satisfaction(self, one: int, other: int, parts: tuple[RulePart, ...]) -> tuple[float, float]:
        """How good a pair is as each of the two sees it, 0-1."""
        return self._views(self.members[one], self._again[other], parts)

    def numbers(self, seed: int) -> NDArray[np.uint64]:
        """Each person's lottery number."""
        return lottery.numbers(self.members, seed)

    def earlier(self) -> NDArray[np.bool_]:
        """Where two were paired in the earlier result."""
        mask = np.zeros(self.points.shape, dtype=np.bool_)
        for one, other in self.problem.earlier:
            if one in self.index and other in self.index:
                mask[self.index[one], self.index[other]] = mask[self.index[other], self.index[one]] = True
        return mask

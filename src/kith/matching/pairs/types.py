"""What comes out of a match in pairs. Frozen, plain, and the same in a file.

What goes in is :class:`kith.matching.types.MatchProblem`, since every kind has its scores from one.
"""

from __future__ import annotations

from dataclasses import dataclass

from kith.foundation.provenance import Provenance
from kith.matching.rulebook import BestFor
from kith.matching.types import Kind, Objective, ObjectiveKey, RulePart, Unmatched


@dataclass(frozen=True, slots=True)
class MatchedPair:
    """Two people, their points and each one's satisfaction (0-1, in the order of the sides).

    ``kept``: the two stood together before, and still do.

    A person's satisfaction is the points of this pair as they see it (everything except the
    other's wishes) over the most points they could see. It does not depend on anybody else.
    """

    left: str
    right: str
    points: int
    parts: tuple[RulePart, ...]
    satisfaction: tuple[float, float]
    locked: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Three:
    """A pair of one list that somebody joined.

    Parameters
    ----------
    ids
        All three, in order; ``joined`` is the one of them who was left over.
    points, parts
        Of the three pairs that they are, together.
    satisfaction
        0-1, in the order of ``ids``: each one's with the two others, the mean.
    locked
        The pair was locked.
    """

    ids: tuple[str, str, str]
    joined: str
    points: int
    parts: tuple[RulePart, ...]
    satisfaction: tuple[float, float, float]
    locked: bool = False


@dataclass(frozen=True, slots=True)
class MatchResult:
    """The match, why each person without a partner has none, and what was proven.

    ``provenance.inputs`` holds the hash of the rules and of the problem without its private part
    (never-with and forbids): a hash of those could be guessed back. ``stopped``: somebody ended the run, and
    this is the best so far, with the bounds known then.
    """

    kind: Kind
    sides: tuple[str, ...]
    pairs: tuple[MatchedPair, ...]
    unmatched: tuple[Unmatched, ...]
    objectives: tuple[Objective, ...]
    best_for: BestFor
    most_points: int
    provenance: Provenance
    threes: tuple[Three, ...] = ()
    stopped: bool = False

    def objective(self, key: ObjectiveKey) -> Objective | None:
        """The objective called ``key``, if it was pursued."""
        return next((one for one in self.objectives if one.key is key), None)

    @property
    def total(self) -> int:
        return sum(pair.points for pair in self.pairs)

    @property
    def worst(self) -> int | None:
        """Points of the weakest pair that is new and that nobody locked; ``None`` when there is none."""
        return min((pair.points for pair in self.pairs if not (pair.locked or pair.kept)), default=None)

    @property
    def weakest(self) -> int | None:
        """Points of the weakest pair of all, locked or not; ``None`` when there are no pairs."""
        return min((pair.points for pair in self.pairs), default=None)

    @property
    def proven(self) -> bool:
        return all(one.proven for one in self.objectives)

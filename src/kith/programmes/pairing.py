"""How people come together: the terms of a definition for pairs, and for sets, posts and placements."""

from __future__ import annotations

from dataclasses import dataclass

from kith.matching.rulebook import RuleBook
from kith.programmes.capabilities import MatchKind


@dataclass(frozen=True, slots=True)
class Match:
    """How people of two sides become pairs. ``wishes`` is how many people each may name, best first."""

    kind: MatchKind
    sides: tuple[str, ...]
    rules: RuleBook
    wishes: int = 0


@dataclass(frozen=True, slots=True)
class Grouping:
    """How the people of one side are put into sets, posts or placements.

    ``rules`` is the rules file that each cohort's matching begins with. Posts and projects are brought there.
    """

    kind: MatchKind
    side: str
    rules: str

"""Others who say how they see a person at work: which, how many, and what they are asked."""

from __future__ import annotations

from dataclasses import dataclass

from kith.foundation.words import Text
from kith.programmes.capabilities import RaterKind

MOST_OF_A_KIND = 10
"""Naming more is a burden on the person who names and on those who are asked. Ours; feedback questionnaires of
doctors in the United Kingdom ask for 15 colleagues in all (Campbell et al 2008, 10.1136/qshc.2007.024679)."""


@dataclass(frozen=True, slots=True)
class RatersOfKind:
    """How many of one kind a person is asked to name. ``name`` stands in place of the kind's usual words."""

    kind: RaterKind
    at_least: int
    at_most: int
    name: Text | None = None


@dataclass(frozen=True, slots=True)
class Raters:
    """Who else is asked about each person in a wave.

    ``questionnaire`` is what they answer; ``None`` is the wave's own. ``roles`` are the sides whose people name them.
    """

    kinds: tuple[RatersOfKind, ...]
    roles: tuple[str, ...]
    questionnaire: str | None = None

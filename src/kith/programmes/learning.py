"""What a definition says about learning together: shadowing, prompts, mentors and the portfolio."""

from __future__ import annotations

from dataclasses import dataclass

from kith.foundation.words import Text
from kith.programmes.durations import Duration


@dataclass(frozen=True, slots=True)
class ShadowingRule:
    """What may be watched, what may not, and how patients' privacy is kept. Read before each shadowing day."""

    may: Text
    may_not: Text
    patients: Text


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question to reflect on. ``after`` are keys of activities it follows; any time when empty."""

    key: str
    words: Text
    roles: tuple[str, ...]
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MentorKind:
    """A kind of mentor that people of ``roles`` have, and the dose that reports compare with."""

    key: str
    name: Text
    roles: tuple[str, ...]
    times: int | None = None
    each: Duration | None = None
    every: Duration | None = None
    nudge_after: Duration | None = None
    description: Text | None = None


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension of a leadership framework: its name and Kith's own line about it, never the owner's text."""

    key: str
    name: Text
    gloss: Text | None = None


@dataclass(frozen=True, slots=True)
class Framework:
    """A leadership framework that evidence can be mapped to.

    Frameworks change: ``version`` says which, ``owner`` whose it is, ``source`` where its own text stands.
    """

    key: str
    name: Text
    version: str
    owner: str
    dimensions: tuple[Dimension, ...]
    source: str | None = None

    def dimension(self, key: str) -> Dimension:
        """The dimension of that key. Raises KeyError when there is none."""
        return {one.key: one for one in self.dimensions}[key]


@dataclass(frozen=True, slots=True)
class Mapped:
    """What of the programme works on one dimension of a framework: all by key, as the definition's writer sees it."""

    framework: str
    dimension: str
    scales: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Which dimensions of one framework answer to which of another, and who says so.

    ``dimensions`` are pairs of a dimension of ``framework`` and those of ``to`` that answer to it.
    """

    framework: str
    to: str
    dimensions: tuple[tuple[str, tuple[str, ...]], ...]
    source: str
    note: Text | None = None

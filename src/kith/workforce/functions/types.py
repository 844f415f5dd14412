"""Who does public health: the long table, one row a group of staff and a function, and the lists it speaks in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kith.foundation.words import Text
from kith.tables.types import Note


class Tier(StrEnum):
    """Public-health specialists; health workers with a part in it; occupations of other sectors."""

    CORE = "core"
    HEALTH = "health"
    ALLIED = "allied"

    @property
    def is_specialist(self) -> bool:
        return self is Tier.CORE


class Role(StrEnum):
    """What somebody does in a function: answers for it, does it, or helps those who do."""

    LEAD = "lead"
    DELIVER = "deliver"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Function:
    """An essential public-health function. ``text`` is the owner's own description, ``None`` where there is none."""

    key: str
    name: Text
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation of ISCO-08 under a short name."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Lists:
    """The functions in their order and the occupations by code that a table may name."""

    functions: tuple[Function, ...]
    occupations: Mapping[str, Occupation]

    def function(self, key: str) -> Function:
        """Raises KeyError."""
        return {each.key: each for each in self.functions}[key]


@dataclass(frozen=True, slots=True)
class Share:
    """A share of working time, 0 to 1: the lowest it may be, the likeliest, the highest."""

    low: float
    mode: float
    high: float

    def times(self, factor: float) -> Share:
        return Share(self.low * factor, self.mode * factor, self.high * factor)


@dataclass(frozen=True, slots=True)
class Staff:
    """One person or a group of alike staff whom a respondent describes.

    ``group`` names a described group, so that a second respondent's word on it is known for the same people; a
    respondent who describes themself only has no group. ``working_time`` is that of each, as a share of a full-time
    post.
    """

    respondent: str
    occupation: str
    tier: Tier
    headcount: int
    sector: str
    employer: str
    region: str
    group: str | None = None
    working_time: float = 1.0

    @property
    def whom(self) -> tuple[str, str]:
        """Whom it is about: the group with its occupation, whoever describes it, or the respondent alone."""
        return (f"group {self.group}", self.occupation) if self.group else (f"self {self.respondent}", "")

    @property
    def full_time(self) -> float:
        """FTE of all of them together."""
        return self.headcount * self.working_time


@dataclass(frozen=True, slots=True)
class Row:
    """The part that some staff have in a function. ``part`` is a sub-function, empty for the whole."""

    staff: Staff
    function: str
    share: Share
    role: Role
    part: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class FunctionTable:
    """A country's long table, without faults, and what was noticed in its file."""

    name: str
    rows: tuple[Row, ...]
    lists: Lists
    synthetic: bool = False
    notes: tuple[Note, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)

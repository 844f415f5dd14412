"""What has been read of a definition, each part beside the table it came from, for the checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from kith.programmes.capabilities import Clause, Section
from kith.programmes.durations import Duration
from kith.programmes.types import (
    Activity,
    Attribute,
    CallWords,
    Criterion,
    Crosswalk,
    Example,
    Framework,
    Grouping,
    Mapped,
    Match,
    MentorKind,
    Prompt,
    Role,
    Selection,
    ShadowingRule,
    Slot,
    Stage,
    VariantName,
    Wave,
)
from kith.questionnaires.declaration import Table
from kith.questionnaires.types import Instrument

Part = TypeVar("Part")


class Parts(list[tuple[Table, Part]], Generic[Part]):
    """The entries of one section, in the order of the file."""

    @classmethod
    def read(cls, top: Table, section: str, reader: Callable[[Table], Part]) -> Parts[Part]:
        """Every entry of ``section``, read by ``reader``."""
        return cls((table, reader(table)) for table in top.tables(section))

    @property
    def values(self) -> tuple[Part, ...]:
        return tuple(part for _, part in self)

    @property
    def tables(self) -> list[Table]:
        return [table for table, _ in self]


@dataclass(frozen=True, slots=True)
class Selecting:
    """The ``[selection]`` section, its criteria and examples beside their tables."""

    table: Table
    selection: Selection
    criteria: Parts[Criterion]
    examples: Parts[Example]


@dataclass(frozen=True, slots=True)
class Learning:
    """What is said about learning together, each part beside its table.

    ``frameworks`` are the file's own, ``shipped`` those that come with Kith, ``named`` those that the
    portfolio uses.
    """

    review: tuple[Table, Duration] | None
    shadowing: tuple[Table, ShadowingRule] | None
    prompts: Parts[Prompt]
    mentors: Parts[MentorKind]
    frameworks: Parts[Framework]
    portfolio: Table | None
    named: tuple[str, ...]
    shipped: Mapping[str, Framework]
    mapped: Parts[Mapped]
    crosswalks: Parts[Crosswalk]

    @property
    def known(self) -> dict[str, Framework]:
        """Every framework that the portfolio could use, by key."""
        return {**{one.key: one for one in self.frameworks.values}, **self.shipped}


@dataclass(frozen=True, slots=True)
class Draft:
    """A definition before its parts have been held against each other."""

    top: Table
    roles: Parts[Role]
    attributes: Parts[Attribute]
    match: tuple[Table, Match] | None
    grouping: tuple[Table, Grouping] | None
    call: tuple[Table, CallWords] | None
    selecting: Selecting | None
    clauses: tuple[Clause, ...]
    activities: Parts[Activity]
    learning: Learning
    stages: Parts[Stage]
    waves: Parts[Wave]
    slots: Parts[Slot]
    sections: tuple[Section, ...]
    variants: Parts[VariantName]
    instruments: Mapping[str, Instrument]

    @property
    def role_keys(self) -> tuple[str, ...]:
        return tuple(role.key for role in self.roles.values)

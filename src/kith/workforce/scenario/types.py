"""A scenario: everything one projection is worked out from, as its file says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kith.foundation.words import Text
from kith.workforce.forecast.calibration import Calibration
from kith.workforce.need.types import NeedSide
from kith.workforce.plan.settings import PlanSettings
from kith.workforce.scenario.changes import Modifier, Override
from kith.workforce.scenario.levers_types import Interaction, Lever, Pull
from kith.workforce.scenario.numbers import Stated
from kith.workforce.scenario.supply_types import Supply

FORMAT_VERSION = 1


class Widths(StrEnum):
    """How wide bands are: at least as wide as history says such projections are off, or as the ranges alone say."""

    HISTORY = "history"
    RANGES = "ranges"


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a profession that lives by other rates: by sex, setting, band or origin, as it says."""

    key: str
    name: Text
    sex: str = ""
    setting: str = ""
    band: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Profession:
    """``groups`` always has one: a profession without parts is its own single group, of its own key."""

    key: str
    name: Text
    isco08: str
    band: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A place. ``tile`` is its (column, row) on the tile map; ``travel_minutes`` to the nearest large hospital."""

    key: str
    name: Text
    rural: bool
    tile: tuple[int, int] | None = None
    travel_minutes: float | None = None


@dataclass(frozen=True, slots=True)
class DataFile:
    """A table that the scenario rests on. ``sha256`` is of the file's bytes; another content is refused.

    ``beside`` is the scenario file that names it: a scenario and its base may stand in different folders.
    """

    key: str
    file: str
    sha256: str
    source: str
    dated: date
    sheet: str | None = None
    accepted_by: str | None = None
    accepted_on: date | None = None
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, already understood. Blank text and ``None`` where the table has no such column.

    ``ages`` is first and last age, both counted; ``amount`` is what the table counts (heads, FTE, people, seats, a
    chance): the declaration that uses the table says which.
    """

    number: int
    amount: float
    profession: str = ""
    group: str = ""
    region: str = ""
    year: int | None = None
    ages: tuple[int, int] | None = None
    tenure: int | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario, checked: nothing in it contradicts anything else in it.

    ``years`` are the years that are worked through; stocks are told for one more. ``tables`` holds the rows of each
    data file by its key, so nothing is read from files again. ``sha256`` is of the text of the file and those it is
    based on; ``hashes`` has that of every file by its name. ``card`` holds what its people
    wrote for the reporting card. ``history`` names the table of past counts by profession and year. ``calibration`` is
    the one that the scenario names; without one the shipped one holds.
    """

    key: str
    name: Text
    place: Text
    note: Text
    synthetic: bool
    years: tuple[int, ...]
    ages: tuple[int, ...]
    draws: int
    seed: int
    professions: tuple[Profession, ...]
    regions: tuple[Region, ...]
    data: tuple[DataFile, ...]
    supply: Supply
    need: NeedSide
    modifiers: tuple[Modifier, ...]
    levers: tuple[Lever, ...]
    interactions: tuple[Interaction, ...]
    pulls: tuple[Pull, ...]
    overrides: tuple[Override, ...]
    stated: tuple[Stated, ...]
    safeguarded: Mapping[str, date]
    tables: Mapping[str, tuple[Row, ...]]
    currency: str
    text: str
    sha256: str
    hashes: Mapping[str, str]
    card: Mapping[str, Text] = field(default_factory=dict)
    widths: Widths = Widths.HISTORY
    history: str | None = None
    plan: PlanSettings | None = None
    calibration: Calibration | None = None

    @property
    def assumptions(self) -> tuple[Stated, ...]:
        """The numbers without a source."""
        return tuple(one for one in self.stated if one.is_assumption)

    @property
    def group_keys(self) -> tuple[str, ...]:
        """The key of every group, in order: what ``Axes.groups`` holds."""
        return tuple(group.key for profession in self.professions for group in profession.groups)

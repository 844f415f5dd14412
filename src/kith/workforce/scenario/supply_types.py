"""What a scenario says of supply: who is there, who comes, who goes, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kith.foundation.words import Text
from kith.workforce.model import JoinsBy
from kith.workforce.scenario.numbers import NOTHING, Number, Steps, Unit


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a line is about: professions, and groups within them. Empty means all."""

    professions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stock:
    """People at the start of the first year, from a table. ``away``: on a break, may come back.

    A table in FTE is turned into heads by the participation and FTE per head of the same profession and age, and the
    check says so.
    """

    key: str
    table: str
    unit: Unit
    away: bool = False


class GoesBy(StrEnum):
    """What decides where joiners start."""

    SHARES = "shares"
    POPULATION = "population"
    NEED = "need"
    STOCK = "stock"
    RURAL_ORIGIN = "rural_origin"


@dataclass(frozen=True, slots=True)
class Goes:
    """Where joiners start.

    ``SHARES``: as given by region. ``POPULATION``, ``NEED``, ``STOCK``: in proportion (need and population of the
    year, the stock of the start). ``RURAL_ORIGIN``: ``origin`` of them come from rural regions; of these
    ``rural_if_rural`` start in a rural region, of the others ``rural_if_urban``; within rural and urban by population.
    """

    by: GoesBy
    shares: tuple[tuple[str, float], ...] = ()
    origin: Number = NOTHING
    rural_if_rural: Number = NOTHING
    rural_if_urban: Number = NOTHING


@dataclass(frozen=True, slots=True)
class JoiningAges:
    """How old joiners are at the end of their year: evenly from ``youngest`` to ``oldest``."""

    youngest: int
    oldest: int


@dataclass(frozen=True, slots=True)
class Training:
    """A pipeline of training. ``seats`` are who begins, in heads, from ``length`` years before the first year."""

    key: str
    name: Text
    profession: str
    group: str
    length: int
    seats: Steps
    attrition: Number
    pass_rate: Number
    take_up: Number
    goes: Goes
    ages: JoiningAges
    cost_per_year: Number = NOTHING


@dataclass(frozen=True, slots=True)
class Agreement:
    """Between two governments, that allows recruitment from a country on the safeguards list."""

    title: str
    dated: date


@dataclass(frozen=True, slots=True)
class EarnLearnReturn:
    """Recruits who go home again with what they learnt.

    ``share`` of those still in post after ``after_years`` go home then. Money is for one recruit (one returner) of
    the country they come from: what their training cost it, what it receives, and what a returner is worth to it.
    """

    after_years: int
    share: Number
    training_cost_there: Number = NOTHING
    paid_to_them: Number = NOTHING
    worth_of_returner: Number = NOTHING


@dataclass(frozen=True, slots=True)
class Recruitment:
    """Joiners who are trained already, in heads each year, from home or from one country abroad."""

    key: str
    name: Text
    profession: str
    group: str
    joins_by: JoinsBy
    per_year: Steps
    goes: Goes
    ages: JoiningAges
    country: str = ""
    cost_each: Number = NOTHING
    earn_learn_return: EarnLearnReturn | None = None
    agreement: Agreement | None = None


@dataclass(frozen=True, slots=True)
class Exits:
    """The chance to leave within a year, retirement apart: by age; factors of its odds by years in post and region."""

    key: str
    who: Who
    by_age: Steps
    by_tenure: Steps | None = None
    by_region: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Retirement:
    """The chance to retire within a year, by age; before the first step nobody does. ``times`` acts on the odds."""

    key: str
    who: Who
    by_age: Steps


@dataclass(frozen=True, slots=True)
class Returning:
    """Return to practice: the share of leavers who are on a break, and their chance to come back within a year."""

    key: str
    who: Who
    share_on_break: Number
    comes_back: Number


@dataclass(frozen=True, slots=True)
class Movement:
    """The chance to move to another region within a year, factors of its odds by region, and where movers go."""

    key: str
    who: Who
    chance: Number
    goes: Goes
    by_region: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Working:
    """How much service a head gives: the share that takes part, and FTE per head of those who do, by age."""

    key: str
    who: Who
    participation: Steps
    fte_per_head: Steps


@dataclass(frozen=True, slots=True)
class Pay:
    """Money per FTE and year, in the prices of the first year, growing by a share each year."""

    key: str
    who: Who
    per_fte: Number
    growth: Number = NOTHING


@dataclass(frozen=True, slots=True)
class Supply:
    """Everything a scenario says of supply."""

    stocks: tuple[Stock, ...]
    training: tuple[Training, ...]
    recruitment: tuple[Recruitment, ...]
    exits: tuple[Exits, ...]
    retirement: tuple[Retirement, ...]
    returning: tuple[Returning, ...]
    movement: tuple[Movement, ...]
    working: tuple[Working, ...]
    pay: tuple[Pay, ...]

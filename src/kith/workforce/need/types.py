"""Need as a scenario declares it: services and who does them, activity, ratios, norms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kith.foundation.words import Text
from kith.workforce.scenario.numbers import ALWAYS_ONE, ONE, Number, Steps, Unit


class Method(StrEnum):
    """How a profession's need is worked out."""

    NEEDS = "needs"
    UTILISATION = "utilisation"
    RATIO = "ratio"
    NORMS = "norms"


@dataclass(frozen=True, slots=True)
class Rate:
    """How many cases, or contacts, a person has in a year, by age; factors by region."""

    by_age: Steps
    by_region: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """One profession's part of a service. ``share``: of the services, this part is its own.

    ``per_fte_year`` is how many of them one FTE gives in a year that held nothing else: given, or the minutes of a
    working year over the minutes that one takes.
    """

    profession: str
    share: Number
    per_fte_year: Number


@dataclass(frozen=True, slots=True)
class Service:
    """What people need (or use, with the method ``utilisation``): cases a person, services a case, and whose work.

    ``people x cases per person x services per case``, then for each profession ``x share / (per FTE year x
    productivity x clinical focus)``. The shares of its ``work`` sum to 1. For utilisation ``per_case`` is 1.
    """

    key: str
    name: Text
    method: Method
    cases: Rate
    per_case: Number
    work: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many for each 10,000 people, in heads or FTE, by year."""

    per_10000: Steps
    unit: Unit
    ages: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class NormTable:
    """FTE required by region (and year, else growing with the population if ``grows``), as WISN gives them."""

    table: str
    unit: Unit
    grows: bool = False


@dataclass(frozen=True, slots=True)
class NeedOf:
    """How one profession's need is worked out.

    ``productivity`` is a factor of what an FTE gives, by year; ``clinical_focus`` the share of an FTE that goes into
    services. ``times`` is a factor on the whole (usually 1) whose range says how sure the need is.
    """

    profession: str
    method: Method
    clinical_focus: Number = ONE
    productivity: Steps = ALWAYS_ONE
    times: Number = ONE
    ratio: Ratio | None = None
    norms: NormTable | None = None


@dataclass(frozen=True, slots=True)
class NeedSide:
    """Everything a scenario says of need. ``population`` names the table of people by year, region and age."""

    population: str | None
    between_years: bool
    services: tuple[Service, ...]
    of: tuple[NeedOf, ...]

"""Levers as a scenario declares them, and how hard each is pulled. What they do to a model is another room's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kith.foundation.words import Text
from kith.workforce.scenario.numbers import NOTHING, Number


class Bundle(StrEnum):
    """WHO's four groups of what a country can do to have health workers where they are needed.

    References
    ----------
    World Health Organization (2021), WHO guideline on health workforce development, attraction, recruitment and
    retention in rural and remote areas: education, regulation, incentives, support.
    """

    EDUCATION = "education"
    REGULATION = "regulation"
    REWARD = "reward"
    SUPPORT = "support"


class ActsOn(StrEnum):
    """What a lever or a dated modifier of supply acts on."""

    SEATS = "seats"
    ATTRITION = "attrition"
    PASS_RATE = "pass_rate"  # noqa: S105 - an examination, no password
    TAKE_UP = "take_up"
    RURAL_TAKE_UP = "rural_take_up"
    RECRUITMENT_HOME = "recruitment_home"
    RECRUITMENT_ABROAD = "recruitment_abroad"
    EXITS = "exits"
    RETIREMENT = "retirement"
    RETURNS = "returns"
    MOVES_OUT = "moves_out"
    PARTICIPATION = "participation"
    FTE_PER_HEAD = "fte_per_head"
    PAY = "pay"
    NEED = "need"


class EffectKind(StrEnum):
    """How an effect is measured: on the odds of a chance, on a number, or in heads for each unit pulled."""

    ODDS_RATIO = "odds_ratio"
    FACTOR = "factor"
    HEADS_PER_UNIT = "heads_per_unit"


class Grade(StrEnum):
    """How sure the evidence makes us: A trials or several good studies, B one good study, C weak, D opinion."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing that can be done.

    Parameters
    ----------
    professions, regions
        Whom and where it acts on; empty means all.
    unit
        What one unit of it is, in words: one seat, one bonded post, the whole policy.
    cost_per_unit
        Money for each unit and year; ``cost_one_off`` is paid in the first year of a pull.
    lag_years, ramp_years
        Years until it begins to work, then years until it works in full (straight line).
    cap
        The most units that can be pulled in a year.
    effect
        At full ramp for one unit (heads) or the whole lever, ``amount`` 1 (odds ratio, factor). A smaller pull has
        ``effect ** amount``.
    decays_after
        Years of full effect after which it fades over as many years as it ramped; ``None``: it lasts.
    """

    key: str
    name: Text
    bundle: Bundle
    acts_on: ActsOn
    kind: EffectKind
    effect: Number
    grade: Grade
    unit: Text
    professions: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    cost_per_unit: Number = NOTHING
    cost_one_off: Number = NOTHING
    lag_years: int = 0
    ramp_years: int = 0
    cap: float | None = None
    decays_after: int | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Interaction:
    """Levers pulled together do more (factor above 1) or less than each alone: their joint log effect times this."""

    levers: tuple[str, ...]
    factor: Number


@dataclass(frozen=True, slots=True)
class Pull:
    """A lever, pulled. ``to_year`` is the last year; ``None``: to the end of the horizon."""

    lever: str
    amount: float
    from_year: int
    to_year: int | None = None

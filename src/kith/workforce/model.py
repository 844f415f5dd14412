"""What the engines work on: one scenario as arrays.

A scenario file is compiled into a :class:`Model`; both engines, the levers and the plan read it, and a lever
gives back another ``Model``. Nothing here knows files or words.

The year
--------
Stocks are counted at the start of a year. Within a year, in this order:

1. people who practise **retire** (by age), then **leave** (by age, place and years in post); of the leavers a share
   may come back later, the others are gone for good. Of those who stayed, a share **goes home** as was agreed when they
   came (by years in post), for good;
2. of those who stay, some **move** to another region;
3. everybody is a year older, with a year more in post; who passes the last age retires;
4. **joiners** arrive: from training, from recruitment at home and abroad, and back from a break (those who were away
   at the start of the year). Nobody leaves in the year of joining, and a joiner's age is told as at its end.

So ``stock[t+1] = stock[t] - retired - left + joined + moved in - moved out`` holds exactly, cell by cell, and so does
``away[t+1] = away[t] + left for a break - came back - retired while away`` (both checked each year and place, see
:mod:`kith.workforce.supply`). Sampling a rate never makes a flow negative: chances are odds (``p = odds / (1 + odds)``),
and what acts on a rate (a lever, a dated modifier, a draw) multiplies its odds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Axes:
    """What the dimensions of every array mean, in order.

    ``groups`` are what people are counted in: a profession, or a part of it that lives by other rates (a sex, a
    setting, a band, those recruited abroad). ``profession_of[g]`` is the index of the group's profession.
    ``tenures`` counts the years in post that are told apart: 1 means that they are not; the last layer is "this
    many years or more".
    """

    years: tuple[int, ...]
    professions: tuple[str, ...]
    regions: tuple[str, ...]
    ages: tuple[int, ...]
    groups: tuple[str, ...]
    profession_of: tuple[int, ...]
    tenures: int = 1


class JoinsBy(StrEnum):
    """How somebody joins who was not there before."""

    TRAINING = "training"
    HOME = "home"
    ABROAD = "abroad"


@dataclass(frozen=True, slots=True)
class Source:
    """A stream of joiners into one group.

    ``entrants[i]`` is how many begin in year ``axes.years[0] - length + i``, so it has ``len(years) + length``
    numbers and those who are in training at the start are its first ``length``. Of them
    ``entrants x p(stays) ** length x p(passes) x p(takes up)`` join ``length`` years later, each ``p`` from its odds
    (one number, or ``[Y]`` by the year of joining).
    Recruitment has length 0 and infinite odds. ``regions`` (``[Y, R]``, rows sum to 1) says where they start,
    ``ages`` (``[A]``, sums to 1) how old they are at the end of the year in which they join.
    """

    key: str
    group: int
    joins_by: JoinsBy
    length: int
    entrants: Floats
    stays_odds: float | Floats
    passes_odds: float | Floats
    takes_up_odds: float | Floats
    regions: Floats
    ages: Floats
    cost_per_entrant_year: float = 0.0
    cost_per_joiner: float = 0.0
    country: str = ""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """How far draws move one parameter: the standard deviation of the logarithm of its factor, for each group.

    A draw multiplies the odds of a chance, or the value of a number above zero, by ``exp(sd x z)``; ``z`` is standard
    normal, keyed by seed, parameter, group and draw, so scenarios share it. Zero where a number has no range.
    """

    retirement: Floats
    exits: Floats
    returns: Floats
    moves: Floats
    fte: Floats
    sources: Floats
    """``[number of sources]``: on the joiners of each."""
    model: Floats
    """``[Y+1, P]``: how far history says that such projections are off by then, learnt from back-tests; zeros where
    nothing was learnt. A profession's supply is spread until its draws are at least as wide as this."""


@dataclass(frozen=True, slots=True)
class Model:
    """Supply, as arrays. Shapes by ``axes``: Y years, G groups, R regions, A ages, T tenures.

    ``stock`` and ``away`` are headcounts (``away``: on a break, may come back). FTE arises only when the stock is
    multiplied by ``fte_per_head``, so the two are never mixed.
    """

    axes: Axes
    stock: Floats
    """``[G, R, A, T]`` heads at the start of the first year."""
    away: Floats
    """``[G, R, A]`` heads on a break."""
    retirement_odds: Floats
    """``[G, A]``, infinite where everybody retires."""
    retirement_by_year: Floats
    """``[Y, G]`` factors of the odds."""
    exit_odds: Floats
    """``[G, R, A]``."""
    exit_by_year: Floats
    """``[Y, G, R]`` factors of the odds."""
    exit_by_tenure: Floats
    """``[G, T]`` factors of the odds."""
    goes_home: Floats
    """``[G, T]`` share of those who neither retired nor left in the year that goes for good, as agreed beforehand."""
    may_return: Floats
    """``[G]`` share of leavers who go on a break instead of for good."""
    return_odds: Floats
    """``[Y, G]`` that somebody on a break comes back within the year, to the same region."""
    move_odds: Floats
    """``[Y, G, R]`` that somebody moves out of a region."""
    destinations: Floats
    """``[G, R, R]`` where movers go: rows sum to 1, nothing on the diagonal."""
    sources: tuple[Source, ...]
    participation: Floats
    """``[Y+1, G, A]`` share of heads that give service."""
    fte_per_head: Floats
    """``[Y+1, G, A]`` full-time equivalents of a head that gives service."""
    uncertain: Uncertain
    pay_per_fte: Floats
    """``[Y, G]`` money per FTE and year."""


@dataclass(frozen=True, slots=True)
class Need:
    """What is needed, in FTE at the start of each year: ``fte [Y+1, P, R]``, not below zero.

    A draw multiplies a profession's need by ``exp(sd_log[p] x z)``, ``z`` standard normal and shared by scenarios.
    """

    fte: Floats
    sd_log: Floats
    method: tuple[str, ...] = field(default=())
    """``[P]``: how each profession's need was worked out (needs, utilisation, ratio, norms)."""

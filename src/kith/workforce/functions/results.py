"""What the functions room gives back. Staff are FTE unless a name says people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kith.foundation.provenance import Provenance
from kith.statistics.types import Estimate
from kith.workforce.functions.types import Lists, Role, Tier


class Shape(StrEnum):
    """How shares are drawn between their ends."""

    TRIANGULAR = "triangular"
    PERT = "pert"


class Correlation(StrEnum):
    """Whose shares err together: nobody's, all of one respondent's, or everybody's (the widest)."""

    NONE = "none"
    RESPONDENT = "respondent"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Drawing:
    """How intervals are made."""

    shape: Shape = Shape.PERT
    correlation: Correlation = Correlation.RESPONDENT
    draws: int = 2_000
    seed: int = 1
    level: float = 0.9


@dataclass(frozen=True, slots=True)
class Amount:
    """FTE from expected shares, with the middle ``level`` of the draws, and how many people it is of.

    ``likeliest`` is from the likeliest shares. Where shares lean to one side a sum of likeliest shares is not what
    is to be expected of the sum, and may lie outside its interval.
    """

    fte: float
    likeliest: float
    low: float
    high: float
    people: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who stands behind a function, in people; the two indices are ``None`` where no time is given to it.

    ``by_occupation`` and ``by_employer`` are Herfindahl indices: the sum of squared shares of its FTE, from nearly 0
    (spread over many) to 1 (all in one).
    """

    function: str
    people: int
    by_role: Mapping[Role, int]
    by_occupation: float | None
    by_employer: float | None

    @property
    def leads(self) -> int:
        return self.by_role[Role.LEAD]

    @property
    def has_no_lead(self) -> bool:
        return self.leads == 0

    @property
    def rests_on_one(self) -> bool:
        """A single point of failure: one person does it, or one person leads it."""
        return self.people == 1 or self.leads == 1


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two respondents on the same groups, or the code of why there is no figure.

    ``takes_part`` is Cohen's kappa on whether a group has any part in a function, over every function that either
    could have named; ``shares`` is ICC(A,1) of their shares, over those that at least one named.
    """

    groups: int
    functions_named: int
    takes_part: Estimate | str
    shares: Estimate | str


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that one table tells."""

    name: str
    lists: Lists
    occupations: tuple[str, ...]
    cells: Mapping[tuple[str, str], Amount]
    """By function and occupation code; a pair that nobody named has no cell."""
    functions: Mapping[str, Amount]
    by_occupation: Mapping[str, Amount]
    tiers: Mapping[Tier, Amount]
    tier_cells: Mapping[tuple[str, Tier], Amount]
    total: Amount
    coverage: tuple[Coverage, ...]
    agreement: Agreement | None
    capped: float
    """The share of all draws of a person or group whose shares came to more than 1 and were scaled to 1."""
    respondents: int
    rows: int
    synthetic: bool
    drawing: Drawing
    provenance: Provenance
    drawn: Mapping[str, tuple[float, ...]]
    """Each function's draws of FTE, for differences between countries."""

    @property
    def without_lead(self) -> tuple[Coverage, ...]:
        return tuple(each for each in self.coverage if each.has_no_lead)

    @property
    def on_one_person(self) -> tuple[Coverage, ...]:
        return tuple(each for each in self.coverage if each.rests_on_one)


@dataclass(frozen=True, slots=True)
class Difference:
    """One function in both countries. Rates are FTE for each 100,000 people, where populations are known."""

    function: str
    here: Amount
    there: Amount
    difference: float
    low: float
    high: float
    leads_here: int
    leads_there: int

    @property
    def is_clear(self) -> bool:
        """The interval lies on one side of 0."""
        return self.low > 0 or self.high < 0

    @property
    def disagrees(self) -> bool:
        """Clearly different, or led in one country only."""
        return self.is_clear or (self.leads_here == 0) != (self.leads_there == 0)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two countries function by function, disagreements first.

    With ``populations`` (here, there) every amount is a rate for 100,000 people, else plain FTE.
    """

    here: Measured
    there: Measured
    populations: tuple[int, int] | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """How many there are in all, from two lists; ``met`` are on at least one of them."""

    first: int
    second: int
    both: int
    estimate: Estimate

    @property
    def met(self) -> int:
        return self.first + self.second - self.both

    @property
    def unseen(self) -> float:
        return self.estimate.value - self.met

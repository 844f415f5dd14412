"""The plan: what may be done and at what price, and what was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kith.foundation.provenance import Provenance
    from kith.workforce.model import Floats


class Kind(StrEnum):
    """The variables, each ``[P, R, Y]`` in FTE; ``TRAIN`` counts those who begin. In the order of the columns."""

    STOCK = "stock"
    UNMET = "unmet"
    RETAIN_FIRST = "retain_first"
    RETAIN_FURTHER = "retain_further"
    TRAIN = "train"
    RECRUIT = "recruit"
    MOVE_OUT = "move_out"
    MOVE_IN = "move_in"


class Limit(StrEnum):
    """What bounds a plan: the families of its rows."""

    BALANCE = "balance"
    NEED = "need"
    FLOOR = "floor"
    RETAIN_FIRST = "retain_first"
    RETAIN_FURTHER = "retain_further"
    MOVES = "moves"
    MOVES_BALANCE = "moves_balance"
    TRAINING = "training"
    RECRUITMENT = "recruitment"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """A least-cost plan over professions, regions and years.

    Everything is in FTE and in the money of the first year. ``Y`` years; need and stock ``[P, R, Y]`` are at the
    *end* of each year. What happens without a plan is given, so a plan of nothing gives the expected run back.

    Parameters
    ----------
    start
        ``[P, R]`` FTE at the start.
    leaves
        ``[P, R, Y]`` share of the stock of the start of a year that leaves within it, 0 to 1.
    arrives
        ``[P, R, Y]`` FTE that arrive anyhow, net of what else changes the stock (moves, hours): may be negative.
    need
        ``[P, R, Y]`` FTE.
    length, completes
        ``[P]`` years of training (1 or more), and the FTE that one who begins becomes at its end.
    training, recruitment
        ``[P, Y]`` the most who can begin beyond those that begin anyhow, and the most recruits beyond today's.
    budget
        ``[Y]`` money for the plan, infinite where there is no limit.
    floor
        Share of need that must be met in every place and year from ``floor_from`` on (0: none).
    seat_year, recruit, move
        ``[P]`` money for one year of one in training, for a recruit, for a move.
    retain
        ``[2, P]`` money for one who would have left and stays, for the first and for the further ones.
    retain_share
        The most that can be kept, of those who would leave, in each of the two tiers.
    moves_share
        The most of a region's stock that moves out in a year.
    unmet
        ``[P]`` what an FTE-year of unmet need counts: above every cost that should be spent to avoid it.
    discount
        A year.
    """

    professions: tuple[str, ...]
    regions: tuple[str, ...]
    years: tuple[int, ...]
    start: Floats
    leaves: Floats
    arrives: Floats
    need: Floats
    length: tuple[int, ...]
    completes: Floats
    training: Floats
    recruitment: Floats
    budget: Floats
    seat_year: Floats
    recruit: Floats
    retain: Floats
    move: Floats
    unmet: Floats
    retain_share: tuple[float, float] = (0.1, 0.1)
    moves_share: float = 0.03
    discount: float = 0.035
    floor: float = 0.0
    floor_from: int = 0

    @property
    def shape(self) -> tuple[int, int, int]:
        return len(self.professions), len(self.regions), len(self.years)


class Status(StrEnum):
    """``OPTIMAL`` is proven: see :class:`Certificate`."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Certificate:
    """Worked out from the answer and its prices alone, without the solver.

    Relative sizes: how far the worst row is missed, how far the worst price is of the wrong sign, and how far the
    value of the prices (a bound that no plan can beat) lies from the cost of the plan. All small: proven best.
    """

    primal: float
    dual: float
    gap: float

    TOLERANCE = 1e-6

    @property
    def holds(self) -> bool:
        return max(self.primal, self.dual, self.gap) <= self.TOLERANCE


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do, where and when, and what it costs.

    ``chosen[kind]`` is ``[P, R, Y]``. ``money[kind]`` is ``[Y]``, undiscounted. ``prices[limit]`` holds the change
    of the discounted objective for one unit more of a limit: below zero where more of it would help. ``objective``
    is the discounted cost, unmet need included.
    """

    status: Status
    chosen: Mapping[Kind, Floats]
    money: Mapping[Kind, Floats]
    prices: Mapping[Limit, Floats]
    objective: float
    certificate: Certificate
    iterations: int
    parts: int
    provenance: Provenance

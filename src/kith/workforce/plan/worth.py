"""What one more of each limit is worth: the shadow prices of a plan, as a planner asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kith.workforce.plan.building import discounts
from kith.workforce.plan.types import Limit, Plan, PlanProblem


class Of(StrEnum):
    """Of what one more is priced."""

    SEAT = "seat"
    """One more who may begin training in a year."""
    RECRUIT = "recruit"
    """One more FTE who may be recruited in a year."""
    BUDGET = "budget"
    """1,000 more to spend in a year."""
    POST = "post"
    """One FTE more in a region from the end of a year, who stays and leaves as the others do."""


BUDGET_STEP = 1_000.0
BINDS = 1e-6
"""Of the largest price of its kind: what is smaller comes from the solver's tolerance, not from the plan."""
_FAMILY = {Of.SEAT: Limit.TRAINING, Of.RECRUIT: Limit.RECRUITMENT}


@dataclass(frozen=True, slots=True)
class Worth:
    """How far the plan's cost would fall with one more, while few more are added.

    ``discounted`` is in the money of the first year, unmet need counted in; ``then`` is the same in the year itself.
    """

    of: Of
    profession: str
    region: str
    year: int
    discounted: float
    then: float


def worths(problem: PlanProblem, plan: Plan) -> tuple[Worth, ...]:
    """Every limit that binds, largest first within each kind; none for a plan that is not.

    Seats and recruits are priced for professions that have any: of the others nobody said what they cost.

    A price is the derivative of the least cost, so it holds at the margin only. Where several prices fit (a corner of
    the plan) any of them is told.

    References
    ----------
    Dantzig (1963), Linear Programming and Extensions, ch. 12.
    """
    if not plan.prices:
        return ()
    found = [*_capacities(problem, plan), *_budget(problem, plan), *_posts(problem, plan)]
    most = {of: max((one.discounted for one in found if one.of is of), default=0.0) for of in Of}
    kept = [one for one in found if one.discounted > BINDS * max(1.0, most[one.of])]
    order = list(Of)
    return tuple(sorted(kept, key=lambda one: (order.index(one.of), -one.discounted)))


def _capacities(problem: PlanProblem, plan: Plan) -> list[Worth]:
    fall = 1.0 / discounts(problem)
    return [
        Worth(of, profession, "", year, -float(price), -float(price * fall[y]))
        for of, limit in _FAMILY.items()
        for p, profession in enumerate(problem.professions)
        if (problem.training if of is Of.SEAT else problem.recruitment)[p].any()
        for y, year in enumerate(problem.years)
        for price in (plan.prices[limit][p, y],)
    ]


def _budget(problem: PlanProblem, plan: Plan) -> list[Worth]:
    if Limit.BUDGET not in plan.prices:
        return []
    fall = 1.0 / discounts(problem)
    money = -BUDGET_STEP * plan.prices[Limit.BUDGET]
    return [
        Worth(Of.BUDGET, "", "", year, float(money[y]), float(money[y] * fall[y]))
        for y, year in enumerate(problem.years)
    ]


def _posts(problem: PlanProblem, plan: Plan) -> list[Worth]:
    """The price of a balance: what one FTE that is there without the plan's doing saves it, that year and after."""
    fall, prices = 1.0 / discounts(problem), plan.prices[Limit.BALANCE]
    return [
        Worth(Of.POST, profession, region, year, -float(prices[p, r, y]), -float(prices[p, r, y] * fall[y]))
        for p, profession in enumerate(problem.professions)
        for r, region in enumerate(problem.regions)
        for y, year in enumerate(problem.years)
    ]

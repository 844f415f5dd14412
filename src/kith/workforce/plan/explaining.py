"""Why no plan keeps the floor: what falls short at the least, and what would have to give."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from kith.workforce.plan.building import Programme, build, columns
from kith.workforce.plan.solving import Answer, run
from kith.workforce.plan.types import Kind, Limit, PlanProblem, Status

if TYPE_CHECKING:
    from kith.workforce.model import Floats
    from kith.workforce.plan.building import Places

NOTHING = 1e-6
"""FTE: below it nothing is short."""


class Gives(StrEnum):
    """What could be relaxed, and its unit."""

    BUDGET = "budget"
    """Money over all years."""
    TRAINING = "training"
    """Heads who begin, over all professions and years."""
    RECRUITMENT = "recruitment"
    """FTE, over all professions and years."""
    RETENTION = "retention"
    """FTE kept beyond the shares, over all professions, regions and years."""
    MOVES = "moves"
    """FTE moved beyond the share, over all professions, regions and years."""
    FLOOR = "floor"
    """Share of need by which the floor is lowered everywhere."""


@dataclass(frozen=True, slots=True)
class Short:
    """Where the floor is missed: the worst year's FTE, and all years' together."""

    profession: str
    region: str
    years: tuple[int, ...]
    most: float
    fte_years: float


@dataclass(frozen=True, slots=True)
class Relaxing:
    """The least of one limit alone that makes a plan possible; ``None``: it alone cannot."""

    gives: Gives
    least: float | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """``total`` FTE-years fall short at the least. Where they fall may be chosen otherwise; the total may not."""

    total: float
    short: tuple[Short, ...]
    relaxing: tuple[Relaxing, ...]


def explain(problem: PlanProblem) -> Explanation:
    """Why a problem has no plan. With a plan ``total`` is 0 and nothing is listed.

    The elastic programme lets each floor be missed and minimises the sum of what is missed. Then each limit in turn
    is the only one that may be exceeded, and the sum by which it is exceeded is minimised.

    References
    ----------
    Chinneck & Dravnieks (1991), 10.1287/ijoc.3.2.157 (elastic programmes).
    """
    missed = _missed(problem)
    total = float(missed.sum())
    if total <= NOTHING:
        return Explanation(0.0, (), ())
    short = [
        _short(problem, p, r, missed[p, r])
        for p in range(len(problem.professions))
        for r in range(len(problem.regions))
        if missed[p, r].max() > NOTHING
    ]
    return Explanation(
        total,
        tuple(sorted(short, key=lambda one: -one.fte_years)),
        tuple(Relaxing(gives, _least(problem, gives)) for gives in Gives if _is_limit(problem, gives)),
    )


def _is_limit(problem: PlanProblem, gives: Gives) -> bool:
    return gives is not Gives.BUDGET or bool(np.isfinite(problem.budget).any())


def _short(problem: PlanProblem, profession: int, region: int, missed: Floats) -> Short:
    years = tuple(problem.years[problem.floor_from + y] for y in np.flatnonzero(missed > NOTHING))
    return Short(
        problem.professions[profession],
        problem.regions[region],
        years,
        float(missed.max()),
        float(missed.sum()),
    )


def _missed(problem: PlanProblem) -> Floats:
    """``[P, R, Y from the floor on]`` by how much each floor is missed."""
    programme = build(problem)
    if Limit.FLOOR not in programme.at:
        return np.zeros((*problem.shape[:2], 1))
    rows, shape = _rows_of(programme, Limit.FLOOR)
    found = _minimised(programme, rows, np.arange(len(rows)), np.ones(len(rows)), np.ones(len(rows)))
    return np.maximum(found.x[-len(rows) :], 0.0).reshape(shape)


def _least(problem: PlanProblem, gives: Gives) -> float | None:
    if gives is Gives.FLOOR:
        return _lower_floor(problem)
    families = {
        Gives.BUDGET: Limit.BUDGET, Gives.TRAINING: Limit.TRAINING, Gives.RECRUITMENT: Limit.RECRUITMENT,
    }  # fmt: skip
    if gives in families:
        programme = build(problem)
        rows, _ = _rows_of(programme, families[gives])
        return _total(programme, rows, np.arange(len(rows)), -np.ones(len(rows)), np.ones(len(rows)))
    programme, rows = _widened(problem, gives)
    return _total(programme, rows, np.arange(len(rows)), -np.ones(len(rows)), np.ones(len(rows)))


def _lower_floor(problem: PlanProblem) -> float | None:
    programme = build(problem)
    rows, _ = _rows_of(programme, Limit.FLOOR)
    need = problem.need[:, :, problem.floor_from :].ravel()
    return _total(programme, rows, np.zeros(len(rows), dtype=int), need, np.ones(1))


def _widened(problem: PlanProblem, gives: Gives) -> tuple[Programme, Places]:
    """The programme in which all who leave may be kept (all may move), and rows that hold the old limit."""
    at = columns(problem)
    if gives is Gives.RETENTION:
        first, further = problem.retain_share
        wide = replace(problem, retain_share=(first, 1.0 - first))
        kind, share = Kind.RETAIN_FURTHER, further * problem.leaves
    else:
        wide = replace(problem, moves_share=1.0)
        kind, share = Kind.MOVE_OUT, np.full(problem.shape, problem.moves_share)
    programme = build(wide)
    return _below(programme, at[kind], at[Kind.STOCK], share, problem.start)


def _below(
    programme: Programme, kind: Places, stock: Places, share: Floats, start: Floats
) -> tuple[Programme, Places]:
    """Rows ``kind <= share x stock of the year before`` added to a programme."""
    from scipy.sparse import coo_array, csc_array, vstack

    size = kind.size
    row = np.arange(size).reshape(kind.shape)
    added = coo_array(
        (
            np.concatenate([np.ones(size), -share[:, :, 1:].ravel()]),
            (
                np.concatenate([row.ravel(), row[:, :, 1:].ravel()]),
                np.concatenate([kind.ravel(), stock[:, :, :-1].ravel()]),
            ),
        ),
        shape=(size, len(programme.cost)),
    )
    most = np.zeros(kind.shape)
    most[:, :, 0] = share[:, :, 0] * start
    before = len(programme.row_low)
    made = replace(
        programme,
        rows=csc_array(vstack([programme.rows, added])),
        row_low=np.concatenate([programme.row_low, np.full(size, -np.inf)]),
        row_high=np.concatenate([programme.row_high, most.ravel()]),
    )
    return made, before + row.ravel()


def _rows_of(programme: Programme, limit: Limit) -> tuple[Places, tuple[int, ...]]:
    start, shape = programme.at[limit]
    return start + np.arange(int(np.prod(shape))), shape


def _total(programme: Programme, rows: Places, column: Places, value: Floats, cost: Floats) -> float | None:
    found = _minimised(programme, rows, column, value, cost)
    if found.status is not Status.OPTIMAL:
        return None
    return float(cost @ found.x[-len(cost) :])


def _minimised(programme: Programme, rows: Places, column: Places, value: Floats, cost: Floats) -> Answer:
    """The programme with columns added, which alone are to be small."""
    from scipy.sparse import coo_array, csc_array, hstack

    added = coo_array((value, (rows, column)), shape=(len(programme.row_low), len(cost)))
    elastic = replace(
        programme,
        cost=np.concatenate([np.zeros(len(programme.cost)), cost]),
        high=np.concatenate([programme.high, np.full(len(cost), np.inf)]),
        rows=csc_array(hstack([programme.rows, added])),
    )
    return run(elastic, method="simplex")  # corners: what falls short is told in few places

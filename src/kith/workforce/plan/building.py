"""A plan as a linear programme: columns, rows, prices."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from kith.workforce.plan.types import Kind, Limit, PlanProblem

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csc_array

    from kith.workforce.model import Floats

    Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Programme:
    """Minimise ``cost @ x`` with ``row_low <= rows @ x <= row_high`` and ``0 <= x <= high``.

    ``at[limit]`` is where a family of rows begins and what shape it has.
    """

    cost: Floats
    high: Floats
    rows: csc_array
    row_low: Floats
    row_high: Floats
    at: dict[Limit, tuple[int, tuple[int, ...]]]


@dataclass
class _Rows:
    """Gathers entries row by row family."""

    count: int = 0
    row: list[Places] = field(default_factory=list)
    column: list[Places] = field(default_factory=list)
    value: list[Floats] = field(default_factory=list)
    low: list[Floats] = field(default_factory=list)
    high: list[Floats] = field(default_factory=list)
    at: dict[Limit, tuple[int, tuple[int, ...]]] = field(default_factory=dict)

    def family(self, limit: Limit, low: Floats, high: Floats) -> Places:
        """Open a family of rows; their numbers, in its shape."""
        self.at[limit] = (self.count, low.shape)
        rows = self.count + np.arange(low.size).reshape(low.shape)
        self.count += low.size
        self.low.append(low.ravel())
        self.high.append(high.ravel())
        return rows

    def put(self, rows: Places, columns: Places, values: Floats | float) -> None:
        rows, columns, values = np.broadcast_arrays(rows, columns, values)
        self.row.append(rows.ravel())
        self.column.append(columns.ravel())
        self.value.append(np.asarray(values, dtype=float).ravel())


def columns(problem: PlanProblem) -> dict[Kind, Places]:
    """``[P, R, Y]`` numbers of the columns of each kind."""
    size = int(np.prod(problem.shape))
    return {kind: n * size + np.arange(size).reshape(problem.shape) for n, kind in enumerate(Kind)}


def discounts(problem: PlanProblem) -> Floats:
    """``[Y]``: the first year counts in full."""
    return np.asarray((1.0 + problem.discount) ** -np.arange(len(problem.years), dtype=float))


def spending(problem: PlanProblem) -> dict[Kind, Floats]:
    """``[P, Y, Y]`` money in the second year for one unit in the first: training is paid while it lasts."""
    professions, _, years = problem.shape
    once = np.broadcast_to(np.eye(years), (professions, years, years))
    lasting = np.stack([_while(years, length) for length in problem.length])
    each = {
        Kind.RETAIN_FIRST: problem.retain[0],
        Kind.RETAIN_FURTHER: problem.retain[1],
        Kind.RECRUIT: problem.recruit,
        Kind.MOVE_OUT: problem.move,
    }
    made = {kind: once * price[:, None, None] for kind, price in each.items()}
    made[Kind.TRAIN] = lasting * problem.seat_year[:, None, None]
    return made


def _while(years: int, length: int) -> Floats:
    behind = np.arange(years)[None, :] - np.arange(years)[:, None]
    return ((behind >= 0) & (behind < length)).astype(float)


def build(problem: PlanProblem) -> Programme:
    """The programme of a problem. Rows that could never bind (no budget, no floor) are left out."""
    from scipy.sparse import coo_array

    at, rows = columns(problem), _Rows()
    _balance(problem, at, rows)
    _need(problem, at, rows)
    _shares(problem, at, rows)
    _moves(problem, at, rows)
    _capacities(problem, at, rows)
    _budget(problem, at, rows)
    size = int(np.prod(problem.shape)) * len(Kind)
    matrix = coo_array(
        (np.concatenate(rows.value), (np.concatenate(rows.row), np.concatenate(rows.column))),
        shape=(rows.count, size),
    ).tocsc()
    matrix.sum_duplicates()
    cost, high = _columns(problem, at, size)
    return Programme(cost, high, matrix, np.concatenate(rows.low), np.concatenate(rows.high), rows.at)


def _columns(problem: PlanProblem, at: dict[Kind, Places], size: int) -> tuple[Floats, Floats]:
    cost, high = np.zeros(size), np.full(size, np.inf)
    discount = discounts(problem)
    for kind, money in spending(problem).items():
        each = money @ discount
        cost[at[kind]] = each[:, None, :]
    cost[at[Kind.UNMET]] = problem.unmet[:, None, None] * discount
    # Who begins a training that ends after the last year gives nothing within it: none begins.
    for profession, length in enumerate(problem.length):
        late = at[Kind.TRAIN][profession, :, max(0, len(problem.years) - length) :]
        high[late] = 0.0
    high[at[Kind.RETAIN_FIRST][:, :, 0]] = problem.retain_share[0] * problem.leaves[:, :, 0] * problem.start
    high[at[Kind.RETAIN_FURTHER][:, :, 0]] = problem.retain_share[1] * problem.leaves[:, :, 0] * problem.start
    high[at[Kind.MOVE_OUT][:, :, 0]] = problem.moves_share * problem.start
    return cost, high


def _balance(problem: PlanProblem, at: dict[Kind, Places], rows: _Rows) -> None:
    stays = 1.0 - problem.leaves
    given = problem.arrives.copy()
    given[:, :, 0] += stays[:, :, 0] * problem.start
    row = rows.family(Limit.BALANCE, given, given)
    rows.put(row, at[Kind.STOCK], 1.0)
    rows.put(row[:, :, 1:], at[Kind.STOCK][:, :, :-1], -stays[:, :, 1:])
    for kind in (Kind.RETAIN_FIRST, Kind.RETAIN_FURTHER, Kind.RECRUIT, Kind.MOVE_IN):
        rows.put(row, at[kind], -1.0)
    rows.put(row, at[Kind.MOVE_OUT], 1.0)
    for profession, length in enumerate(problem.length):
        rows.put(
            row[profession, :, length:],
            at[Kind.TRAIN][profession, :, : max(0, len(problem.years) - length)],
            -float(problem.completes[profession]),
        )


def _need(problem: PlanProblem, at: dict[Kind, Places], rows: _Rows) -> None:
    row = rows.family(Limit.NEED, problem.need, np.full(problem.shape, np.inf))
    rows.put(row, at[Kind.STOCK], 1.0)
    rows.put(row, at[Kind.UNMET], 1.0)
    if problem.floor > 0.0:
        wanted = problem.floor * problem.need[:, :, problem.floor_from :]
        row = rows.family(Limit.FLOOR, wanted, np.full(wanted.shape, np.inf))
        rows.put(row, at[Kind.STOCK][:, :, problem.floor_from :], 1.0)


def _shares(problem: PlanProblem, at: dict[Kind, Places], rows: _Rows) -> None:
    """From the second year on the most that can be kept, or can move, depends on the stock of the year before."""
    tiers = ((Limit.RETAIN_FIRST, Kind.RETAIN_FIRST), (Limit.RETAIN_FURTHER, Kind.RETAIN_FURTHER))
    for share, (limit, kind) in zip(problem.retain_share, tiers, strict=True):
        _below_stock(problem, at, rows, limit, kind, share * problem.leaves[:, :, 1:])
    moves = np.full_like(problem.leaves[:, :, 1:], problem.moves_share)
    _below_stock(problem, at, rows, Limit.MOVES, Kind.MOVE_OUT, moves)


def _below_stock(
    problem: PlanProblem, at: dict[Kind, Places], rows: _Rows, limit: Limit, kind: Kind, share: Floats
) -> None:
    row = rows.family(limit, np.full(share.shape, -np.inf), np.zeros(share.shape))
    rows.put(row, at[kind][:, :, 1:], 1.0)
    rows.put(row, at[Kind.STOCK][:, :, :-1], -share)


def _moves(problem: PlanProblem, at: dict[Kind, Places], rows: _Rows) -> None:
    zero = np.zeros((problem.shape[0], problem.shape[2]))
    row = rows.family(Limit.MOVES_BALANCE, zero, zero)
    rows.put(row[:, None, :], at[Kind.MOVE_OUT], 1.0)
    rows.put(row[:, None, :], at[Kind.MOVE_IN], -1.0)


def _capacities(problem: PlanProblem, at: dict[Kind, Places], rows: _Rows) -> None:
    given = {
        Limit.TRAINING: (Kind.TRAIN, problem.training),
        Limit.RECRUITMENT: (Kind.RECRUIT, problem.recruitment),
    }
    for limit, (kind, most) in given.items():
        row = rows.family(limit, np.full(most.shape, -np.inf), most)
        rows.put(row[:, None, :], at[kind], 1.0)


def _budget(problem: PlanProblem, at: dict[Kind, Places], rows: _Rows) -> None:
    if np.isinf(problem.budget).all():
        return
    row = rows.family(Limit.BUDGET, np.full(problem.budget.shape, -np.inf), problem.budget)
    for kind, money in spending(problem).items():
        profession, begun, paid = np.nonzero(money)
        each = money[profession, begun, paid]
        where = at[kind][profession, :, begun]  # [entries, R]
        rows.put(row[paid][:, None], where, each[:, None])

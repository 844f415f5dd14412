"""HiGHS solves the plan; the certificate is worked out apart from it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kith.foundation.provenance import provenance
from kith.workforce.plan.building import Programme, build, columns, spending
from kith.workforce.plan.certifying import certify
from kith.workforce.plan.types import Certificate, Kind, Limit, Plan, PlanProblem, Status

if TYPE_CHECKING:
    from highspy import HighsLp

    from kith.workforce.model import Floats

INTERIOR = 5_000
"""Columns from which on the interior point method is used: below it the simplex method is faster."""


class SolverFailed(Exception):
    """HiGHS refused an option or gave back neither an answer nor a proof that there is none: a bug to report."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the solver gave: values of columns and prices of rows, or that there is no answer."""

    status: Status
    x: Floats
    prices: Floats
    iterations: int


def solve(problem: PlanProblem, *, threads: int = 1, inputs: dict[str, str] | None = None) -> Plan:
    """The plan of least discounted cost, unmet need counted in, with its prices and its certificate.

    Where no budget is shared, professions are planned apart (their columns meet in no row), in threads. With a
    budget they are first planned apart without it: if that keeps within it every year it is the best plan, proven;
    if not, the whole is solved together.

    Raises
    ------
    SolverFailed
        The solver did what it should not; never for a plan that is impossible (then ``status`` says so).

    References
    ----------
    Huangfu & Hall (2018), 10.1007/s12532-017-0130-5 (HiGHS); Schork & Gondzio (2020), 10.1007/s12532-020-00181-8.
    """
    free = replace(problem, budget=np.full_like(problem.budget, np.inf))
    apart = _apart(free, threads)
    if all(answer.status is Status.OPTIMAL for answer in apart):
        programme = build(free)
        made = _told(free, programme, _joined(free, programme, apart), len(apart), inputs or {})
        if _within(problem, made):
            return _with_budget(problem, made)
    elif any(answer.status is Status.INFEASIBLE for answer in apart):
        return _none(inputs or {})
    programme = build(problem)
    answer = run(programme)
    if answer.status is Status.INFEASIBLE:
        return _none(inputs or {})
    return _told(problem, programme, answer, 1, inputs or {})


def _within(problem: PlanProblem, made: Plan) -> bool:
    spent = sum(made.money.values(), start=np.zeros(len(problem.years)))
    return bool((spent <= problem.budget * (1 + 1e-9) + 1e-6).all())


def _with_budget(problem: PlanProblem, made: Plan) -> Plan:
    """A plan that never needed the budget: more of it is worth nothing."""
    return replace(made, prices={**made.prices, Limit.BUDGET: np.zeros(len(problem.years))})


def _apart(problem: PlanProblem, threads: int) -> list[Answer]:
    with ThreadPoolExecutor(max_workers=threads) as pool:
        return list(pool.map(lambda n: run(build(only(problem, n))), range(len(problem.professions))))


def only(problem: PlanProblem, profession: int) -> PlanProblem:
    """One profession's part of a problem without a shared budget."""
    at = slice(profession, profession + 1)
    return replace(
        problem,
        professions=problem.professions[at],
        length=problem.length[at],
        retain=problem.retain[:, at],
        **{
            name: getattr(problem, name)[at]
            for name in (
                "start", "leaves", "arrives", "need", "completes", "training", "recruitment", "seat_year",
                "recruit", "move", "unmet",
            )
        },
    )  # fmt: skip


def _joined(problem: PlanProblem, programme: Programme, apart: list[Answer]) -> Answer:
    """Answers of single professions as one of all: columns by kind, rows by family, professions within them."""
    _professions, regions, years = problem.shape
    x = np.stack([answer.x.reshape(len(Kind), 1, regions, years) for answer in apart], axis=1).ravel()
    prices = np.zeros(len(programme.row_low))
    own = build(only(problem, 0))  # every profession's programme has its rows in the same places
    for n, answer in enumerate(apart):
        for limit, (start, shape) in programme.at.items():
            begin, small = own.at[limit]
            whole = prices[start : start + int(np.prod(shape))].reshape(shape)
            whole[n : n + 1] = answer.prices[begin : begin + int(np.prod(small))].reshape(small)
    return Answer(Status.OPTIMAL, x, prices, sum(answer.iterations for answer in apart))


def run(programme: Programme, *, method: str | None = None, stop: Callable[[], bool] | None = None) -> Answer:
    """Give a programme to HiGHS. ``method`` is ``ipm``, ``simplex`` or ``choose``; by size when not given."""
    import highspy

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    large = len(programme.cost) >= INTERIOR
    options: dict[str, bool | int | float | str] = {
        "output_flag": False,
        "threads": 1,
        "solver": method or ("ipm" if large else "simplex"),
        "run_crossover": "off" if large and method is None else "on",
        # Without a crossover the answer lies inside the best face: near enough that its certificate holds.
        "ipm_optimality_tolerance": 1e-9,
    }
    for name, value in options.items():
        if solver.setOptionValue(name, value) != highspy.HighsStatus.kOk:
            raise SolverFailed(f"HiGHS refused the option {name} = {value}")
    solver.passModel(_lp(programme))
    solver.run()
    status = solver.getModelStatus()
    info = solver.getInfo()
    iterations = int(max(info.simplex_iteration_count, 0) + max(info.ipm_iteration_count, 0))
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return Answer(Status.INFEASIBLE, np.zeros(0), np.zeros(0), iterations)
    if status != highspy.HighsModelStatus.kOptimal:
        raise SolverFailed(f"HiGHS ended with {solver.modelStatusToString(status)}")
    solution = solver.getSolution()
    return Answer(Status.OPTIMAL, np.array(solution.col_value), np.array(solution.row_dual), iterations)


def _lp(programme: Programme) -> HighsLp:
    import highspy

    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(programme.cost), len(programme.row_low)
    lp.col_cost_ = programme.cost
    lp.col_lower_, lp.col_upper_ = np.zeros_like(programme.cost), programme.high
    lp.row_lower_, lp.row_upper_ = programme.row_low, programme.row_high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = programme.rows.indptr
    lp.a_matrix_.index_ = programme.rows.indices
    lp.a_matrix_.value_ = programme.rows.data
    return lp


def _told(
    problem: PlanProblem, programme: Programme, answer: Answer, parts: int, inputs: dict[str, str]
) -> Plan:
    chosen = {kind: np.maximum(answer.x[at], 0.0) for kind, at in columns(problem).items()}
    money = {kind: np.einsum("pry,pyz->z", chosen[kind], each) for kind, each in spending(problem).items()}
    return Plan(
        status=Status.OPTIMAL,
        chosen=chosen,
        money=money,
        prices={
            limit: answer.prices[start : start + int(np.prod(shape))].reshape(shape)
            for limit, (start, shape) in programme.at.items()
        },
        objective=float(programme.cost @ answer.x),
        certificate=certify(programme, answer.x, answer.prices),
        iterations=answer.iterations,
        parts=parts,
        provenance=provenance("workforce-plan", inputs=inputs, libraries=("numpy", "scipy", "highspy")),
    )


def _none(inputs: dict[str, str]) -> Plan:
    return Plan(
        status=Status.INFEASIBLE,
        chosen={},
        money={},
        prices={},
        objective=float("nan"),
        certificate=Certificate(float("inf"), float("inf"), float("inf")),
        iterations=0,
        parts=1,
        provenance=provenance("workforce-plan", inputs=inputs, libraries=("numpy", "scipy", "highspy")),
    )

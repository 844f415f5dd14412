"""HiGHS solves the plan; the certificate is worked out apart from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kith.foundation.provenance import provenance
from kith.workforce.plan.building import Programme, build, columns, spending
from kith.workforce.plan.certifying import certify
from kith.workforce.plan.highs import NEIGHBOUR, Arrays, Solved
from kith.workforce.plan.types import Certificate, Kind, Limit, Plan, PlanProblem, Status

if TYPE_CHECKING:
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
        The solver did what it should not, or its answer's certificate does not hold; never for a plan that is
        impossible (then ``status`` says so).

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
            return _proven(_with_budget(problem, made))
    elif any(answer.status is Status.INFEASIBLE for answer in apart):
        return _none(inputs or {})
    programme = build(problem)
    answer = run(programme)
    if answer.status is Status.INFEASIBLE:
        return _none(inputs or {})
    made = _told(problem, programme, answer, 1, inputs or {})
    if not made.certificate.holds:  # from inside the best face, and not near enough: once more, to its corner
        made = _told(problem, programme, run(programme, method="ipm"), 1, inputs or {})
    return _proven(made)


def _proven(made: Plan) -> Plan:
    """No plan is told whose certificate does not hold."""
    if not made.certificate.holds:
        raise SolverFailed(f"the plan is not proven best: {made.certificate}")
    return made


def _within(problem: PlanProblem, made: Plan) -> bool:
    spent = sum(made.money.values(), start=np.zeros(len(problem.years)))
    return bool((spent <= problem.budget * (1 + 1e-9) + 1e-6).all())


def _with_budget(problem: PlanProblem, made: Plan) -> Plan:
    """A plan that never needed the budget: more of it is worth nothing."""
    return replace(made, prices={**made.prices, Limit.BUDGET: np.zeros(len(problem.years))})


def _apart(problem: PlanProblem, threads: int) -> list[Answer]:
    programmes = [build(only(problem, n)) for n in range(len(problem.professions))]
    return run_all(programmes, threads=threads)


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


def run(programme: Programme, *, method: str | None = None) -> Answer:
    """Give a programme to HiGHS. ``method`` is ``ipm``, ``simplex`` or ``choose``; by size when not given."""
    return run_all([programme], method=method, threads=1)[0]


def run_all(programmes: Sequence[Programme], *, method: str | None = None, threads: int = 1) -> list[Answer]:
    """The same for several of one size, in threads of the process that solves.

    Raises
    ------
    SolverFailed
        HiGHS refused an option, ended with neither an answer nor a proof that there is none, or its process died.
    """
    large = len(programmes[0].cost) >= INTERIOR
    options: dict[str, bool | int | float | str] = {
        "output_flag": False,
        "threads": 1,
        "solver": method or ("ipm" if large else "simplex"),
        "run_crossover": "off" if large and method is None else "on",
        # Without a crossover the answer lies inside the best face: near enough that its certificate holds.
        "ipm_optimality_tolerance": 1e-9,
    }
    try:
        answers = NEIGHBOUR.ask([_arrays(programme) for programme in programmes], options, threads)
    except (EOFError, BrokenPipeError) as gone:
        raise SolverFailed("the process that solves plans ended without an answer") from gone
    return [_answer(one) for one in answers]


def _answer(one: Solved) -> Answer:
    if one.ended == "infeasible":
        return Answer(Status.INFEASIBLE, one.x, one.prices, one.iterations)
    if one.ended != "optimal":
        raise SolverFailed(one.ended)
    return Answer(Status.OPTIMAL, one.x, one.prices, one.iterations)


def _arrays(programme: Programme) -> Arrays:
    return Arrays(
        programme.cost,
        programme.high,
        programme.rows.indptr,
        programme.rows.indices,
        programme.rows.data,
        programme.row_low,
        programme.row_high,
    )


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

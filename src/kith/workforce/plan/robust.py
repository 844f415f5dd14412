"""A plan decided once for many draws, and any plan tried on draws that it was not made for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kith.workforce.plan.building import Programme, build, discounts, spending
from kith.workforce.plan.certifying import certify
from kith.workforce.plan.solving import SolverFailed, run
from kith.workforce.plan.types import Certificate, Kind, Limit, PlanProblem, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scipy.sparse import csc_array

    from kith.workforce.model import Floats
    from kith.workforce.plan.building import Places

    Chosen = Mapping[Kind, Floats]

KEPT = (Kind.RETAIN_FIRST, Kind.RETAIN_FURTHER)
DECIDED = (*KEPT, Kind.TRAIN, Kind.RECRUIT, Kind.MOVE_OUT, Kind.MOVE_IN)
OWN = (Kind.STOCK, Kind.UNMET, *KEPT)
ONCE = (Limit.MOVES_BALANCE, Limit.TRAINING, Limit.RECRUITMENT, Limit.BUDGET)
FLOOR_KEPT = 1e-6


@dataclass(frozen=True, slots=True)
class Robust:
    """What was decided, ``[P, R, Y]`` each; whether the floor is kept in every draw planned for; its proof."""

    chosen: Chosen
    floor_kept: bool
    certificate: Certificate


@dataclass(frozen=True, slots=True)
class Tried:
    """A plan on draws: discounted cost and FTE-years of unmet need ``[D]``, and whether the floor was kept ``[D]``."""

    cost: Floats
    unmet: Floats
    floor_kept: Floats


def decide(draws: Sequence[PlanProblem]) -> Robust | None:
    """The plan of least mean cost over the draws, decided before one knows which comes.

    What is trained, recruited, moved and offered to those who would leave is the same in each draw; stock, unmet need
    and who can be kept of those it is offered to are each draw's own. The floor is kept in every draw if that is
    possible, else in none. ``None``: nothing is possible.

    References
    ----------
    Birge & Louveaux (2011), Introduction to Stochastic Programming, ch. 1-2.
    """
    for asked in (list(draws), [replace(one, floor=0.0) for one in draws]):
        programme = joint(asked)
        answer = run(programme)
        if answer.status is Status.OPTIMAL:
            certificate = certify(programme, answer.x, answer.prices)
            if not certificate.holds:
                raise SolverFailed(f"the plan is not proven best: {certificate}")
            size = int(np.prod(draws[0].shape))
            chosen = {
                kind: np.maximum(answer.x[n * size : (n + 1) * size].reshape(draws[0].shape), 0.0)
                for n, kind in enumerate(DECIDED)
            }
            return Robust(chosen, asked[0].floor == draws[0].floor, certificate)
    return None


def joint(draws: Sequence[PlanProblem]) -> Programme:
    """One programme: the columns that are decided, then each draw's own; limits of the plan once."""
    from scipy.sparse import csc_array, vstack

    size, count = int(np.prod(draws[0].shape)), len(draws)
    width = (len(DECIDED) + count * len(OWN)) * size
    decided = _to(size, width, dict(zip(DECIDED, range(len(DECIDED)), strict=True)))
    cost, high = np.zeros(width), np.full(width, np.inf)
    parts: list[tuple[csc_array, Floats, Floats]] = []
    for draw, problem in enumerate(draws):
        own = build(problem)
        first = len(DECIDED) + draw * len(OWN)
        to = _to(size, width, {**_places(DECIDED, 0), **_places(OWN, first)})
        if draw == 0:
            cost += own.cost @ decided
            rows = _rows(own, ONCE)
            parts.append((own.rows[rows] @ decided, own.row_low[rows], own.row_high[rows]))
        cost[(first + 1) * size : (first + 2) * size] = own.cost[_at(Kind.UNMET, size)] / count
        rows = _rows(own, tuple(limit for limit in own.at if limit not in ONCE))
        parts.append((own.rows[rows] @ to, own.row_low[rows], own.row_high[rows]))
        for n, kind in enumerate(KEPT):
            at = _at(kind, size)
            high[(first + 2 + n) * size : (first + 3 + n) * size] = own.high[at]
            link = _to(size, width, {kind: first + 2 + n})[at] - decided[at]
            parts.append((link, np.full(size, -np.inf), np.zeros(size)))
        for kind in (Kind.TRAIN, Kind.MOVE_OUT):
            place = DECIDED.index(kind)
            here = slice(place * size, (place + 1) * size)
            high[here] = np.minimum(high[here], own.high[_at(kind, size)])
    matrix = csc_array(vstack([rows for rows, _, _ in parts]))
    low, most = (np.concatenate([part[n] for part in parts]) for n in (1, 2))
    return Programme(cost, high, matrix, low, most, {})


def _places(kinds: Sequence[Kind], first: int) -> dict[Kind, int]:
    return {kind: first + n for n, kind in enumerate(kinds)}


def _at(kind: Kind, size: int) -> slice:
    place = list(Kind).index(kind)
    return slice(place * size, (place + 1) * size)


def _rows(programme: Programme, limits: Sequence[Limit]) -> Places:
    return np.concatenate(
        [
            start + np.arange(int(np.prod(shape)))
            for limit, (start, shape) in programme.at.items()
            if limit in limits
        ]
    )


def _to(size: int, width: int, places: dict[Kind, int]) -> csc_array:
    """Which joint column each column of a single programme is; those not named are none."""
    from scipy.sparse import coo_array

    row = np.concatenate([np.arange(size) + list(Kind).index(kind) * size for kind in places])
    column = np.concatenate([np.arange(size) + place * size for place in places.values()])
    return coo_array((np.ones(len(row)), (row, column)), shape=(len(Kind) * size, width)).tocsc()


def tried(chosen: Chosen, draws: Sequence[PlanProblem]) -> Tried:
    """What becomes of decisions in each draw: of those offered to stay, as many stay as would have left and can be
    kept; money is spent as decided.
    """
    found = [_one(chosen, problem) for problem in draws]
    cost, unmet, kept = (np.array([one[n] for one in found], dtype=float) for n in range(3))
    return Tried(cost, unmet, kept)


def _one(chosen: Chosen, problem: PlanProblem) -> tuple[float, float, bool]:
    discount = discounts(problem)
    stock, unmet, kept = problem.start, np.zeros(problem.shape), True
    for year in range(len(problem.years)):
        leaving = problem.leaves[:, :, year] * stock
        stays = stock - leaving + problem.arrives[:, :, year] + _added(chosen, problem, year)
        for kind, share in zip(KEPT, problem.retain_share, strict=True):
            stays = stays + np.minimum(chosen[kind][:, :, year], share * leaving)
        stock = np.maximum(stays, 0.0)
        unmet[:, :, year] = np.maximum(problem.need[:, :, year] - stock, 0.0)
        if year >= problem.floor_from:
            short = problem.floor * problem.need[:, :, year] - stock
            kept = kept and bool((short <= FLOOR_KEPT * (1.0 + problem.need[:, :, year])).all())
    money = sum(
        float(np.einsum("pry,pyz,z->", chosen[kind], each, discount))
        for kind, each in spending(problem).items()
    )
    counted = float(np.einsum("pry,p,y->", unmet, problem.unmet, discount))
    return money + counted, float(unmet.sum()), kept


def _added(chosen: Chosen, problem: PlanProblem, year: int) -> Floats:
    added = chosen[Kind.RECRUIT][:, :, year] + chosen[Kind.MOVE_IN][:, :, year]
    added = added - chosen[Kind.MOVE_OUT][:, :, year]
    for p, length in enumerate(problem.length):
        if year >= length:
            added[p] += problem.completes[p] * chosen[Kind.TRAIN][p, :, year - length]
    return added

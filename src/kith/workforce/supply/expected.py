"""The middle run, in plain arrays, with every flow: what the fast engine is checked against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kith.workforce.model import JoinsBy
from kith.workforce.projection import Expected, Flow
from kith.workforce.supply.chances import chance, joiners

if TYPE_CHECKING:
    from kith.workforce.model import Floats, Model

FLOWS = tuple(Flow)
_OF_SOURCE = {
    JoinsBy.TRAINING: Flow.TRAINED,
    JoinsBy.HOME: Flow.RECRUITED_HOME,
    JoinsBy.ABROAD: Flow.RECRUITED_ABROAD,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One year: the stock after it, those away after it, and its flows ``[G, R, len(Flow)]``."""

    stock: Floats
    away: Floats
    flows: Floats


def expect(model: Model) -> Expected:
    """Project the middle of every parameter.

    Each year is the accounting of :mod:`kith.workforce.model`, in heads that need not be whole.

    Raises
    ------
    ArithmeticError
        A year's flows do not add up to its change of stock, or a flow is negative: a bug, never made positive.
    """
    years = len(model.axes.years)
    stock, away = model.stock, model.away
    stocks, aways, flows = [stock], [away], []
    for year in range(years):
        step = step_of(model, year, stock, away)
        balanced(stock, step)
        stock, away = step.stock, step.away
        stocks.append(stock)
        aways.append(away)
        flows.append(step.flows)
    return _told(model, stocks, aways, flows)


def step_of(model: Model, year: int, stock: Floats, away: Floats) -> Step:
    """One year of everybody, by the order of events that :mod:`kith.workforce.model` gives."""
    retire = chance(model.retirement_odds * model.retirement_by_year[year][:, None])
    leave = chance(
        model.exit_odds[..., None]
        * model.exit_by_year[year][:, :, None, None]
        * model.exit_by_tenure[:, None, None, :]
    )
    retired = stock * retire[:, None, :, None]
    left = (stock - retired) * leave
    went_home = (stock - retired - left) * model.goes_home[:, None, None, :]
    stayed = stock - retired - left - went_home
    out = stayed * chance(model.move_odds[year])[:, :, None, None]
    moved_in = np.einsum("grat,grs->gsat", out, model.destinations)
    older, past = _a_year_older(stayed - out + moved_in)
    breaks = left * model.may_return[:, None, None, None]
    returned = away * chance(model.return_odds[year])[:, None, None]
    away_after = _away_after(away - returned, retire, breaks)
    back = _ages_on(returned)
    older[..., 0] += back
    flows = np.zeros((*stock.shape[:2], len(FLOWS)))
    told = {
        Flow.RETURNED: back.sum(-1),
        Flow.RETIRED: retired.sum((2, 3)) + past,
        Flow.LEFT_FOR_A_BREAK: breaks.sum((2, 3)),
        Flow.LEFT_FOR_GOOD: (left - breaks + went_home).sum((2, 3)),
        Flow.MOVED_IN: moved_in.sum((2, 3)),
        Flow.MOVED_OUT: out.sum((2, 3)),
    }
    for flow, heads in told.items():
        flows[:, :, FLOWS.index(flow)] = heads
    for source in model.sources:
        came = joiners(source, len(model.axes.years))[year] * source.regions[year]
        older[source.group, :, :, 0] += came[:, None] * source.ages[None, :]
        flows[source.group, :, FLOWS.index(_OF_SOURCE[source.joins_by])] += came
    return Step(older, away_after, flows)


def _a_year_older(stock: Floats) -> tuple[Floats, Floats]:
    """``[G, R, A, T]`` a year on, and ``[G, R]`` who thereby passed the last age."""
    older = np.zeros_like(stock)
    older[:, :, 1:, 1:] = stock[:, :, :-1, :-1]
    older[:, :, 1:, -1] += stock[:, :, :-1, -1]
    return older, stock[:, :, -1, :].sum(-1)


def _ages_on(heads: Floats) -> Floats:
    """``[G, R, A]`` a year on. Who is at the last age stays there: they came back for their last year."""
    older = np.zeros_like(heads)
    older[..., 1:] = heads[..., :-1]
    older[..., -1] += heads[..., -1]
    return older


def _away_after(left_over: Floats, retire: Floats, breaks: Floats) -> Floats:
    """Those on a break after the year: who did not come back nor retire, and who began one, a year older."""
    after = np.zeros_like(left_over)
    stays = left_over * (1.0 - retire[:, None, :]) + breaks.sum(-1)
    after[..., 1:] = stays[..., :-1]
    return after


def balanced(before: Floats, step: Step, *, tolerance: float = 1e-9) -> None:
    """Raise ``ArithmeticError`` unless the flows explain the change, region by region, and none is negative.

    ``tolerance`` is relative to the stock: rounding of sums of some thousand numbers stays well below it.
    """
    if step.flows.min(initial=0.0) < 0.0:
        worst = FLOWS[int(np.unravel_index(np.argmin(step.flows), step.flows.shape)[-1])]
        raise ArithmeticError(f"negative flow: {worst}")
    change = step.stock.sum((2, 3)) - before.sum((2, 3))
    explained = step.flows @ _SIGNS
    off = np.abs(change - explained)
    if (off > tolerance * (1.0 + before.sum((2, 3)))).any():
        raise ArithmeticError(f"a year does not balance: {off.max()} heads unexplained")


_JOINING = {Flow.TRAINED, Flow.RECRUITED_HOME, Flow.RECRUITED_ABROAD, Flow.RETURNED, Flow.MOVED_IN}
_SIGNS = np.array([1.0 if flow in _JOINING else -1.0 for flow in FLOWS])


def _told(model: Model, stocks: list[Floats], aways: list[Floats], flows: list[Floats]) -> Expected:
    axes = model.axes
    of = np.zeros((len(axes.professions), len(axes.groups)))
    of[list(axes.profession_of), range(len(axes.groups))] = 1.0
    heads = np.stack(stocks)
    gives = model.participation * model.fte_per_head
    return Expected(
        heads=np.einsum("pg,ygrat->ypr", of, heads, optimize=True),
        fte=np.einsum("pg,ygrat,yga->ypr", of, heads, gives, optimize=True),
        flows=np.einsum("pg,ygrf->yprf", of, np.stack(flows), optimize=True),
        by_age=np.einsum("pg,ygrat->ypa", of, heads, optimize=True),
        away=np.einsum("pg,ygra->ypr", of, np.stack(aways), optimize=True),
    )

"""The middle run, in plain arrays, with every flow: what the fast engine is checked against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kith.workforce.model import JoinsBy
from kith.workforce.projection import Expected, Flow
from kith.workforce.supply.chances import chance, joiners
from kith.workforce.supply.checking import check

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
    """One year: the stock after it, those away after it, and its flows ``[G, R, len(Flow)]``.

    ``ended [G, R]`` are those on a break who will not come back any more (they reached retirement), ``went_home [G, R]``
    those of ``LEFT_FOR_GOOD`` who went as agreed beforehand.
    """

    stock: Floats
    away: Floats
    flows: Floats
    ended: Floats
    went_home: Floats


def expect(model: Model) -> Expected:
    """Project the middle of every parameter.

    Each year is the accounting of :mod:`kith.workforce.model`, in heads that need not be whole.

    Raises
    ------
    ArithmeticError
        A number of the model cannot be (see :func:`~.checking.check`); a year's flows do not add up to its change of
        stock, or a flow is negative: a bug, never made positive.
    """
    check(model)
    years = len(model.axes.years)
    stock, away = model.stock, model.away
    stocks, aways, flows = [stock], [away], []
    for year in range(years):
        step = step_of(model, year, stock, away)
        balanced(stock, away, step)
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
    away_after, ended = _away_after(away - returned, retire, breaks)
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
    return Step(older, away_after, flows, ended, went_home.sum((2, 3)))


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


def _away_after(left_over: Floats, retire: Floats, breaks: Floats) -> tuple[Floats, Floats]:
    """Those on a break after the year: who did not come back nor retire, and who began one, a year older.

    And ``[G, R]`` whose break ended otherwise: they retired, or passed the last age.
    """
    after = np.zeros_like(left_over)
    retired = left_over * retire[:, None, :]
    stays = left_over - retired + breaks.sum(-1)
    after[..., 1:] = stays[..., :-1]
    return after, retired.sum(-1) + stays[..., -1]


def balanced(before: Floats, away: Floats, step: Step, *, tolerance: float = 1e-9) -> None:
    """Raise ``ArithmeticError`` unless the flows explain each change, region by region, and none is negative.

    Both of those in post and of those on a break: ``before [G, R, A, T]`` and ``away [G, R, A]`` heads, at the start of
    the year. ``tolerance`` is relative to the stock: rounding of sums of some thousand numbers stays well below it.
    What is no number is negative and unexplained.
    """
    if not (step.flows >= 0.0).all():
        worst = FLOWS[int(np.argwhere(~(step.flows >= 0.0))[0][-1])]
        raise ArithmeticError(f"negative flow: {worst}")
    heads, paused = before.sum((2, 3)), away.sum(2)
    _explained(step.stock.sum((2, 3)) - heads, step.flows @ _SIGNS, tolerance * (1.0 + heads), "in post")
    begun, back = (step.flows[..., FLOWS.index(flow)] for flow in (Flow.LEFT_FOR_A_BREAK, Flow.RETURNED))
    allowed = tolerance * (1.0 + heads + paused)
    _explained(step.away.sum(2) - paused, begun - back - step.ended, allowed, "on a break")


def _explained(change: Floats, flows: Floats, allowed: Floats, who: str) -> None:
    off = np.abs(change - flows)
    if not (off <= allowed).all():
        raise ArithmeticError(f"a year does not balance: {off.max()} heads {who} unexplained")


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

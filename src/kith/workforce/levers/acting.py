"""One change of a model: what it acts on, on whom, where, and how strongly in each year.

Levers and dated modifiers are both written as such changes, so that each has one meaning. On a chance the factor
multiplies its odds, so no chance ever leaves 0 to 1; on a number it multiplies the number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kith.foundation.faults import Faults
from kith.workforce.model import JoinsBy, Model, Need, Source
from kith.workforce.scenario.levers_types import ActsOn
from kith.workforce.supply.chances import multiplied

if TYPE_CHECKING:
    from kith.workforce.model import Floats


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to a model.

    Parameters
    ----------
    acts_on
        Which of its numbers.
    factor
        ``[Y]`` of the odds of a chance, or of a number; 1 where nothing changes.
    heads
        ``[Y]`` heads added to those who begin (seats, recruitment): shared among the sources by their size.
    professions, regions
        Indices; ``regions`` empty means everywhere. For ``RURAL_TAKE_UP`` they are the rural regions.
    after
        The factor at the end of the last year, for what is counted there too (FTE, participation, need); as in the last
        year where it is not said.
    """

    acts_on: ActsOn
    factor: Floats
    heads: Floats
    professions: tuple[int, ...]
    regions: tuple[int, ...] = ()
    after: float | None = None


def changed(model: Model, need: Need, change: Change) -> tuple[Model, Need]:
    """The model and the need after a change. Nothing that was given is altered.

    How each is read: ``ATTRITION`` multiplies the odds of leaving a training by the mean over the years of the
    training that lie within the horizon; ``PARTICIPATION`` and ``FTE_PER_HEAD`` hold from the start of the year,
    and after the last year as in it (or by ``after``). Where the change names regions, a
    factor is of those who will start there, and heads that are added start there.

    Raises
    ------
    KithError
        More are to begin less, in a year or a region, than begin there: nothing is cut off in silence.
    """
    if change.acts_on is ActsOn.NEED:
        return model, _need(need, change)
    if change.acts_on in _SOURCES:
        act, joins_by = _SOURCES[change.acts_on]
        return _of_sources(model, change, act, joins_by), need
    return _STOCKS[change.acts_on](model, change), need


def _need(need: Need, change: Change) -> Need:
    fte = need.fte.copy()
    _times(fte, _to_the_end(change), change, professions=change.professions)
    return replace(need, fte=fte)


def _of_sources(
    model: Model,
    change: Change,
    act: Callable[[Source, Change, float], Source],
    joins_by: tuple[JoinsBy, ...],
) -> Model:
    acted = [
        n
        for n, source in enumerate(model.sources)
        if source.joins_by in joins_by and model.axes.profession_of[source.group] in change.professions
    ]
    sizes = np.array([model.sources[n].entrants.sum() for n in acted])
    parts = sizes / sizes.sum() if sizes.sum() > 0 else np.full(len(acted), 1 / max(1, len(acted)))
    sources = list(model.sources)
    for n, part in zip(acted, parts, strict=True):
        sources[n] = act(sources[n], change, float(part))
    return replace(model, sources=tuple(sources))


def _more_begin(source: Source, change: Change, part: float) -> Source:
    """More (or fewer) begin from a year on."""
    years = len(change.factor)
    entrants = source.entrants.copy()
    coming = entrants[source.length :]
    meant = coming * _starting(source, change.regions)
    added = meant * (change.factor - 1.0) + part * change.heads
    _enough(source, change, coming + added)
    entrants[source.length :] = coming + added
    regions = source.regions
    if change.regions:
        # Who joins in year t began `length` years before; those added then are the ones to be placed.
        joined = np.concatenate([np.zeros(source.length), added])[:years]
        regions = _placed(source, joined, change)
    return replace(source, entrants=entrants, regions=regions)


def _starting(source: Source, regions: tuple[int, ...]) -> Floats | float:
    """``[Y]`` the share of those who begin in a year that will start in these regions; all, where none is named.

    Where those of later years start who join beyond the last year, is taken to be as in the last.
    """
    if not regions:
        return 1.0
    by_joining = source.regions[:, list(regions)].sum(1)
    years = len(by_joining)
    return np.asarray(by_joining[np.minimum(np.arange(years) + source.length, years - 1)])


def _enough(source: Source, change: Change, left: Floats) -> None:
    """Rounding may leave a hair less than nobody; anything more is a plan that cannot be."""
    if left.min(initial=0.0) < -1e-9:
        faults = Faults()
        faults.add(
            "workforce.levers.below_nothing",
            acts_on=str(change.acts_on),
            source=source.key,
            short=round(float(-left.min()), 1),
        )
        faults.raise_if_any()


def _placed(source: Source, added: Floats, change: Change) -> Floats:
    """``[Y, R]`` where joiners start when ``added`` of them start in some regions only."""
    regions = change.regions
    there = np.zeros_like(source.regions)
    there[:, list(regions)] = source.regions[:, list(regions)]
    sums = there.sum(1, keepdims=True)
    there[:, list(regions)] = np.where(sums > 0, there[:, list(regions)], 1.0)
    there /= there.sum(1, keepdims=True)
    before = source.entrants[: len(added)]
    heads = before[:, None] * source.regions + added[:, None] * there
    total = heads.sum(1, keepdims=True)
    _enough(source, change, heads.ravel())
    return np.where(total > 0, heads / np.where(total > 0, total, 1.0), source.regions)


def _leave_training(source: Source, change: Change, part: float) -> Source:
    if source.length == 0:
        return source
    logs = np.concatenate([np.zeros(source.length), np.log(change.factor)])
    means = np.convolve(logs, np.full(source.length, 1 / source.length), "valid")[: len(change.factor)]
    return replace(source, stays_odds=source.stays_odds / np.exp(means))


def _pass(source: Source, change: Change, part: float) -> Source:
    return replace(source, passes_odds=source.passes_odds * change.factor)


def _take_up(source: Source, change: Change, part: float) -> Source:
    return replace(source, takes_up_odds=source.takes_up_odds * change.factor)


def _start_rurally(source: Source, change: Change, part: float) -> Source:
    """The odds of starting in the regions named, against elsewhere; within both as before."""
    rural = np.zeros(source.regions.shape[1], dtype=bool)
    rural[list(change.regions)] = True
    before = source.regions[:, rural].sum(1)
    if not rural.any() or rural.all():
        return source
    after = multiplied(before, change.factor)
    regions = source.regions.copy()
    regions[:, rural] *= np.divide(after, before, out=np.ones_like(before), where=before > 0)[:, None]
    rest = 1.0 - before
    regions[:, ~rural] *= np.divide(1.0 - after, rest, out=np.ones_like(rest), where=rest > 0)[:, None]
    return replace(source, regions=regions)


_SOURCES: Mapping[ActsOn, tuple[Callable[[Source, Change, float], Source], tuple[JoinsBy, ...]]] = {
    ActsOn.SEATS: (_more_begin, (JoinsBy.TRAINING,)),
    ActsOn.RECRUITMENT_HOME: (_more_begin, (JoinsBy.HOME,)),
    ActsOn.RECRUITMENT_ABROAD: (_more_begin, (JoinsBy.ABROAD,)),
    ActsOn.ATTRITION: (_leave_training, (JoinsBy.TRAINING,)),
    ActsOn.PASS_RATE: (_pass, (JoinsBy.TRAINING,)),
    ActsOn.TAKE_UP: (_take_up, (JoinsBy.TRAINING,)),
    ActsOn.RURAL_TAKE_UP: (_start_rurally, (JoinsBy.TRAINING,)),
}


def _groups(model: Model, change: Change) -> tuple[int, ...]:
    return tuple(g for g, of in enumerate(model.axes.profession_of) if of in change.professions)


def _to_the_end(change: Change) -> Floats:
    """``[Y+1]``: after the last year as in it, where nothing else is said."""
    return np.append(change.factor, change.factor[-1] if change.after is None else change.after)


def _times(array: Floats, factor: Floats, change: Change, professions: tuple[int, ...]) -> None:
    """Multiply ``array [years, G or P, R]`` in place, where the change holds."""
    where = list(change.regions) or list(range(array.shape[2]))
    array[np.ix_(range(len(array)), list(professions), where)] *= factor[:, None, None]


def _exits(model: Model, change: Change) -> Model:
    made = model.exit_by_year.copy()
    _times(made, change.factor, change, _groups(model, change))
    return replace(model, exit_by_year=made)


def _moves(model: Model, change: Change) -> Model:
    made = model.move_odds.copy()
    _times(made, change.factor, change, _groups(model, change))
    return replace(model, move_odds=made)


def _retirement(model: Model, change: Change) -> Model:
    made = model.retirement_by_year.copy()
    made[:, list(_groups(model, change))] *= change.factor[:, None]
    return replace(model, retirement_by_year=made)


def _returns(model: Model, change: Change) -> Model:
    made = model.return_odds.copy()
    made[:, list(_groups(model, change))] *= change.factor[:, None]
    return replace(model, return_odds=made)


def _participation(model: Model, change: Change) -> Model:
    made = model.participation.copy()
    at = list(_groups(model, change))
    made[:, at] = multiplied(made[:, at], _to_the_end(change)[:, None, None])
    return replace(model, participation=made)


def _fte(model: Model, change: Change) -> Model:
    made = model.fte_per_head.copy()
    made[:, list(_groups(model, change))] *= _to_the_end(change)[:, None, None]
    return replace(model, fte_per_head=made)


def _pay(model: Model, change: Change) -> Model:
    made = model.pay_per_fte.copy()
    made[:, list(_groups(model, change))] *= change.factor[:, None]
    return replace(model, pay_per_fte=made)


_STOCKS: Mapping[ActsOn, Callable[[Model, Change], Model]] = {
    ActsOn.EXITS: _exits,
    ActsOn.MOVES_OUT: _moves,
    ActsOn.RETIREMENT: _retirement,
    ActsOn.RETURNS: _returns,
    ActsOn.PARTICIPATION: _participation,
    ActsOn.FTE_PER_HEAD: _fte,
    ActsOn.PAY: _pay,
}

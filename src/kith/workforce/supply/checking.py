"""What no number of a model can be, whoever made it: asked before a run, since what is no number passes every sum."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from kith.workforce.model import Floats, Model, Need, Source

SHARES = 1e-9
"""Shares sum to 1 within this."""


def check(model: Model, need: Need | None = None) -> None:
    """Say all that cannot be of a model, and of a need beside it and the spread of draws, where a need is given.

    A scenario file is refused in words long before; this is for models that are made otherwise (a lever, a program).

    Raises
    ------
    ArithmeticError
        An array of another shape than :class:`~kith.workforce.model.Model` says; heads, odds or factors below nought or
        no numbers; shares that do not sum to 1; a chance outside 0 to 1; certainty (infinite odds) multiplied by nought.
        All of it at once.
    """
    with np.errstate(invalid="ignore"):
        wrong = [*_shapes(model), *_stocks(model), *_rates(model), *_needs(model, need)]
        for source in model.sources:
            wrong += _source(source, model)
    if wrong:
        raise ArithmeticError("; ".join(wrong))


def _shapes(model: Model) -> Iterator[str]:
    axes = model.axes
    y, g, r, a, t = len(axes.years), len(axes.groups), len(axes.regions), len(axes.ages), axes.tenures
    wanted = {
        "stock": (g, r, a, t), "away": (g, r, a), "retirement_odds": (g, a), "retirement_by_year": (y, g),
        "exit_odds": (g, r, a), "exit_by_year": (y, g, r), "exit_by_tenure": (g, t), "goes_home": (g, t),
        "may_return": (g,), "return_odds": (y, g), "move_odds": (y, g, r), "destinations": (g, r, r),
        "participation": (y + 1, g, a), "fte_per_head": (y + 1, g, a), "pay_per_fte": (y, g),
    }  # fmt: skip
    for name, shape in wanted.items():
        if np.shape(getattr(model, name)) != shape:
            yield f"{name} has shape {np.shape(getattr(model, name))}, not {shape}"


def _stocks(model: Model) -> Iterator[str]:
    for name in ("stock", "away", "fte_per_head", "pay_per_fte"):
        yield from _not_below(name, getattr(model, name))
    for name in ("goes_home", "may_return", "participation"):
        values = getattr(model, name)
        if not ((values >= 0.0) & (values <= 1.0)).all():
            yield f"{name} outside 0 to 1"
    for name in ("retirement", "exits", "returns", "moves", "fte", "sources", "model"):
        yield from _not_below(f"uncertain.{name}", getattr(model.uncertain, name))


def _rates(model: Model) -> Iterator[str]:
    for name in ("retirement_by_year", "exit_by_year", "exit_by_tenure"):
        yield from _not_below(name, getattr(model, name))
    for name in ("retirement_odds", "exit_odds", "return_odds", "move_odds"):
        if not (getattr(model, name) >= 0.0).all():
            yield f"{name} below 0 or no number"
    factors = model.exit_by_year.min((0, 2), initial=np.inf) * model.exit_by_tenure.min(1)
    certain = {
        "retirement": np.isinf(model.retirement_odds).any(1) & (model.retirement_by_year.min(0) == 0.0),
        "exit": np.isinf(model.exit_odds).any((1, 2)) & (factors == 0.0),
    }
    for name, found in certain.items():
        for group in np.flatnonzero(found):
            yield f"{name} of {model.axes.groups[group]} is certain, and multiplied by 0"
    moving = (model.move_odds > 0.0).any(0)
    rows = model.destinations[moving]
    if moving.any() and len(model.axes.regions) > 1:
        yield from _shares("destinations", rows)


def _source(source: Source, model: Model) -> Iterator[str]:
    years = len(model.axes.years)
    if len(source.entrants) != years + source.length:
        yield f"{source.key}: {len(source.entrants)} entrants, not {years + source.length}"
    wanted = {"regions": (years, len(model.axes.regions)), "ages": (len(model.axes.ages),)}
    for name, shape in wanted.items():
        if np.shape(getattr(source, name)) != shape:
            yield f"{source.key}: {name} has shape {np.shape(getattr(source, name))}, not {shape}"
    yield from _not_below(f"{source.key}: entrants", source.entrants)
    yield from _shares(f"{source.key}: regions", source.regions)
    yield from _shares(f"{source.key}: ages", source.ages)
    for name in ("stays_odds", "passes_odds", "takes_up_odds"):
        if not (np.asarray(getattr(source, name)) >= 0.0).all():
            yield f"{source.key}: {name} below 0 or no number"


def _needs(model: Model, need: Need | None) -> Iterator[str]:
    if need is None:
        return
    axes = model.axes
    yield from _spreads(model)
    wanted = (len(axes.years) + 1, len(axes.professions), len(axes.regions))
    if need.fte.shape != wanted:
        yield f"need has shape {need.fte.shape}, not {wanted}"
    yield from _not_below("need", need.fte)
    yield from _not_below("need's spread", need.sd_log)


def _spreads(model: Model) -> Iterator[str]:
    """What only draws ask for."""
    axes = model.axes
    wanted = dict.fromkeys(("retirement", "exits", "returns", "moves", "fte"), (len(axes.groups),))
    last = {"sources": (len(model.sources),), "model": (len(axes.years) + 1, len(axes.professions))}
    for name, shape in {**wanted, **last}.items():
        if np.shape(getattr(model.uncertain, name)) != shape:
            yield f"uncertain.{name} has shape {np.shape(getattr(model.uncertain, name))}, not {shape}"


def _not_below(name: str, values: Floats) -> Iterator[str]:
    if not ((values >= 0.0) & (values < np.inf)).all():
        yield f"{name} below 0, infinite or no number"


def _shares(name: str, values: Floats) -> Iterator[str]:
    if not (values >= 0.0).all() or not (np.abs(values.sum(-1) - 1.0) <= SHARES).all():
        yield f"{name} are no shares that sum to 1"

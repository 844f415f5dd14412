"""The microsimulation: each person lives through the years by lot.

It answers what averages cannot (who moved, how long careers last, how far luck alone spreads a small region), and it
checks the cohort engine by another road: over many seeds its mean is :func:`~.expected.expect` within Monte Carlo
error.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kith.foundation.provenance import provenance
from kith.workforce.model import JoinsBy
from kith.workforce.projection import Flow
from kith.workforce.supply.chances import chance, reaching
from kith.workforce.supply.checking import check

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kith.foundation.provenance import Provenance
    from kith.workforce.model import Axes, Floats, Model
    from kith.workforce.supply.cohort import Progress

    Whole = NDArray[np.int64]
    Counts = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]

_FLOW = {
    JoinsBy.TRAINING: Flow.TRAINED,
    JoinsBy.HOME: Flow.RECRUITED_HOME,
    JoinsBy.ABROAD: Flow.RECRUITED_ABROAD,
}


@dataclass(frozen=True, slots=True)
class Counted:
    """One simulated history, in whole people. Shapes as in :class:`~kith.workforce.projection.Expected`."""

    axes: Axes
    heads: Whole
    fte: Floats
    flows: Whole
    by_age: Whole
    away: Whole
    people: int
    """How many lived in it: all who were there at the start, and all who ever joined."""
    provenance: Provenance


def microsimulate(
    model: Model,
    *,
    seed: int,
    threads: int = 1,
    progress: Progress | None = None,
    inputs: dict[str, str] | None = None,
) -> Counted:
    """One history of every person, by lot, with the middle value of every parameter.

    A part of a head in the stock or an intake is a person who exists with that chance. A person's luck is keyed by
    seed, where they begin (cell or intake) and a number, and the step: the same person has the same luck in another
    scenario with that seed. Up to 2 billion people in a group's part of a year and place.

    Parameters
    ----------
    seed
        Of everybody's luck.
    threads
        They share the people out; it changes no number.
    progress
        Told ``(done, of)`` in parts of the work; what it raises ends the run.

    Raises
    ------
    ArithmeticError
        From :func:`~.checking.check`.
    ValueError
        No thread.
    """
    if threads < 1:
        raise ValueError(f"{threads} threads: at least one")
    check(model)
    axes = model.axes
    years, groups, regions, ages = (len(axis) for axis in (axes.years, axes.groups, axes.regions, axes.ages))
    heads = np.zeros((groups, regions, years + 1, ages), dtype=np.int64)
    away = np.zeros((groups, regions, years + 1), dtype=np.int64)
    flows = np.zeros((groups, regions, years, len(Flow)), dtype=np.int64)
    # Whole numbers add up to the same however the people are parted: a few groups are shared out, many are not.
    parts = max(1, -(-2 * threads // groups))
    work = [(group, part) for group in range(groups) for part in range(parts)]
    with ThreadPoolExecutor(max_workers=threads) as pool:
        runs = [pool.submit(_live, model, group, slice(part, None, parts), seed) for group, part in work]
        try:
            for done, ((group, _), run) in enumerate(zip(work, runs, strict=True), start=1):
                for whole, some in zip((heads[group], away[group], flows[group]), run.result(), strict=True):
                    whole += some
                if progress is not None:
                    progress(done, len(work))
        finally:
            for run in runs:
                run.cancel()
    return _told(model, heads, away, flows, seed, inputs or {})


def _live(model: Model, group: int, part: slice, seed: int) -> Counts:
    """A part of one group: of those there at the start, and of each of its intakes."""
    from kith.workforce.supply.micro_kernel import live_intakes, live_stock

    rates, counted = _rates(model, group), _empty(model)
    streams, cells, counts = (np.ascontiguousarray(of[part]) for of in _stock(model, group, seed))
    live_stock(streams, cells, counts, rates, counted)
    joins = np.arange(len(model.axes.years))[part]
    for source in model.sources:
        if source.group == group:
            live_intakes(
                np.array([_stream(seed, "intake", source.key, str(year)) for year in joins], dtype=np.uint64),
                joins,
                np.ascontiguousarray(source.entrants[joins]),
                np.ascontiguousarray(reaching(source, len(model.axes.years))[joins]),
                _cumulated(source.regions),
                _cumulated(source.ages),
                list(Flow).index(_FLOW[source.joins_by]),
                rates,
                counted,
            )
    return counted


def _empty(model: Model) -> Counts:
    years, regions, ages = len(model.axes.years), len(model.axes.regions), len(model.axes.ages)
    return (
        np.zeros((regions, years + 1, ages), dtype=np.int32),
        np.zeros((regions, years + 1), dtype=np.int32),
        np.zeros((regions, years, len(Flow)), dtype=np.int32),
    )


def _rates(model: Model, group: int) -> tuple[Floats, ...]:
    retirement = model.retirement_odds[group] * model.retirement_by_year[:, group][:, None]
    rates = (
        chance(retirement),
        model.exit_odds[group],
        model.exit_by_year[:, group].T,
        model.exit_by_tenure[group],
        model.goes_home[group],
        model.may_return[group : group + 1],
        chance(model.return_odds[:, group]),
        chance(model.move_odds[:, group].T),
        _cumulated(model.destinations[group]),
    )
    return tuple(np.ascontiguousarray(of, dtype=float) for of in rates)


def _cumulated(shares: Floats) -> Floats:
    """Running sums along the last axis, and behind them where to begin to look, for each part of 0 to 1.

    A last sum a hair below 1 must not send anybody beyond the end.
    """
    from kith.workforce.supply.micro_kernel import GUIDES

    sums = np.cumsum(shares, axis=-1)
    last = sums[..., -1:]
    sums = np.where((sums >= last) & (last > 0.0), 1.0, sums)
    starts = np.arange(GUIDES) / GUIDES
    guides = (sums[..., None, :] <= starts[:, None]).sum(-1)
    return np.ascontiguousarray(np.concatenate([sums, guides], axis=-1), dtype=float)


def _stock(model: Model, group: int, seed: int) -> tuple[NDArray[np.uint64], Whole, Floats]:
    """Every cell with somebody in it: its stream of luck, where it is, how many it holds."""
    name = model.axes.groups[group]
    base = np.uint64(_stream(seed, "stock", name))
    found = []
    for away, heads in ((0, model.stock[group]), (1, model.away[group][..., None])):
        at = np.argwhere(heads > 0.0)
        found.append((np.column_stack([at, np.full(len(at), away)]), heads[tuple(at.T)]))
    cells = np.concatenate([at for at, _ in found]).astype(np.int64)
    counts = np.concatenate([heads for _, heads in found])
    with np.errstate(over="ignore"):  # the product is meant to wrap round
        places = (((cells[:, 0] * 1_000 + cells[:, 1]) * 1_000 + cells[:, 2]) * 2 + cells[:, 3]).astype(
            np.uint64
        )
        streams = base + (places + np.uint64(1)) * np.uint64(0xA0761D6478BD642F)
    return streams, cells, counts


def _stream(seed: int, *names: str) -> int:
    joined = "\x1f".join((str(seed), "workforce", *names)).encode()
    return int.from_bytes(hashlib.sha256(joined).digest()[:8], "big")


def _told(
    model: Model, heads: Whole, away: Whole, flows: Whole, seed: int, inputs: dict[str, str]
) -> Counted:
    axes = model.axes
    of = np.zeros((len(axes.professions), len(axes.groups)), dtype=np.int64)
    of[list(axes.profession_of), range(len(axes.groups))] = 1
    gives = model.participation * model.fte_per_head
    return Counted(
        axes=axes,
        heads=np.einsum("pg,grya->ypr", of, heads, optimize=True),
        fte=np.einsum("pg,grya,yga->ypr", of, heads, gives, optimize=True),
        flows=np.einsum("pg,gryf->yprf", of, flows, optimize=True),
        by_age=np.einsum("pg,grya->ypa", of, heads, optimize=True),
        away=np.einsum("pg,gry->ypr", of, away, optimize=True),
        people=int(heads[:, :, 0].sum() + away[:, :, 0].sum() + flows[..., :3].sum()),
        provenance=provenance(
            "workforce-microsimulation", inputs=inputs, seed=seed, libraries=("numpy", "numba")
        ),
    )

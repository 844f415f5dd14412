"""The cohort engine: the middle run, and as many draws around it as are wanted."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kith.foundation.provenance import provenance
from kith.workforce.projection import Bands, Draws, Projection
from kith.workforce.supply.bands import EXACT_DRAWS, Quantiles, exact
from kith.workforce.supply.chances import Luck, joiners, luck
from kith.workforce.supply.checking import check
from kith.workforce.supply.expected import expect

if TYPE_CHECKING:
    from kith.workforce.model import Floats, Model, Need

CHUNK = 64
"""Draws that are worked out together: 64 x 31 years x 42 regions are 0.7 MB, and a stop waits for no more."""

Progress = Callable[[int, int], None]


class Stopped(Exception):
    """Whoever watches the progress asked to stop; nothing was half done."""


def project(
    model: Model,
    need: Need,
    *,
    draws: int,
    seed: int,
    threads: int = 1,
    progress: Progress | None = None,
    inputs: dict[str, str] | None = None,
    keep_professions: bool = False,
) -> Projection:
    """Supply, need and the gap between them, in the middle and in bands over draws.

    Parameters
    ----------
    model, need
        A compiled scenario, over the same axes.
    draws
        How many times the parameters are drawn; at least 1.
    seed
        Of the draws. Two models with one seed share their luck (see :class:`~.chances.Luck`).
    threads
        How many draws are worked out at once; it changes no number.
    progress
        Told ``(done, of)`` in group-chunks as it goes on; what it raises ends the run.
    inputs
        Hashes of what the model was compiled from, for the record.
    keep_professions
        Whether each draw of each profession is kept too (:class:`~kith.workforce.projection.Draws`), to lay two runs
        beside each other.

    Raises
    ------
    ArithmeticError
        From :func:`~.expected.expect`; a need that cannot be.
    ValueError
        No draws, or no thread.
    """
    if draws < 1 or threads < 1:
        raise ValueError(f"{draws} draws in {threads} threads: at least one of each")
    check(model, need)
    expected = expect(model)
    drawn = luck(model, draws=draws, seed=seed)
    told = _Told(model, need, drawn, draws, keep_professions)
    blocks = [range(start, min(start + EXACT_DRAWS, draws)) for start in range(0, draws, EXACT_DRAWS)]
    steps = _Steps(progress, len(model.axes.groups) * sum(-(-len(block) // CHUNK) for block in blocks))
    with ThreadPoolExecutor(max_workers=threads) as pool:
        for profession in range(len(model.axes.professions)):
            told.begin(profession)
            for block in blocks:
                told.take(block, _supply(model, drawn, profession, block, pool, steps))
            told.end(pool)
    return Projection(
        axes=model.axes,
        expected=expected,
        need=need.fte,
        draws=draws,
        provenance=provenance(
            "workforce-cohort", inputs=inputs or {}, seed=seed, libraries=("numpy", "numba")
        ),
        totals=told.draws(),
        **told.bands(),
    )


@dataclass
class _Steps:
    progress: Progress | None
    of: int
    done: int = 0

    def one(self) -> None:
        self.done += 1
        if self.progress is not None:
            self.progress(self.done, self.of)


def _supply(
    model: Model, drawn: Luck, profession: int, block: range, pool: ThreadPoolExecutor, steps: _Steps
) -> Floats:
    """``[draws of the block, Y+1, R]`` FTE of one profession."""
    from kith.workforce.supply.cohort_kernel import run_group

    years, regions = len(model.axes.years), len(model.axes.regions)
    out = np.zeros((len(block), years + 1, regions))
    for group in (g for g, of in enumerate(model.axes.profession_of) if of == profession):
        arrays, sources = _arrays(model, group)
        own = [
            np.ascontiguousarray(factor[block.start : block.stop, group])
            for factor in (drawn.retirement, drawn.exits, drawn.returns, drawn.moves, drawn.fte)
        ]
        own.append(np.ascontiguousarray(drawn.sources[block.start : block.stop][:, sources]))
        parts = [slice(start, start + CHUNK) for start in range(0, len(block), CHUNK)]
        runs = [pool.submit(run_group, *arrays, *(luck[part] for luck in own), out[part]) for part in parts]
        try:
            for run in runs:
                run.result()
                steps.one()
        finally:
            for run in runs:
                run.cancel()
    return out


def _arrays(model: Model, group: int) -> tuple[tuple[Floats | float, ...], list[int]]:
    """What the kernel wants of one group, in its order and layout; and which sources are its own."""
    years = len(model.axes.years)
    own = [n for n, source in enumerate(model.sources) if source.group == group]
    regions, ages = len(model.axes.regions), len(model.axes.ages)
    sources = [model.sources[n] for n in own]
    stacked = (
        np.array([joiners(source, years) for source in sources]).reshape(len(own), years),
        np.array([source.regions for source in sources]).reshape(len(own), years, regions),
        np.array([source.ages for source in sources]).reshape(len(own), ages),
    )
    arrays: tuple[Floats | float, ...] = (
        np.ascontiguousarray(model.stock[group].transpose(0, 2, 1)),
        model.away[group],
        np.ascontiguousarray(model.retirement_odds[group] * model.retirement_by_year[:, group][:, None]),
        model.exit_odds[group],
        np.ascontiguousarray(model.exit_by_year[:, group]),
        model.exit_by_tenure[group],
        np.ascontiguousarray(model.goes_home[group]),
        float(model.may_return[group]),
        np.ascontiguousarray(model.return_odds[:, group]),
        np.ascontiguousarray(model.move_odds[:, group]),
        model.destinations[group],
        _pooled(model.destinations[group]),
        *stacked,
        np.ascontiguousarray(model.participation[:, group] * model.fte_per_head[:, group]),
    )
    return arrays, own


def _pooled(destinations: Floats) -> Floats:
    """``[2, R]`` so that ``destinations[r, s] = from[r] x to[s]`` for ``r != s``, or nothing where it is not so.

    Where movers choose by weights alone (``to``), whatever they leave, one sum serves all regions.
    """
    regions = len(destinations)
    if regions < 3:  # with two regions there is nothing to sum
        return np.zeros((0, regions))
    # With weights w that sum to 1, row r is w / (1 - w[r]); so d[r,s] / d[r,t] = w[s] / w[t] whatever r.
    first, last = destinations[0], destinations[-1]
    if (first[1:] <= 0).any() or (last[:-1] <= 0).any():
        return np.zeros((0, regions))
    to = np.concatenate([[last[0] * first[1] / last[1]], first[1:]])
    to = to / to.sum()
    made = to[None, :] / (1.0 - to[:, None])
    np.fill_diagonal(made, 0.0)
    if not np.allclose(made, destinations, rtol=1e-9, atol=1e-12):
        return np.zeros((0, regions))
    return np.stack([1.0 / (1.0 - to), to])


class _Told:
    """Gathers the draws of each profession into bands, by cell, by profession and in all."""

    def __init__(self, model: Model, need: Need, drawn: Luck, draws: int, keep: bool) -> None:
        self._kept: dict[str, list[Floats]] | None = {"net": [], "gross": []} if keep else None
        self._model, self._need, self._drawn, self._draws = model, need, drawn, draws
        years = len(model.axes.years) + 1
        self._cells: dict[str, list[Bands]] = {"supply": [], "gap": []}
        self._own: dict[str, list[Bands]] = {"supply": [], "net": [], "gross": []}
        self._all = {key: np.zeros((draws, years)) for key in self._own}

    def begin(self, profession: int) -> None:
        self._profession = profession
        self._missing: Floats | None = None
        self._open = {key: Quantiles(self._draws) for key in self._cells}
        self._sums = {key: np.zeros_like(draws) for key, draws in self._all.items()}

    def take(self, block: range, fte: Floats) -> None:
        """Some draws ``[n, Y+1, R]`` of the profession that was begun."""
        at = slice(block.start, block.stop)
        fte = self._widened(fte, self._drawn.model_z[at, self._profession])
        factor = np.exp(self._need.sd_log[self._profession] * self._drawn.need_z[at, self._profession])
        gap = fte - self._need.fte[:, self._profession][None] * factor[:, None, None]
        self._open["supply"].take(fte)
        self._open["gap"].take(gap)
        self._sums["supply"][at] = fte.sum(-1)
        self._sums["net"][at] = gap.sum(-1)
        self._sums["gross"][at] = np.minimum(gap, 0.0).sum(-1)

    def end(self, pool: ThreadPoolExecutor) -> None:
        for key, quantiles in self._open.items():
            self._cells[key].append(quantiles.bands(pool))
        for key, sums in self._sums.items():
            self._own[key].append(exact(sums))
            self._all[key] += sums
            if self._kept is not None and key in self._kept:
                self._kept[key].append(sums)

    def draws(self) -> Draws:
        kept = {f"{key}_by_profession": np.stack(found, axis=2) for key, found in (self._kept or {}).items()}
        return Draws(self._all["supply"], self._all["net"], self._all["gross"], **kept)

    def bands(self) -> dict[str, Bands]:
        """The fields of :class:`Projection` that are bands."""
        cells = {key: _stacked(found) for key, found in self._cells.items()}
        own = {key: _stacked(found) for key, found in self._own.items()}
        totals = {key: exact(draws) for key, draws in self._all.items()}
        return {
            "supply": cells["supply"],
            "gap": cells["gap"],
            "supply_by_profession": own["supply"],
            "gap_net_by_profession": own["net"],
            "gap_gross_by_profession": own["gross"],
            "supply_total": totals["supply"],
            "gap_net": totals["net"],
            "gap_gross": totals["gross"],
        }

    def _widened(self, fte: Floats, z: Floats) -> Floats:
        """Spread so that the profession's draws are at least as wide as history says (by the first block)."""
        wanted = self._model.uncertain.model[:, self._profession]
        if not wanted.any():
            return fte
        if self._missing is None:
            already = np.log(np.maximum(fte.sum(-1), np.finfo(float).tiny)).std(axis=0)
            self._missing = np.sqrt(np.maximum(wanted**2 - already**2, 0.0))
        return np.asarray(fte * np.exp(z[:, None] * self._missing)[:, :, None])


def _stacked(found: list[Bands]) -> Bands:
    """Bands of each profession, side by side: ``[levels, Y+1, P, ...]``."""
    return Bands(
        found[0].levels,
        np.stack([bands.values for bands in found], axis=2),
        np.stack([bands.mean for bands in found], axis=1),
    )

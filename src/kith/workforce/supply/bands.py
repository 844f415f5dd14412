"""Quantiles over draws: exact for as many draws as fit, then counted in fine bins, so that memory stays flat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kith.workforce.projection import LEVELS, Bands

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from kith.workforce.model import Floats

EXACT_DRAWS = 2_000
"""Up to here every draw is kept and quantiles are exact (linear between neighbours, Hyndman and Fan's type 7)."""
CELLS = 256
"""Cells sorted at a time: 256 x 2,000 draws are 4 MB."""
BINS = 1_024
REACH = 8.0
"""Beyond ``EXACT_DRAWS`` a cell's draws are counted in ``BINS`` bins over ``REACH`` standard deviations either side
of the mean of the first ``EXACT_DRAWS``: a quantile is then off by less than 0.016 of a standard deviation."""


def exact(draws: Floats, pool: Executor | None = None) -> Bands:
    """Of draws that are all at hand, ``[D, ...]``.

    Each cell's draws are laid side by side and sorted, in parts by the threads of ``pool``: several times faster
    than ``numpy.quantile`` along the first axis, and the same numbers.
    """
    count, shape = len(draws), draws.shape[1:]
    flat = draws.reshape(count, -1)
    values = np.empty((len(LEVELS), flat.shape[1]))
    ranks = np.array(LEVELS) * (count - 1)
    below = np.floor(ranks).astype(np.int64)
    above = np.minimum(below + 1, count - 1)

    def part(cells: slice) -> None:
        ordered = np.sort(np.ascontiguousarray(flat[:, cells].T), axis=1)
        low, high = ordered[:, below], ordered[:, above]
        values[:, cells] = (low + (high - low) * (ranks - below)).T

    parts = [slice(at, at + CELLS) for at in range(0, flat.shape[1], CELLS)]
    for _ in map(part, parts) if pool is None else pool.map(part, parts):
        pass
    return Bands(LEVELS, values.reshape(len(LEVELS), *shape), np.asarray(draws.mean(axis=0)))


class Quantiles:
    """Takes draws of one array in chunks ``[n, ...]`` and gives its bands.

    >>> quantiles = Quantiles(draws=3)
    >>> quantiles.take(np.array([[1.0], [2.0], [4.0]]))
    >>> bands = quantiles.bands()
    >>> float(bands.values[3, 0]), round(float(bands.mean[0]), 3)
    (2.0, 2.333)
    """

    def __init__(self, draws: int) -> None:
        self._draws = draws
        self._taken = 0
        self._kept: list[Floats] = []
        self._sum: Floats | None = None
        self._counts: np.ndarray | None = None
        self._low: Floats = np.zeros(0)
        self._width: Floats = np.zeros(0)

    def take(self, chunk: Floats) -> None:
        """Some more draws, in their order."""
        added = chunk.sum(axis=0)
        self._sum = added if self._sum is None else self._sum + added
        self._taken += len(chunk)
        if self._counts is None:
            self._kept.append(chunk)
            if self._draws > EXACT_DRAWS and self._taken >= EXACT_DRAWS:
                self._begin_counting()
        else:
            self._count(chunk)

    def bands(self, pool: Executor | None = None) -> Bands:
        assert self._sum is not None
        if self._counts is None:
            return exact(np.concatenate(self._kept) if len(self._kept) > 1 else self._kept[0], pool)
        return Bands(LEVELS, self._counted(), np.asarray(self._sum / self._taken))

    def _begin_counting(self) -> None:
        pilot = np.concatenate(self._kept)
        spread = np.maximum(pilot.std(axis=0), 1e-12 * (1.0 + np.abs(pilot.mean(axis=0))))
        self._low = pilot.mean(axis=0) - REACH * spread
        self._width = 2.0 * REACH * spread / BINS
        self._counts = np.zeros((*pilot.shape[1:], BINS), dtype=np.int32)
        self._kept = []
        self._count(pilot)

    def _count(self, chunk: Floats) -> None:
        assert self._counts is not None
        flat = self._counts.reshape(-1, BINS)
        cells = np.arange(len(flat))
        for draw in chunk:
            bins = ((draw - self._low) / self._width).astype(np.int64).clip(0, BINS - 1)
            flat[cells, bins.ravel()] += 1

    def _counted(self) -> Floats:
        assert self._counts is not None
        below = np.cumsum(self._counts, axis=-1)
        found = []
        for level in LEVELS:
            rank = level * self._taken
            at = (below >= rank).argmax(axis=-1)
            inside = np.take_along_axis(self._counts, at[..., None], -1)[..., 0]
            before = np.take_along_axis(below, at[..., None], -1)[..., 0] - inside
            part = np.where(inside > 0, (rank - before) / np.maximum(inside, 1), 0.0)
            found.append(self._low + self._width * (at + part))
        return np.stack(found)

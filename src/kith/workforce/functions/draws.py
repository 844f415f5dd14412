"""Shares drawn between their ends."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kith.foundation.seeds import generator
from kith.workforce.functions.results import Correlation, Drawing, Shape
from kith.workforce.functions.types import Row, Share

Floats = NDArray[np.float64]
PERT_WEIGHT = 4.0
"""Malcolm, Roseboom, Clark and Fazar (1959), 10.1287/opre.7.5.646: the likeliest value counts four times an end."""
METHOD = "kith.workforce.functions"


def expected(share: Share, shape: Shape) -> float:
    """The mean of a share: (low + mode + high) / 3, or for PERT (low + 4 mode + high) / 6.

    >>> expected(Share(0.0, 0.3, 0.6), Shape.PERT) == 0.3, round(expected(Share(0.0, 0.0, 0.6), Shape.TRIANGULAR), 12)
    (True, 0.2)
    """
    if share.low == share.high:
        return share.mode
    weight = 1.0 if shape is Shape.TRIANGULAR else PERT_WEIGHT
    return (share.low + weight * share.mode + share.high) / (weight + 2.0)


def quantiles(share: Share, shape: Shape, at: Floats) -> Floats:
    """The share below which each of ``at`` (0 to 1) of its distribution lies.

    >>> quantiles(Share(0.0, 0.5, 1.0), Shape.TRIANGULAR, np.array([0.0, 0.125, 0.5, 1.0])).tolist()
    [0.0, 0.25, 0.5, 1.0]
    """
    width = share.high - share.low
    if width <= 0:
        return np.full(len(at), share.mode)
    peak = (share.mode - share.low) / width
    if shape is Shape.PERT:
        from scipy.special import betaincinv

        alpha = 1.0 + PERT_WEIGHT * peak
        return np.asarray(
            share.low + width * betaincinv(alpha, PERT_WEIGHT + 2.0 - alpha, at), dtype=np.float64
        )
    rising = np.sqrt(at * peak)
    falling = 1.0 - np.sqrt((1.0 - at) * (1.0 - peak))
    return np.asarray(share.low + width * np.where(at < peak, rising, falling), dtype=np.float64)


class Luck:
    """Uniform numbers that belong to a row, a respondent or everybody, whatever the order of the rows."""

    def __init__(self, drawing: Drawing, country: str) -> None:
        self.drawing, self.country = drawing, country
        self._kept: tuple[tuple[str, ...], Floats] | None = None

    def of(self, row: Row) -> Floats:
        match self.drawing.correlation:
            case Correlation.NONE:
                key: tuple[str, ...] = (row.staff.respondent, *row.staff.whom, row.function, row.part)
            case Correlation.RESPONDENT:
                key = (row.staff.respondent,)
            case Correlation.ALL:
                key = ()
        if self._kept is None or self._kept[0] != key:
            rng = generator(self.drawing.seed, METHOD, self.country, *key)
            self._kept = (key, rng.random(self.drawing.draws))
        return self._kept[1]


def drawn_shares(rows: Sequence[Row], drawing: Drawing, luck: Luck) -> tuple[list[Floats], int]:
    """The draws of each row of one respondent on the same staff, and in how many draws they came to more than 1.

    Those draws are scaled so that they come to 1: nobody works more than all of their time.
    """
    shares = [quantiles(row.share, drawing.shape, luck.of(row)) for row in rows]
    together = np.sum(shares, axis=0)
    over = together > 1.0 + 1e-9
    if not over.any():
        return shares, 0
    scale = np.where(over, 1.0 / np.maximum(together, 1.0), 1.0)
    return [share * scale for share in shares], int(over.sum())

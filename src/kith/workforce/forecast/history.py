"""What a forecast may know of a series at one moment: the last years up to it, and nothing later."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WINDOW = 11
"""Years looked back, the year of the forecast included."""
LEAST_POINTS = 6
"""Counts needed within the window."""


@dataclass(frozen=True, slots=True)
class Histories:
    """Summaries of many series, each at its own origin; every field is an array of the same length.

    Logs are natural logs of counts; a step is the change of the log between neighbouring counts, ``gap`` the years
    between them.
    """

    last: Floats
    """The log of the last count."""
    points: Floats
    """Counts in the window."""
    drift: Floats
    """(last - first log) / years between."""
    usual: Floats
    """Median over the steps of step / gap: one odd year does not move it."""
    slope: Floats
    """Of the least-squares line through the logs."""
    level: Floats
    """Where that line stands in the last year."""
    volatility: Floats
    """Root of the mean of (step - drift x gap) ** 2 / gap: how far a usual year strays from the drift."""

    def __len__(self) -> int:
        return len(self.last)


def history(
    years: Sequence[int],
    logs: Sequence[float],
    origin: int,
    *,
    window: int = WINDOW,
    least: int = LEAST_POINTS,
) -> tuple[float, ...] | None:
    """One row of :class:`Histories` at ``origin``, from counts in ``origin - window + 1 .. origin`` alone.

    ``None`` where fewer than ``least`` counts stand there, or none in the year of the origin.

    >>> import math
    >>> row = history([2000, 2001, 2002], [0.0, math.log(2), math.log(4)], 2002, least=3)
    >>> round(math.exp(row[2]), 6), row[6] < 1e-12
    (2.0, True)
    """
    known = [(year, log) for year, log in zip(years, logs, strict=True) if origin - window < year <= origin]
    if len(known) < max(least, 2) or known[-1][0] != origin:
        return None
    at, value = (np.array(each, dtype=float) for each in zip(*known, strict=True))
    gaps, steps = np.diff(at), np.diff(value)
    drift = (value[-1] - value[0]) / (at[-1] - at[0])
    from_origin = at - origin
    middle = from_origin.mean()
    slope = float(((from_origin - middle) * value).sum() / ((from_origin - middle) ** 2).sum())
    return (
        float(value[-1]),
        float(len(known)),
        float(drift),
        float(np.median(steps / gaps)),
        slope,
        float(value.mean() - slope * middle),
        float(np.sqrt(((steps - drift * gaps) ** 2 / gaps).mean())),
    )


def gather(rows: Sequence[tuple[float, ...]]) -> Histories:
    """Rows as columns."""
    columns = np.array(rows, dtype=float).reshape(len(rows), len(fields(Histories))).T
    return Histories(*(np.ascontiguousarray(column) for column in columns))

"""Ways to carry a stock forward, all on the log scale."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kith.workforce.forecast.history import Histories

DAMPING = 0.7
"""Share of the drift that goes on: the value that did best in this project's first look at the WHO counts."""


class Method(StrEnum):
    """How the middle of a forecast is found. The first four are the simple ones that any plan must beat."""

    NO_CHANGE = "no_change"
    DRIFT = "drift"
    DAMPED = "damped_drift"
    TREND = "trend"
    SHRUNK = "shrunk_drift"


SIMPLE = (Method.NO_CHANGE, Method.DRIFT, Method.DAMPED, Method.TREND)


def log_change(
    method: Method, histories: Histories, horizon: int, *, weight: float = 1.0, pooled: float = 0.0
) -> NDArray[np.float64]:
    """The log of (forecast / last count), ``horizon`` years ahead, one a history.

    ``shrunk_drift`` goes on by ``horizon x (weight x usual step + (1 - weight) x pooled)``: the series' own middle
    step, which an odd year does not move, drawn towards what is usual elsewhere. ``weight`` (0-1) and ``pooled``
    (log per year) are learnt; see :class:`~kith.workforce.forecast.calibration.Calibration`.
    """
    if method is Method.NO_CHANGE:
        return np.zeros(len(histories))
    if method is Method.DRIFT:
        return horizon * histories.drift
    if method is Method.DAMPED:
        return DAMPING * horizon * histories.drift
    if method is Method.TREND:
        return histories.level + horizon * histories.slope - histories.last
    return horizon * (weight * histories.usual + (1.0 - weight) * pooled)

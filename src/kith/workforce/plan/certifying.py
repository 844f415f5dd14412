"""Whether an answer is the best, worked out from the programme alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kith.workforce.plan.types import Certificate

if TYPE_CHECKING:
    from kith.workforce.model import Floats
    from kith.workforce.plan.building import Programme


def certify(programme: Programme, x: Floats, prices: Floats) -> Certificate:
    """Primal feasibility, dual feasibility and the gap between them, each relative.

    For prices ``y`` the reduced cost of a column is ``c - A'y``. No plan costs less than
    ``sum y+ row_low - y- row_high + sum min(0, reduced cost) x high``: weak duality. A price of the wrong sign where
    a row (or a column) has no bound on that side makes that bound worthless; ``dual`` says how far the worst is.
    """
    activity = programme.rows @ x
    scale = 1.0 + np.maximum(np.abs(_finite(programme.row_low)), np.abs(_finite(programme.row_high)))
    missed = np.maximum(programme.row_low - activity, activity - programme.row_high) / scale
    bounds = np.maximum(-x, x - programme.high) / (1.0 + np.abs(_finite(programme.high)))
    primal = float(max(missed.max(initial=0.0), bounds.max(initial=0.0), 0.0))
    reduced = programme.cost - programme.rows.T @ prices
    size = 1.0 + np.abs(programme.cost).max(initial=0.0)
    wrong = (
        np.where(np.isinf(programme.row_low), np.maximum(prices, 0.0), 0.0),
        np.where(np.isinf(programme.row_high), np.maximum(-prices, 0.0), 0.0),
        np.where(np.isinf(programme.high), np.maximum(-reduced, 0.0), 0.0),
    )
    dual = max(float(part.max(initial=0.0)) for part in wrong) / float(size)
    bound = (
        np.maximum(prices, 0.0) @ _finite(programme.row_low)
        + np.minimum(prices, 0.0) @ _finite(programme.row_high)
        + np.minimum(reduced, 0.0) @ _finite(programme.high)
    )
    cost = float(programme.cost @ x)
    return Certificate(primal, dual, abs(cost - float(bound)) / (1.0 + abs(cost)))


def _finite(numbers: Floats) -> Floats:
    return np.where(np.isinf(numbers), 0.0, numbers)

"""A result that was stopped early: does it say so, and are its bounds true ones?

The best total that can be is found by another solver than the run's, on points alone.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kith.foundation.faults import Faults
from kith.matching.pairs.types import MatchResult
from kith.matching.types import ObjectiveKey


def check_says(result: MatchResult, faults: Faults) -> None:
    """Stopped if and only if something is not proven; what is proven has no bound, and a bound is not below it."""
    open_ = [one for one in result.objectives if not one.proven]
    wrong = [one for one in result.objectives if one.proven and one.bound is not None]
    wrong += [one for one in open_ if one.bound is not None and one.bound <= one.value]
    if bool(open_) is not result.stopped or wrong:
        faults.add("matching.check.stopped")


def check_total(
    result: MatchResult, points: NDArray[np.int64], least: int, size: int, others: int, faults: Faults
) -> None:
    """No ``size`` pairs of at least ``least`` points pass the bound. ``others``: what is in the total beside them."""
    stated = result.objective(ObjectiveKey.TOTAL)
    assert stated is not None
    most = _most(points, least, size) + others
    allowed = stated.value if stated.proven else stated.bound
    if allowed is not None and most > allowed:
        faults.add("matching.check.bound", objective=ObjectiveKey.TOTAL.value, stated=allowed, value=most)


def _most(points: NDArray[np.int64], least: int, size: int) -> int:
    """The best total of a largest matching: a pair counts more than all points."""
    from scipy.optimize import linear_sum_assignment

    if not size:
        return 0
    pair = float(int(points.max()) * size + 1)
    gain = np.where(points >= max(least, 0), points + pair, 0.0)
    rows, columns = linear_sum_assignment(gain, maximize=True)
    return round(float(gain[rows, columns].sum()) - pair * size)

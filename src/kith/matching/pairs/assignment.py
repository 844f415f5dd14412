"""The best total among the matchings of a given size, exactly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def best_assignment(cost: NDArray[np.float64], size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows and columns of the cheapest matching with exactly ``size`` pairs.

    When the matching does not fill the shorter side, places that stay empty are matched with stand-ins
    that cost nothing: rows + columns - size places on each side, stand-ins never with each other. So the
    size is exact without a large constant, and the arithmetic keeps its room.

    Parameters
    ----------
    cost
        Rows x columns, whole numbers below 2**53 in size, ``inf`` where a pair cannot be made.
    size
        At most the size of a largest matching; a larger one is a ``ValueError`` from scipy.

    References: Crouse (2016), doi 10.1109/TAES.2016.140952 (the algorithm in scipy).
    """
    from scipy.optimize import linear_sum_assignment

    rows, columns = cost.shape
    if size == min(rows, columns):
        chosen = linear_sum_assignment(cost)
        return chosen[0].astype(np.int64), chosen[1].astype(np.int64)
    whole = rows + columns - size
    padded = np.full((whole, whole), np.inf)
    padded[:rows, :columns] = cost
    padded[rows:, :columns] = 0.0
    padded[:rows, columns:] = 0.0
    one, other = linear_sum_assignment(padded)
    real = (one < rows) & (other < columns)
    return one[real].astype(np.int64), other[real].astype(np.int64)

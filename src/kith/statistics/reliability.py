"""Do the items of a scale hold together in this sample?"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from kith.statistics import checks
from kith.statistics.types import Estimate

# With ten people and five items an alpha of 0.80 has an interval from 0.50 to 0.94: from useless to
# excellent. Below that the figure says nothing.
LEAST_PEOPLE = 10


def cronbach_alpha(scores: ArrayLike, *, level: float = 0.95) -> Estimate:
    """Cronbach's alpha of a scale's items, with Feldt's interval.

    ``k / (k - 1) * (1 - sum of the items' variances / variance of the sum)``. Listwise: a person with any
    item missing is left out, and ``n`` counts who is left. (1 - population's alpha)/(1 - alpha) is
    distributed as F with n - 1 and (n - 1)(k - 1) degrees of freedom, if the items are exchangeable and
    normal; that gives the interval.

    Parameters
    ----------
    scores
        People by items, at least two items, all keyed the same way; NaN is missing.
    level
        Strictly between 0 and 1.

    Returns
    -------
    Estimate
        At most 1; negative where items contradict each other (look for one not reversed).

    Raises
    ------
    KithError
        For fewer than 10 whole answers, fewer than two items, or answers that are all the same.

    References
    ----------
    Cronbach LJ (1951). Psychometrika 16:297-334, 10.1007/BF02310555.
    Feldt LS (1965). Psychometrika 30:357-370, 10.1007/BF02289499.
    """
    from scipy.special import fdtri

    array = np.asarray(scores, dtype=np.float64)
    if array.ndim != 2:
        raise ValueError("expected people by items")
    whole = array[~np.isnan(array).any(axis=1)]
    n, items = whole.shape
    if items < 2:
        raise checks.refusal("statistics.too_few_items", items=items)
    if n < LEAST_PEOPLE:
        raise checks.refusal("statistics.too_few", n=n, least=LEAST_PEOPLE)
    checks.values(whole.ravel())
    of_sum = float(np.var(whole.sum(axis=1), ddof=1))
    if np.ptp(whole.sum(axis=1)) == 0:
        raise checks.refusal("statistics.no_spread")
    alpha = items / (items - 1) * (1.0 - float(np.var(whole, axis=0, ddof=1).sum()) / of_sum)
    tail = (1.0 - checks.level(level)) / 2.0
    freedom = (n - 1, (n - 1) * (items - 1))
    low = 1.0 - (1.0 - alpha) * float(fdtri(*freedom, 1.0 - tail))
    high = 1.0 - (1.0 - alpha) * float(fdtri(*freedom, tail))
    return Estimate(alpha, low, high, level, n, "statistics.method.cronbach_alpha")

"""Multiple imputation of a later score from the earlier one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.missing.types import Imputed
from kith.evaluation.plan import ChangePlan
from kith.foundation.seeds import generator

if TYPE_CHECKING:
    from kith.statistics.types import Estimate

DRAWS = 50
LEAST_MATCHED = 20  # below it the regression that fills in is itself too unsure
MOST_LEFT = 1.0  # no more filled in than answered

Floats = NDArray[np.float64]


def imputed(earlier: Floats, later: Floats, left: Floats, plan: ChangePlan, *, seed: int) -> Imputed | None:
    """The average change of everybody who answered the first time.

    Each missing later score is drawn from a normal regression on the earlier score, whose own coefficients and
    spread are drawn anew each time (so that their uncertainty counts); the averages are put together by Rubin's
    rules, with the degrees of freedom of Barnard and Rubin. It supposes that two people with the same earlier
    score would have changed alike whether they stayed or left. ``None`` where it is not sound: nobody left,
    fewer than 20 stayed, more left than stayed, or scores without spread.

    Parameters
    ----------
    earlier, later
        Those who answered both times.
    left
        The earlier scores of those who left.
    seed
        Of the draws.

    References
    ----------
    Rubin DB (1987). Multiple Imputation for Nonresponse in Surveys, equations 3.1.2 to 3.1.7 and 5.3.
    Barnard J, Rubin DB (1999). Biometrika 86:948-955, 10.1093/biomet/86.4.948.
    """
    n, gone = len(earlier), len(left)
    if gone == 0 or n < LEAST_MATCHED or gone > MOST_LEFT * n or np.ptp(earlier) == 0 or np.ptp(later) == 0:
        return None
    rng = generator(seed, "imputed")
    # Sorted, so that nothing hangs on the order of people.
    order = np.lexsort((later, earlier))
    filled = _filled(earlier[order], later[order], np.sort(left), rng)
    known = (later - earlier)[order]
    changes = np.concatenate((np.broadcast_to(known, (DRAWS, n)), filled - np.sort(left)), axis=1)
    return Imputed(_together(changes, plan.confidence), DRAWS)


def _filled(earlier: Floats, later: Floats, left: Floats, rng: np.random.Generator) -> Floats:
    """Later scores of those who left, a row a draw."""
    columns = np.column_stack((np.ones(len(earlier)), earlier))
    inverse = np.linalg.inv(columns.T @ columns)
    b = inverse @ columns.T @ later
    freedom = len(earlier) - 2
    residual = float(((later - columns @ b) ** 2).sum())
    sigma = np.sqrt(residual / rng.chisquare(freedom, DRAWS))
    drawn = b + sigma[:, None] * (rng.standard_normal((DRAWS, 2)) @ np.linalg.cholesky(inverse).T)
    noise = sigma[:, None] * rng.standard_normal((DRAWS, len(left)))
    return np.asarray(drawn[:, :1] + drawn[:, 1:] * left[None, :] + noise)


def _together(changes: Floats, level: float) -> Estimate:
    """Rubin's rules for a mean."""
    from scipy.special import stdtrit

    from kith.statistics.types import Estimate

    draws, n = changes.shape
    means = changes.mean(axis=1)
    within = float(np.var(changes, axis=1, ddof=1).mean()) / n
    between = (1.0 + 1.0 / draws) * float(np.var(means, ddof=1))
    total = within + between
    lost = between / total
    of_draws = (draws - 1) / lost**2
    complete = n - 1
    of_sample = (complete + 1) / (complete + 3) * complete * (1.0 - lost)
    freedom = 1.0 / (1.0 / of_draws + 1.0 / of_sample)
    half = float(stdtrit(freedom, (1.0 + level) / 2.0)) * math.sqrt(total)
    value = float(means.mean())
    return Estimate(value, value - half, value + half, level, n, "evaluation.missing.rubin")

"""One outcome on one side over one comparison: counts, sizes with intervals, and the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.attainable import smallest_p
from kith.evaluation.grid import Grid
from kith.evaluation.plan import ChangePlan, Outcome
from kith.evaluation.types import BeyondRule, Counts, Measures
from kith.foundation.seeds import generator

if TYPE_CHECKING:
    from kith.statistics.types import Estimate

RELIABLE_Z = 1.96
"""A change beyond 1.96 standard errors of a difference is unlikely to be noise in the score alone."""

RANK_RESAMPLES = 1_999
"""Ranks have to be found anew in each resample, which costs ten times a mean."""

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Matched scores on their grid, sorted by score, so that nothing depends on the order of people."""

    earlier: Floats
    later: Floats
    grid: Grid

    def __post_init__(self) -> None:
        order = np.lexsort((self.later, self.earlier))
        object.__setattr__(self, "earlier", self.earlier[order])
        object.__setattr__(self, "later", self.later[order])

    @property
    def n(self) -> int:
        return int(self.earlier.size)

    @property
    def steps(self) -> Integers:
        """Each person's change in whole steps of the score."""
        return self.grid.steps(self.later) - self.grid.steps(self.earlier)

    def on_grid(self, scores: Floats) -> Floats:
        """Scores as whole steps, which floating point holds exactly."""
        return self.grid.steps(scores).astype(np.float64)

    @property
    def change(self) -> Floats:
        """Each person's change in points, free of the file's rounding."""
        return self.steps / self.grid.per_point


def count(steps: Integers) -> Counts:
    """How many went up, stayed and went down.

    >>> count(np.array([1, 0, -2, 3]))
    Counts(up=2, same=1, down=1)
    """
    return Counts(int(np.sum(steps > 0)), int(np.sum(steps == 0)), int(np.sum(steps < 0)))


def measure(pairs: Pairs, outcome: Outcome, plan: ChangePlan, *, seed: int) -> Measures:
    """Everything about one cell. The correction for several tests is filled in later, by the caller.

    Parameters
    ----------
    pairs
        At least three matched people, no missing values.
    seed
        Of the resamples. Every cell draws from the same stream, so that a score's name, or the other scores
        that are looked at, do not change its interval.
    """
    from kith.statistics.effects import d_z, g_av
    from kith.statistics.paired import signed_rank_test

    earlier, later, steps = pairs.on_grid(pairs.earlier), pairs.on_grid(pairs.later), pairs.steps
    test = signed_rank_test(earlier, later)
    level = plan.confidence
    return Measures(
        counts=count(steps),
        beyond=tuple(beyond_rules(pairs, outcome)),
        median_earlier=float(np.median(pairs.earlier)),
        median_later=float(np.median(pairs.later)),
        mean_earlier=float(np.mean(pairs.earlier)),
        mean_later=float(np.mean(pairs.later)),
        sd_earlier=float(np.std(pairs.earlier, ddof=1)),
        sd_later=float(np.std(pairs.later, ddof=1)),
        step=pairs.grid.step,
        typical_change=typical_change(pairs, level),
        mean_change=mean_change(pairs, plan, seed=seed),
        g_av=g_av(earlier, later, level=level) if np.ptp(earlier) + np.ptp(later) > 0 else None,
        d_z=d_z(earlier, later, level=level) if np.ptp(steps) > 0 else None,
        rank_biserial=ranked(pairs, plan, seed=seed) if steps.any() else None,
        test=test,
        p_holm=test.p,
        family="",
        family_size=1,
        smallest_p=smallest_p(pairs.n),
        smallest_p_holm=smallest_p(pairs.n),
    )


def typical_change(pairs: Pairs, level: float) -> Estimate:
    """The Hodges-Lehmann middle of everybody's change, in points, with its exact interval.

    The median of the averages of every two people's changes (and of each with itself).

    References
    ----------
    Hodges and Lehmann (1963), doi:10.1214/aoms/1177704172.
    """
    from kith.statistics.locations import hodges_lehmann

    found = hodges_lehmann(pairs.on_grid(pairs.earlier), pairs.on_grid(pairs.later), level=level)
    per_point = pairs.grid.per_point
    return replace(
        found, value=found.value / per_point, low=found.low / per_point, high=found.high / per_point
    )


def mean_change(pairs: Pairs, plan: ChangePlan, *, seed: int) -> Estimate:
    """The mean change with a bootstrap interval: BCa, or percentiles where people are too few for it."""
    from kith.statistics.bootstrap import bootstrap

    rng = generator(seed, "mean_change")
    return bootstrap(
        pairs.change,
        _mean,
        rng,
        level=plan.confidence,
        resamples=plan.resamples,
        of_draws=_means,
        of_counts=_means_of_counts,
    )


def _mean(change: Floats) -> float:
    return float(change.mean())


def _means(draws: Floats) -> Floats:
    return np.asarray(draws.mean(axis=1))


def _means_of_counts(change: Floats) -> Callable[[Integers], Floats]:
    return lambda counts: np.asarray(counts @ change / counts.sum(axis=1))


def ranked(pairs: Pairs, plan: ChangePlan, *, seed: int) -> Estimate:
    """The matched-pairs rank-biserial correlation with a bootstrap interval, people drawn whole."""
    from kith.statistics.bootstrap import bootstrap
    from kith.statistics.effects import rank_biserial, rank_biserials, rank_biserials_of_counts

    def correlation(steps: Floats) -> float:
        return rank_biserial(np.zeros(len(steps)), steps)

    rng = generator(seed, "rank_biserial")
    resamples = min(plan.resamples, RANK_RESAMPLES)
    return bootstrap(
        pairs.steps,
        correlation,
        rng,
        level=plan.confidence,
        resamples=resamples,
        of_draws=rank_biserials,
        of_counts=rank_biserials_of_counts,
    )


def beyond_rules(pairs: Pairs, outcome: Outcome) -> Iterator[BeyondRule]:
    """Counts of people beyond a rule the plan gives: the reliable change, the smallest that matters.

    The reliable change threshold is 1.96 times the square root of 2 times the standard error of
    measurement, which is the standard deviation of the earlier scores times the square root of one
    minus the reliability.

    References
    ----------
    Jacobson and Truax (1991), doi:10.1037/0022-006X.59.1.12, equations 3-5.
    """
    if outcome.reliability is not None and np.ptp(pairs.earlier) > 0:
        spread = float(np.std(pairs.earlier, ddof=1))
        threshold = RELIABLE_Z * (2.0 * (1.0 - outcome.reliability)) ** 0.5 * spread
        change = pairs.change
        beyond = Counts(
            int(np.sum(change > threshold)),
            int(np.sum(np.abs(change) <= threshold)),
            int(np.sum(change < -threshold)),
        )
        yield BeyondRule("reliable_change", threshold, beyond)
    if outcome.smallest_change is not None:
        # Half a step of slack on the grid, so that a threshold of 0.67 means two thirds.
        steps, threshold = pairs.steps, outcome.smallest_change
        least = np.ceil(threshold * pairs.grid.per_point - 0.05)
        beyond = Counts(
            int(np.sum(steps >= least)), int(np.sum(np.abs(steps) < least)), int(np.sum(steps <= -least))
        )
        yield BeyondRule("smallest_change", threshold, beyond)

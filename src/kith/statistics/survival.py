"""How long until something happens, where for some it has not happened yet."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, log
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from kith.statistics import checks
from kith.statistics.types import Estimate, TestResult


@dataclass(frozen=True, slots=True)
class Step:
    """At ``time``, of ``at_risk`` people still waiting, ``events`` had it happen and, just after, ``censored``
    were lost from sight. ``waiting`` is the share for whom it has not happened after that time."""

    time: float
    at_risk: int
    events: int
    censored: int
    waiting: Estimate


@dataclass(frozen=True, slots=True)
class Waiting:
    """A Kaplan-Meier curve: a step for each time at which it happened to somebody, and the median time.

    The median's value or an end is infinite where the curve, or its bound, never falls to a half.
    """

    steps: tuple[Step, ...]
    median: Estimate
    n: int
    events: int
    longest: float


def kaplan_meier(times: ArrayLike, happened: ArrayLike, *, level: float = 0.95) -> Waiting:
    """The share for whom something has not happened yet, by time, counting those lost from sight until then.

    At each time it happened, the share is multiplied by one less the events over those at risk. Somebody lost
    at the same time as an event was still at risk. Intervals by Greenwood's variance on the log(-log) scale;
    the median's from where these bounds cross a half.

    Parameters
    ----------
    times
        How long each was watched, 0 or more, in any unit; none missing.
    happened
        True where it happened at that time, False where the person was lost from sight then (censored).

    Raises
    ------
    KithError
        For fewer than 5 people, times that are missing or negative, or lists of different lengths.

    References
    ----------
    Kaplan EL, Meier P (1958). J Am Stat Assoc 53:457-481, 10.1080/01621459.1958.10501452.
    Kalbfleisch JD, Prentice RL (2002). The Statistical Analysis of Failure Time Data, 2nd ed., section 1.4.
    Brookmeyer R, Crowley J (1982). Biometrics 38:29-41, 10.2307/2530286 (median).
    """
    watched, event = _watched(times, happened)
    z = NormalDist().inv_cdf((1.0 + checks.level(level)) / 2.0)
    steps: list[Step] = []
    share, variance = 1.0, 0.0
    moments = np.unique(watched[event])
    for place, moment in enumerate(moments):
        at_risk = int((watched >= moment).sum())
        events = int((event & (watched == moment)).sum())
        until = moments[place + 1] if place + 1 < len(moments) else inf
        censored = int((~event & (watched >= moment) & (watched < until)).sum())
        share *= 1.0 - events / at_risk
        variance += events / (at_risk * (at_risk - events)) if at_risk > events else inf
        low, high = _bounds(share, variance, z)
        waiting = Estimate(share, low, high, level, len(watched), "statistics.method.kaplan_meier")
        steps.append(Step(float(moment), at_risk, events, censored, waiting))
    return Waiting(tuple(steps), _median(steps, level, len(watched)), len(watched), int(event.sum()),
                   float(watched.max()))  # fmt: skip


def log_rank(first: tuple[ArrayLike, ArrayLike], second: tuple[ArrayLike, ArrayLike]) -> TestResult:
    """Whether two groups wait alike: the log-rank test, two-sided, by its large-sample distribution.

    At each time it happened in either group, the events of the first less those expected if risk were
    alike; the squared sum over its hypergeometric variance is distributed as chi-squared with one degree of
    freedom.

    Parameters
    ----------
    first, second
        ``(times, happened)`` of each group, as for :func:`kaplan_meier`.

    References
    ----------
    Mantel N (1966). Cancer Chemother Rep 50:163-170.
    """
    from scipy.special import chdtrc

    one, other = _watched(*first), _watched(*second)
    watched, event = np.concatenate((one[0], other[0])), np.concatenate((one[1], other[1]))
    is_first = np.arange(len(watched)) < len(one[0])
    beyond, variance = 0.0, 0.0
    for moment in np.unique(watched[event]):
        at_risk = watched >= moment
        n, n_first = int(at_risk.sum()), int((at_risk & is_first).sum())
        here = event & (watched == moment)
        events = int(here.sum())
        beyond += int((here & is_first).sum()) - events * n_first / n
        if n > 1:
            variance += events * (n_first / n) * (1.0 - n_first / n) * (n - events) / (n - 1)
    if variance <= 0:
        raise checks.refusal("statistics.undefined")
    statistic = beyond**2 / variance
    return TestResult(
        statistic, float(chdtrc(1, statistic)), len(watched), "statistics.method.log_rank", False
    )


LEAST = 5


def _watched(
    times: ArrayLike, happened: ArrayLike
) -> tuple[checks.Floats, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    watched = checks.values(times, least=LEAST)
    event = np.asarray(happened, dtype=np.bool_)
    if watched.shape != event.shape:
        raise checks.refusal("statistics.different_lengths", first=len(watched), second=len(event))
    if (watched < 0).any():
        raise checks.refusal("statistics.negative_time", value=f"{watched.min():g}")
    return watched, event


def _bounds(share: float, variance: float, z: float) -> tuple[float, float]:
    """The ends on the log(-log) scale. At a share of 0 nothing is known but that it is 0 in this sample."""
    if share <= 0.0:
        return 0.0, 0.0
    error = z * variance**0.5 / abs(log(share))
    return share ** exp(error), share ** exp(-error)


def _median(steps: list[Step], level: float, n: int) -> Estimate:
    def crossed(ends: list[float]) -> float:
        half = (step.time for step, end in zip(steps, ends, strict=True) if end <= 0.5 + 1e-12)
        return next(half, inf)

    value = crossed([step.waiting.value for step in steps])
    low = crossed([step.waiting.low for step in steps])
    high = crossed([step.waiting.high for step in steps])
    return Estimate(value, low, high, level, n, "statistics.method.median_time")

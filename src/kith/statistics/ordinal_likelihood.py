"""The likelihood of answers in order, and where it is greatest.

Rows that are alike (group, columns, answer) are counted, not repeated, so thousands of people of a few dozen
groups cost little.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from kith.statistics import checks
from kith.statistics.checks import Floats, Integers

SMALLEST = 1e-300
MODE_STEPS = 60
FURTHEST = 40.0  # standard deviations: no group's mode lies so far out
MODE_NEAR = 1e-7
STEEP = 4e-3
DIFFERENCE = 1e-4
NO_SPREAD = 1e-3
FINER = (1, 3, 7)


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """The data, counted. ``strata`` says whose thresholds a row has; ``x``, ``w`` are the quadrature's."""

    codes: Integers
    columns: Floats
    strata: Integers
    group: Integers
    count: Floats
    cuts: int
    own_cuts: int
    groups: int
    spreads: Floats
    x: Floats
    w: Floats

    @staticmethod
    def of(codes: Integers, columns: Floats, strata: Integers, group: Integers | None, nodes: int) -> Answers:
        """Count rows that are alike."""
        place = np.zeros(len(codes), dtype=np.int64) if group is None else group
        rows = np.column_stack((place, strata, codes, columns))
        alike, count = np.unique(rows, axis=0, return_counts=True)
        x, w = _quadrature(nodes)
        spreads = np.ptp(columns, axis=0) if columns.shape[1] else np.empty(0)
        return Answers(
            codes=alike[:, 2].astype(np.int64),
            columns=alike[:, 3:].astype(np.float64),
            strata=alike[:, 1].astype(np.int64),
            group=alike[:, 0].astype(np.int64),
            count=count.astype(np.float64),
            cuts=int(codes.max()),
            own_cuts=int(strata.max()) + 1,
            groups=0 if group is None else int(group.max()) + 1,
            spreads=spreads,
            x=x,
            w=w,
        )

    def finer(self, times: int) -> Answers:
        """The same with more nodes."""
        x, w = _quadrature(times * len(self.x))
        return replace(self, x=x, w=w)

    @property
    def thresholds(self) -> int:
        return self.cuts * self.own_cuts


def _quadrature(nodes: int) -> tuple[Floats, Floats]:
    """Nodes and the logarithms of weights for a normal density that is told apart from the weights."""
    x, w = np.polynomial.hermite.hermgauss(nodes)
    return np.asarray(x * math.sqrt(2.0)), np.asarray(np.log(w) + x * x)


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Thresholds (each stratum's in order), slopes, and the spread of groups; the covariance of the first two."""

    parameters: Floats
    covariance: Floats
    sd: float
    log_likelihood: float


def best(answers: Answers) -> Fit:
    """The fit of greatest likelihood.

    Thresholds are searched for as a first one and the logarithms of the steps to the next, the spread as it
    is (its sign does not count), and afterwards told as they are read. Where groups are so far apart that the
    quadrature is too coarse to climb by, it is made three and seven times as fine.

    Raises
    ------
    KithError
        Where the likelihood still slopes at the point found.
    """
    steepest = math.inf
    for times in FINER if answers.groups else FINER[:1]:
        found = _climbed(answers.finer(times) if times > 1 else answers)
        if isinstance(found, Fit):
            return found
        steepest = found
    raise checks.refusal("statistics.mixed.no_convergence", slope=float(f"{steepest:.2g}"))


def _climbed(answers: Answers) -> Fit | float:
    """The fit, or how steep the likelihood still was where the climb ended."""
    from scipy.optimize import minimize

    start = _start(answers)

    def value_and_slope(free: Floats) -> tuple[float, Floats]:
        value, slope = _value(answers, _read(answers, free))
        return -value, -_to_free(answers, free, slope)

    found = minimize(value_and_slope, start, jac=True, method="BFGS", options={"gtol": 1e-5, "maxiter": 300})
    free = np.asarray(found.x, dtype=np.float64)
    if answers.groups and abs(free[-1]) < NO_SPREAD:
        free[-1] = 0.0
    value, slope = value_and_slope(free)
    steepest = float(np.abs(slope if not answers.groups or free[-1] else slope[:-1]).max())
    if not steepest < STEEP * max(1.0, math.sqrt(float(answers.count.sum()))):
        return steepest
    parameters = _read(answers, free)
    sd = abs(float(parameters[-1])) if answers.groups else 0.0
    covariance = _covariance(answers, parameters, with_sd=sd > 0)
    plain = parameters[: answers.thresholds + answers.columns.shape[1]]
    return Fit(plain, covariance[: len(plain), : len(plain)], sd, -value)


def _start(answers: Answers) -> Floats:
    """Thresholds at the logits of the shares of all answers, no slopes, a middling spread."""
    shares = np.zeros((answers.own_cuts, answers.cuts + 1))
    np.add.at(shares, (answers.strata, answers.codes), answers.count)
    below = np.cumsum(shares, axis=1)[:, :-1] / shares.sum(axis=1, keepdims=True)
    cuts = np.log(below / (1.0 - below))
    steps = np.log(np.maximum(np.diff(cuts, axis=1), 1e-3))
    free = np.concatenate((cuts[:, :1], steps), axis=1).ravel()
    slopes = np.zeros(answers.columns.shape[1])
    return np.concatenate((free, slopes, [0.7] if answers.groups else []))


def _read(answers: Answers, free: Floats) -> Floats:
    """Free parameters as they are read: thresholds themselves."""
    head = free[: answers.thresholds].reshape(answers.own_cuts, answers.cuts)
    steps = np.exp(np.minimum(head[:, 1:], 30.0))
    cuts = np.concatenate((head[:, :1], head[:, :1] + np.cumsum(steps, axis=1)), axis=1)
    return np.concatenate((cuts.ravel(), free[answers.thresholds :]))


def _to_free(answers: Answers, free: Floats, slope: Floats) -> Floats:
    """The slopes in the free parameters, from those in the thresholds."""
    shape = (answers.own_cuts, answers.cuts)
    head = slope[: answers.thresholds].reshape(shape)
    later = np.cumsum(head[:, ::-1], axis=1)[:, ::-1]
    steps = np.exp(np.minimum(free[: answers.thresholds].reshape(shape)[:, 1:], 30.0))
    own = np.concatenate((later[:, :1], later[:, 1:] * steps), axis=1)
    return np.concatenate((own.ravel(), slope[answers.thresholds :]))


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """For each row (and node) the chance of its answer, how it moves with its two thresholds, and bends with both."""

    log_chance: Floats
    upper: Floats
    lower: Floats
    bend: Floats


def _rows(high: Floats, low: Floats) -> _Row:
    """From the distances to the threshold above and below; infinite at the ends."""
    from scipy.special import expit

    above, below, over_above, over_below = expit(high), expit(low), expit(-high), expit(-low)
    # The difference of the smaller two, so that nothing is lost in a tail.
    chance = np.maximum(np.where(low > 0, over_below - over_above, above - below), SMALLEST)
    upper, lower = above * over_above / chance, below * over_below / chance
    bend = upper * (over_above - above) - lower * (over_below - below) - (upper - lower) ** 2
    return _Row(np.log(chance), upper, lower, bend)


def _ends(answers: Answers, parameters: Floats) -> tuple[Floats, Floats]:
    """Each row's upper and lower threshold less its slopes, before the group's intercept is taken."""
    cuts = parameters[: answers.thresholds].reshape(answers.own_cuts, answers.cuts)
    edge = np.full((answers.own_cuts, 1), 1e3)
    padded = np.concatenate((-edge, cuts, edge), axis=1)
    slopes = parameters[answers.thresholds : answers.thresholds + answers.columns.shape[1]]
    shift = answers.columns @ slopes
    return (
        padded[answers.strata, answers.codes + 1] - shift,
        padded[answers.strata, answers.codes] - shift,
    )


def _value(answers: Answers, parameters: Floats) -> tuple[float, Floats]:
    """The log-likelihood and its slopes (thresholds, slopes, spread)."""
    high, low = _ends(answers, parameters)
    if not answers.groups:
        row = _rows(high, low)
        return float(answers.count @ row.log_chance), _slopes(answers, row, np.ones(len(high)), None)
    sd = float(parameters[-1])
    mode, scale = _modes(answers, high, low, sd)
    # u = sd * v with v standard normal, the nodes spread about each group's own mode
    v = mode[:, None] + scale[:, None] * answers.x[None, :]
    u = (sd * v)[answers.group]
    row = _rows(high[:, None] - u, low[:, None] - u)
    inner = _sum(answers, answers.count[:, None] * row.log_chance)
    weights = inner - 0.5 * v**2 + np.log(scale)[:, None] + answers.w - 0.5 * math.log(math.pi)
    top = weights.max(axis=1, keepdims=True)
    shares = np.exp(weights - top)
    whole = shares.sum(axis=1, keepdims=True)
    value = float((top + np.log(whole)).sum())
    posterior = (shares / whole)[answers.group]
    return value, _slopes(answers, row, posterior, v[answers.group])


def _slopes(answers: Answers, row: _Row, posterior: Floats, v: Floats | None) -> Floats:
    """By Fisher's identity: the expected slopes of the rows' log chances under the groups' posteriors."""
    share = posterior * (answers.count if v is None else answers.count[:, None])
    upper, lower = share * row.upper, share * row.lower
    per_row = [each if v is None else each.sum(axis=1) for each in (upper, lower)]
    slope = np.zeros(answers.thresholds + answers.columns.shape[1] + (v is not None))
    first = answers.strata * answers.cuts
    inside, above = answers.codes < answers.cuts, answers.codes > 0
    np.add.at(slope, (first + answers.codes)[inside], per_row[0][inside])
    np.add.at(slope, (first + answers.codes - 1)[above], -per_row[1][above])
    end = answers.thresholds + answers.columns.shape[1]
    slope[answers.thresholds : end] = -answers.columns.T @ (per_row[0] - per_row[1])
    if v is not None:
        slope[-1] = -float(((upper - lower) * v).sum())
    return slope


def _modes(answers: Answers, high: Floats, low: Floats, sd: float) -> tuple[Floats, Floats]:
    """Each group's most likely standardised intercept, and the spread about it.

    By Newton's method between bounds that close in: the slope falls all the way, so its sign says on which side
    the mode lies, and a step longer than half the distance between the bounds becomes a halving.
    """
    mode: Floats = np.zeros(answers.groups)
    lowest: Floats = np.full(answers.groups, -FURTHEST)
    highest: Floats = np.full(answers.groups, FURTHEST)
    curvature: Floats = np.ones(answers.groups)
    for _ in range(MODE_STEPS):
        u = (sd * mode)[answers.group]
        row = _rows(high - u, low - u)
        first = row.lower - row.upper
        slope = sd * np.bincount(answers.group, answers.count * first, answers.groups) - mode
        bent = 1.0 - sd**2 * np.bincount(answers.group, answers.count * row.bend, answers.groups)
        curvature = np.asarray(np.maximum(bent, 1.0), dtype=np.float64)
        lowest, highest = np.where(slope > 0, mode, lowest), np.where(slope > 0, highest, mode)
        step = slope / curvature
        if float(np.abs(step).max()) < MODE_NEAR:
            break
        ahead = mode + step
        short = np.abs(step) < (highest - lowest) / 2
        mode = np.where(short, ahead, (lowest + highest) / 2)
    return mode, 1.0 / np.sqrt(curvature)


def _sum(answers: Answers, rows: Floats) -> Floats:
    """Rows summed by group, node by node."""
    sums = np.zeros((answers.groups, rows.shape[1]))
    np.add.at(sums, answers.group, rows)
    return sums


def _covariance(answers: Answers, parameters: Floats, *, with_sd: bool) -> Floats:
    """The inverse of minus the second derivatives, by central differences of the slopes."""
    size = len(parameters) if with_sd or not answers.groups else len(parameters) - 1
    second = np.empty((size, size))
    for place in range(size):
        step = np.zeros(len(parameters))
        step[place] = DIFFERENCE
        ahead, behind = _value(answers, parameters + step)[1], _value(answers, parameters - step)[1]
        second[place] = (ahead - behind)[:size] / (2 * DIFFERENCE)
    information = -(second + second.T) / 2
    try:
        np.linalg.cholesky(information)
    except np.linalg.LinAlgError:
        raise checks.refusal("statistics.ordinal.separated") from None
    return np.asarray(np.linalg.inv(information))

"""The restricted likelihood of a linear mixed model, quick to evaluate again and again.

All that depends on the data is made once: sums of products. The term with most groups has a diagonal of its
own there, so it is eliminated first, and only what is left needs a dense factor. That makes thousands of
people, each with a few answers, cheap.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from kith.statistics.checks import Floats, Integers

UNHEARD_OF = 1e12


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """A term's groups as codes 0, 1, ..., one a row, and the column its effects multiply."""

    name: str
    codes: Integers
    by: Floats
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """Fixed effects at given spreads. ``unscaled`` times sigma squared is their covariance."""

    b: Floats
    unscaled: Floats
    sigma: float
    deviance: float
    log_determinants: float
    residual: float


@dataclass(frozen=True, slots=True, eq=False)
class Criterion:
    """Minus twice the restricted log-likelihood as a function of spreads over the residual one.

    ``order[0]`` is the term eliminated first. ``own`` is its diagonal, ``across`` its products with all other
    columns (the other terms', X, y), ``rest`` those columns' products among themselves. So that no digits are
    lost, X stands there with orthonormal columns (``upper`` leads back), and y less its least-squares fit
    (``start``) in units of ``unit``.
    """

    n: int
    fixed: int
    start: Floats
    upper: Floats
    unit: float
    groupings: tuple[Grouping, ...]
    order: tuple[int, ...]
    own: Floats
    across: Floats
    rest: Floats

    @staticmethod
    def of(y: Floats, columns: Floats, groupings: tuple[Grouping, ...]) -> Criterion:
        """Make the sums of products."""
        order = tuple(sorted(range(len(groupings)), key=lambda place: -groupings[place].count))
        first, others = groupings[order[0]], [groupings[place] for place in order[1:]]
        turned, upper = np.linalg.qr(columns)
        start_b = np.linalg.solve(upper, turned.T @ y)
        left = y - columns @ start_b
        unit = float(np.sqrt((left**2).mean()))
        dense = np.column_stack((turned, left / unit))
        widths = [grouping.count for grouping in others]
        random = sum(widths)
        size = random + dense.shape[1]
        across = np.zeros((first.count, size))
        rest = np.zeros((size, size))
        start = 0
        for place, grouping in enumerate(others):
            end = start + grouping.count
            across[:, start:end] = _products(first, grouping)
            inner = start
            for again in others[place:]:
                rest[start:end, inner : inner + again.count] = _products(grouping, again)
                inner += again.count
            rest[start:end, random:] = _sums(grouping, dense)
            start = end
        across[:, random:] = _sums(first, dense)
        rest[random:, random:] = dense.T @ dense
        rest = np.triu(rest) + np.triu(rest, 1).T
        own = np.bincount(first.codes, weights=first.by**2, minlength=first.count).astype(np.float64)
        fixed = columns.shape[1]
        return Criterion(len(y), fixed, start_b, upper, unit, groupings, order, own, across, rest)

    def solve(self, spreads: Floats) -> Solved:
        """The best fixed effects and residual spread for these spreads (each 0 or more, relative)."""
        first = float(spreads[self.order[0]])
        scale = np.ones(len(self.rest))
        start = 0
        for place in self.order[1:]:
            end = start + self.groupings[place].count
            scale[start:end] = spreads[place]
            start = end
        diagonal = first**2 * self.own + 1.0
        weighted = self.across * (first / np.sqrt(diagonal))[:, None]
        left = (self.rest - weighted.T @ weighted) * scale[:, None] * scale[None, :]
        left[np.arange(start), np.arange(start)] += 1.0
        factor = np.linalg.cholesky(left + 0.0)
        inner, p = np.diag(factor), self.fixed
        stretch = 2.0 * float(np.log(np.abs(np.diag(self.upper))).sum())
        log_determinants = float(np.log(diagonal).sum() + 2.0 * np.log(inner[: start + p]).sum()) + stretch
        residual = float(inner[-1] * self.unit) ** 2
        lower, right = factor[start : start + p, start : start + p], factor[-1, start : start + p]
        b = self.start + self.unit * np.linalg.solve(self.upper, np.linalg.solve(lower.T, right))
        inverse = np.linalg.inv(lower) @ np.linalg.inv(self.upper).T
        freedom = self.n - p
        sigma = math.sqrt(residual / freedom)
        deviance = log_determinants + freedom * (1.0 + math.log(2.0 * math.pi * residual / freedom))
        return Solved(b, inverse.T @ inverse, sigma, deviance, log_determinants, residual)

    def __call__(self, spreads: Floats) -> float:
        """The criterion; very large where spreads are so large that nothing is left beside them."""
        try:
            return self.solve(np.abs(spreads)).deviance
        except np.linalg.LinAlgError:
            return UNHEARD_OF

    def full(self, spreads: Floats, log_sigma: float) -> float:
        """Minus twice the restricted log-likelihood with the residual spread left free."""
        solved = self.solve(np.abs(spreads))
        freedom = self.n - self.fixed
        return (
            solved.log_determinants
            + freedom * (math.log(2.0 * math.pi) + 2.0 * log_sigma)
            + solved.residual * math.exp(-2.0 * log_sigma)
        )


def _products(one: Grouping, two: Grouping) -> Floats:
    place = one.codes * two.count + two.codes
    sums = np.bincount(place, weights=one.by * two.by, minlength=one.count * two.count)
    return np.asarray(sums.reshape(one.count, two.count))


def _sums(grouping: Grouping, dense: Floats) -> Floats:
    parts = [
        np.bincount(grouping.codes, weights=grouping.by * column, minlength=grouping.count)
        for column in dense.T
    ]
    return np.column_stack(parts)

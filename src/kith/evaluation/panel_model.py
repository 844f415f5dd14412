"""A total is an applicant and a reviewer: least squares on who reviewed whom, one review a row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Fit:
    """Totals fitted.

    ``applicants`` are the estimates, ``reviewers`` what each reviewer adds (they sum to 0; all 0 where
    reviewers were not told apart), ``variance`` that of a single review about the model with ``freedom``
    degrees of freedom (``None`` without any), ``own`` the number of reviews of each applicant, ``shift``
    applicants x reviewers' free directions: the rest of an estimate's error that applicants share.
    """

    applicants: Floats
    reviewers: Floats
    reviewer_unit: Floats
    variance: float | None
    freedom: int
    own: NDArray[np.int64]
    shift: Floats

    def standard_errors(self) -> Floats:
        """Of each applicant's estimate, given the reviewers' middle; NaN without a variance."""
        if self.variance is None:
            return np.full(len(self.own), np.nan)
        units = 1.0 / self.own + (self.shift**2).sum(axis=1)
        return np.asarray(np.sqrt(self.variance * units), dtype=np.float64)

    def errors(self, rng: np.random.Generator, draws: int) -> Floats:
        """Draws x applicants: errors as the estimates have them, those shared through reviewers too.

        Normal, each draw divided by the root of a chi-squared over its degrees of freedom, as the
        variance is itself estimated.
        """
        if self.variance is None:
            raise ValueError("there is no variance to draw from")
        alone = rng.standard_normal((draws, len(self.own))) / np.sqrt(self.own)
        if self.shift.shape[1]:
            alone += rng.standard_normal((draws, self.shift.shape[1])) @ self.shift.T
        scale = np.sqrt(self.variance * self.freedom / rng.chisquare(self.freedom, draws))
        return np.asarray(alone * scale[:, None], dtype=np.float64)


def fit_plain(applicant: Places, total: Floats) -> Fit:
    """Each applicant by the mean of their reviews; the variance is that within applicants.

    It holds what reviewers differ in too, as an applicant's reviewers are a few of all (reviewers
    within applicants, Brennan 2001, chapter 3).
    """
    own = np.bincount(applicant)
    mean = np.bincount(applicant, total) / own
    freedom = len(total) - len(own)
    rest = float(((total - mean[applicant]) ** 2).sum())
    variance = rest / freedom if freedom > 0 else None
    nothing = np.zeros((len(own), 0))
    return Fit(mean, np.zeros(0), np.zeros(0), variance, freedom, own, nothing)


def fit_severity(applicant: Places, reviewer: Places, total: Floats) -> Fit:
    """Applicant plus reviewer, by least squares over all reviews, crossed or not, if they are connected.

    Applicants are swept out first, so that what is solved has only as many unknowns as reviewers:
    ``(D - N' A N) b = r``, D the reviews of each reviewer, N who reviewed whom, A one over each
    applicant's reviews. The effects sum to 0.

    References
    ----------
    Brennan RL (2001). Generalizability Theory, Springer, chapters 3 and 7 (p x r and unbalanced designs).
    Searle SR (1971). Linear Models, Wiley, chapter 7.1 (the two-way crossed model, unbalanced).
    """
    own, theirs = np.bincount(applicant), np.bincount(reviewer)
    shape = (len(own), len(theirs))
    share = np.zeros(shape)
    share[applicant, reviewer] = 1.0 / own[applicant]
    mean = np.bincount(applicant, total) / own
    swept = np.diag(theirs.astype(np.float64)) - share.T @ (share * own[:, None])
    right = np.bincount(reviewer, total - mean[applicant])
    # The one direction in which nothing changes (all reviewers alike) goes to the mean, which is 0.
    inverse = np.linalg.inv(swept + np.ones_like(swept) / len(theirs)) - np.ones_like(swept) / len(theirs)
    effect = inverse @ right
    found = mean - share @ effect
    rest = total - found[applicant] - effect[reviewer]
    freedom = len(total) - shape[0] - shape[1] + 1
    variance = float((rest**2).sum()) / freedom if freedom > 0 else None
    values, vectors = np.linalg.eigh((inverse + inverse.T) / 2)
    root = vectors * np.sqrt(np.clip(values, 0.0, None))
    return Fit(found, effect, np.diag(inverse), variance, freedom, own, share @ root)


def is_connected(applicant: Places, reviewer: Places) -> bool:
    """Whether everyone is compared with everyone, through applicants that reviewers have in common."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    many, few = int(applicant.max()) + 1, int(reviewer.max()) + 1
    links = coo_array((np.ones(len(applicant)), (applicant, reviewer + many)), shape=(many + few, many + few))
    pieces, _ = connected_components(links, directed=False)
    return int(pieces) == 1

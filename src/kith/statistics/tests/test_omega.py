"""McDonald's omega."""

import numpy as np
import pytest
from statsmodels.multivariate.factor import Factor

from kith.foundation.faults import KithError
from kith.statistics.omega import mcdonald_omega


def with_correlations(matrix: np.ndarray, n: int, rng: np.random.Generator) -> np.ndarray:
    """Scores of n people whose sample correlations are exactly these."""
    raw = rng.normal(size=(n, len(matrix)))
    raw -= raw.mean(axis=0)
    white = raw @ np.linalg.inv(np.linalg.cholesky(np.cov(raw, rowvar=False))).T
    return white @ np.linalg.cholesky(matrix).T


def test_three_items_by_hand():
    """Three items fix the loadings: .8, .7 and .6 give correlations .56, .48 and .42.

    Omega is (2.1 squared) / (2.1 squared + .36 + .51 + .64) = 4.41 / 5.92.
    """
    matrix = np.array([[1, 0.56, 0.48], [0.56, 1, 0.42], [0.48, 0.42, 1]])
    found = mcdonald_omega(with_correlations(matrix, 200, np.random.default_rng(1)), np.random.default_rng(2))
    assert [round(one, 6) for one in found.loadings] == [0.8, 0.7, 0.6]
    assert found.estimate.value == pytest.approx(4.41 / 5.92, abs=1e-8)
    assert found.misfit < 1e-8
    assert found.estimate.low < found.estimate.value < found.estimate.high


def test_against_an_oracle_in_the_items_own_units():
    """A perfect factor, items of different spread: maximum likelihood finds the same."""
    loadings = np.array([0.9, 0.7, 0.5, 0.8, 0.6])
    spread = np.array([1.0, 2.0, 0.5, 1.5, 3.0])
    matrix = np.outer(loadings, loadings)
    np.fill_diagonal(matrix, 1.0)
    scores = with_correlations(matrix, 80, np.random.default_rng(3)) * spread
    found = mcdonald_omega(scores, np.random.default_rng(2), resamples=200)
    theirs = np.abs(Factor(scores, n_factor=1, method="ml").fit().loadings[:, 0])
    shared = (theirs * spread).sum() ** 2
    expected = shared / (shared + ((1 - theirs**2) * spread**2).sum())
    assert found.estimate.value == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    ("scores", "code"),
    [
        (np.ones((20, 2)), "statistics.too_few_for_factor"),
        (np.random.default_rng(1).normal(size=(9, 4)), "statistics.too_few"),
        (np.ones((20, 3)), "statistics.no_spread"),
    ],
)
def test_refusals(scores: np.ndarray, code: str):
    with pytest.raises(KithError) as refused:
        mcdonald_omega(scores, np.random.default_rng(1))
    assert refused.value.faults[0].code == code


def test_more_than_all_is_refused():
    """Correlations .7, .7 and .2 would need a loading of 1.57."""
    matrix = np.array([[1, 0.7, 0.7], [0.7, 1, 0.2], [0.7, 0.2, 1]])
    with pytest.raises(KithError) as refused:
        mcdonald_omega(with_correlations(matrix, 30, np.random.default_rng(1)), np.random.default_rng(2))
    assert refused.value.faults[0].code == "statistics.heywood"

"""Cronbach's alpha."""

import csv
import math

import numpy as np
import pytest
from scipy import stats

from kith.foundation.faults import KithError
from kith.statistics.reliability import cronbach_alpha


def test_by_covariances():
    """Alpha is k/(k-1) times the share of all covariances in the whole covariance matrix."""
    rng = np.random.default_rng(2)
    scores = rng.integers(1, 6, size=(40, 1)) + rng.integers(0, 3, size=(40, 4))
    matrix = np.cov(scores, rowvar=False)
    expected = 4 / 3 * (matrix.sum() - np.trace(matrix)) / matrix.sum()
    found = cronbach_alpha(scores)
    assert math.isclose(found.value, expected, rel_tol=1e-12)
    assert found.n == 40


def test_feldts_interval():
    rng = np.random.default_rng(2)
    found = cronbach_alpha(rng.normal(size=(30, 1)) + rng.normal(size=(30, 5)))
    f = stats.f(29, 29 * 4)
    assert math.isclose((1 - found.low) / (1 - found.value), f.ppf(0.975), rel_tol=1e-9)
    assert math.isclose((1 - found.high) / (1 - found.value), f.ppf(0.025), rel_tol=1e-9)


def test_listwise_and_counted():
    scores = np.array([[1, 2], [2, 3], [3, 3], [4, 5], [5, 5]] * 3, dtype=float)
    whole = cronbach_alpha(scores)
    gaps = np.vstack([scores, [[np.nan, 3], [2, np.nan]]])
    assert cronbach_alpha(gaps) == whole
    assert whole.n == 15


def test_parallel_items_give_one():
    item = np.arange(12.0)
    assert cronbach_alpha(np.column_stack([item, item, item])).value == 1.0


def test_refuses():
    rng = np.random.default_rng(1)
    cases = {
        "statistics.too_few": rng.normal(size=(9, 3)),
        "statistics.too_few_items": rng.normal(size=(20, 1)),
        "statistics.no_spread": np.ones((20, 3)),
        "statistics.not_finite": np.full((20, 3), np.inf),
    }
    for code, scores in cases.items():
        with pytest.raises(KithError) as refused:
            cronbach_alpha(scores)
        assert [fault.code for fault in refused.value.faults] == [code]


def test_agreeableness_of_2709_people(shared_data):
    """Listwise alpha of the five agreeableness items, the first reversed (psych's help: 0.70)."""
    with (shared_data / "surveys" / "bfi.csv").open() as file:
        rows = [[row[f"A{item}"] for item in range(1, 6)] for row in csv.DictReader(file)]
    scores = np.array([[float(cell) if cell else np.nan for cell in row] for row in rows])
    scores[:, 0] = 7 - scores[:, 0]
    found = cronbach_alpha(scores)
    assert (found.n, round(found.value, 2), round(found.low, 2), round(found.high, 2)) == (
        2709,
        0.7,
        0.69,
        0.72,
    )

"""Kappas and Gwet's coefficients."""

import numpy as np
import pytest
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

from kith.foundation.faults import KithError
from kith.statistics.kappa import Chance, Weights, cohen_kappa, rater_agreement

NAN = float("nan")
# Krippendorff (2011), example C: four raters, twelve units; the same data as Gwet's.
FOUR_RATERS = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
        [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
    ]
).T
# Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, table 18.1: 100 subjects.
TABLE = np.array([[75, 1, 4], [5, 4, 1], [0, 0, 10]])


def of_table(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    first, second = np.indices(table.shape)
    times = table.ravel()
    return np.repeat(first.ravel(), times), np.repeat(second.ravel(), times)


def test_published_kappa():
    """Seen .89, expected .66: kappa is .23 / .34 = 0.68."""
    found = cohen_kappa(*of_table(TABLE))
    oracle = cohens_kappa(TABLE)
    assert f"{found.value:.2f}" == "0.68"
    assert (found.low, found.high) == pytest.approx((oracle.kappa_low, oracle.kappa_upp), rel=1e-6)
    assert found.n == 100


@pytest.mark.parametrize(("weights", "theirs"), [("linear", "linear"), ("quadratic", "quadratic")])
def test_weighted_against_an_oracle(weights: str, theirs: str):
    found = cohen_kappa(*of_table(TABLE), weights=Weights(weights))
    oracle = cohens_kappa(TABLE, wt=theirs)
    assert found.value == pytest.approx(oracle.kappa, rel=1e-12)
    assert found.low == pytest.approx(oracle.kappa_low, rel=1e-6)


def test_published_gwet_and_fleiss():
    """Gwet's handbook and package print AC1 0.77544 (0.461 to 1) and Fleiss' kappa 0.76117 (0.424 to 1)."""
    ac1 = rater_agreement(FOUR_RATERS, Chance.GWET)
    fleiss = rater_agreement(FOUR_RATERS, Chance.FLEISS)
    assert (f"{ac1.value:.5f}", f"{ac1.low:.3f}", f"{ac1.high:.0f}") == ("0.77544", "0.461", "1")
    assert (f"{fleiss.value:.5f}", f"{fleiss.low:.3f}") == ("0.76117", "0.424")
    assert ac1.n == 12


def test_fleiss_against_an_oracle():
    counts = np.random.default_rng(4).multinomial(6, [0.5, 0.3, 0.2], size=20)
    ratings = np.array([np.repeat(np.arange(3), row) for row in counts])
    found = rater_agreement(ratings, Chance.FLEISS)
    assert found.value == pytest.approx(fleiss_kappa(counts), rel=1e-12)


def test_the_paradox():
    """Nearly all in one category: two raters who agree on 90 of 100 have a kappa near 0, and an AC1 near 0.9."""
    first, second = of_table(np.array([[90, 5], [5, 0]]))
    assert cohen_kappa(first, second).value < 0
    assert rater_agreement(np.column_stack((first, second)), Chance.GWET).value > 0.88


def test_refusals():
    for ratings, code in (
        ([[1, 1]] * 4, "statistics.no_spread"),
        ([[1, 2]] * 4, "statistics.too_few"),
        ([[1, 7]] * 9, "statistics.not_a_category"),
    ):
        with pytest.raises(KithError) as refused:
            rater_agreement(
                ratings, Chance.GWET, categories=None if code != "statistics.not_a_category" else [1, 2]
            )
        assert refused.value.faults[0].code == code
    with pytest.raises(KithError) as refused:
        cohen_kappa([1, 2, 1, 2, 1], [1, 2])
    assert refused.value.faults[0].code == "statistics.different_lengths"

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.workforce.backtest.learning import grouped_quantile, place_weights

SCORES = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9)), min_size=1, max_size=12)


def brute_force(rows: list[tuple[int, int]], level: Fraction) -> float:
    """The smallest score of which at least ``level`` of the weight lies at or under, in exact fractions."""
    sizes = {place: sum(place == other for other, _ in rows) for place, _ in rows}
    share = Fraction(1, len(sizes) + 1)
    for score in sorted({score for _, score in rows}):
        if sum((share / sizes[place] for place, other in rows if other <= score), Fraction(0)) >= level:
            return float(score)
    return float("inf")


@given(rows=SCORES, percent=st.integers(1, 99))
@settings(max_examples=150, deadline=None)
def test_the_quantile_is_that_of_brute_force(rows: list[tuple[int, int]], percent: int) -> None:
    place, scores = (np.array(each) for each in zip(*rows, strict=True))
    assert grouped_quantile(scores.astype(float), place, percent / 100) == brute_force(
        rows, Fraction(percent, 100)
    )


def test_one_score_a_place_is_the_usual_split_conformal_quantile() -> None:
    """Of n scores the ceil((n + 1) x level)-th, as in Vovk et al. 2005: of 9 at 80% the eighth."""
    scores = np.arange(1.0, 10.0)
    assert grouped_quantile(scores, np.arange(9), 0.8) == 8.0
    assert grouped_quantile(scores, np.arange(9), 0.95) == np.inf


def test_a_place_with_many_forecasts_weighs_no_more() -> None:
    scores = np.array([9.0] * 97 + [1.0, 1.0, 1.0])
    place = np.array([0] * 97 + [1, 2, 3])
    assert grouped_quantile(scores, place, 0.6) == 1.0
    assert place_weights(place)[-1] == 0.25
    assert float(place_weights(place)[:97].sum()).__round__(12) == 0.25

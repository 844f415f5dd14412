"""The grid on which a score moves."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.evaluation.change import analyse_change
from kith.evaluation.grid import find_grid, grid_of, grid_of_step
from kith.evaluation.plan import ChangePlan, Outcome, Wave, WaveRole
from kith.evaluation.types import EVERYBODY, ChangeData
from kith.foundation.words import Text
from kith.questionnaires.types import ScaleDefinition, ScoreRule

ITEMS = tuple(f"q{number}" for number in range(1, 21))
TWENTY = ScaleDefinition("s", Text.of("S"), ITEMS, frozenset(), ScoreRule.MEAN, 0.8, 1, 5)


def test_thirds_written_with_six_decimals_tie_exactly():
    earlier, later = np.array([2.0, 1.333333]), np.array([4.333333, 3.666667])
    assert (later - earlier)[0] != (later - earlier)[1]
    grid = find_grid(np.concatenate([earlier, later]))
    assert grid.step == 1 / 3
    assert (grid.steps(later) - grid.steps(earlier)).tolist() == [7, 7]


def test_thirds_written_with_two_decimals_are_found():
    scores = np.array([1.33, 1.67, 2.33, 2.67, 3.33, 3.67, 4.33, 4.67, 5.0])
    assert find_grid(scores).per_point == 3


def test_decimals_are_the_grid_when_nothing_else_fits():
    grid = find_grid(np.array([0.878, 0.647, 0.598, 2.05, 1.29]))
    assert (grid.per_point, grid.found, grid.step) == (1000, False, None)


def test_no_scores_at_all():
    assert find_grid(np.array([np.nan, np.nan])).per_point == 1


def test_a_stated_step_goes_before_what_is_found():
    assert grid_of_step(0.25).per_point == 4


@given(
    items=st.integers(2, 24),
    sums=st.lists(st.integers(0, 120), min_size=12, max_size=40, unique=True),
    decimals=st.sampled_from([4, 6, 12]),
)
def test_any_mean_of_items_is_counted_in_whole_steps(items, sums, decimals):
    scores = np.round(np.array(sums) / items, decimals)
    steps = find_grid(scores).steps(scores)
    for first in range(len(sums) - 1):
        alike = sums[first + 1] - sums[first] == sums[1] - sums[0]
        if alike:
            assert steps[first + 1] - steps[first] == steps[1] - steps[0]


def means_of_16_to_20_answers():
    """Of 90 people before and after, exactly; with many changes alike but for what floating point makes of them."""
    rng = np.random.default_rng(1)
    answered = rng.integers(16, 21, (90, 2))
    sums = np.rint(answered * np.array([2.6, 3.0])) + rng.integers(-12, 13, (90, 2))
    return [
        [Fraction(int(whole), int(many)) for whole, many in zip(*columns, strict=True)]
        for columns in zip(sums.T, answered.T, strict=True)
    ]


def rank_sum_of_rises(changes):
    """Pratt's: those who did not change are ranked and then left out."""
    sizes = sorted(abs(change) for change in changes)
    middle = {size: Fraction(2 * sizes.index(size) + sizes.count(size) + 1, 2) for size in set(sizes)}
    return float(sum(middle[change] for change in changes if change > 0))


@pytest.mark.parametrize("step", [None, grid_of(TWENTY).step])
@pytest.mark.parametrize("decimals", [6, 17])
def test_ranks_of_twenty_items_with_gaps_are_those_of_exact_fractions(step, decimals):
    exact = means_of_16_to_20_answers()
    before, after = (np.round([float(one) for one in scores], decimals) for scores in exact)
    plan = ChangePlan(
        outcomes=(Outcome("s", Text.of("S"), step=step),),
        waves=(
            Wave("before", Text.of("b"), WaveRole.BEFORE),
            Wave("after", Text.of("a"), WaveRole.AFTER),
        ),
        resamples=199,
    )
    people = tuple(f"P{number}" for number in range(90))
    data = ChangeData(people, (EVERYBODY,) * 90, {"s": {"before": before, "after": after}})
    found = analyse_change(data, plan, seed=1).cells[0].found
    changes = [second - first for first, second in zip(*exact, strict=True)]
    assert found.test.statistic == rank_sum_of_rises(changes)
    assert found.counts.same == sum(change == 0 for change in changes)


def test_numbers_without_a_grid_are_given_none_from_many_denominators():
    found = find_grid(np.random.default_rng(1).normal(size=200))
    assert not found.found
    assert not find_grid(np.round(np.random.default_rng(1).normal(size=200), 4)).found

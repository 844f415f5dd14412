"""The grid on which a score moves."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kith.evaluation.grid import find_grid, grid_of_step


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

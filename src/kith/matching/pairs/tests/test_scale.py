"""Listed pairs: a match, and a bound that no other of its size passes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from kith.matching.pairs.scale import best_listed, listed


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 6),
    st.integers(1, 6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 30)), unique_by=lambda e: e[:2]),
    st.sampled_from([1 / 16, 3.0]),
)
def test_a_match_of_the_list_within_its_bound(
    rows: int, columns: int, edges: list[tuple[int, int, int]], step: float
) -> None:
    edges = [edge for edge in edges if edge[0] < rows and edge[1] < columns]
    table = np.array(edges, dtype=np.int64).reshape(-1, 3)
    found = best_listed(listed(*table.T, (rows, columns)), step=step)
    shuffled = best_listed(listed(*table[::-1].T, (rows, columns)), step=step)
    assert shuffled.partner.tolist() == found.partner.tolist()

    points = {(row, column): worth for row, column, worth in edges}
    made = [(row, int(column)) for row, column in enumerate(found.partner) if column >= 0]
    assert len({column for _, column in made}) == len(made)
    assert sum(points[pair] for pair in made) == found.total
    assert found.total <= found.bound <= found.total + rows * step
    assert found.bound >= _best(points, rows, columns, len(made))


def _best(points: dict[tuple[int, int], int], rows: int, columns: int, size: int) -> int:
    """The most points of ``size`` pairs: everybody else with a stand-in."""
    whole = rows + columns - size
    gain = np.full((whole, whole), -1e9)
    gain[rows:, :columns] = gain[:rows, columns:] = 0
    for (row, column), worth in points.items():
        gain[row, column] = worth
    return round(float(gain[linear_sum_assignment(gain, maximize=True)].sum()))


def test_what_ticks_may_stop_it() -> None:
    class Enough(Exception):
        pass

    def stop() -> None:
        raise Enough

    with pytest.raises(Enough):
        best_listed(listed(*np.ones((3, 1), dtype=np.int64), (2, 2)), step=1, tick=stop)

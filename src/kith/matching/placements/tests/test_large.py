"""What large problems do, on small ones: a start that keeps everything, and bounds that hold."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from kith.matching import ObjectiveKey
from kith.matching.placements import narrowing, search
from kith.matching.placements.aims import Scale, weights
from kith.matching.placements.checks import verify
from kith.matching.placements.fitting import Fitting
from kith.matching.placements.grid import grid
from kith.matching.placements.mending import mended
from kith.matching.placements.solver import solve
from kith.matching.placements.starting import first_choice, start
from kith.matching.placements.teams import team_points
from kith.matching.placements.tests.small import best_values, problems


def one_each(problem):
    people = tuple(replace(one, most=min(one.most, 1)) for one in problem.people)
    return replace(problem, people=people)


@settings(max_examples=25)
@given(problems())
def test_a_start_keeps_everything(problem):
    problem = one_each(problem)
    the = grid(problem)
    for made in (start, mended, first_choice):
        chosen = made(problem, the, None, weights(problem, the, 1))
        if chosen is not None:
            assert not (chosen & ~the.allowed).any()
            assert Fitting(problem, the).fits(chosen, range(len(the.people)), range(len(the.projects)))


@settings(max_examples=15)
@given(problems())
def test_a_narrowed_search_is_right_and_no_choice_passes_its_bounds(problem):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(narrowing, "NARROW_ABOVE", -1)
        problem = one_each(problem)
        result = solve(problem, seed=1)
    assert verify(problem, result) == ()
    found = {one.key: one for one in result.objectives}
    matched, _, total, *_ = best_values(problem, 1)
    size = found[ObjectiveKey.MATCHED]
    assert size.value <= matched <= (size.value if size.proven else size.bound)
    if size.value == matched and ObjectiveKey.WORST not in found:
        points = found[ObjectiveKey.TOTAL]
        assert points.value <= total <= (points.value if points.proven else points.bound)


@settings(max_examples=5)
@given(problems())
def test_a_search_that_ends_before_it_is_as_good_as_its_start_loses_nothing(problem):
    the = grid(problem)
    combined = weights(problem, the, 1)
    first = start(problem, the, None, combined)
    looking = search._Search(problem, the, 1, lambda _step, _share: None, lambda: False)
    looking.best = first
    with pytest.MonkeyPatch.context() as patch:
        nobody = search._Answer(np.zeros_like(first), -5, 10**9)
        patch.setattr(search._Search, "_solve", lambda *_: nobody)
        reached, bound = looking.combined(None, 0)
    teams = team_points(problem, the, first)
    assert (looking.best == first).all()
    assert (reached, bound) == (int(combined[first].sum()) + Scale.of(problem).points * teams, 10**9)

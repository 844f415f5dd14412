"""Large problems are solved without a matrix of costs: the same answers, tried here on small ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.matching import MatchProblem, MatchResult, Member, parse_rules
from kith.matching.pairs import compiled, sparse
from kith.matching.pairs.checks import verify
from kith.matching.pairs.exchange import result_to_json
from kith.matching.pairs.growth import grown
from kith.matching.pairs.solver import solve
from kith.matching.pairs.steps import Stopped
from kith.matching.tests.problems import problems
from kith.matching.types import ObjectiveKey

SIDES = ("x", "y")


@pytest.fixture
def sparse_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparse, "DENSE_CELLS", -1)
    monkeypatch.setattr(sparse, "EACH", 1)


def both_ways(problem: MatchProblem, monkeypatch: pytest.MonkeyPatch, each: int = 1) -> list[MatchResult]:
    found = []
    for cells in (10**9, -1):
        monkeypatch.setattr(sparse, "DENSE_CELLS", cells)
        monkeypatch.setattr(sparse, "EACH", each)
        found.append(solve(problem, seed=3))
    return found


@settings(max_examples=60, deadline=None)
@given(problems(most=5, capacity=True), st.integers(1, 4))
def test_both_ways_give_the_same_objectives(problem: MatchProblem, each: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        dense_result, sparse_result = both_ways(problem, patch, each)
    assert sparse_result.objectives == dense_result.objectives
    assert sparse_result.pairs == dense_result.pairs  # 30 bits of lottery: no two answers have equal tickets


@settings(max_examples=25, deadline=None)
@given(problems(most=5), st.integers(0, 12))
def test_a_stopped_run_is_a_match_whose_bounds_hold(problem: MatchProblem, looks: int) -> None:
    asked = iter(range(looks))
    with pytest.MonkeyPatch.context() as patch:
        whole = both_ways(problem, patch)[0]
        try:
            found = solve(problem, seed=3, should_stop=lambda: next(asked, None) is None)
        except Stopped:
            return
    assert len(found.pairs) == len(whole.pairs)
    assert found.stopped is not found.proven
    for stated in found.objectives:
        best = whole.objective(stated.key)
        assert best is not None
        if stated.proven:
            assert stated.value == best.value
        elif stated.bound is not None and stated.key is not ObjectiveKey.LOTTERY:
            assert max(stated.value, best.value) <= stated.bound or stated.key is ObjectiveKey.TOTAL
            assert stated.value <= stated.bound
    assert verify(problem, found) == ()
    assert ("stopped" in result_to_json(found)) is found.stopped


@pytest.mark.usefixtures("sparse_way")
def test_the_order_of_people_does_not_matter() -> None:
    rules = parse_rules([{"prefer": "same_site", "weight": 1}])
    members = tuple(Member(f"{s}{n}", s, {"site": str(n % 3)}) for s in SIDES for n in range(8))
    problem = MatchProblem(SIDES, members, rules)
    assert solve(problem, seed=1) == solve(replace(problem, members=members[::-1]), seed=1)


@pytest.mark.usefixtures("sparse_way")
def test_nobody_and_everybody_excluded() -> None:
    rules = parse_rules([{"must": "same_site"}])
    assert solve(MatchProblem(SIDES, (), rules), seed=1).pairs == ()
    members = tuple(Member(f"{s}{n}", s, {"site": s}) for s in SIDES for n in range(3))
    apart = solve(MatchProblem(SIDES, members, rules), seed=1)
    assert (apart.pairs, apart.proven, len(apart.unmatched)) == ((), True, 6)


def test_a_matching_grows_to_a_largest() -> None:
    points = np.array([[1, 1, -1], [1, -1, -1], [-1, 1, -1]], dtype=np.int16)
    partner = grown(points, 0, np.array([0, -1, -1]), 3, lambda: None)
    assert np.count_nonzero(partner >= 0) == 2


def test_compiled_loops_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = parse_rules(
        [{"prefer": "close_age", "within": 9, "weight": 1}], attributes={"age": {"kind": "number"}}
    )
    members = tuple(Member(f"{s}{n}", s, {"age": n * 7 % 11 + 0.0}) for s in SIDES for n in range(9))
    problem = MatchProblem(SIDES, members, rules)
    plain = both_ways(problem, monkeypatch)
    monkeypatch.setattr(compiled, "SMALL", 0)
    assert both_ways(problem, monkeypatch) == plain

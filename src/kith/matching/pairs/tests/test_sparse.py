"""Large problems are solved without a matrix of costs: the same answers, tried here on small ones."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.matching import MatchProblem, MatchResult, Member, parse_rules
from kith.matching.pairs import candidates, checks, compiled, sparse, stopped_checks
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


@settings(max_examples=40, deadline=None)
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


def close_ages(size: int) -> MatchProblem:
    rules = parse_rules(
        [{"prefer": "close_age", "within": 9, "weight": 1}], attributes={"age": {"kind": "number"}}
    )
    members = tuple(
        Member(f"{s}{n}", s, {"age": n * 7 % (11 if s == "x" else 5) + 0.0})
        for s in SIDES
        for n in range(size)
    )
    return MatchProblem(SIDES, members, rules)


def test_a_compiled_loop_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """One loop: each takes seconds to compile in a fresh clone, and the benchmarks of large problems run them all."""
    problem = close_ages(9)
    plain = both_ways(problem, monkeypatch)
    monkeypatch.setattr(candidates, "fast", lambda loop, _steps: compiled.fast(loop, compiled.SMALL + 1))
    found = both_ways(problem, monkeypatch)
    assert found == plain
    monkeypatch.setattr(checks, "LARGE", -1)
    assert verify(problem, found[1]) == ()


@pytest.mark.usefixtures("sparse_way")
def test_stopped_at_each_moment_a_result_has_a_true_bound() -> None:
    problem = replace(close_ages(7), members=close_ages(7).members[:-2])
    whole = solve(problem, seed=1)
    stopped = 0
    for looks in range(200):
        asked = iter(range(looks))
        try:
            found = solve(problem, seed=1, should_stop=lambda asked=asked: next(asked, None) is None)
        except Stopped:
            continue
        assert (found.stopped, verify(problem, found)) == (not found.proven, ())
        stopped += found.stopped
        if not found.stopped:
            assert found.objectives == whole.objectives
            break
    assert stopped > 1


@pytest.mark.usefixtures("sparse_way")
def test_a_bound_that_is_not_true_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = close_ages(5)
    whole = solve(problem, seed=1)
    total = whole.total
    low = [
        replace(one, proven=False, bound=None) if one.key is ObjectiveKey.LOTTERY else one
        for one in whole.objectives
    ]
    said = replace(whole, objectives=tuple(low), stopped=True)
    assert verify(problem, said) == ()
    assert [one.code for one in verify(problem, replace(said, stopped=False))] == ["matching.check.stopped"]
    monkeypatch.setattr(stopped_checks, "_most", lambda *_: total + 5)
    assert [one.code for one in verify(problem, said)] == ["matching.check.bound"]


@settings(max_examples=20, deadline=None)
@given(problems(most=5, capacity=True), st.randoms(use_true_random=False))
def test_the_check_of_large_results_judges_as_that_of_small_ones(
    problem: MatchProblem, chance: Random
) -> None:
    found = solve(problem, seed=3)
    other = solve(problem, seed=chance.randrange(99))
    said = replace(other, provenance=found.provenance, objectives=found.objectives)
    with pytest.MonkeyPatch.context() as patch:
        small = [verify(problem, one) for one in (found, said)]
        patch.setattr(checks, "LARGE", -1)
        assert [verify(problem, one) for one in (found, said)] == small

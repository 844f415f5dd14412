"""The engine against every matching there is, against scipy, and against itself."""

import dataclasses
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from kith.foundation.faults import KithError
from kith.matching import (
    BestFor,
    MatchProblem,
    Member,
    ObjectiveKey,
    Stopped,
    parse_rules,
    result_to_json,
    solve,
    verify,
)
from kith.matching.plain import Plain
from kith.matching.score import EXCLUDED, Scoring
from kith.matching.tests.problems import SIDES, book, every_matching, problems, values_of

PREFER_SITE = [{"prefer": "same_site", "weight": 1}]


def people(left, right, **attributes):
    members = [Member(id_, SIDES[0], attributes.get(id_, {})) for id_ in left]
    return (*members, *(Member(id_, SIDES[1], attributes.get(id_, {})) for id_ in right))


@given(problems(most=4))
def test_no_matching_beats_the_result_on_any_tiny_problem(problem):
    result = solve(problem, seed=3)

    best = max(values_of(problem, matching) for matching in every_matching(problem))
    assert values_of(problem, {(pair.left, pair.right) for pair in result.pairs}) == best
    assert verify(problem, result) == ()


@given(problems(most=3, capacity=True))
def test_capacities_are_filled_as_well_as_they_can_be(problem):
    result = solve(problem, seed=3)

    best = max(values_of(problem, matching) for matching in every_matching(problem))
    assert values_of(problem, {(pair.left, pair.right) for pair in result.pairs}) == best
    assert verify(problem, result) == ()


@given(problems(most=7), st.randoms(use_true_random=False))
def test_input_order_never_changes_the_result(problem, shuffler):
    members = list(problem.members)
    shuffler.shuffle(members)
    pairs = {
        name: tuple(reversed(getattr(problem, name)))
        for name in ("locks", "forbids", "never_with", "previous")
    }
    shuffled = dataclasses.replace(problem, members=tuple(members), **pairs)

    assert result_to_json(solve(shuffled, seed=9)) == result_to_json(solve(problem, seed=9))


@given(problems(most=6))
def test_points_of_arrays_are_the_points_of_plain_python(problem):
    scoring = Scoring(problem)
    matrix = scoring.matrix()
    plain = Plain(problem)
    expected = [
        [
            plain.total_points(one, other) if plain.can_be_paired(one, other) else EXCLUDED
            for other in scoring.right
        ]
        for one in scoring.left
    ]
    assert matrix.tolist() == np.array(expected, dtype=int).reshape(matrix.shape).tolist()


@given(problems(most=6, least=1))
def test_allowing_a_forbidden_pair_never_makes_it_worse(problem):
    if not problem.forbids:
        return
    freer = dataclasses.replace(problem, forbids=problem.forbids[1:])

    before, after = (
        values_of(one, {(pair.left, pair.right) for pair in solve(one, seed=1).pairs})
        for one in (problem, freer)
    )
    assert after >= before


@pytest.mark.parametrize("best_for", BestFor)
def test_two_hundred_a_side_agree_with_scipy(best_for):
    problem = large_problem(200, best_for)
    result = solve(problem, seed=5)

    matrix = Scoring(problem).matrix().astype(float)
    floor = result.worst if best_for is BestFor.NO_ONE_LEFT_BEHIND else 0
    matrix[matrix < floor] = -np.inf
    rows, columns = linear_sum_assignment(matrix, maximize=True)
    assert result.total == int(matrix[rows, columns].sum())
    assert verify(problem, result) == ()


def large_problem(size, best_for=BestFor.NO_ONE_LEFT_BEHIND, seed=1):
    rng = random.Random(seed)
    members = []
    for side, tags in zip(SIDES, ("wants", "offers"), strict=True):
        for n in range(size):
            values = {
                "line": rng.choice("abcdefgh"),
                "site": rng.choice(["north", "south", "east", "west"]),
                "band": rng.choice(["6", "7", "8a", "8b"]),
                tags: frozenset(rng.sample("pqrstuvw", 3)),
            }
            other = SIDES[1] if side == SIDES[0] else SIDES[0]
            wishes = tuple(f"{other[0]}{k}" for k in rng.sample(range(size), min(size, 3)))
            members.append(Member(f"{side[0]}{n}", side, values, wishes))
    return MatchProblem(SIDES, tuple(members), book(best_for))


def test_seeds_decide_ties_and_only_ties():
    members = people("abcdef", "uvwxyz", **{id_: {"site": "leeds"} for id_ in "abcdefuvwxyz"})
    problem = MatchProblem(SIDES, members, parse_rules(PREFER_SITE))

    found = {tuple((pair.left, pair.right) for pair in solve(problem, seed=seed).pairs) for seed in range(20)}
    assert len(found) > 15
    assert {solve(problem, seed=seed).total for seed in range(20)} == {600}
    assert solve(problem, seed=4) == solve(problem, seed=4)


def test_worst_pair_comes_before_the_total():
    # Together a-x and b-y are worth 3 + 0; a-y and b-x are worth 1 + 1.
    rules = [
        {"prefer": "share", "on": "three", "enough": 1, "weight": 3},
        {"prefer": "share", "on": "one", "enough": 1, "weight": 1},
    ]
    values = {
        "a": {"three": frozenset("p"), "one": frozenset("q")},
        "x": {"three": frozenset("p"), "one": frozenset("r")},
        "b": {"one": frozenset("r")},
        "y": {"one": frozenset("q")},
    }
    members = people("ab", "xy", **values)

    fair = solve(MatchProblem(SIDES, members, parse_rules(rules)), seed=1)
    most = solve(MatchProblem(SIDES, members, parse_rules(rules, best_for="most")), seed=1)
    assert [(pair.left, pair.right, pair.points) for pair in fair.pairs] == [("a", "y", 100), ("b", "x", 100)]
    assert [(pair.left, pair.right, pair.points) for pair in most.pairs] == [("a", "x", 300), ("b", "y", 0)]
    assert [one.key for one in most.objectives] == [
        ObjectiveKey.MATCHED,
        ObjectiveKey.TOTAL,
        ObjectiveKey.LOTTERY,
    ]


def test_a_lock_holds_against_preferences():
    values = {"a": {"site": "leeds"}, "x": {"site": "leeds"}, "b": {"site": "york"}, "y": {"site": "york"}}
    problem = MatchProblem(SIDES, people("ab", "xy", **values), parse_rules(PREFER_SITE), locks=(("a", "y"),))

    result = solve(problem, seed=1)
    assert [(pair.left, pair.right, pair.points, pair.locked) for pair in result.pairs] == [
        ("a", "y", 0, True),
        ("b", "x", 0, False),
    ]
    assert verify(problem, result) == ()


@pytest.mark.parametrize(("left", "right", "pairs"), [("", "", 0), ("a", "", 0), ("", "x", 0), ("a", "x", 1)])
def test_nobody_and_one_person(left, right, pairs):
    problem = MatchProblem(SIDES, people(left, right), parse_rules([]))

    result = solve(problem, seed=1)
    assert len(result.pairs) == pairs
    assert len(result.unmatched) == len(left) + len(right) - 2 * pairs
    assert verify(problem, result) == ()


def test_everyone_forbidden_is_a_result_with_reasons():
    members = people("ab", "xy")
    problem = MatchProblem(SIDES, members, parse_rules([]), forbids=tuple((a, x) for a in "ab" for x in "xy"))

    result = solve(problem, seed=1)
    assert result.pairs == ()
    assert [one.reasons[0].code for one in result.unmatched] == ["matching.unmatched.nobody_left"] * 4


def test_one_person_on_both_sides_is_never_their_own_partner():
    problem = MatchProblem(SIDES, people("ab", "ab"), parse_rules([]))

    assert [(pair.left, pair.right) for pair in solve(problem, seed=1).pairs] == [("a", "b"), ("b", "a")]


def test_a_run_stops_when_asked():
    with pytest.raises(Stopped):
        solve(large_problem(5), seed=1, should_stop=lambda: True)


def test_progress_goes_through_every_step():
    steps = []
    solve(large_problem(5), seed=1, progress=lambda step, share: steps.append(step))
    assert list(dict.fromkeys(steps)) == ["score", "worst", "total", "reasons"]


def test_a_problem_beyond_exact_arithmetic_is_refused():
    rules = [{"prefer": f"same_{letter}", "weight": 1000} for letter in "abcdefghij"]
    values = dict.fromkeys("abcdefghij", "v")
    members = (
        *(Member(str(n), SIDES[0], values) for n in range(70_000)),
        Member("one", SIDES[1], values),
    )
    with pytest.raises(KithError) as refused:
        solve(MatchProblem(SIDES, members, parse_rules(rules)), seed=1)
    assert [fault.code for fault in refused.value.faults] == ["matching.problem.too_large"]

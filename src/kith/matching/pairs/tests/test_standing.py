"""Pairs that stand are changed only where more people get a partner, and as few of them as can be."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.foundation.faults import KithError
from kith.matching import (
    BestFor,
    MatchProblem,
    Member,
    ObjectiveKey,
    parse_rules,
    problem_from_json,
    problem_to_json,
    result_from_json,
    result_to_json,
    solve,
    verify,
)
from kith.matching.pairs.standing import Change, changes, nearest
from kith.matching.pairs.tests.test_checks import as_result
from kith.matching.pairs.tests.test_solve import large_problem
from kith.matching.plain import Plain
from kith.matching.tests.problems import SIDES, every_matching, problems


@st.composite
def with_standing(draw, most=4):
    """A problem in which some people are together already, whatever the rules would say of them."""
    problem = draw(problems(most=most, least=1))
    taken = {
        *((SIDES[0], left) for left, _ in problem.locks),
        *((SIDES[1], right) for _, right in problem.locks),
    }
    left, right = (
        draw(st.permutations([m.id for m in problem.on_side(side) if (side, m.id) not in taken]))
        for side in SIDES
    )
    count = draw(st.integers(0, min(len(left), len(right))))
    most_changes = draw(st.none() | st.integers(0, 2))
    standing = tuple(zip(left[:count], right[:count], strict=True))
    return dataclasses.replace(problem, standing=standing, most_changes=most_changes)


def values_of(problem, matching):
    """The objectives before the lottery, the first the most important; None when too many pairs are changed."""
    kept = len(set(problem.standing) & matching)
    if problem.most_changes is not None and len(problem.standing) - kept > problem.most_changes:
        return None
    people = {(m.side, m.id): m for m in problem.members}
    plain = Plain(problem)
    points = {
        pair: plain.total_points(people[SIDES[0], pair[0]], people[SIDES[1], pair[1]]) for pair in matching
    }
    new = [points[pair] for pair in matching if pair not in {*problem.locks, *problem.standing}]
    worst = min(new, default=0) if problem.rules.best_for is BestFor.NO_ONE_LEFT_BEHIND else 0
    return len(matching), kept, worst, sum(points.values())


def pairs_of(result):
    return {(pair.left, pair.right) for pair in result.pairs}


@given(with_standing())
def test_no_matching_beats_the_result_on_any_tiny_problem(problem):
    result = solve(problem, seed=3)

    best = max(filter(None, (values_of(problem, matching) for matching in every_matching(problem))))
    assert values_of(problem, pairs_of(result)) == best
    assert verify(problem, result) == ()


@given(with_standing(most=3))
def test_the_checker_refuses_every_matching_that_is_not_the_best(problem):
    best = solve(problem, seed=3)
    values = values_of(problem, pairs_of(best))
    for matching in every_matching(problem):
        other = as_result(problem, matching, best)
        kept = sum(pair.kept for pair in other.pairs)
        worst = [one for one in other.objectives if one.key is ObjectiveKey.WORST]
        objectives = [one for one in other.objectives if one.key is not ObjectiveKey.WORST]
        if worst and other.worst is not None:
            objectives.insert(1, dataclasses.replace(worst[0], value=other.worst))
        if problem.standing:
            objectives.insert(1, dataclasses.replace(objectives[0], key=ObjectiveKey.KEPT, value=kept))
        other = dataclasses.replace(other, objectives=tuple(objectives))
        if values_of(problem, matching) != values:
            assert verify(problem, other)
    assert verify(problem, best) == ()


@given(with_standing(most=6))
def test_nobody_who_has_a_partner_is_left_without_one(problem):
    result = solve(problem, seed=1)

    for place in (0, 1):
        assert {pair[place] for pair in problem.standing} <= {pair[place] for pair in pairs_of(result)}


@given(with_standing(most=6))
def test_each_change_serves_two_people_who_waited(problem):
    result = solve(problem, seed=1)

    stood = [{pair[place] for pair in problem.standing} for place in (0, 1)]
    broken = set(problem.standing) - pairs_of(result)
    told = changes(problem, result)
    assert {change.pair for change in told} == broken
    assert {pair for change in told for pair in (change.left_now, change.right_now)} <= pairs_of(result)
    for change in told:
        assert change.serves[0] not in stood[0]
        assert change.serves[1] not in stood[1]
    new = len(result.pairs) - len(problem.standing) - len(problem.locks)
    assert len({change.serves for change in told}) <= new


@given(with_standing(most=6), st.randoms(use_true_random=False))
def test_input_order_never_changes_the_result(problem, shuffler):
    members, standing = list(problem.members), list(problem.standing)
    shuffler.shuffle(members)
    shuffler.shuffle(standing)
    shuffled = dataclasses.replace(problem, members=tuple(members), standing=tuple(standing))

    assert result_to_json(solve(shuffled, seed=9)) == result_to_json(solve(problem, seed=9))


@given(with_standing())
def test_it_survives_a_file(problem):
    result = solve(problem, seed=2)

    again = problem_from_json(json.dumps(problem_to_json(problem)))
    back = result_from_json(json.dumps(result_to_json(result)))
    assert set(again.standing) == set(problem.standing)
    assert back == result
    assert verify(again, back) == ()


def chain(waiting=("w",), rules=({"must": "different_line"},)):
    """Ann and Bea stand together. Win could only be with Bea, and Val only with Ann."""
    lines = {"Ann": "a", "Win": "b", "Bea": "c", "Val": "b"}
    members = [Member(id_, SIDES[0], {"line": lines[id_]}) for id_ in ("Ann", "Win")]
    members += [Member(id_, SIDES[1], {"line": lines[id_]}) for id_ in ("Bea", "Val")]
    return MatchProblem(SIDES, tuple(members), parse_rules(list(rules)), standing=(("Ann", "Bea"),))


def test_a_pair_is_changed_so_that_two_more_have_a_partner_and_it_is_said_for_whom():
    problem = chain()
    result = solve(problem, seed=1)
    assert pairs_of(result) == {("Ann", "Val"), ("Win", "Bea")}
    assert changes(problem, result) == (
        Change(("Ann", "Bea"), ("Ann", "Val"), ("Win", "Bea"), ("Win", "Val")),
    )
    assert [(one.key.value, one.value) for one in result.objectives][:2] == [("matched", 2), ("kept", 0)]


def test_where_nothing_may_change_nothing_does():
    problem = dataclasses.replace(chain(), most_changes=0)
    result = solve(problem, seed=1)
    assert pairs_of(result) == {("Ann", "Bea")}
    assert [one.id for one in result.unmatched] == ["Win", "Val"]
    assert result.worst is None
    assert verify(problem, result) == ()


def test_a_pair_that_the_rules_would_not_make_today_stays_as_it_is():
    problem = dataclasses.replace(
        chain(), forbids=(("Ann", "Bea"),), never_with=(("Bea", "Ann"),), most_changes=0
    )
    result = solve(problem, seed=1)
    assert pairs_of(result) == {("Ann", "Bea")}
    assert [pair.kept for pair in result.pairs] == [True]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"standing": (("Ann", "Zoe"),)}, "matching.problem.standing_unknown"),
        ({"standing": (("Ann", "Bea"), ("Ann", "Val"))}, "matching.problem.standing_twice"),
        ({"locks": (("Ann", "Val"),)}, "matching.problem.standing_twice"),
        ({"most_changes": -1}, "matching.problem.most_changes"),
    ],
)
def test_pairs_that_cannot_stand_are_refused(wrong, code):
    with pytest.raises(KithError) as refused:
        solve(dataclasses.replace(chain(), **wrong), seed=1)
    assert code in [fault.code for fault in refused.value.faults]


def test_of_many_pairs_the_nearest_are_looked_at():
    problem = large_problem(60)
    standing = tuple((f"c{n}", f"m{n}") for n in range(50))
    problem = dataclasses.replace(problem, standing=standing, locks=(), forbids=(), never_with=())
    fewer = nearest(problem, 10)
    assert len(fewer.standing) == 10
    assert set(fewer.standing) < set(standing)
    assert len(fewer.members) == 2 * (10 + 10)
    assert nearest(problem, 50) is problem
    result = solve(fewer, seed=1)
    assert verify(fewer, result) == ()


def test_a_hundred_pairs_and_five_who_wait_on_each_side():
    problem = dataclasses.replace(
        large_problem(105), standing=tuple((f"c{n}", f"m{n}") for n in range(100)), locks=()
    )
    result = solve(problem, seed=1)
    assert verify(problem, result) == ()
    assert len(result.pairs) >= 100

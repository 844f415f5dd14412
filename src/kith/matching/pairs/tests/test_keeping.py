"""Staying near an earlier result: a bonus for each person who stays, or least change among equals."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.matching import ObjectiveKey, check_problem, parse_rules, solve, verify
from kith.matching.pairs.explain import explainer_of
from kith.matching.pairs.keeping import keep_curve, keeping, people_changed
from kith.matching.tests.problems import SIDES, every_matching, problems, values_of
from kith.matching.types import MatchProblem, Member


@settings(max_examples=40)
@given(problems(most=4, capacity=True), st.sampled_from([0, 0, 35, 150]), st.data())
def test_the_best_of_all_matchings_with_what_staying_is_worth(problem, bonus, data):
    earlier = data.draw(st.sampled_from(every_matching(problem)))
    near = dataclasses.replace(problem, earlier=tuple(earlier), bonus=bonus)
    result = solve(near, seed=3)

    def worth(matching):
        size, worst, total = values_of(near, matching)
        again = len(matching & earlier)
        return size, worst, total + 2 * bonus * again, again

    made = frozenset((pair.left, pair.right) for pair in result.pairs)
    assert worth(made) == max(worth(one) for one in every_matching(near))
    assert verify(near, result) == ()
    if earlier:
        assert result.objective(ObjectiveKey.KEPT).value == len(made & earlier)


def ring(size):
    """Everybody suits their own number and the next equally well."""
    rules = parse_rules([{"prefer": "share_tags", "enough": 1, "weight": 1}])
    members = tuple(
        Member(f"{side[0]}{n}", side, {"tags": frozenset({f"t{n}", f"t{(n + place) % size}"})})
        for place, side in enumerate(SIDES)
        for n in range(size)
    )
    return MatchProblem(SIDES, members, rules)


def test_among_equals_nobody_is_moved_for_nothing():
    problem = ring(6)
    earlier = solve(problem, seed=1)
    others = [solve(problem, seed=seed) for seed in range(2, 12)]
    assert any(people_changed(problem, earlier, one) for one in others)
    near = keeping(problem, earlier, bonus=0)
    assert {people_changed(near, earlier, solve(near, seed=seed)) for seed in range(2, 12)} == {0}


@pytest.mark.parametrize("sides", [SIDES, SIDES[:1]])
def test_no_draw_parts_those_for_whom_staying_is_worth_as_much(sides):
    site = {"a": "x", "b": "y", "c": "y", "d": "x"}
    members = tuple(
        Member(id_, sides[0] if len(sides) == 1 or id_ in "ab" else sides[1], {"site": place})
        for id_, place in site.items()
    )
    rules = parse_rules([{"prefer": "same_site", "weight": 1}], best_for="most")
    problem = MatchProblem(sides, members, rules, earlier=(("a", "c"), ("b", "d")), bonus=50)
    for seed in range(6):
        result = solve(problem, seed=seed)
        assert {(pair.left, pair.right) for pair in result.pairs} == set(problem.earlier)
        assert verify(problem, result) == ()
    worth_more = dataclasses.replace(problem, bonus=80)
    said = explainer_of(worth_more, solve(worth_more, seed=1)).pair("a", "c")
    codes = {one.gives.code for one in (*said.for_left, *said.for_right)}
    assert codes == {"matching.gives.staying" if len(sides) == 1 else "matching.gives.total_falls"}


def test_people_who_are_gone_are_left_out_and_not_counted():
    problem = ring(4)
    earlier = solve(problem, seed=1)
    gone = (SIDES[1], "m2")
    now = dataclasses.replace(
        problem, members=tuple(one for one in problem.members if (one.side, one.id) != gone)
    )
    near = keeping(now, earlier, bonus=50)
    assert len(near.earlier) == 3
    assert people_changed(near, earlier, solve(near, seed=5)) == 1


def test_the_curve_changes_fewer_people_for_more_points():
    problem = ring(5)
    earlier = solve(problem, seed=1)
    lonely = dataclasses.replace(problem.members[0], attributes={})
    now = dataclasses.replace(problem, members=(lonely, *problem.members[1:]))
    curve = keep_curve(now, earlier, [10, 60], seed=2)
    assert [one.bonus for one in curve] == [0, 10, 60]
    people, lost = [one.people for one in curve], [one.lost for one in curve]
    assert (people, lost) == (sorted(people, reverse=True), sorted(lost))


@pytest.mark.parametrize(
    ("bonus", "code"), [(-1, "matching.problem.bonus"), (10_000_000, "matching.problem.bonus")]
)
def test_a_bonus_that_cannot_be_is_refused(bonus, code):
    near = dataclasses.replace(ring(2), earlier=(("c0", "m0"),), bonus=bonus)
    assert [fault.code for fault in check_problem(near)] == [code]

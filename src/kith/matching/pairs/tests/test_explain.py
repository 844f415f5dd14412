"""Why these two, why not those, what would free somebody, and what each rule costs."""

import dataclasses

import pytest
from hypothesis import given

from kith.matching import BestFor, MatchProblem, Member, parse_rules, solve
from kith.matching.pairs.explain import Explainer, Freeing
from kith.matching.pairs.rule_prices import price_of_choice, price_of_rules
from kith.matching.plain import Plain
from kith.matching.tests.problems import SIDES, problems

LEFT, RIGHT = SIDES
SITES = {"a": "leeds", "b": "york", "x": "leeds", "y": "york"}


def two_by_two(rules, **more):
    members = tuple(Member(id_, SIDES[id_ in "xy"], {"site": site}) for id_, site in SITES.items())
    return MatchProblem(SIDES, members, parse_rules(rules), **more)


def test_a_pair_says_what_gave_most_and_what_an_exchange_would_cost():
    problem = two_by_two([{"prefer": "same_site", "weight": 2}, {"prefer": "not_paired_before", "weight": 1}])

    said = Explainer(problem, solve(problem, seed=1)).pair("a", "x")
    assert [part.rule for part in said.strongest] == ["prefer:same:site", "prefer:not_paired_before"]
    (other,) = said.for_left
    assert (other.pair, other.points, other.instead, other.instead_points) == (
        ("a", "y"),
        100,
        ("b", "x"),
        100,
    )
    assert (other.total_change, other.worst_after, other.gives.code) == (
        -400,
        100,
        "matching.gives.worst_falls",
    )
    assert dict(other.gives.params) == {"worst": 300, "after": 100}


def test_locked_pairs_have_no_alternatives():
    problem = two_by_two([{"prefer": "same_site", "weight": 2}], locks=(("a", "x"),))
    said = Explainer(problem, solve(problem, seed=1))
    assert said.pair("a", "x").for_left == ()
    assert said.pair("b", "y").for_left == ()


def test_why_not_names_the_rules_that_are_broken():
    problem = two_by_two([{"must": "same_site"}])
    assert [
        (one.code, dict(one.params)) for one in Explainer(problem, solve(problem, seed=1)).why_not("a", "y")
    ] == [("matching.why_not.rule", {"rule": "must:same:site"})]


def test_freeing_counts_those_that_one_rule_alone_keeps_away():
    members = (
        Member("a", LEFT, {"site": "leeds", "line": "p"}),
        Member("x", RIGHT, {"site": "york", "line": "q"}),
        Member("y", RIGHT, {"site": "york", "line": "p"}),
    )
    problem = MatchProblem(SIDES, members, parse_rules([{"must": "same_site"}, {"must": "different_line"}]))

    result = solve(problem, seed=1)
    assert Explainer(problem, result).freeing(LEFT, "a") == (Freeing("must:same:site", 1),)
    reasons = {one.id: [reason.code for reason in one.reasons] for one in result.unmatched}
    assert reasons["a"] == [
        "matching.unmatched.rules_allow_nobody",
        "matching.unmatched.rule_excludes",
        "matching.unmatched.rule_excludes",
    ]


def test_a_blank_value_that_keeps_somebody_out_is_named():
    members = (
        Member("a", LEFT, {"site": ""}),
        Member("b", LEFT, {"site": "leeds"}),
        Member("x", RIGHT, {"site": "leeds"}),
    )
    problem = MatchProblem(SIDES, members, parse_rules([{"must": "same_site"}]))
    (alone,) = solve(problem, seed=1).unmatched
    assert [(one.code, one.params.get("attribute")) for one in alone.reasons] == [
        ("matching.unmatched.rules_allow_nobody", None),
        ("matching.unmatched.value_missing", "site"),
    ]


def test_the_price_of_a_rule_is_what_the_others_would_gain():
    # Same site pairs a-x and b-y (200 points each); wishes alone would pair a-y and b-x (150 each).
    members = tuple(
        Member(id_, SIDES[id_ in "xy"], {"site": site}, wishes={"a": ("y",), "b": ("x",)}.get(id_, ()))
        for id_, site in SITES.items()
    )
    rules = [
        {"prefer": "same_site", "weight": 2},
        {"prefer": "wish", "side": LEFT, "first": 1, "weight": 1.5},
    ]
    problem = MatchProblem(SIDES, members, parse_rules(rules))
    result = solve(problem, seed=1)
    site, wish = price_of_rules(problem, result, seed=1)

    assert result.total == 400
    assert (site.others, site.others_without, site.share) == (0, 300, 1.0)
    assert (wish.others, wish.others_without, wish.share) == (400, 400, 0.0)
    # One's own wishes count against one's own satisfaction only.
    assert [pair.satisfaction for pair in result.pairs] == [(200 / 350, 1.0)] * 2


@pytest.mark.parametrize("best_for", BestFor)
def test_the_choice_is_shown_both_ways_whichever_was_made(best_for):
    rules = [{"prefer": "wish", "first": 2, "weight": 8}]
    members = (
        Member("a", LEFT, wishes=("x", "y")),
        Member("b", LEFT, wishes=("x",)),
        Member("x", RIGHT, wishes=("a", "b")),
        Member("y", RIGHT, wishes=("b",)),
    )
    problem = MatchProblem(SIDES, members, parse_rules(rules, best_for=str(best_for)))
    price = price_of_choice(problem, solve(problem, seed=1), seed=1)
    assert (price.fair_total, price.fair_worst, price.most_total, price.most_worst) == (1200, 400, 1200, 400)
    assert price.share == 0.0


@given(problems(most=5))
def test_no_exchange_on_offer_would_be_better(problem):
    result = solve(problem, seed=1)
    explainer = Explainer(problem, result)
    people = {(place, m.id): m for place, side in enumerate(SIDES) for m in problem.on_side(side)}
    by_rules = Plain(dataclasses.replace(problem, forbids=(), never_with=()))
    for pair in result.pairs:
        said = explainer.pair(pair.left, pair.right)
        for other in (*said.for_left, *said.for_right):
            assert by_rules.can_be_paired(people[0, other.pair[0]], people[1, other.pair[1]])
            assert other.total_change <= 0 or other.worst_after < result.worst

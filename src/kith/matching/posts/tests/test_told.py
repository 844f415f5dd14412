"""What is said of a result: reasons, why, why not, prices, files; and that a private request is in none of it."""

import dataclasses
import json

import pytest
from hypothesis import given

from kith.foundation.messages import words
from kith.matching import parse_rules
from kith.matching.posts.engine import ENGINE
from kith.matching.posts.tests.tiny import problems
from kith.matching.posts.types import Applicant, Post, PostsProblem, Way


def said(reasons):
    """Each reason in words, so that a sentence without its parameters is found."""
    return [words(one.code, one.params) for one in reasons]


def told(problem, seed=2):
    """Everything that is ever said about a result."""
    result = ENGINE.solve(problem, seed=seed)
    draft = ENGINE.draft(problem, result)
    people = [one.id for one in problem.applicants]
    posts = [post.id for post in problem.posts]
    why = [ENGINE.why(problem, result, group.key) for group in draft.groups]
    not_ = [said(ENGINE.why_not(problem, result, one, at)) for one in people for at in posts]
    return (
        ENGINE.result_to_json(result),
        draft,
        [(one.group, dict(one.elsewhere)) for one in why],
        not_,
        ENGINE.prices(problem, result, seed=seed),
    )


@given(problems(private=True))
def test_a_request_and_a_forbid_give_the_same_words_but_for_the_count_of_what_could_be(problem):
    as_forbids = dataclasses.replace(problem, forbids=problem.never_with, never_with=())
    asked, forbidden = told(problem), told(as_forbids)
    assert asked[:4] == forbidden[:4]
    turned = dataclasses.replace(problem, never_with=tuple(pair[::-1] for pair in problem.never_with))
    assert told(turned) == asked


@given(problems(private=True))
def test_where_a_request_changes_nothing_nothing_that_is_said_changes(problem):
    without = dataclasses.replace(problem, never_with=())
    if ENGINE.solve(problem, seed=2).placements == ENGINE.solve(without, seed=2).placements:
        assert told(problem) == told(without)


@given(problems(private=True))
def test_files_hold_the_whole_and_the_result_holds_no_request(problem):
    result = ENGINE.solve(problem, seed=1)
    again = ENGINE.problem_from_json(json.dumps(ENGINE.problem_to_json(problem)))
    assert ENGINE.problem_to_json(again) == ENGINE.problem_to_json(problem)
    assert ENGINE.solve(again, seed=1) == result
    written = json.dumps(ENGINE.result_to_json(result))
    assert ENGINE.result_from_json(written) == result
    assert "never" not in written


def small(**changes):
    """Three applicants and three posts: b is kept out of p by a rule, c listed too few."""
    rules = parse_rules([{"must": "share", "on": "speaks", "with": "needs"}])
    english, french = frozenset({"english"}), frozenset({"french"})
    applicants = (
        Applicant("a", ("p", "q"), {"speaks": english | french}, mark=50),
        Applicant("b", ("p", "q"), {"speaks": english}, mark=70),
        Applicant("c", ("q",), {"speaks": english}, mark=40),
        Applicant("d", ("p",), {}, mark=60),
    )
    posts = (
        Post("p", 1, attributes={"needs": french}),
        Post("q", 1, attributes={"needs": english}),
        Post("r", 2, attributes={"needs": english}),
    )
    return dataclasses.replace(PostsProblem(applicants, posts, rules), **changes)


def test_reasons_for_people_and_places():
    problem = small()
    result = ENGINE.solve(problem, seed=1)
    assert result.post_of == {"a": "p", "b": "q"}
    assert {(one.side, one.id): said(one.reasons) for one in result.left_over} == {
        ("applicant", "c"): [
            "Every place of 1 of the 1 posts they listed went to people who stand before them there.",
            "Posts with an empty place that they did not list and could have: 1.",
        ],
        ("applicant", "d"): [
            "Their “speaks” is blank, so the rule must:share:speaks/needs cannot be checked. Fill it in."
        ],
        ("post", "r"): ["2 of its 2 places are empty.", "Nobody listed it."],
    }


def test_why_says_choice_and_place_in_line_and_nothing_of_others():
    problem = small()
    result = ENGINE.solve(problem, seed=1)
    (group,) = [one for one in ENGINE.draft(problem, result).groups if one.about == "q"]
    assert (group.points, group.most, group.members[0].satisfaction) == (50, 100, 0.5)
    why = ENGINE.why(problem, result, "q")
    assert said(why.group.notes) == [
        "“b”: their choice 2 of 2. They stand 1 of the 3 who asked for this post."
    ]
    (other,) = why.elsewhere["b"]
    assert (other.to, other.points, other.gives.code) == ("p", 100, "matching.posts.why.rule")
    with pytest.raises(KeyError):
        ENGINE.why(problem, result, "r")


def test_why_not_in_either_order_and_by_what():
    problem = small()
    result = ENGINE.solve(problem, seed=1)
    answers = {
        (one, at): ENGINE.why_not(problem, result, one, at)[0].code.rpartition(".")[2]
        for one in "abc"
        for at in "pqr"
    }
    assert answers == {
        ("a", "p"): "is_there",
        ("a", "q"): "has_better",
        ("a", "r"): "not_chosen",
        ("b", "p"): "rule",
        ("b", "q"): "is_there",
        ("b", "r"): "not_chosen",
        ("c", "p"): "not_chosen",
        ("c", "q"): "filled",
        ("c", "r"): "not_chosen",
    }
    assert ENGINE.why_not(problem, result, "q", "c") == ENGINE.why_not(problem, result, "c", "q")
    assert said(ENGINE.why_not(problem, result, "c", "q")) == [
        "Every place there (1) went to people before them. They stand 3 of the 3 who asked for it."
    ]
    assert ENGINE.why_not(problem, result, "a", "b")[0].code.endswith("two_of_a_kind")


def test_the_lottery_is_named_where_it_decided():
    problem = PostsProblem((Applicant("a", ("p",), mark=5), Applicant("b", ("p",), mark=5)), (Post("p"),))
    result = ENGINE.solve(problem, seed=1)
    (out,) = {"a", "b"} - result.post_of.keys()
    (reason,) = ENGINE.why_not(problem, result, out, "p")
    assert (reason.code, reason.params["equal"]) == ("matching.posts.why.lottery", 1)


def test_prices_and_the_price_of_stability():
    problem = small(applicants=small().applicants[:3])
    result = ENGINE.solve(problem, seed=1)
    (price,), choice = ENGINE.prices(problem, result, seed=1)
    assert (price.rule, price.more) == ("must:share:speaks/needs", 0)
    assert (choice.fair_total, choice.most_total) == (2, 2)
    # a takes q, which c needs: everybody could have a post only if a went without their first choice.
    crossed = PostsProblem(
        (Applicant("a", ("q", "p")), Applicant("c", ("q",))),
        (Post("p", ranks=("a",)), Post("q", ranks=("a", "c"))),
    )
    stable = ENGINE.solve(crossed, seed=1)
    _, choice = ENGINE.prices(crossed, stable, seed=1)
    assert (choice.fair_total, choice.most_total, choice.share) == (1, 2, 0.5)


def test_decisions_and_an_earlier_result():
    problem = small()
    decided = ENGINE.decided(problem, locks=(("r", "c"),), forbids=(("b", "q"),))
    assert (decided.locks, decided.forbids) == ((("c", "r"),), (("b", "q"),))
    result = ENGINE.solve(decided, seed=1)
    assert result.post_of == {"a": "p", "c": "r"}
    assert ENGINE.verify(decided, result) == ()
    later = dataclasses.replace(problem, applicants=problem.applicants[:3])
    kept = ENGINE.keeping(later, dataclasses.replace(result, placements=result.placements[:1]), bonus=200)
    assert kept.holds == (("a", "p"),)
    assert ENGINE.keeping(later, result, bonus=0) == later


def test_a_decision_that_something_stands_against_is_refused_in_the_same_words():
    ruled = ENGINE.decided(small(), locks=(("b", "p"),), forbids=())
    asked = ENGINE.decided(small(never_with=(("p", "a"),)), locks=(("a", "p"),), forbids=())
    for problem, one in ((ruled, "b"), (asked, "a")):
        (fault,) = ENGINE.check(problem)
        assert (fault.code, dict(fault.params)) == (
            "matching.posts.problem.needs_decision",
            {"id": one, "post": "p"},
        )


def test_minimums_that_only_a_request_stands_against_are_refused_without_a_number():
    applicants, posts = (Applicant("a", ("p",)),), (Post("p", 1, 1),)
    (fault,) = ENGINE.check(PostsProblem(applicants, posts, never_with=(("a", "p"),)))
    assert (fault.code, dict(fault.params)) == ("matching.posts.problem.fewest_refused", {})


def test_a_changed_result_is_found_out():
    problem = small()
    result = ENGINE.solve(problem, seed=1)
    changes = (
        {"placements": result.placements[:1]},
        {"left_over": result.left_over[1:]},
        {"blocking": (("c", "q"),)},
        {"way": Way.SETTLED, "objectives": ()},
        {"commitment": "0" * 64},
        {"placements": (*result.placements, result.placements[0])},
        {"placements": (dataclasses.replace(result.placements[0], choice=2), *result.placements[1:])},
        {"placements": (dataclasses.replace(result.placements[0], post="gone"), *result.placements[1:])},
        {"provenance": dataclasses.replace(result.provenance, inputs={})},
        {"provenance": dataclasses.replace(result.provenance, seed=None)},
    )
    for change in changes:
        faults = ENGINE.verify(problem, dataclasses.replace(result, **change))
        assert faults, change
        assert all(words(fault.code, fault.params) for fault in faults)


def test_a_price_is_worked_out_without_requests():
    """Without the rule a would have q, but asked never to: nobody can tell, since nothing else of the answer differs."""
    applicants = (
        Applicant("a", ("q", "p"), {"region": "n"}),
        Applicant("b", ("p",), {"region": "n"}),
    )
    posts = (Post("p", 2, attributes={"region": "n"}), Post("q", attributes={"region": "s"}))
    problem = PostsProblem(applicants, posts, parse_rules([{"must": "same_region"}]))
    asked = dataclasses.replace(problem, never_with=(("a", "q"),))
    results = [ENGINE.solve(one, seed=1) for one in (problem, asked)]
    assert results[0] == results[1]
    prices = [
        ENGINE.prices(one, result, seed=1) for one, result in zip((problem, asked), results, strict=True)
    ]
    assert prices[0] == prices[1]
    assert [price.share for price in prices[0][0]] == [0.25]

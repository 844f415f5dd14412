"""A private never-with cannot be told from any other reason why two people are not paired."""

import dataclasses

import pytest
from hypothesis import given

from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.matching import (
    MatchProblem,
    Member,
    check_problem,
    parse_rules,
    problem_to_json,
    result_to_json,
    solve,
)
from kith.matching.pairs.explain import Explainer
from kith.matching.pairs.report import report, report_to_json
from kith.matching.tests.problems import SIDES, problems


def told(problem):
    """Everything that is ever said about a result."""
    return report_to_json(report(problem, solve(problem, seed=2)))


def as_forbids(problem):
    """The same problem with each request written as a lead's forbid instead."""
    asked = {pair if pair[0].startswith("c") else pair[::-1] for pair in problem.never_with}
    return dataclasses.replace(problem, forbids=(*problem.forbids, *asked), never_with=())


@given(problems(most=4))
def test_a_request_and_a_forbid_give_the_same_report_to_the_letter(problem):
    assert told(problem) == told(as_forbids(problem))


@given(problems(most=4))
def test_who_asked_cannot_be_told(problem):
    turned = dataclasses.replace(problem, never_with=tuple(pair[::-1] for pair in problem.never_with))
    assert told(problem) == told(turned)


def one_pair_wanted(**changes):
    """a and x suit each other best; whatever keeps them apart, a is paired with y."""
    rules = parse_rules([{"must": "different_line"}, {"prefer": "same_site", "weight": 2}])
    values = {"a": ("p", "leeds"), "b": ("p", "york"), "x": ("q", "leeds"), "y": ("r", "york")}
    members = tuple(
        Member(id_, SIDES[id_ in "xy"], {"line": line, "site": site}) for id_, (line, site) in values.items()
    )
    return dataclasses.replace(MatchProblem(SIDES, members, rules), **changes)


def test_a_request_and_an_equal_hard_rule_give_the_same_pairs_and_the_same_words():
    asked = one_pair_wanted(never_with=(("x", "a"),))
    members = [
        dataclasses.replace(one, attributes=one.attributes | {"line": "p"}) if one.id == "x" else one
        for one in one_pair_wanted().members
    ]
    ruled = one_pair_wanted(
        members=tuple(
            dataclasses.replace(one, attributes=one.attributes | {"line": "z"}) if one.id == "b" else one
            for one in members
        )
    )
    results = [result_to_json(solve(problem, seed=1)) for problem in (asked, ruled)]
    for one in results:
        del one["provenance"]
    assert results[0] == results[1]


def test_the_result_and_its_hash_hold_nothing_of_a_request():
    with_request, without = one_pair_wanted(never_with=(("x", "a"),)), one_pair_wanted(forbids=(("a", "x"),))

    results = [solve(problem, seed=1) for problem in (with_request, without)]
    assert results[0] == results[1]
    assert "never_with" not in str(result_to_json(results[0]))
    assert problem_to_json(with_request)["never_with"] == [["x", "a"]]


def test_why_not_says_the_same_for_a_request_as_for_any_exchange_that_cannot_be():
    asked = one_pair_wanted(never_with=(("x", "a"),))
    kept = one_pair_wanted(forbids=(("b", "y"),), never_with=(("x", "a"),))
    codes = [
        [reason.code for reason in Explainer(problem, solve(problem, seed=1)).why_not("a", "x")]
        for problem in (asked, kept)
    ]
    assert codes[0] == ["matching.why_not.no_exchange"]
    locked = one_pair_wanted(locks=(("a", "y"),))
    assert [one.code for one in Explainer(locked, solve(locked, seed=1)).why_not("a", "x")] == codes[0]


@pytest.mark.parametrize(
    "stands_against",
    [{"never_with": (("x", "a"),)}, {"never_with": (("a", "x"),)}, {"forbids": (("a", "x"),)}],
)
def test_a_lock_that_something_stands_against_is_refused_in_the_same_words(stands_against):
    (fault,) = check_problem(one_pair_wanted(locks=(("a", "x"),), **stands_against))
    assert fault.code == "matching.problem.lock_refused"
    assert dict(fault.params) == {"left": "a", "right": "x"}


def test_a_lock_against_a_rule_is_refused_in_the_same_words_too():
    problem = one_pair_wanted(locks=(("a", "x"),))
    members = tuple(
        dataclasses.replace(one, attributes={"line": "p", "site": "leeds"}) if one.id in "ax" else one
        for one in problem.members
    )
    with pytest.raises(KithError) as refused:
        solve(dataclasses.replace(problem, members=members), seed=1)
    assert [fault.code for fault in refused.value.faults] == ["matching.problem.lock_refused"]
    assert sentences(refused.value.faults) == [
        "“a” and “x” cannot be locked together: something stands against this pair. It may be a rule, a pair "
        "kept apart, or somebody's own wish; it is not said which. Take the lock away."
    ]


def test_being_unmatched_by_a_request_reads_like_being_unmatched_by_the_others():
    # b could only be with y under the rules; b's request leaves b without anybody.
    rules = parse_rules([{"must": "share_times"}])
    times = {"a": "12", "b": "2", "x": "1", "y": "12"}
    members = tuple(
        Member(id_, SIDES[id_ in "xy"], {"times": frozenset(slots)}) for id_, slots in times.items()
    )
    problem = MatchProblem(SIDES, members, rules, never_with=(("b", "y"),))

    result = solve(problem, seed=1)
    assert {one.id: [reason.code for reason in one.reasons] for one in result.unmatched}["b"] == [
        "matching.unmatched.nobody_left"
    ]
    assert Explainer(problem, result).freeing(SIDES[0], "b") == Explainer(
        dataclasses.replace(problem, never_with=()), result
    ).freeing(SIDES[0], "b")


def test_a_request_about_somebody_who_is_not_here_has_no_effect_and_no_fault():
    problem = one_pair_wanted(never_with=(("a", "gone"), ("gone", "y")))
    assert solve(problem, seed=1) == solve(one_pair_wanted(), seed=1)

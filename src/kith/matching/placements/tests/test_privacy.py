"""What somebody asked in private cannot be told from a lead's word, by anything that is ever said."""

import itertools
import json
from dataclasses import replace

from hypothesis import assume, given, settings

from kith.matching.placements.engine import ENGINE
from kith.matching.placements.tests.small import RULES, book, problems
from kith.matching.placements.types import Need, Person, PlacementProblem, Project


def told(problem):
    """Everything that is said about a result."""
    result = ENGINE.solve(problem, seed=2)
    draft = ENGINE.draft(problem, result)
    people, projects = ([one.id for one in some] for some in (problem.people, problem.projects))
    why_not = [
        ENGINE.why_not(problem, result, one, other)
        for one in people
        for other in projects
        if not any((p.person, p.project) == (one, other) for p in result.placements)
    ]
    return (
        ENGINE.result_to_json(result),
        draft,
        [ENGINE.why(problem, result, group.key) for group in draft.groups],
        why_not,
    )


def as_a_lead_says(problem):
    """The same problem with each request written as a lead's word instead."""
    at = [
        (person, project.id)
        for person, name in problem.never_at
        for project in problem.projects
        if name in (project.id, project.host)
    ]
    return replace(
        problem,
        apart=(*problem.apart, *problem.never_with),
        forbids=(*problem.forbids, *at),
        never_with=(),
        never_at=(),
    )


@settings(max_examples=8)
@given(problems(most_people=4, most_projects=2))
def test_a_request_and_a_lead_s_word_give_the_same_to_the_letter(problem):
    assume(
        not {frozenset(pair) for pair in problem.never_with} & {frozenset(pair) for pair in problem.together}
    )
    assert told(problem) == told(as_a_lead_says(problem))


def planted(**changes):
    """Two on the ward and a third who could be there: whatever keeps m and n apart, m is elsewhere."""
    values = {"languages": frozenset("e"), "topics": frozenset("a")}
    people = tuple(Person(id_, values, ("ward",), frozenset({"nursing"})) for id_ in "mno")
    ward = Project("ward", 2, 2, needs=(Need("nursing"),), attributes=values, host="h")
    other = Project("other", 1, attributes=values)
    return replace(PlacementProblem(people, (ward, other), book()), **changes)


def test_a_planted_request_shows_nowhere():
    asked = planted(never_with=(("m", "n"),), never_at=(("m", "h"),))
    silent = planted(forbids=(("m", "ward"),))
    assert told(asked) == told(silent)
    said = json.dumps(ENGINE.result_to_json(ENGINE.solve(asked, seed=2)))
    assert "never" not in said
    assert json.loads(json.dumps(ENGINE.problem_to_json(asked)))["never_with"] == [["m", "n"]]
    prices = [ENGINE.prices(one, ENGINE.solve(one, seed=2), seed=2) for one in (asked, silent)]
    assert prices[0] == prices[1]
    assert {price.rule for price in prices[0][0]} == {
        *(rule.key for rule in asked.rules.rules),
        "placements:skills",
        "placements:fewest",
    }
    assert len(RULES) == len(asked.rules.rules)


def test_the_same_answer_with_and_without_a_request_says_the_same():
    # n is nobody's team-mate either way: the request changes nothing, and nothing says that it is there.
    without = planted(forbids=(("n", "ward"),))
    assert told(replace(without, never_with=(("n", "m"),))) == told(without)


@settings(max_examples=10)
@given(problems(most_people=3, most_projects=2, hidden=False))
def test_a_request_that_changes_nothing_changes_no_word_and_no_price(problem):
    result = ENGINE.solve(problem, seed=2)
    at = {one.person: one.project for one in result.placements}
    free = [
        (one.id, other.id)
        for one in problem.people
        for other in problem.projects
        if at.get(one.id) != other.id
    ]
    apart = [(one, other) for one, other in itertools.combinations(sorted(at), 2) if at[one] != at[other]]
    tied = {frozenset(pair) for pair in problem.together}
    asked = replace(
        problem,
        never_with=tuple(pair for pair in apart if frozenset(pair) not in tied)[:1],
        never_at=tuple((one, other) for one, other in free if problem_host(problem, other) is None)[:1],
    )
    again = ENGINE.solve(asked, seed=2)
    if all(one.most == 1 for one in problem.people):
        assert told(asked) == told(problem)
        assert ENGINE.prices(asked, again, seed=2) == ENGINE.prices(problem, result, seed=2)


def problem_host(problem, project):
    return next(one.host for one in problem.projects if one.id == project)


def test_a_request_where_places_are_all_that_counts_is_not_seen_in_the_work_either():
    values = {"languages": frozenset("e"), "topics": frozenset("a")}
    people = tuple(Person(id_, values, wishes) for id_, wishes in (("m", ("x",)), ("n", ("y",))))
    problem = PlacementProblem(
        people, (Project("x", attributes=values), Project("y", attributes=values)), book()
    )
    asked = replace(problem, never_with=(("m", "n"),))
    assert ENGINE.solve(asked, seed=1) == ENGINE.solve(problem, seed=1)
    assert ENGINE.verify(asked, ENGINE.solve(problem, seed=1)) == ()
    # Where the two would be together by the flow, it is searched, and neither word nor figure says so.
    unranked = tuple(replace(one, wishes=()) for one in people)
    together = replace(problem, people=unranked, projects=(Project("x", 2, attributes=values),))
    apart = replace(together, never_with=(("m", "n"),))
    found = ENGINE.solve(apart, seed=1)
    assert (len(found.placements), found.work) == (1, ENGINE.solve(together, seed=1).work)
    assert ENGINE.verify(apart, found) == ()
    waits = next(one.id for one in found.unmatched)
    said = ENGINE.why_not(apart, found, waits, "x")
    assert [one.code for one in said] == ["matching.placements.gives_instead.nothing"]
    assert said == ENGINE.why_not(replace(together, apart=(("m", "n"),)), found, waits, "x")


def test_who_asked_cannot_be_told():
    assert told(planted(never_with=(("m", "n"),))) == told(planted(never_with=(("n", "m"),)))

"""Why a team is as it is, what is elsewhere, what rules cost; and a result that was changed is found out."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from kith.foundation.messages import words
from kith.matching import ObjectiveKey, Strength, parse_rules
from kith.matching.placements.engine import ENGINE
from kith.matching.placements.search import Stopped
from kith.matching.placements.solver import solve
from kith.matching.placements.tests.small import day, problems
from kith.matching.placements.types import HandOver, Need, Person, PlacementProblem, Project, Settings

RULES = parse_rules([{"prefer": "wish", "weight": 2, "side": "person", "first": 2}])


def fellows():
    """By hand: Ann and Bo make the first team; Bo and Cy are together for 11 days of hand-over."""
    people = (
        Person("Ann", wishes=("first",), skills=frozenset({"nursing"}), available_to=day(100)),
        Person("Bo", wishes=("first",), skills=frozenset({"data"}), available_to=day(100)),
        Person("Cy", wishes=("second",), available_from=day(90)),
        Person("Di", wishes=("closed", "second"), available_from=day(95)),
        Person("Ed", may_enter=frozenset({"x"})),
    )
    projects = (
        Project("first", 2, 2, day(0), day(100), (Need("nursing"), Need("data")), country="y"),
        Project("second", 1, 1, day(85), day(200), follows="first", country="y"),
        Project("closed", 3, 3, day(85), day(200), (Need("surgery"),), country="y"),
    )
    asked = Settings(least_days=60, skills=Strength.PREFER, skill_points=100, hand_over=HandOver(10, 300))
    return PlacementProblem(people, projects, RULES, asked)


def said(reason):
    return words(reason.code, reason.params)


def test_a_result_in_words():
    problem = fellows()
    problem = replace(problem, people=(*problem.people, Person("Flo", skills=frozenset({"surgery"}), most=0)))
    result = solve(problem, seed=1)
    assert {(one.person, one.project) for one in result.placements} == {
        ("Ann", "first"),
        ("Bo", "first"),
        ("Cy", "second"),
    }
    assert result.total == 200 * 3 + 200 + 300
    assert [one.value for one in result.objectives[:3]] == [3, 200, 1100]
    groups = {group.about: group for group in ENGINE.draft(problem, result).groups}
    assert [said(note) for note in groups["second"].notes] == [
        "1 of 1 places are taken; the smallest team is 1.",
        "Hand-over from first: Ann and Cy are there together for 11 days (10 wanted).",
    ]
    assert said(groups["first"].notes[1]) == "“nursing” (needed: 1) comes from Ann."
    left = {one.id: [said(reason) for reason in one.reasons] for one in result.unmatched if one.id != "Ed"}
    assert left == {
        "Di": ["Projects that the rules allow: 2. Of these 1 are full and 1 did not open."],
        "Flo": ["They take no placement."],
        "closed": ["The rules allow 2 people and its smallest team is 3: 1 more would be needed."],
    }
    codes = [reason.code for one in result.unmatched if one.id == "Ed" for reason in one.reasons]
    assert codes == [
        "matching.placements.person.rules_allow_none",
        "matching.placements.person.rule_excludes",
    ]


def test_why_not_and_what_would_have_to_give():
    problem = fellows()
    problem = replace(
        problem,
        projects=problem.projects[:2],
        people=tuple(replace(one, wishes=one.wishes[-1:]) for one in problem.people),
    )
    result = solve(problem, seed=1)
    (second,) = [group for group in ENGINE.draft(problem, result).groups if group.about == "second"]
    placed = second.members[0].id
    assert ENGINE.why(problem, result, second.key).elsewhere[placed] == ()
    assert [one.code for one in ENGINE.why_not(problem, result, "Ed", "first")] == [
        "matching.placements.why_not.rule"
    ]
    waiting = ({"Cy", "Di"} - {placed}).pop()
    assert [said(one) for one in ENGINE.why_not(problem, result, waiting, "second")] == [
        "instead of Cy, all together would lose 300 points"  # Di comes too late for a hand-over
    ]
    tied = replace(problem, together=((placed, waiting),))
    assert [one.code for one in ENGINE.why_not(tied, result, waiting, "second")] == [
        "matching.placements.why_not.no_exchange"
    ]
    with pytest.raises(KeyError):
        ENGINE.why(problem, result, "nowhere")
    with pytest.raises(KeyError):
        ENGINE.why_not(problem, result, "nobody", "first")


def test_two_who_change_places_say_what_it_costs():
    people = tuple(Person(id_, wishes=(at,)) for id_, at in (("a", "x"), ("b", "y")))
    problem = PlacementProblem(people, (Project("x"), Project("y")), RULES)
    result = solve(problem, seed=1)
    (elsewhere,) = ENGINE.why(problem, result, "x").elsewhere["a"]
    assert (elsewhere.to, said(elsewhere.gives)) == (
        "y",
        "changing places with b, the worst-placed person's satisfaction would fall from 100% to 0%",
    )
    assert ENGINE.why_not(problem, result, "a", "b") == (elsewhere.gives,)


def test_what_a_rule_costs():
    people = (Person("a", wishes=("x",), may_enter=frozenset()), Person("b", wishes=("x",)))
    problem = PlacementProblem(people, (Project("x", 2, country="c"),), RULES)
    prices, choice = ENGINE.prices(problem, solve(problem, seed=1), seed=1)
    assert [(price.rule, price.share, price.more) for price in prices] == [
        ("prefer:wish:person", 0.0, 0),
        ("placements:country", 0.5, 1),
    ]
    assert (choice.fair_total, choice.most_total) == (200, 200)
    assert [words.key for words in ENGINE.rules(problem)] == ["prefer:wish:person", "placements:country"]


@settings(max_examples=15)
@given(problems())
def test_files_hold_everything(problem):
    result = solve(problem, seed=1)
    assert ENGINE.result_from_json(json.dumps(ENGINE.result_to_json(result))) == result
    again = ENGINE.problem_from_json(json.dumps(ENGINE.problem_to_json(problem)))
    assert ENGINE.problem_to_json(again) == ENGINE.problem_to_json(problem)
    assert solve(again, seed=1) == result


def wrong(problem, result):
    return {fault.code.rsplit(".", 1)[1] for fault in ENGINE.verify(problem, result)}


def test_a_changed_result_is_found_out():
    problem = fellows()
    result = solve(problem, seed=1)
    assert wrong(problem, result) == set()
    first = result.placements[0]
    moved = replace(first, project="second")
    assert wrong(problem, replace(result, placements=(moved, *result.placements[1:]))) >= {"too_often"}
    fewer = replace(result, placements=result.placements[1:])
    assert "not_once" in wrong(problem, fewer)
    more = replace(first, points=first.points + 1)
    assert wrong(problem, replace(result, placements=(more, *result.placements[1:]))) == {"points"}
    assert wrong(problem, replace(result, teams=result.teams[:1])) == {"heading", "team_points"}
    high = tuple(replace(one, value=one.value + 1) for one in result.objectives)
    assert wrong(problem, replace(result, objectives=high)) == {"objective"}
    silent = tuple(replace(one, reasons=()) for one in result.unmatched)
    assert wrong(problem, replace(result, unmatched=silent)) == {"reasons"}
    other = replace(problem, locks=(("Ann", "first"),))
    assert wrong(other, result) == {"other_problem"}


@pytest.mark.parametrize("needs", [(), (Need("data"),)])
def test_a_worse_answer_that_calls_itself_proven_is_found_out(needs):
    people = tuple(
        Person(id_, wishes=(at,), skills=frozenset({"data"})) for id_, at in (("a", "x"), ("b", "y"))
    )
    projects = (Project("x", needs=needs), Project("y"))
    problem = PlacementProblem(people, projects, RULES)
    poor = solve(replace(problem, locks=(("a", "y"), ("b", "x"))), seed=1)
    best = solve(problem, seed=1)
    forged = replace(
        poor,
        placements=tuple(replace(one, locked=False) for one in poor.placements),
        provenance=best.provenance,
        objectives=tuple(
            replace(one, value={ObjectiveKey.WORST: 0, ObjectiveKey.TOTAL: 0}.get(one.key, one.value))
            for one in best.objectives
        ),
    )
    lottery = next(one.value for one in poor.objectives if one.key is ObjectiveKey.LOTTERY)
    forged = replace(
        forged,
        objectives=tuple(
            replace(one, value=lottery) if one.key is ObjectiveKey.LOTTERY else one
            for one in forged.objectives
        ),
    )
    assert wrong(problem, forged) == {"better"}


def test_stopping_keeps_the_best_so_far_or_says_that_there_is_none():
    with pytest.raises(Stopped):
        solve(fellows(), seed=1, should_stop=lambda: True)
    steps = []
    result = solve(
        fellows(),
        seed=1,
        progress=lambda step, share: steps.append(step),
        should_stop=lambda: "worst" in steps or "total" in steps,
    )
    assert len(result.placements) == 3
    assert ENGINE.verify(fellows(), result) == ()
    assert result.stopped is (not all(one.proven for one in result.objectives)) or result.stopped

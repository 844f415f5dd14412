"""Bad input: every fault at once, each in a sentence that names the thing and the fix."""

import pytest

from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.matching import parse_rules
from kith.matching.placements.clash import clash
from kith.matching.placements.problem import check
from kith.matching.placements.reading import read_rules
from kith.matching.placements.solver import solve
from kith.matching.placements.tests.small import day
from kith.matching.placements.types import HandOver, Need, Person, PlacementProblem, Project, Settings

RULES = parse_rules([{"prefer": "wish", "weight": 1}])
NURSE = Person("n", skills=frozenset({"nursing"}))


def codes(problem):
    return sorted(
        fault.code.removeprefix("matching.").removeprefix("placements.problem.") for fault in check(problem)
    )


def test_everything_wrong_is_said_at_once():
    people = (
        NURSE,
        NURSE,
        Person("late", wishes=("nowhere",), available_from=day(9), available_to=day(1)),
        Person("minus", {"hours": float("nan")}, most=-1),
    )
    projects = (
        Project("backwards", starts=day(9), ends=day(1)),
        Project("small", places=2, fewest=3, needs=(Need("nursing", 4), Need("nursng"), Need("nursng", 0))),
        Project("none", places=-1),
        Project("a", follows="b"),
        Project("b", follows="a"),
        Project("c", follows="bb", lowest="7"),
    )
    rules = parse_rules(
        [{"prefer": "wish", "weight": 1}, {"prefer": "close_hours", "within": 3, "weight": 1}]
    )
    problem = PlacementProblem(
        people,
        projects,
        rules,
        Settings(least_days=0, hand_over=HandOver(0, 100)),
        locks=(("n", "small"), ("ghost", "small"), ("n", "nowhere"), ("n", "a")),
        forbids=(("ghost", "nowhere"),),
        together=(("n", "late"), ("n", "n")),
        apart=(("late", "n"), ("late", "ghost")),
    )
    assert codes(problem) == [
        "apart_nobody",
        "away_before_there",
        "ends_before_start",
        "fewest_above_places",
        "follows_round",
        "follows_unknown_near",
        "forbid_nobody",
        "forbid_nowhere",
        "grade_needed",
        "least_days",
        "least_days",
        "lock_nobody",
        "lock_nowhere",
        "locked_too_often",
        "misspelt_skill",
        "misspelt_skill",
        "need_above_places",
        "need_none",
        "need_twice",
        "problem.attribute_empty",
        "problem.capacity",
        "problem.capacity",
        "problem.duplicate_id",
        "problem.unknown_wish",
        "problem.value_kind",
        "together_and_apart",
        "together_oneself",
    ]
    said = sentences(check(problem))
    assert (
        "“backwards” starts on 2027-01-10 and ends on 2027-01-02, before it starts. Correct one of them."
        in said
    )
    assert any("Did you mean “nursing”?" in one for one in said)


def test_limits_of_grade_are_steps_in_the_right_order():
    rules = parse_rules(
        [{"prefer": "close_band", "weight": 1}],
        attributes={"band": {"kind": "grade", "scale": ["6", "7", "8"]}},
    )
    projects = (
        Project("turned", lowest="8", highest="6", attributes={"band": "7"}),
        Project("odd", lowest="9"),
    )
    problem = PlacementProblem((Person("p", {"band": "7"}),), projects, rules, Settings(grade="band"))
    assert codes(problem) == ["grades_turned", "not_on_scale"]


def test_locks_that_cannot_be_are_refused_in_one_sentence_whatever_stands_against_them():
    people = (NURSE, Person("m", may_enter=frozenset()))
    project = Project("j", places=2, country="x", host="h")
    hidden = PlacementProblem(people, (project,), RULES, locks=(("n", "j"),), never_at=(("n", "h"),))
    ruled = PlacementProblem(people, (project,), RULES, locks=(("m", "j"),))
    kept_apart = PlacementProblem(
        (NURSE, Person("m")), (project,), RULES, locks=(("n", "j"), ("m", "j")), never_with=(("m", "n"),)
    )
    assert codes(hidden) == codes(ruled) == ["lock_refused"]
    assert codes(kept_apart) == ["lock_refused", "lock_refused"]
    twice = (Project("a", starts=day(0), ends=day(9)), Project("b", starts=day(5), ends=day(20)))
    busy = PlacementProblem((Person("p", most=2),), twice, RULES, locks=(("p", "a"), ("p", "b")))
    assert codes(busy) == ["locks_overlap"]


def test_decisions_that_clash_are_named_and_no_others():
    people = (NURSE, Person("m"), Person("o"))
    projects = (Project("ward", 2, 2, needs=(Need("nursing"),)), Project("other"))
    problem = PlacementProblem(people, projects, RULES, locks=(("n", "other"), ("m", "ward")))
    with pytest.raises(KithError) as refused:
        solve(problem, seed=1)
    assert sentences(refused.value.faults) == [
        "What was decided cannot all be kept. These clash; without any one of them the others can be kept.",
        "“m” is locked to “ward”.",
        "“n” is locked to “other”.",
        "“ward” needs these skills in its team: nursing: 1.",
    ]


def test_a_clash_never_names_what_is_private_nor_what_a_lead_keeps_apart():
    people = (NURSE, Person("m"))
    ward = (Project("ward", 2, 2),)
    asked = PlacementProblem(people, ward, RULES, locks=(("n", "ward"),), never_with=(("m", "n"),))
    told = PlacementProblem(people, ward, RULES, locks=(("n", "ward"),), apart=(("m", "n"),))
    assert clash(asked) == clash(told)
    assert [fault.code for fault in clash(asked)] == ["matching.placements.clash.not_said"]


def test_every_project_must_have_its_team_or_it_is_said_why_not():
    problem = PlacementProblem(
        (NURSE,), (Project("a", 2, 2), Project("b")), RULES, Settings(every_project=True)
    )
    with pytest.raises(KithError) as refused:
        solve(problem, seed=1)
    assert [fault.code for fault in refused.value.faults] == [
        "matching.placements.clash.these",
        "matching.placements.clash.team",
    ]


def test_every_fault_of_a_rules_file_with_its_line():
    text = """
kind = "sets"
[placements]
grad = "band"
grade = "bnd"
least_days = 0
smallest_teams = "maybe"
skills_weight = 1
hand_over = { least_days = 1.5 }
[attribute.band]
kind = "grade"
scale = ["6", "7"]
[[rule]]
prefer = "close_band"
weight = nan
"""
    with pytest.raises(KithError) as refused:
        read_rules(text)
    found = [(fault.where.line, fault.code.rsplit(".", 1)[1]) for fault in refused.value.faults]
    assert found == [
        (2, "kind_of_file"),
        (15, "weight_not_number"),
        (4, "unknown_key_near"),
        (6, "days"),
        (7, "unknown_choice"),
        (8, "skills_weight_alone"),
        (9, "hand_over_needs"),
        (9, "days"),
        (5, "grade_unknown_near"),
    ]
    assert sentences(refused.value.faults)

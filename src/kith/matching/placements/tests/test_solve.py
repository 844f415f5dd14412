"""The answer is the best there is, whatever the order of the input, and the check agrees."""

import dataclasses

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.matching import BestFor, ObjectiveKey, parse_rules
from kith.matching.placements.checks import not_reproved, verify
from kith.matching.placements.flow import is_enough
from kith.matching.placements.problem import check
from kith.matching.placements.solver import solve
from kith.matching.placements.tests.small import best_values, day, problems
from kith.matching.placements.types import Need, Person, PlacementProblem, Project, Settings

KEYS = (
    ObjectiveKey.MATCHED,
    ObjectiveKey.WORST,
    ObjectiveKey.TOTAL,
    ObjectiveKey.KEPT,
    ObjectiveKey.LOTTERY,
)


def reached(result):
    found = {one.key: one.value for one in result.objectives}
    return tuple(found.get(key, 0) for key in KEYS)


@settings(max_examples=30)
@given(problems(), st.integers(0, 3))
def test_no_choice_is_better_and_the_check_agrees(problem, seed):
    assert check(problem) == ()
    result = solve(problem, seed=seed)
    best = best_values(problem, seed)
    if not problem.kept:
        best = (*best[:3], 0, best[4])
    assert reached(result) == best
    assert all(one.proven for one in result.objectives)
    assert verify(problem, result) == ()
    assert not_reproved(problem, result) == ()


def plain(problem):
    """The same problem with places only, for the flow."""
    projects = tuple(
        dataclasses.replace(one, fewest=0, needs=(), follows=None, outgoing_until=None)
        for one in problem.projects
    )
    people = tuple(dataclasses.replace(one, most=min(one.most, 1)) for one in problem.people)
    return dataclasses.replace(
        problem, people=people, projects=projects, together=(), never_with=(), settings=Settings()
    )


@settings(max_examples=30)
@given(problems())
def test_a_flow_is_as_good_as_every_choice_and_as_the_model(problem):
    problem = plain(problem)
    assert is_enough(problem)
    result = solve(problem, seed=2)
    best = best_values(problem, 2)
    assert reached(result) == (best if problem.kept else (*best[:3], 0, best[4]))
    assert verify(problem, result) == ()
    assert not_reproved(problem, result) == ()


@settings(max_examples=12)
@given(problems(), st.randoms())
def test_the_order_of_the_input_changes_nothing(problem, random):
    turned = {
        name: tuple(random.sample(getattr(problem, name), len(getattr(problem, name))))
        for name in ("people", "projects", "forbids", "never_with", "kept")
    }
    assert solve(dataclasses.replace(problem, **turned), seed=1) == solve(problem, seed=1)


@settings(max_examples=12)
@given(problems())
def test_lifting_a_forbid_never_makes_it_worse(problem):
    problem = dataclasses.replace(problem, rules=dataclasses.replace(problem.rules, best_for=BestFor.MOST))
    freed = dataclasses.replace(problem, forbids=(), never_at=())
    assert reached(solve(freed, seed=1))[0:3] >= reached(solve(problem, seed=1))[0:3]


HOURS = ((14, 5, 8, 7), (2, 12, 6, 5), (7, 8, 3, 9), (2, 4, 6, 10))
"""Hours of four machines for four jobs: Winston W., Operations Research, 4th ed. (2004), section 7.5."""


def test_the_published_example_of_machines_and_jobs():
    topics = [[f"{job}-{n}" for n in range(20)] for job in range(4)]
    people = tuple(
        Person(
            f"machine {row + 1}",
            {"topics": frozenset(t for job in range(4) for t in topics[job][: 20 - HOURS[row][job]])},
        )
        for row in range(4)
    )
    projects = tuple(
        Project(f"job {job + 1}", attributes={"topics": frozenset(topics[job])}) for job in range(4)
    )
    rules = parse_rules([{"prefer": "share_topics", "enough": 20, "weight": 0.2}], best_for="most")
    result = solve(PlacementProblem(people, projects, rules), seed=1)
    assert result.total == 4 * 20 - 15
    assert [one.project for one in result.placements] == ["job 2", "job 4", "job 3", "job 1"]


def test_a_team_opens_with_its_skills_together_or_not_at_all():
    rules = parse_rules([{"prefer": "wish", "weight": 1}])
    nurses = [Person(f"n{n}", skills=frozenset({"nursing"}), wishes=("ward",)) for n in range(3)]
    ward = Project("ward", places=3, fewest=2, needs=(Need("nursing", 1), Need("data", 1)))
    analyst = Person("a", skills=frozenset({"data"}))
    result = solve(PlacementProblem((*nurses, analyst), (ward,), rules), seed=1)
    assert [one.person for one in result.placements if one.person == "a"] == ["a"]
    assert len(result.placements) == 3


def test_somebody_may_take_two_placements_one_after_the_other_and_not_two_at_once():
    rules = parse_rules([{"prefer": "wish", "weight": 1}])
    projects = tuple(
        Project(id_, starts=day(first), ends=day(last))
        for id_, first, last in (("early", 0, 50), ("middle", 40, 90), ("late", 60, 99))
    )
    problem = PlacementProblem((Person("p", wishes=("early", "middle", "late"), most=2),), projects, rules)
    result = solve(problem, seed=1)
    assert [one.project for one in result.placements] == ["early", "late"]
    assert verify(problem, result) == ()


def test_nobody_nothing_and_everybody_forbidden():
    rules = parse_rules([{"prefer": "wish", "weight": 1}])
    person, project = Person("p"), Project("j", fewest=1)
    for people, projects in (((), ()), ((person,), ()), ((), (project,))):
        problem = PlacementProblem(people, projects, rules)
        result = solve(problem, seed=1)
        assert (result.placements, verify(problem, result)) == ((), ())
    problem = PlacementProblem((person,), (project,), rules, forbids=(("p", "j"),))
    result = solve(problem, seed=1)
    assert (result.placements, verify(problem, result)) == ((), ())
    problem = PlacementProblem((person,), (dataclasses.replace(project, places=0, fewest=0),), rules)
    assert [one.reasons[0].code for one in solve(problem, seed=1).unmatched] == [
        "matching.placements.person.no_places",
        "matching.placements.project.no_places",
    ]


def test_each_person_who_stays_is_worth_the_bonus_and_equal_answers_change_least():
    rules = parse_rules([{"prefer": "wish", "weight": 1}])
    people = tuple(Person(f"p{n}") for n in range(4))
    projects = tuple(Project(f"j{n}") for n in range(4))
    before = tuple((f"p{n}", f"j{3 - n}") for n in range(4))
    for bonus in (0, 10):
        problem = PlacementProblem(people, projects, rules, kept=before, keep_bonus=bonus)
        result = solve(problem, seed=5)
        assert {(one.person, one.project) for one in result.placements} == set(before)
        assert result.objective(ObjectiveKey.TOTAL).value == 4 * bonus
        assert verify(problem, result) == ()


def test_the_seed_decides_between_equals():
    rules = parse_rules([{"prefer": "wish", "weight": 1}])
    people = tuple(Person(f"p{n}") for n in range(6))
    problem = PlacementProblem(people, (Project("j", 3),), rules)
    drawn = {tuple(one.person for one in solve(problem, seed=seed).placements) for seed in range(8)}
    assert len(drawn) > 2
    assert solve(problem, seed=3) == solve(problem, seed=3)
    assert np.unique([len(one) for one in drawn]).tolist() == [3]

"""The check's own bound: never past the truth, and closed where the solver's was."""

import dataclasses

from hypothesis import given, settings

from kith.matching.reproving import BETTER, BOUND
from kith.matching.sets.checks import not_reproved
from kith.matching.sets.proof import shown
from kith.matching.sets.solver import solve
from kith.matching.sets.tests.problems import problem_of, problems
from kith.matching.types import ObjectiveKey

RULES = [{"spread": "country", "at_most": 2}, {"balance": "profession", "weight": 1}]


def eight(best_for="most", **more):
    people = {
        f"p{n}": {
            "country": "abc"[n % 3],
            "profession": "de"[n % 2],
            "theme": ("x", "y")[:: 1 if n % 3 else -1],
        }
        for n in range(8)
    }
    gather = {"gather": "theme", "topics": ["x", "y"], "first": 2, "weight": 3}
    return problem_of(people, [*RULES, gather], {"most": 4, "fewest": 4}, best_for, **more)


@settings(max_examples=8, deadline=None)
@given(problems(most=5))
def test_nothing_is_shown_that_the_answer_itself_disproves(problem):
    result = solve(problem, seed=1)

    for one in result.objectives:
        assert not shown(problem, result, dataclasses.replace(one, value=one.value - 1))


def test_eight_people_are_shown_again_under_both_orders_of_the_objectives():
    for best_for in ("most", "no_one_left_behind"):
        problem = eight(best_for, never_with=(("p0", "p3"),))
        assert not_reproved(problem, solve(problem, seed=1)) == ()


def test_what_counts_alone_do_not_reach_is_told():
    people = {f"p{n}": {"grade": "ab"[n % 2], "country": "c", "profession": "d"} for n in range(8)}
    problem = problem_of(people, [{"prefer": "different_grade", "weight": 1}], {"most": 4, "fewest": 4})
    result = solve(problem, seed=1)

    (note,) = not_reproved(problem, result)
    assert (note.code, note.params["objective"]) == (BETTER, ObjectiveKey.TOTAL.value)
    total = result.objectives[-1]
    bounded = dataclasses.replace(total, proven=False, bound=total.value + 1)
    (note,) = not_reproved(problem, dataclasses.replace(result, objectives=(bounded,)))
    assert (note.code, note.params["value"]) == (BOUND, total.value + 1)

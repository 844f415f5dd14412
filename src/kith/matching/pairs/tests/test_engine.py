"""The one way to pairs: tables in, the shape that is shown out."""

import json

import pytest

from kith.foundation.faults import KithError
from kith.foundation.messages import words
from kith.matching.engines import engine
from kith.matching.pairs.drafting import group_key
from kith.matching.types import Kind
from kith.tables.reading import read_table

THE = engine(Kind.PAIRS)
RULES = """
[[rule]]
must = "different_line"

[[rule]]
prefer = "same_site"
weight = 2
"""
DOCTORS = "id,name,line,site\na@x.org,Ann,p,leeds\nb,Bo,p,york\nc,Cy,q,york\n"
MANAGERS = "id,line,site\nx,q,leeds\ny,r,york\n"


def tables(left=DOCTORS, right=MANAGERS):
    return {
        "left": read_table(left.encode(), name="doctors.csv"),
        "right": read_table(right.encode(), name="managers.csv"),
    }


@pytest.fixture
def loaded():
    return THE.read(tables(), RULES)


def test_tables_become_a_draft_with_the_weakest_pair_first(loaded):
    problem = loaded.problem
    assert (problem.sides, dict(loaded.names)["doctors", "b"]) == (("doctors", "managers"), "Bo")
    assert THE.check(problem) == ()
    result = THE.solve(problem, seed=1)
    assert THE.verify(problem, result) == ()
    draft = THE.draft(problem, result)
    assert [group.points for group in draft.groups] == sorted(group.points for group in draft.groups)
    assert {tuple(one.id for one in group.members) for group in draft.groups} == {
        (pair.left, pair.right) for pair in result.pairs
    }
    assert ([one.id for one in draft.left_over], draft.proven) == ([one.id for one in result.unmatched], True)
    assert [words(one.says.code, one.says.params) for one in THE.rules(problem)] == [
        "must have a different line",
        "same site preferred",
    ]


def test_why_and_why_not_whichever_of_the_two_is_named_first(loaded):
    problem = THE.decided(loaded.problem, locks=[("y", "c")], forbids=[("b", "x")])
    assert (problem.locks, problem.forbids) == ((("c", "y"),), (("b", "x"),))
    result = THE.solve(problem, seed=1)
    key = group_key("a@x.org", "x")
    why = THE.why(problem, result, key)
    assert (why.group.key, why.group.points, set(why.elsewhere)) == ("a~40x.org~~x", 200, {"a@x.org", "x"})
    assert THE.why_not(problem, result, "x", "b") == THE.why_not(problem, result, "b", "x")
    with pytest.raises(KeyError):
        THE.why(problem, result, "nobody~~here")
    prices, choice = THE.prices(problem, result, seed=1)
    assert [price.rule for price in prices] == [rule.key for rule in problem.rules.rules]
    assert choice is not None


def test_problem_and_result_go_through_json(loaded):
    earlier = THE.solve(loaded.problem, seed=1)
    problem = THE.keeping(loaded.problem, earlier, bonus=30)
    result = THE.solve(problem, seed=2)
    assert THE.problem_from_json(json.dumps(THE.problem_to_json(problem))) == problem
    assert THE.result_from_json(json.dumps(THE.result_to_json(result))) == result
    assert THE.verify(problem, result) == ()
    assert {one.kept for group in THE.draft(problem, result).groups for one in group.members} == {True}


def test_the_faults_of_both_lists_come_together():
    with pytest.raises(KithError) as refused:
        THE.read(tables("name\nAnn\n", "name\nBo\n"), RULES)
    assert {fault.where.file for fault in refused.value.faults} == {"doctors.csv", "managers.csv"}

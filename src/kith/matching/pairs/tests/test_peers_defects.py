"""Three defects that were reproduced in another matching program, and must never be ours."""

import pytest

from kith.foundation.faults import KithError
from kith.matching import MatchProblem, Member, parse_rules, solve, verify
from kith.matching.engines import engine
from kith.matching.types import Kind
from kith.tables.reading import read_table

SIDES = ("mentor", "mentee")
THE = engine(Kind.PAIRS)


def test_a_forbidden_pair_is_no_pair_of_0_points_that_takes_a_place():
    # Forbidden scored as 0: a-x (100) and b-y (forbidden, 0) would look as good as a-y and b-x (50 each), and b
    # and y would then be dropped. The full matching is there.
    rules = parse_rules([{"must": "different_team"}, {"prefer": "close_age", "within": 1, "weight": 1}])
    members = (
        Member("a", "mentor", {"team": "p", "age": 30.0}),
        Member("b", "mentor", {"team": "q", "age": 31.0}),
        Member("x", "mentee", {"team": "r", "age": 30.0}),
        Member("y", "mentee", {"team": "q", "age": 31.0}),
    )
    problem = MatchProblem(SIDES, members, rules)
    result = solve(problem, seed=1)
    assert [(pair.left, pair.right) for pair in result.pairs] == [("a", "y"), ("b", "x")]
    assert (result.unmatched, verify(problem, result)) == ((), ())


def lists(left, right):
    return {
        "left": read_table(left.encode(), name="mentors.csv"),
        "right": read_table(right.encode(), name="mentees.csv"),
    }


def test_without_an_email_people_are_known_by_their_id_and_without_either_it_is_said():
    found = THE.read(lists("id,site\n1,n\n2,s\n", "id,site\n3,n\n4,s\n"), "").problem
    assert len(solve(found, seed=1).pairs) == 2
    with pytest.raises(KithError) as refused:
        THE.read(lists("name,site\nAnn,n\n", "name,site\nCy,n\n"), "")
    assert {fault.code for fault in refused.value.faults} == {"matching.people.no_identity"}


def test_one_person_on_both_lists_is_never_paired_with_themselves():
    problem = THE.read(lists("email\na@x.org\nb@x.org\n", "email\na@x.org\nb@x.org\n"), "").problem
    result = solve(problem, seed=1)
    assert {(pair.left, pair.right) for pair in result.pairs} == {
        ("a@x.org", "b@x.org"),
        ("b@x.org", "a@x.org"),
    }

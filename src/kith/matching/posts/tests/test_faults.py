"""Whatever is wrong with a problem or its files is said at once, in words, before any work."""

import pytest

from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.matching import parse_rules
from kith.matching.posts.commitment import commitment
from kith.matching.posts.engine import ENGINE
from kith.matching.posts.problem import check
from kith.matching.posts.types import Applicant, Linked, Post, PostsProblem, Settings
from kith.tables.reading import read_table

NAN = float("nan")


def codes(problem):
    faults = check(problem)
    assert all(sentences(faults))
    return sorted(fault.code.removeprefix("matching.").removeprefix("posts.problem.") for fault in faults)


def test_everything_wrong_at_once():
    applicants = (
        Applicant("a", ("p", "p", "gone"), mark=NAN),
        Applicant("b", linked_with="b"),
        Applicant("c", linked_with="a"),
        Applicant("d", linked_with="e"),
        Applicant("e", linked_with="f"),
        Applicant("f", linked_with="e"),
        Applicant("g", linked_with="gone", pre_allocated_to="gone"),
        Applicant("h", pre_allocated_for="caring"),
        Applicant("h"),
    )
    posts = (
        Post("p", ranks=("a", "a", "stranger"), marks={"stranger": 1.0, "b": NAN}),
        Post("q", places=-1),
        Post("r", places=1, fewest=2),
    )
    problem = PostsProblem(
        applicants,
        posts,
        settings=Settings(linked_by="region", commitment="x", salt="short"),
        locks=(("a", "p"), ("b", "p"), ("x", "y")),
        forbids=(("x", "p"),),
    )
    assert codes(problem) == sorted(
        [
            "choice_twice",
            "commitment",
            "forbid_no_applicant",
            "fewest",
            "link_chain",
            "link_oneself",
            "link_one_sided",
            "link_unknown",
            "linked_by",
            "linked_by_empty",
            "lock_no_applicant",
            "lock_no_post",
            "mark",
            "mark_at_post",
            "marks_stranger",
            "over_full",
            "places",
            "problem.duplicate_id",
            "ranked_twice",
            "ranks_and_marks",
            "ranks_stranger",
            "reason_without_post",
            "salt",
            "unknown_choice",
            "unknown_pre_allocation",
        ]
    )


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (
            PostsProblem(
                (Applicant("a", pre_allocated_to="p"),), (Post("p"), Post("q")), locks=(("a", "q"),)
            ),
            ["decided_twice"],
        ),
        (
            PostsProblem(
                (Applicant("a", linked_with="b", pre_allocated_to="p"), Applicant("b", linked_with="a")),
                (Post("p"),),
            ),
            ["link_fixed"],
        ),
        (
            PostsProblem(
                (Applicant("a", ("p",), linked_with="b"), Applicant("b", linked_with="a")),
                (Post("p"),),
                settings=Settings(linked=Linked.LINE_BY_LINE),
            ),
            ["link_lines"],
        ),
        (PostsProblem((Applicant("a", ("",)),), (Post("p"),)), ["unknown_choice"]),
        (PostsProblem((), (Post("p", 1, 1),)), ["fewest_alone"]),
        (
            PostsProblem((Applicant("a", ("p", "q")),), (Post("p", 1, 1), Post("q", 1, 1))),
            ["fewest_together"],
        ),
        (
            PostsProblem((Applicant("a"),), (Post("p"),), settings=Settings(salt="a long enough salt")),
            ["salt_alone"],
        ),
        (
            PostsProblem((Applicant("a"),), (Post("p"),), parse_rules([{"prefer": "wish", "weight": 1}])),
            ["wish_rule"],
        ),
        (
            PostsProblem(
                (Applicant("a", attributes={"site": "x"}, mark=1),),
                (Post("p", attributes={"site": "x"}),),
                parse_rules([{"prefer": "same_site", "weight": 1}]),
            ),
            ["prefer_unused"],
        ),
    ],
)
def test_one_thing_wrong(problem, expected):
    assert codes(problem) == expected


def test_a_seed_other_than_the_published_one_is_refused_and_the_right_one_is_shown():
    salt = "an evening in May"
    problem = PostsProblem(
        (Applicant("a", ("p",)),), (Post("p"),), settings=Settings(commitment=commitment(7, salt), salt=salt)
    )
    with pytest.raises(KithError) as refused:
        ENGINE.solve(problem, seed=8)
    assert [fault.code for fault in refused.value.faults] == ["matching.posts.problem.other_seed"]
    result = ENGINE.solve(problem, seed=7)
    assert (result.commitment, result.salt) == (commitment(7, salt), salt)
    assert ENGINE.verify(problem, result) == ()


def table(text, name):
    return read_table(text.encode(), name=name)


RULES = """
kind = "posts"
[[rule]]
must = "share"
on = "speaks"
with = "needs"
[posts]
linked = "same_value"
by = "region"
"""
APPLICANTS = """id,name,speaks,preferences,linked with
A1,Ann,English;French,P2;P1,
A2,Bo,English,P1;P2,A3
A3,Cy,English,P1;P2,A2
"""
POSTS = "id,name,needs,places,region\nP1,Ward,English,2,North\nP2,Clinic,French,1,North\n"
MARKS = "post,applicant,mark\nP1,A1,70\nP1,A2,60\nP1,A3,65\nP2,A1,50\nP2,A2,40\nP2,A3,40\n"


def read(applicants=APPLICANTS, posts=POSTS, marks=MARKS, rules=RULES):
    tables = {"applicants": table(applicants, "a.csv"), "posts": table(posts, "p.csv")}
    if marks:
        tables["marks"] = table(marks, "m.csv")
    return ENGINE.read(tables, rules)


def test_three_tables_become_a_problem():
    loaded = read()
    problem = loaded.problem
    assert loaded.names["applicant", "A1"] == "Ann"
    assert [one.choices for one in problem.applicants] == [("P2", "P1"), ("P1", "P2"), ("P1", "P2")]
    assert problem.posts[0].marks == {"A1": 70, "A2": 60, "A3": 65}
    assert problem.posts[0].attributes["region"] == "north"
    assert problem.links == (("A2", "A3"),)
    result = ENGINE.solve(problem, seed=1)
    assert result.post_of == {"A1": "P2", "A2": "P1", "A3": "P1"}
    assert ENGINE.verify(problem, result) == ()


def test_everything_wrong_with_three_tables_at_once_by_row():
    with pytest.raises(KithError) as refused:
        read(
            "id,speaks,preferences,linked with\nA1,English,P1;P9;P1,A9\nA2,English,P1,\n",
            "id,needs,places,region,ranks\nP1,English,1,North,A1;A1;A7\n",
            "post,applicant,mark\nP1,A1,1\nP1,A1,2\nP8,A1,3\nP1,A6,4\n",
        )
    found = sorted(
        (fault.where.file, fault.where.row, fault.code.rpartition(".")[2]) for fault in refused.value.faults
    )
    assert found == [
        ("a.csv", 2, "choice_twice"),
        ("a.csv", 2, "unknown"),
        ("a.csv", 2, "unknown"),
        ("m.csv", 3, "mark_twice"),
        ("m.csv", 4, "unknown"),
        ("m.csv", 5, "unknown"),
        ("p.csv", 2, "ranked_twice"),
        ("p.csv", 2, "unknown"),
    ]
    assert all(sentences(refused.value.faults))


def test_everything_wrong_with_a_rules_file_at_once():
    with pytest.raises(KithError) as refused:
        read(rules='kind = "sets"\nbest_for = "most"\n[posts]\nties = "dice"\nunlistd = "last"\nby = 3\n')
    assert {fault.code for fault in refused.value.faults} >= {
        "matching.rules.kind_of_file",
        "matching.posts.rules.best_for",
        "matching.rules.unknown_choice",
        "matching.rules.unknown_key_near",
        "matching.posts.rules.text_needed",
    }


def test_one_mark_for_all_posts_from_the_table_of_marks():
    problem = read(marks="applicant,mark\nA1,1\nA2,2\nA3,3\n").problem
    assert [one.mark for one in problem.applicants] == [1.0, 2.0, 3.0]
    assert problem.posts[0].marks is None


def test_lines_with_a_dash_for_no_post():
    rules = RULES.replace('"same_value"', '"line_by_line"').replace('by = "region"', "")
    people = APPLICANTS.replace("A2,Bo,English,P1;P2", "A2,Bo,English,P1;P1").replace("P1;P2,A2", "P2;-,A2")
    problem = read(people, rules=rules).problem
    assert [one.choices for one in problem.applicants[1:]] == [("P1", "P1"), ("P2", "")]

"""People and projects from their files: the example, and every fault by row and column."""

import re
from pathlib import Path

import pytest

import kith.matching
from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.matching.placements.engine import ENGINE
from kith.matching.placements.reading import read_rules
from kith.tables.reading import read_table

EXAMPLE = Path(kith.matching.__file__).parents[3] / "examples" / "placements"
RULES = """
[[rule]]
prefer = "wish"
weight = 1
"""


def table(name, text):
    return read_table(text.strip().encode(), name=name)


def read(people, projects, rules=RULES):
    return ENGINE.read(
        {"people": table("people.csv", people), "projects": table("projects.csv", projects)}, rules
    )


@pytest.fixture(scope="module")
def example():
    tables = {key: read_table(EXAMPLE / f"{key}.csv", name=f"{key}.csv") for key in ("people", "projects")}
    return ENGINE.read(tables, (EXAMPLE / "rules.toml").read_bytes())


def test_the_example_is_solved_and_proven(example):
    problem = example.problem
    assert ENGINE.check(problem) == ()
    assert (len(problem.people), len(problem.projects)) == (30, 12)
    result = ENGINE.solve(problem, seed=1)
    draft = ENGINE.draft(problem, result)
    assert draft.proven
    assert ENGINE.verify(problem, result) == ()
    assert len({one.person for one in result.placements}) == 27
    assert (len(problem.together), len(problem.never_with), len(problem.never_at)) == (1, 1, 1)
    left = {one.id for one in draft.left_over}
    for one, other in (*problem.never_with, *problem.apart):
        assert draft.group_of("person", one) != draft.group_of("person", other) or {one, other} <= left
    for one, other in problem.together:
        assert draft.group_of("person", one) == draft.group_of("person", other)


def test_what_is_named_is_found_in_either_table():
    problem = read(
        """id,name,places,never_with,must_be_with,not_with,wishes,skills,from,to
a,Ann,1,b; Hospital,ward,c,ward,Nursing; data,2027-01-01,2027-06-30
b,Bo,2,,c,,,,,
c,Cy,1,,,,,,,""",
        """id,name,host,starts,ends,places,fewest,needs,wishes
ward,Ward,Hospital,1/2/2027,30/6/2027,3,2,nursing: 2; data,b; a""",
    ).problem
    assert problem.locks == (("a", "ward"),)
    assert problem.together == (("b", "c"),)
    assert problem.apart == (("a", "c"),)
    assert problem.never_with == (("a", "b"),)
    assert problem.never_at == (("a", "hospital"),)
    ann, ward = problem.people[0], problem.projects[0]
    assert (ann.skills, str(ann.available_to), ann.may_enter) == ({"nursing", "data"}, "2027-06-30", None)
    assert [(need.skill, need.count) for need in ward.needs] == [("nursing", 2), ("data", 1)]
    assert (str(ward.starts), ward.places, ward.fewest, ward.wishes) == ("2027-02-01", 3, 2, ("b", "a"))


def test_every_fault_of_both_tables_at_once():
    with pytest.raises(KithError) as refused:
        read("id,wishes,skills\na,gone,nursing\nb,,", "id,follows,needs\nx,z,nursng\ny,xx,")
    assert [
        (fault.where.file, fault.where.row, fault.code.rsplit(".", 1)[1]) for fault in refused.value.faults
    ] == [
        ("people.csv", 2, "unknown_person"),
        ("projects.csv", 2, "misspelt_skill"),
        ("projects.csv", 2, "unknown_project"),
        ("projects.csv", 3, "unknown_project_near"),
    ]
    assert "Did you mean “x”?" in sentences(refused.value.faults)[3]
    with pytest.raises(KithError) as refused:
        read("id,available from\na,soon\na,", "id,places,starts\nx,many,never")
    assert [fault.where.file for fault in refused.value.faults] == ["people.csv"] * 2 + ["projects.csv"] * 2


def test_a_skill_that_nobody_has_is_noted_and_its_project_does_not_open():
    loaded = read("id,skills\na,nursing", "id,needs\nx,surgery")
    assert sentences(loaded.notes)[-1].endswith(
        "“x” needs “surgery”, and nobody in the people's table has that skill."
    )
    result = ENGINE.solve(loaded.problem, seed=1)
    assert [one.reasons[0].code for one in result.unmatched if one.id == "x"] == [
        "matching.placements.project.skill_missing"
    ]


def test_rules_in_the_guide_can_be_read():
    guide = EXAMPLE.parents[1] / "docs" / "how-to" / "match-placements-from-files.md"
    (rules,) = re.findall(r"```toml\n(.*?)```", guide.read_text(), re.DOTALL)
    book, settings, grade = read_rules(rules)
    assert (len(book.rules), settings.least_days, grade.key) == (2, 120, "band")


def test_decisions_about_people_and_projects_either_way_round():
    problem = read("id\na\nb", "id\nx").problem
    decided = ENGINE.decided(problem, locks=[("x", "a"), ("b", "a")], forbids=[("b", "x"), ("b", "a")])
    assert (decided.locks, decided.together) == ((("a", "x"),), (("a", "b"),))
    assert (decided.forbids, decided.apart) == ((("b", "x"),), (("a", "b"),))


def test_staying_near_an_earlier_result_leaves_out_who_is_gone():
    problem = read("id\na\nb", "id,places\nx,2").problem
    result = ENGINE.solve(problem, seed=1)
    fewer = read("id\na", "id,places\nx,2").problem
    near = ENGINE.keeping(fewer, result, bonus=50)
    assert (near.kept, near.keep_bonus) == ((("a", "x"),), 50)
    assert [one.kept for one in ENGINE.solve(near, seed=1).placements] == [True]

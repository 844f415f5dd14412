"""People's files to a problem: what is found where, and every fault by row and column."""

import pytest

from kith.foundation.faults import KithError
from kith.matching import parse_rules
from kith.matching.people import make_problem, read_side
from kith.tables.reading import read_table

RULES = parse_rules(
    [
        {"must": "different_line_of_management"},
        {"prefer": "share", "on": "wants", "with": "offers", "weight": 1},
        {"prefer": "close_band", "weight": 1},
        {"prefer": "close_age", "within": 10, "weight": 1},
    ],
    attributes={"band": {"kind": "grade", "scale": ["7", "8a"]}},
)
LEFT = "ID,Name,E-mail,Line of management,Wants,Band,Age,Wishes,Never with,Places\n"
RIGHT = "id,line_of_management,offers,band,age,must be with,not with,previous partners\n"


def side(text, place, name="side"):
    return read_side(read_table(text.encode(), name=f"{name}.csv"), name, RULES, place)


def test_a_row_becomes_a_member_with_values_of_the_rules_kinds():
    left = side(LEFT + "C1,Ann,ann@example.org,Surgery,Budgets; Digital,7,41.5,M1,m2,\n", 0, "doctors")
    right = side(RIGHT + "M1,estates,budgets,8A,,,C1,\nM2,Finance,,,38,,,C1; gone\n", 1, "managers")

    problem = make_problem(left, right, RULES)
    (doctor,) = problem.on_side("doctors")
    assert dict(doctor.attributes) == {
        "line_of_management": "surgery",
        "wants": frozenset({"budgets", "digital"}),
        "band": "7",
        "age": 41.5,
    }
    assert (doctor.wishes, doctor.capacity) == (("M1",), 1)
    assert [dict(one.attributes) for one in problem.on_side("managers")] == [
        {"line_of_management": "estates", "offers": frozenset({"budgets"}), "band": "8a"},
        {"line_of_management": "finance", "age": 38.0},
    ]
    assert problem.never_with == (("C1", "M2"),)
    assert (problem.locks, problem.forbids, problem.previous) == ((), (("C1", "M1"),), (("C1", "M2"),))


def test_people_may_be_named_by_their_address():
    left = side(LEFT + "C1,Ann,ann@example.org,a,,,,,,\n", 0, "doctors")
    right = side(RIGHT + "M1,b,,,,ANN@example.org,,\n", 1, "managers")
    assert make_problem(left, right, RULES).locks == (("C1", "M1"),)


def test_without_ids_the_address_is_the_identity():
    rules = parse_rules([])
    table = read_table(b"email,name\nann@example.org,Ann\nbo@example.org,Bo\n", name="a.csv")
    assert [row.id for row in read_side(table, "a", rules, 0).rows] == ["ann@example.org", "bo@example.org"]


def places(call):
    with pytest.raises(KithError) as refused:
        call()
    return [(fault.code, fault.where.row, fault.where.column) for fault in refused.value.faults]


def test_missing_columns_are_told_together():
    assert places(lambda: side("Name,Band\nAnn,7\n", 0)) == [
        ("matching.people.no_identity", None, None),
        ("matching.people.column_missing", None, None),
        ("matching.people.column_missing", None, None),
        ("matching.people.column_missing", None, None),
    ]


def test_values_that_cannot_be_read_are_told_by_row_and_column():
    text = LEFT + "C1,Ann,ann@example.org,a,,9,old,,,\nC1,Bo,bo,b,,,,,,-1\n"
    assert places(lambda: side(text, 0)) == [
        ("tables.not_a_choice", 2, "Band"),
        ("tables.not_a_number", 2, "Age"),
        ("tables.doubled", 3, "ID"),
        ("tables.not_an_address", 3, "E-mail"),
        ("tables.out_of_range", 3, "Places"),
    ]


def test_somebody_who_is_not_there_is_told_and_a_private_one_without_a_name():
    left = side(LEFT + "C1,Ann,ann@example.org,a,,,,M9,M8,\n", 0, "doctors")
    right = side(RIGHT + "M1,b,,,,C9,,\n", 1, "managers")
    with pytest.raises(KithError) as refused:
        make_problem(left, right, RULES)
    assert [(f.code, f.where.row, f.where.column, f.params.get("value")) for f in refused.value.faults] == [
        ("matching.people.unknown_person", 2, "Wishes", "M9"),
        ("matching.people.private_unknown", 2, "Never with", None),
        ("matching.people.unknown_person", 2, "must be with", "C9"),
    ]

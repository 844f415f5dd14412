"""Files of people for sets: what is in a cell, whom it means, every fault with its row."""

import dataclasses

import pytest

from kith.foundation.faults import KithError
from kith.matching.engines import engine
from kith.matching.types import Kind
from kith.tables.types import Table

ENGINE = engine(Kind.SETS)


def test_a_file_of_people_is_read_with_every_fault_by_row():
    columns = ("id", "name", "country", "wishes", "met_before", "never_with")
    rows = (("a", "Ada", "UK", "b; zz", "gone; b", None), ("b", None, "uk", None, None, "nobody"))
    table = Table("people.csv", None, columns, rows, (2, 3))
    rules = '[sets]\nmost = 2\n[[rule]]\nspread = "country"\n'
    with pytest.raises(KithError) as caught:
        ENGINE.read({"people": table}, rules)
    assert [(f.code, f.where.row) for f in caught.value.faults] == [
        ("matching.people.unknown_person", 2),
        ("matching.people.private_unknown", 3),
    ]
    right = dataclasses.replace(table, rows=((*rows[0][:3], "b", "gone; b", None), (*rows[1][:5], None)))
    loaded = ENGINE.read({"people": right}, rules)
    assert loaded.names == {("person", "a"): "Ada"}
    assert loaded.problem.met == (("a", "b"),)
    assert [member.attributes["country"] for member in loaded.problem.people] == ["uk", "uk"]
    with pytest.raises(KithError) as caught:
        ENGINE.read({"people": right}, rules.replace("country", "region"))
    assert [fault.code for fault in caught.value.faults] == ["matching.people.column_missing"]


def test_a_file_of_people_is_read_as_every_kind_reads_them():
    columns = ("id", "email", "name", "country", "zone", "previous_partners", "must_be_with")
    rows = (
        ("Smith, Ann", "ann@example.org", None, "UK", "europe/london", "b; gone", None),
        ("b", None, None, "Uganda", "africa/KAMPALA", None, "smith, ann"),
    )
    table = Table("people.csv", None, columns, rows, (2, 3))
    rules = '[sets]\nmost = 2\nwindow = {hours = 1, within = "09:00-17:00", zone = "zone", week_of = 2026-01-12}\n'
    problem = ENGINE.read({"people": table}, rules).problem
    assert problem.met == problem.locks == (("Smith, Ann", "b"),)
    assert [one.attributes["zone"] for one in problem.people] == ["Europe/London", "Africa/Kampala"]


def test_whom_a_cell_means_does_not_depend_on_the_order_of_rows():
    rows = (("a;b", None), ("a,b", None), ("c", "a,b"))
    found = []
    for order in (rows, rows[::-1]):
        table = Table("people.csv", None, ("id", "met_before"), order, (2, 3, 4))
        found.append(set(ENGINE.read({"people": table}, "[sets]\nmost = 2\n").problem.met))
    assert found[0] == found[1]

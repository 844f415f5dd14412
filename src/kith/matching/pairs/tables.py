"""From tables to a problem of pairs: two lists of people and their rules, the faults of all of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

from kith.foundation.faults import Faults, KithError
from kith.matching.engines import Input, Loaded
from kith.matching.people import Side, make_problem, read_side
from kith.matching.rules import read_rules
from kith.matching.types import MatchProblem
from kith.tables.types import Table

INPUTS = (Input("left", "left"), Input("right", "right"))


def read(tables: Mapping[str, Table], rules: str | bytes, rules_name: str) -> Loaded[MatchProblem]:
    """The problem of two lists of people. A side is called as its file is, ``left`` and ``right`` if both are alike.

    Raises
    ------
    KithError
        With every fault of the rules; then with every fault of both lists.
    """
    book = read_rules(rules, rules_name)
    called = side_names(tables["left"].name, tables["right"].name)
    faults = Faults()
    sides: list[Side] = []
    for place, (key, name) in enumerate(zip(("left", "right"), called, strict=True)):
        try:
            sides.append(read_side(tables[key], name, book, place))
        except KithError as error:
            faults.extend(error.faults)
    faults.raise_if_any()
    problem = make_problem(sides[0], sides[1], book)
    names = {(side.name, row.id): row.name for side in sides for row in side.rows if row.name is not None}
    notes = tuple(note for side in sides for note in side.notes)
    return Loaded(problem, MappingProxyType(names), notes)


def side_names(left: str, right: str) -> tuple[str, str]:
    """What the sides are called: each as its file is.

    >>> side_names("doctors.csv", "managers.csv"), side_names("people.csv", "people.xlsx")
    (('doctors', 'managers'), ('left', 'right'))
    """
    called = PurePath(left).stem, PurePath(right).stem
    return ("left", "right") if called[0] == called[1] else called

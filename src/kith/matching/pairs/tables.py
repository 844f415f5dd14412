"""From tables to a problem of pairs: two lists of people or one, the faults of all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from types import MappingProxyType

from kith.foundation.faults import Fault, Faults, KithError
from kith.matching.engines import Input, Loaded
from kith.matching.pairs import direct
from kith.matching.pairs.mirror import OTHER
from kith.matching.people import Side, make_problem, read_side
from kith.matching.rulebook import RuleBook
from kith.matching.rules import read_rules
from kith.matching.types import MatchProblem, Member, PersonPair
from kith.tables.types import Table

INPUTS = (
    Input("left", "left", required=False),
    Input("right", "right", required=False),
    Input("people", "person", required=False),
    Input("scores", "score", required=False),
)
"""Two lists, or one; scores beside either, or alone."""


def read(tables: Mapping[str, Table], rules: str | bytes, rules_name: str) -> Loaded[MatchProblem]:
    """The problem of two lists of people, or of one. A side is called as its file is.

    Parameters
    ----------
    tables
        ``left`` and ``right``; or ``people``, who are paired with each other. ``scores`` beside them (see
        :mod:`kith.matching.pairs.direct`), or alone.

    Raises
    ------
    KithError
        With every fault of the rules; then with every fault of all lists.
    """
    book = read_rules(rules, rules_name)
    lists = set(tables) - {"scores"}
    given = direct.read_scores(tables["scores"]) if "scores" in tables else None
    if given is None:
        return _people(tables, lists, book)
    loaded = _people(tables, lists, book) if lists else Loaded(_named_in(given, book), MappingProxyType({}))
    return replace(loaded, problem=direct.with_scores(loaded.problem, given))


def _named_in(given: direct.GivenScores, book: RuleBook) -> MatchProblem:
    """Everybody whom a file of scores names, where no list says more of them."""
    members = [
        Member(id_, side)
        for side, ids in zip(("left", "right"), (given.left, given.right), strict=True)
        for id_ in ids
    ]
    return MatchProblem(("left", "right"), tuple(members), book)


def _people(tables: Mapping[str, Table], lists: set[str], book: RuleBook) -> Loaded[MatchProblem]:
    if lists == {"people"}:
        return _one_list(tables["people"], book)
    if lists != {"left", "right"}:
        raise KithError(Fault("matching.people.lists"))
    called = side_names(tables["left"].name, tables["right"].name)
    sides = _sides([(tables[key], name) for key, name in zip(("left", "right"), called, strict=True)], book)
    return _loaded(make_problem(sides[0], sides[1], book), sides)


def _one_list(table: Table, book: RuleBook) -> Loaded[MatchProblem]:
    """One list is read twice, as each of the two that a rule looks at, and folded."""
    name = PurePath(table.name).stem
    sides = _sides([(table, name), (table, name)], book)
    other = replace(sides[1], name=f"{name}{OTHER}")
    twice = make_problem(sides[0], other, book)
    second = {one.id: one for one in twice.members if one.side == other.name}
    members = tuple(
        replace(one, attributes=MappingProxyType({**second[one.id].attributes, **one.attributes}))
        for one in twice.members
        if one.side == name
    )
    problem = replace(
        twice,
        sides=(name,),
        members=members,
        locks=_each_once(twice.locks),
        forbids=_each_once(twice.forbids),
        never_with=tuple(sorted(set(twice.never_with))),
        previous=_each_once(twice.previous),
    )
    return _loaded(problem, sides[:1])


def _each_once(pairs: Iterable[PersonPair]) -> tuple[PersonPair, ...]:
    return tuple(sorted({(min(pair), max(pair)) for pair in pairs}))


def _sides(lists: Sequence[tuple[Table, str]], book: RuleBook) -> list[Side]:
    """The people of some lists, with the faults of all."""
    faults = Faults()
    sides: list[Side] = []
    for place, (table, name) in enumerate(lists):
        try:
            sides.append(read_side(table, name, book, place))
        except KithError as error:
            faults.extend(fault for fault in error.faults if fault not in tuple(faults))
    faults.raise_if_any()
    return sides


def _loaded(problem: MatchProblem, sides: Sequence[Side]) -> Loaded[MatchProblem]:
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

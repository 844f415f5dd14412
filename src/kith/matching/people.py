"""From two people's files to a problem: one row a person, columns named as the rules name them.

Besides the attributes that rules read, a file may have: ``id`` or ``email`` (one of them is needed),
``name``, ``wishes`` (most wanted first), ``never_with`` (private), ``must_be_with`` (a lock),
``not_with`` (a lead's forbid), ``previous_partners``, ``places`` (how many partners; 1 when there is no
such column). Several values in a cell stand apart by semicolons. People are named by id or by e-mail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kith.foundation.faults import Faults, Where
from kith.foundation.words import Text
from kith.matching.types import (
    Attribute,
    AttributeKind,
    AttributeValue,
    MatchProblem,
    Member,
    PersonPair,
    RuleBook,
)
from kith.tables.fields import Choice, Field, FieldKind, Schema
from kith.tables.mapping import ColumnMapping, suggest_mapping
from kith.tables.records import read_records
from kith.tables.types import Note, Table, Value

_ATTRIBUTE = "attribute "
_KINDS = {
    AttributeKind.CATEGORY: FieldKind.TEXT,
    AttributeKind.GRADE: FieldKind.CHOICE,
    AttributeKind.TAGS: FieldKind.TEXTS,
    AttributeKind.SLOTS: FieldKind.TEXTS,
    AttributeKind.NUMBER: FieldKind.NUMBER,
}
_REFERENCES = ("wishes", "never_with", "must_be_with", "not_with", "previous_partners")
_MOST_PLACES = 1_000


@dataclass(frozen=True, slots=True)
class Row:
    """One person as their file has them; ``where`` is their row."""

    id: str
    email: str | None
    name: str | None
    places: int
    attributes: Mapping[str, AttributeValue]
    references: Mapping[str, tuple[str, ...]]
    where: Where


@dataclass(frozen=True, slots=True)
class Side:
    """The people of one file, and the columns' headings by what they were taken for."""

    name: str
    rows: tuple[Row, ...]
    headings: Mapping[str, str]
    notes: tuple[Note, ...]


def read_side(table: Table, side: str, rules: RuleBook, place: int) -> Side:
    """The people of one side.

    Parameters
    ----------
    table
        Their file.
    side
        What the side is called.
    rules
        Which attributes are wanted, and how they are read.
    place
        0 for the first side, 1 for the second.

    Raises
    ------
    KithError
        With every fault by row and column: no identity, a column that a rule reads missing, a doubled
        id, a value that cannot be read.
    """
    attributes = _wanted(rules, place)
    schema = _schema(attributes)
    mapping = suggest_mapping(table.columns, schema)
    _check_columns(table, rules, place, mapping)
    identity = "id" if "id" in mapping.by_field else "email"
    records = read_records(table, _schema(attributes, identity), mapping)
    rows = tuple(
        _row(record, identity, attributes, table.where(row=number))
        for record, number in zip(records.records, records.row_numbers, strict=True)
    )
    return Side(side, rows, mapping.by_field, records.notes)


def make_problem(left: Side, right: Side, rules: RuleBook) -> MatchProblem:
    """The problem of two sides, once everybody that somebody names has been found.

    Raises
    ------
    KithError
        With every person named who is not there, by row and column.
    """
    faults = Faults()
    found = [
        _References(mine, other, swapped, faults)
        for mine, other, swapped in ((left, right, False), (right, left, True))
    ]
    faults.raise_if_any()
    members = tuple(
        Member(row.id, side.name, row.attributes, one.wishes[row.id], row.places)
        for one, side in zip(found, (left, right), strict=True)
        for row in side.rows
    )
    return MatchProblem(
        sides=(left.name, right.name),
        members=members,
        rules=rules,
        locks=_together(found, "must_be_with"),
        forbids=_together(found, "not_with"),
        never_with=tuple(pair for one in found for pair in one.asked),
        previous=_together(found, "previous_partners"),
    )


def _wanted(rules: RuleBook, place: int) -> tuple[Attribute, ...]:
    keys = {(rule.on, rule.on_second)[place] for rule in rules.rules}
    return tuple(attribute for attribute in rules.attributes if attribute.key in keys)


def _schema(attributes: tuple[Attribute, ...], identity: str | None = None) -> Schema:
    known = identity is not None
    return Schema(
        (
            Field("id", Text.of("id"), required=known and identity == "id", unique=True),
            Field(
                "email",
                Text.of({"en": "E-mail address", "zh-Hans": "电子邮件"}),
                FieldKind.EMAIL,
                required=known and identity == "email",
                unique=True,
                synonyms=("e-mail",),
            ),
            Field("name", Text.of({"en": "Name", "zh-Hans": "姓名"})),
            Field("places", Text.of("places"), FieldKind.WHOLE_NUMBER, low=0, high=_MOST_PLACES),
            *(Field(key, Text.of(key.replace("_", " ")), FieldKind.TEXTS) for key in _REFERENCES),
            *(_field(attribute) for attribute in attributes),
        )
    )


def _field(attribute: Attribute) -> Field:
    return Field(
        f"{_ATTRIBUTE}{attribute.key}",
        Text.of(attribute.key),
        _KINDS[attribute.kind],
        choices=tuple(Choice(step, Text.of(step)) for step in attribute.scale),
    )


def _check_columns(table: Table, rules: RuleBook, place: int, mapping: ColumnMapping) -> None:
    faults = Faults()
    if not {"id", "email"} & set(mapping.by_field):
        faults.add("matching.people.no_identity", table.where())
    for rule in rules.rules:
        key = (rule.on, rule.on_second)[place]
        if key is not None and f"{_ATTRIBUTE}{key}" not in mapping.by_field:
            faults.add(
                "matching.people.column_missing",
                table.where(),
                attribute=key,
                rule=rule.key,
                columns=", ".join(mapping.unused) or "-",
            )
    faults.raise_if_any()


def _row(record: Mapping[str, Value], identity: str, attributes: tuple[Attribute, ...], where: Where) -> Row:
    values = {
        attribute.key: _value(record[f"{_ATTRIBUTE}{attribute.key}"], attribute)
        for attribute in attributes
        if record[f"{_ATTRIBUTE}{attribute.key}"] not in (None, ())
    }
    email, name, places = record["email"], record["name"], record["places"]
    return Row(
        id=str(record[identity]),
        email=None if email is None else str(email),
        name=None if name is None else str(name),
        places=places if isinstance(places, int) else 1,
        attributes=MappingProxyType(values),
        references=MappingProxyType({key: _texts(record[key]) for key in _REFERENCES}),
        where=where,
    )


def _texts(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _value(value: Value, attribute: Attribute) -> AttributeValue:
    """Upper and lower case mean the same in people's files; a grade is already as its scale has it."""
    if isinstance(value, tuple):
        return frozenset(one.casefold() for one in value)
    if attribute.kind is AttributeKind.NUMBER and isinstance(value, int | float):
        return float(value)
    return str(value) if attribute.kind is AttributeKind.GRADE else str(value).casefold()


class _References:
    """Whom one side's people name, found on the other side by id or e-mail."""

    def __init__(self, mine: Side, other: Side, swapped: bool, faults: Faults) -> None:
        self._known = {row.email.casefold(): row.id for row in other.rows if row.email}
        self._known |= {row.id.casefold(): row.id for row in other.rows}
        self._headings = mine.headings
        self.swapped = swapped
        self.wishes = {row.id: self._ids(row, "wishes", other.name, faults) for row in mine.rows}
        self.pairs = {
            key: [(row.id, id_) for row in mine.rows for id_ in self._ids(row, key, other.name, faults)]
            for key in ("must_be_with", "not_with", "previous_partners")
        }
        self.asked = [
            (row.id, id_) for row in mine.rows for id_ in self._ids(row, "never_with", other.name, faults)
        ]

    def _ids(self, row: Row, key: str, other: str, faults: Faults) -> tuple[str, ...]:
        found = []
        for written in row.references[key]:
            id_ = self._known.get(written.casefold())
            if id_ is not None:
                found.append(id_)
                continue
            if key == "previous_partners":  # people leave; a partner of last year need not be here
                continue
            where = Where(row.where.file, row.where.sheet, row.where.row, self._headings[key])
            if key == "never_with":
                faults.add("matching.people.private_unknown", where, side=other)
            else:
                faults.add("matching.people.unknown_person", where, value=written, side=other)
        return tuple(dict.fromkeys(found))


def _together(found: list[_References], key: str) -> tuple[PersonPair, ...]:
    """Pairs that either side may have written, first side first, each once."""
    pairs = {(other, me) if one.swapped else (me, other) for one in found for me, other in one.pairs[key]}
    return tuple(sorted(pairs))

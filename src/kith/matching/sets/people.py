"""From one people's file to a problem of sets: one row a person, columns named as the rules name them.

Besides the columns that rules read, a file may have: ``id`` or ``email`` (one of them is needed), ``name``,
``wishes`` (people, most wanted first), ``never_with`` (private), ``must_be_with``, ``not_with``, ``met_before``
(earlier set-mates). Several values in a cell stand apart by semicolons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kith.foundation.faults import Faults, Where
from kith.foundation.words import Text
from kith.matching.rulebook import Attribute, AttributeKind
from kith.matching.sets.rules import SetsRules, reads_category
from kith.matching.sets.types import SIDE, SetsProblem, SetVerb
from kith.matching.types import AttributeValue, Member, PersonPair
from kith.tables.fields import Choice, Field, FieldKind, Schema
from kith.tables.mapping import suggest_mapping
from kith.tables.records import read_records
from kith.tables.types import Note, Table, Value

_ATTRIBUTE, _RANKED, _ZONE = "attribute ", "ranked ", "zone"
_REFERENCES = ("wishes", "never_with", "must_be_with", "not_with", "met_before")
_KINDS = {
    AttributeKind.CATEGORY: FieldKind.TEXT,
    AttributeKind.GRADE: FieldKind.CHOICE,
    AttributeKind.NUMBER: FieldKind.NUMBER,
}


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    email: str | None
    name: str | None
    attributes: Mapping[str, AttributeValue]
    ranked: Mapping[str, tuple[str, ...]]
    references: Mapping[str, tuple[str, ...]]
    where: Where


def read_people(table: Table, rules: SetsRules) -> tuple[SetsProblem, dict[str, str], tuple[Note, ...]]:
    """The problem of a file and its rules, names by id, and what was noticed.

    Raises
    ------
    KithError
        With every fault by row and column.
    """
    wanted = _Wanted(rules)
    schema = wanted.schema(None)
    mapping = suggest_mapping(table.columns, schema)
    faults = Faults()
    if not {"id", "email"} & set(mapping.by_field):
        faults.add("matching.people.no_identity", table.where())
    for field, (key, rule) in wanted.needed.items():
        if field not in mapping.by_field:
            unused = ", ".join(mapping.unused) or "-"
            faults.add(
                "matching.people.column_missing", table.where(), attribute=key, rule=rule, columns=unused
            )
    faults.raise_if_any()
    identity = "id" if "id" in mapping.by_field else "email"
    records = read_records(table, wanted.schema(identity), mapping)
    rows = [
        wanted.row(record, identity, table.where(row=number))
        for record, number in zip(records.records, records.row_numbers, strict=True)
    ]
    problem = _problem(rows, rules, wanted, mapping.by_field)
    return problem, {row.id: row.name for row in rows if row.name}, records.notes


class _Wanted:
    """Which columns the rules read, and how."""

    def __init__(self, rules: SetsRules) -> None:
        self._attributes = rules.book.attributes
        self._zone = rules.shape.window.zone if rules.shape.window else None
        self.ranked = tuple(dict.fromkeys(rule.on for rule in rules.set_rules if rule.verb is SetVerb.GATHER))
        self.needed = {
            f"{_ATTRIBUTE}{key}": (key, rule.key)
            for rule in reversed(rules.book.rules)
            for key in (rule.on,)
            if key is not None
        }
        for rule in rules.set_rules:
            prefix = _RANKED if rule.verb is SetVerb.GATHER else _ATTRIBUTE
            if prefix == _RANKED or reads_category(rule):
                self.needed[f"{prefix}{rule.on}"] = (rule.on, rule.key)
        if self._zone is not None:
            self.needed[_ZONE] = (self._zone, "window")

    def schema(self, identity: str | None) -> Schema:
        email = Text.of({"en": "E-mail address", "zh-Hans": "电子邮件"})
        zone = (
            ()
            if self._zone is None
            else (Field(_ZONE, Text.of(self._zone), synonyms=(self._zone.replace("_", " "),)),)
        )
        return Schema(
            (
                Field("id", Text.of("id"), required=identity == "id", unique=True),
                Field(
                    "email",
                    email,
                    FieldKind.EMAIL,
                    required=identity == "email",
                    unique=True,
                    synonyms=("e-mail",),
                ),
                Field("name", Text.of({"en": "Name", "zh-Hans": "姓名"})),
                *(Field(key, Text.of(key.replace("_", " ")), FieldKind.TEXTS) for key in _REFERENCES),
                *(Field(f"{_RANKED}{key}", Text.of(key), FieldKind.TEXTS) for key in self.ranked),
                *zone,
                *(_field(attribute) for attribute in self._attributes),
            )
        )

    def row(self, record: Mapping[str, Value], identity: str, where: Where) -> _Row:
        values = {
            attribute.key: _value(record[f"{_ATTRIBUTE}{attribute.key}"], attribute)
            for attribute in self._attributes
            if record[f"{_ATTRIBUTE}{attribute.key}"] not in (None, ())
        }
        if self._zone is not None and record[_ZONE] is not None:
            values[self._zone] = str(record[_ZONE])
        ranked = {
            key: tuple(dict.fromkeys(one.casefold() for one in _texts(record[f"{_RANKED}{key}"])))
            for key in self.ranked
        }
        email, name = record["email"], record["name"]
        return _Row(
            id=str(record[identity]),
            email=None if email is None else str(email),
            name=None if name is None else str(name),
            attributes=MappingProxyType(values),
            ranked=ranked,
            references={key: _texts(record[key]) for key in _REFERENCES},
            where=where,
        )


def _field(attribute: Attribute) -> Field:
    return Field(
        f"{_ATTRIBUTE}{attribute.key}",
        Text.of(attribute.key),
        _KINDS.get(attribute.kind, FieldKind.TEXTS),
        synonyms=(attribute.key.replace("_", " "),),
        choices=tuple(Choice(step, Text.of(step)) for step in attribute.scale),
    )


def _texts(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _value(value: Value, attribute: Attribute) -> AttributeValue:
    if isinstance(value, tuple):
        return frozenset(one.casefold() for one in value)
    if attribute.kind is AttributeKind.NUMBER and isinstance(value, int | float):
        return float(value)
    return str(value) if attribute.kind is AttributeKind.GRADE else str(value).casefold()


def _problem(rows: list[_Row], rules: SetsRules, wanted: _Wanted, headings: Mapping[str, str]) -> SetsProblem:
    faults = Faults()
    known = {row.email.casefold(): row.id for row in rows if row.email}
    known |= {row.id.casefold(): row.id for row in rows}
    found: dict[str, list[PersonPair]] = {key: [] for key in _REFERENCES}
    for row in rows:
        for key in _REFERENCES:
            found[key] += [(row.id, id_) for id_ in _ids(row, key, known, headings, faults)]
    faults.raise_if_any()
    wishes: dict[str, list[str]] = {}
    for me, other in found["wishes"]:
        wishes.setdefault(me, []).append(other)
    return SetsProblem(
        people=tuple(Member(row.id, SIDE, row.attributes, tuple(wishes.get(row.id, ()))) for row in rows),
        shape=rules.shape,
        rules=rules.book,
        set_rules=rules.set_rules,
        ranked={key: {row.id: row.ranked[key] for row in rows if row.ranked[key]} for key in wanted.ranked},
        locks=_both_ways(found["must_be_with"]),
        forbids=_both_ways(found["not_with"]),
        never_with=tuple(sorted(set(found["never_with"]))),
        met=_both_ways(found["met_before"]),
        order=rules.order,
    )


def _ids(
    row: _Row, key: str, known: Mapping[str, str], headings: Mapping[str, str], faults: Faults
) -> tuple[str, ...]:
    found = []
    for written in row.references[key]:
        id_ = known.get(written.casefold())
        if id_ is not None and id_ != row.id:
            found.append(id_)
        elif key != "met_before":  # people leave; a set-mate of last year need not be here
            where = Where(row.where.file, row.where.sheet, row.where.row, headings[key])
            if key == "never_with":
                faults.add("matching.people.private_unknown", where, side=SIDE)
            elif id_ == row.id:
                faults.add("matching.sets.people.themselves", where, value=written)
            else:
                faults.add("matching.people.unknown_person", where, value=written, side=SIDE)
    return tuple(dict.fromkeys(found))


def _both_ways(pairs: list[PersonPair]) -> tuple[PersonPair, ...]:
    """Each two once, the smaller id first, whoever of them wrote it."""
    return tuple(sorted({(min(pair), max(pair)) for pair in pairs}))

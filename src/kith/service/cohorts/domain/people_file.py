"""A people file on its way in: what columns we look for, what a preview shows, what is accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count

from kith.foundation.faults import Fault, Where
from kith.foundation.words import Text
from kith.programmes.capabilities import AttributeType
from kith.programmes.types import Attribute, Definition
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.domain.file_columns import Coming, Line, columns_of
from kith.service.cohorts.models import Cohort, Place
from kith.service.people.domain.many import people_by_address
from kith.tables.fields import Choice, Field, FieldKind, Schema
from kith.tables.mapping import ColumnMapping
from kith.tables.records import check_records
from kith.tables.types import Note, Records, Table

NAME, EMAIL, SIDE = "name", "email", "side"
ATTRIBUTE_KINDS = {
    AttributeType.TEXT: FieldKind.TEXT,
    AttributeType.CATEGORY: FieldKind.TEXT,
    AttributeType.GRADE: FieldKind.CHOICE,
    AttributeType.NUMBER: FieldKind.NUMBER,
    AttributeType.TAGS: FieldKind.TEXTS,
    AttributeType.SLOTS: FieldKind.TEXTS,
}
LONGEST = 200


def schema_for(definition: Definition, side: str | None) -> Schema:
    """What we look for: name, address, the side unless the whole file is one side, and the attributes.

    An attribute that one side must have is required in that side's own file; in a file of both
    sides it is checked row by row (:func:`check`).
    """
    fields = [
        Field(
            NAME,
            Text.of({"en": "Name", "zh-Hans": "姓名"}),
            required=True,
            max_length=150,
            synonyms=("full name",),
        ),
        Field(
            EMAIL,
            Text.of({"en": "E-mail address", "zh-Hans": "电子邮箱"}),
            FieldKind.EMAIL,
            required=True,
            unique=True,
            synonyms=("email", "e-mail", "mail", "work email"),
        ),
    ]
    if side is None:
        sides = tuple(
            Choice(role.key, role.name, tuple(role.plural.by_language.values())) for role in definition.roles
        )
        fields.append(
            Field(
                SIDE,
                Text.of({"en": "Side", "zh-Hans": "类别"}),
                FieldKind.CHOICE,
                required=True,
                choices=sides,
                synonyms=("role", "group"),
            )
        )
    fields += [_field(attribute, definition, side) for attribute in from_file(definition, side)]
    fields += [extra for _column, extra in columns_of(definition)]
    return Schema(tuple(fields))


def from_file(definition: Definition, side: str | None = None) -> tuple[Attribute, ...]:
    """The attributes that a people file may hold."""
    return tuple(
        attribute
        for attribute in definition.attributes
        if attribute.asked_in is None and (side is None or side in attribute.roles)
    )


def _field(attribute: Attribute, definition: Definition, side: str | None) -> Field:
    everybody = {role.key for role in definition.roles}
    whom = {side} if side else everybody
    return Field(
        attribute.key,
        attribute.label,
        ATTRIBUTE_KINDS[attribute.kind],
        required=attribute.required and whom <= set(attribute.roles),
        max_length=LONGEST if attribute.kind is not AttributeType.GRADE else None,
        choices=tuple(Choice(grade, Text.of(grade)) for grade in attribute.scale),
        synonyms=attribute.headings,
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of the file. ``is_known``: they have an account. ``place``: they are in this cohort already."""

    row: int
    name: str
    address: str
    side: str
    attributes: Mapping[str, object]
    is_known: bool
    place: Place | None
    extras: Mapping[str, str] = field(default_factory=dict)
    """What the columns of later apps hold, by their keys."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What accepting the file would do, and everything that keeps it from being accepted."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]

    @property
    def is_acceptable(self) -> bool:
        return bool(self.entries) and not self.faults

    @property
    def new(self) -> int:
        return sum(entry.place is None for entry in self.entries)

    @property
    def updated(self) -> int:
        return len(self.entries) - self.new


def check(
    cohort: Cohort,
    definition: Definition,
    table: Table,
    mapping: ColumnMapping,
    side: str | None,
    *,
    said_yes: bool = False,
) -> Preview:
    """Read every row and say what would happen. Nothing is written."""
    checked = check_records(table, schema_for(definition, side), mapping)
    faults = list(checked.faults)
    entries = _entries(cohort, definition, checked.right, side)
    for entry in entries:
        faults += _faults_of(entry, definition, table, mapping)
    faults += _too_many(cohort, definition, entries, table)
    for column, _field_of_it in columns_of(definition):
        faults += column.check(coming(column.key, cohort, entries, table, mapping, said_yes=said_yes))
    return Preview(entries, tuple(faults), checked.right.notes)


def coming(
    key: str,
    cohort: Cohort,
    entries: Iterable[Entry],
    table: Table,
    mapping: ColumnMapping,
    *,
    said_yes: bool,
    places: Mapping[str, Place] | None = None,
) -> Coming:
    """The file as the owner of one column sees it; ``places`` by address, once everybody has one."""
    heading = mapping.by_field.get(key)
    lines = [
        Line(
            entry.address,
            entry.side,
            places[entry.address] if places is not None else entry.place,
            entry.extras.get(key),
            table.where(row=entry.row, column=heading),
        )
        for entry in entries
    ]
    return Coming(cohort, definition_of(cohort), lines, said_yes)


def _entries(cohort: Cohort, definition: Definition, records: Records, side: str | None) -> tuple[Entry, ...]:
    addresses = [str(record[EMAIL]).lower() for record in records.records]
    people = people_by_address(addresses)
    known = cohort.places.select_related("person") if people else ()
    places = {place.person_id: place for place in known}
    keys = {attribute.key for attribute in from_file(definition, side)}
    extra_keys = [column.key for column, _field_of_it in columns_of(definition)]
    entries = []
    for record, row, address in zip(records.records, records.row_numbers, addresses, strict=True):
        person = people.get(address)
        attributes = {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in record.items()
            if key in keys and value not in (None, ())
        }
        entries.append(
            Entry(
                row=row,
                name=str(record[NAME]),
                address=address,
                side=side or str(record[SIDE]),
                attributes=attributes,
                is_known=person is not None,
                place=places.get(person.pk) if person else None,
                extras={key: str(record[key]) for key in extra_keys if record.get(key) not in (None, "")},
            )
        )
    return tuple(entries)


def _faults_of(entry: Entry, definition: Definition, table: Table, mapping: ColumnMapping) -> list[Fault]:
    """What only the cohort and the definition can tell of a row."""
    found = []
    if entry.place is not None and entry.place.side != entry.side:
        other = str(definition.role(entry.place.side).name)
        where = table.where(row=entry.row, column=mapping.by_field.get(EMAIL))
        found.append(Fault("cohorts.import_other_side", where, {"side": other}))
    for attribute in definition.attributes:
        asked = attribute.required and attribute.asked_in is None and entry.side in attribute.roles
        if asked and attribute.key not in entry.attributes:
            where = Where(table.name, table.sheet, entry.row, mapping.by_field.get(attribute.key))
            params = {"label": str(attribute.label), "side": str(definition.role(entry.side).name)}
            found.append(Fault("cohorts.import_attribute_missing", where, params))
    return found


def _too_many(
    cohort: Cohort, definition: Definition, entries: tuple[Entry, ...], table: Table
) -> list[Fault]:
    """A side would hold more people than the cohort takes."""
    taking_part = cohort.places.exclude(state__in=[Place.State.DECLINED, Place.State.WITHDRAWN])
    held = Counter(dict(taking_part.values_list("side").annotate(Count("id"))))
    coming = Counter(entry.side for entry in entries if entry.place is None)
    found = []
    for side, count in coming.items():
        most = cohort.sides[side]["max"]
        if held[side] + count > most:
            params = {"side": str(definition.role(side).plural), "count": held[side] + count, "most": most}
            found.append(Fault("cohorts.import_too_many", Where(file=table.name), params))
    return found

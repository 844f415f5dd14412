"""From people's files to members: one row a person, columns named as the rules name them.

Besides the attributes that rules read, a file may have: ``id`` or ``email`` (one of them is needed),
``name``, ``wishes`` (most wanted first), ``never_with`` (private), ``must_be_with`` (a lock),
``not_with`` (a lead's forbid), ``previous_partners``, ``places`` (how many partners; 1 when there is no
such column), ``fewest`` (the fewest, for a post or project). Several values in a cell stand apart by
semicolons. People are named by id or by e-mail.

For a kind with other columns::

    marks = Field("marks", Text.of("marks"), FieldKind.TEXTS)
    side = read_members(table, "posts", book, 1, extra=(marks,))
    side.rows[0].extra["marks"]                       # ("A1: 70", "A2: 65")
    people = People((applicants,))
    people.find(side.rows[0], "ranks", side.headings, faults)   # ids; unknown ones become faults

``references=("linked_with",)`` reads further columns that name people; ``attributes`` reads columns that no
rule compares, such as ``Attribute("region", AttributeKind.CATEGORY)``. Nothing is resolved before
:class:`People` is asked, so that a kind may say whom each column names: the other side, or one's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.foundation.words import Text
from kith.matching.cells import ZONE, CellValues, columns, is_there, with_zone
from kith.matching.rows import REFERENCES, People, Row, Side
from kith.matching.rulebook import Attribute, RuleBook
from kith.matching.types import AttributeValue, MatchProblem, Member, PersonPair
from kith.tables.fields import Field, FieldKind, Schema
from kith.tables.mapping import ColumnMapping, check_mapping, suggest_mapping
from kith.tables.naming import shorten
from kith.tables.records import check_records
from kith.tables.types import Table, Value

__all__ = ["People", "Row", "Side", "make_problem", "read_members", "read_side"]

MOST_PLACES = 10_000


def read_side(table: Table, side: str, rules: RuleBook, place: int) -> Side:
    """The people of one side of pairs: :func:`read_members` with nothing further."""
    return read_members(table, side, rules, place)


def read_members(
    table: Table,
    side: str,
    rules: RuleBook,
    place: int = 0,
    *,
    extra: Sequence[Field] = (),
    references: Sequence[str] = (),
    attributes: Sequence[Attribute] = (),
    needed: Mapping[str, tuple[str, str]] = MappingProxyType({}),
) -> Side:
    """The people, posts or projects of one file.

    Parameters
    ----------
    table
        Their file.
    side
        What the side is called.
    rules
        Which attributes are wanted, and how they are read.
    place
        0 for the first side, whose attributes are the rules' ``on``; 1 for the second, ``with``.
    extra
        Further columns, whose values stand in :attr:`Row.extra`; a required one must be there and never blank.
    references
        Further columns that name people, besides :data:`~kith.matching.rows.REFERENCES`.
    attributes
        Further attributes, whose columns may be missing.
    needed
        Which of ``extra`` and ``attributes`` must have a column all the same: what it is called, and the rule that
        reads it.

    Raises
    ------
    KithError
        With every fault by row and column: no identity, a column that a rule reads missing, a doubled
        id, an id that is another's e-mail, a value that cannot be read, fewer places than the fewest.
    """
    named = tuple(dict.fromkeys((*REFERENCES, *references)))
    wanted = _wanted(rules, place, attributes)
    read = columns(wanted)
    mapping = suggest_mapping(table.columns, Schema((*_known(None, named), *read, *extra)))
    faults = Faults()
    by_rules = [(key, (key, rule.key)) for rule in rules.rules if (key := (rule.on, rule.on_second)[place])]
    _check_columns(table, (*by_rules, *needed.items()), mapping, wanted, faults)
    headings = with_zone(mapping.by_field)
    identity = "id" if "id" in headings else "email" if "email" in headings else None
    of_attributes = {one.key for one in read} | {ZONE}
    schema = Schema((*_known(identity, named), *extra))
    kept = {key: heading for key, heading in headings.items() if key not in of_attributes}
    plain = ColumnMapping.chosen(kept, table.columns)
    readers = {one.key: CellValues(table, one, headings, faults) for one in wanted}
    values = {key: reader.by_row() for key, reader in readers.items()}
    faults.extend(check_mapping(table, schema, plain))
    checked = check_records(table, schema, plain)
    if identity is not None:
        faults.extend(one for one in checked.faults if one.where.row is not None)
    rows = tuple(
        _row(record, number, identity or "id", values, table, named, extra)
        for record, number in zip(checked.right.records, checked.right.row_numbers, strict=True)
    )
    _check_rows(rows, headings, faults)
    if faults:
        raise KithError(_in_reading_order(table, faults))
    notes = (*checked.right.notes, *(noted for reader in readers.values() for noted in reader.notes()))
    return Side(side, rows, MappingProxyType(headings), notes)


def _in_reading_order(table: Table, faults: Faults) -> list[Fault]:
    place = {shorten(heading): index for index, heading in enumerate(table.columns)}
    return sorted(faults, key=lambda fault: (fault.where.row or 0, place.get(fault.where.column or "", -1)))


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
        Member(row.id, side.name, row.attributes, one.wishes[row.id], row.places, row.fewest)
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


def _wanted(rules: RuleBook, place: int, further: Sequence[Attribute]) -> tuple[Attribute, ...]:
    keys = {(rule.on, rule.on_second)[place] for rule in rules.rules}
    read = [attribute for attribute in rules.attributes if attribute.key in keys]
    known = {attribute.key for attribute in read}
    return (*read, *(attribute for attribute in further if attribute.key not in known))


def _known(identity: str | None, references: Sequence[str]) -> tuple[Field, ...]:
    whole = FieldKind.WHOLE_NUMBER
    return (
        Field("id", Text.of("id"), required=identity == "id", unique=True),
        Field(
            "email",
            Text.of({"en": "E-mail address", "zh-Hans": "电子邮件"}),
            FieldKind.EMAIL,
            required=identity == "email",
            unique=True,
            synonyms=("e-mail",),
        ),
        Field("name", Text.of({"en": "Name", "zh-Hans": "姓名"})),
        Field("places", Text.of("places"), whole, low=0, high=MOST_PLACES),
        Field("fewest", Text.of("fewest"), whole, low=0, high=MOST_PLACES),
        *(Field(key, Text.of(key.replace("_", " ")), FieldKind.TEXTS) for key in references),
    )


def _check_columns(
    table: Table,
    needed: Sequence[tuple[str, tuple[str, str]]],
    mapping: ColumnMapping,
    wanted: Sequence[Attribute],
    faults: Faults,
) -> None:
    if not {"id", "email"} & set(mapping.by_field):
        faults.add("matching.people.no_identity", table.where())
    attributes = {one.key for one in wanted}
    there = {one.key for one in wanted if is_there(one, mapping.by_field)}
    there |= mapping.by_field.keys() - attributes
    for key, (called, rule) in needed:
        if key not in there:
            faults.add(
                "matching.people.column_missing",
                table.where(),
                attribute=called,
                rule=rule,
                columns=", ".join(mapping.unused) or "-",
            )


def _row(
    record: Mapping[str, Value],
    number: int,
    identity: str,
    values: Mapping[str, Mapping[int, AttributeValue]],
    table: Table,
    references: Sequence[str],
    extra: Sequence[Field],
) -> Row:
    email, name, places, fewest = (record[key] for key in ("email", "name", "places", "fewest"))
    attributes = {key: by_row[number] for key, by_row in values.items() if number in by_row}
    return Row(
        id=str(record[identity]),
        email=None if email is None else str(email),
        name=None if name is None else str(name),
        places=places if isinstance(places, int) else 1,
        attributes=MappingProxyType(attributes),
        references=MappingProxyType({key: _texts(record[key]) for key in references}),
        where=table.where(row=number),
        fewest=fewest if isinstance(fewest, int) else 0,
        extra=MappingProxyType({one.key: record[one.key] for one in extra}),
    )


def _texts(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _check_rows(rows: Sequence[Row], headings: Mapping[str, str], faults: Faults) -> None:
    """What no single cell shows: an id that somebody else has as their e-mail, fewer places than the fewest."""
    owner = {row.email.casefold(): row for row in rows if row.email}
    for row in rows:
        other = owner.get(row.id.casefold())
        where = row.where
        if other is not None and other is not row:
            place = Where(where.file, where.sheet, where.row, headings.get("id"))
            other_row = other.where.row or 0
            faults.add("matching.people.id_is_email", place, value=shorten(row.id), other_row=other_row)
        if row.fewest > row.places:
            place = Where(where.file, where.sheet, where.row, headings.get("fewest"))
            faults.add("matching.people.fewest_above_places", place, fewest=row.fewest, places=row.places)


class _References:
    """Whom one side's people name, found on the other side by id or e-mail."""

    def __init__(self, mine: Side, other: Side, swapped: bool, faults: Faults) -> None:
        people = People((other,))

        def named(row: Row, key: str) -> tuple[str, ...]:
            return people.find(row, key, mine.headings, faults)

        self.swapped = swapped
        self.wishes = {row.id: named(row, "wishes") for row in mine.rows}
        self.pairs = {
            key: [(row.id, id_) for row in mine.rows for id_ in named(row, key)]
            for key in ("must_be_with", "not_with", "previous_partners")
        }
        self.asked = [(row.id, id_) for row in mine.rows for id_ in named(row, "never_with")]


def _together(found: list[_References], key: str) -> tuple[PersonPair, ...]:
    """Pairs that either side may have written, first side first, each once."""
    pairs = {(other, me) if one.swapped else (me, other) for one in found for me, other in one.pairs[key]}
    return tuple(sorted(pairs))

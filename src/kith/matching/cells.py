"""The columns that an attribute may stand in, and the value of each row of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from kith.foundation.faults import Fault, Faults, Where
from kith.foundation.words import Text
from kith.matching.rulebook import Attribute, AttributeKind
from kith.matching.types import AttributeValue, Period, Point
from kith.matching.values.hours import read_hours
from kith.matching.values.languages import read_language
from kith.matching.values.periods import make_period, parts_of_period
from kith.matching.values.positions import make_point, read_point
from kith.matching.values.zones import zone_name
from kith.tables.fields import Choice, Field, FieldKind
from kith.tables.naming import shorten
from kith.tables.types import Cell, Note, Table, note
from kith.tables.values import CellReader, Unreadable

ZONE = "time_zone"
"""The column with each person's time zone, for every attribute of hours."""
_PREFIX = "attribute "
_MOST_FAULTS = 200
"""Of one attribute, nobody reads more; and to look for what was meant takes its time."""
_LONGEST = {AttributeKind.AVAILABILITY: 2_000, AttributeKind.LOCATION: 100, AttributeKind.DATES: 100}
_LONGEST_LANGUAGE = 100
_KINDS = {
    AttributeKind.CATEGORY: FieldKind.TEXT,
    AttributeKind.GRADE: FieldKind.CHOICE,
    AttributeKind.NUMBER: FieldKind.NUMBER,
    AttributeKind.AVAILABILITY: FieldKind.TEXT,
    AttributeKind.LOCATION: FieldKind.TEXT,
    AttributeKind.DATES: FieldKind.TEXT,
}
_PARTS: Mapping[AttributeKind, tuple[FieldKind, tuple[tuple[str, ...], ...]]] = {
    AttributeKind.LOCATION: (FieldKind.NUMBER, (("latitude", "lat"), ("longitude", "lon", "lng", "long"))),
    AttributeKind.DATES: (FieldKind.DATE, (("from", "start", "first"), ("to", "until", "end", "last"))),
}
"""Kinds that may stand in two columns, ``NAME_latitude`` and ``NAME_longitude``, and what the two are called."""


def columns(attributes: Sequence[Attribute]) -> tuple[Field, ...]:
    """Every column in which some attribute may stand, as fields that nothing requires."""
    fields: list[Field] = []
    for attribute in attributes:
        fields.append(_field(attribute))
        kind, parts = _PARTS.get(attribute.kind, (FieldKind.TEXT, ()))
        alone = [one.kind for one in attributes].count(attribute.kind) == 1
        for place, names in enumerate(parts):
            bare = names if alone and attribute.kind is AttributeKind.LOCATION else ()
            synonyms = (*(f"{attribute.key} {name}" for name in names[1:]), *bare)
            label = Text.of(f"{attribute.key} {names[0]}")
            fields.append(Field(_part(attribute, place), label, kind, synonyms=synonyms))
    if any(one.kind is AttributeKind.AVAILABILITY for one in attributes):
        zone = Text.of({"en": "time zone", "zh-Hans": "时区"})
        fields.append(Field(ZONE, zone, synonyms=("timezone", "tz")))
    return tuple(fields)


def with_zone(headings: Mapping[str, str]) -> dict[str, str]:
    """The headings, where a rule may read the time zones too: one column serves both."""
    shared = headings.get(f"{_PREFIX}{ZONE}")
    return {**({} if shared is None else {ZONE: shared}), **headings}


def is_there(attribute: Attribute, headings: Mapping[str, str]) -> bool:
    """Whether the attribute has its column, or both of its two."""
    if f"{_PREFIX}{attribute.key}" in headings:
        return True
    return attribute.kind in _PARTS and all(_part(attribute, place) in headings for place in (0, 1))


class CellValues:
    """The values of all rows of a table under one attribute; what cannot be read is noted by row and column."""

    def __init__(
        self, table: Table, attribute: Attribute, headings: Mapping[str, str], faults: Faults
    ) -> None:
        self._table, self._attribute, self._faults = table, attribute, faults
        self._noted = 0
        fields = {one.key: one for one in columns((attribute,))}
        self._columns = {
            key: (headings[key], table.columns.index(headings[key]), CellReader(field))
            for key, field in fields.items()
            if key in headings
        }
        self._whole = f"{_PREFIX}{attribute.key}"
        self._dates_of_cell = CellReader(Field("date", Text.of("date"), FieldKind.DATE))
        if attribute.kind is AttributeKind.DATES and self._whole in self._columns:
            heading, place, _ = self._columns[self._whole]
            self._columns["date"] = (heading, place, self._dates_of_cell)
        self._read = _READERS.get(attribute.kind, CellValues._plain)

    def by_row(self) -> dict[int, AttributeValue]:
        """Row number to value; a blank has none, and neither has what could not be read."""
        found = {}
        for done, (number, cells) in enumerate(zip(self._table.row_numbers, self._table.rows, strict=True)):
            if self._noted >= _MOST_FAULTS:
                unread = len(self._table.rows) - done
                self._faults.add("matching.people.rows_unread", self._table.where(), rows=unread)
                break
            value = self._read(self, number, cells)
            if value is not None:
                found[number] = value
        return found

    def notes(self) -> list[Note]:
        """That dates could be read two ways, unless another of the column shows which."""
        found = []
        for heading, _, reader in self._columns.values():
            if reader.ambiguous_dates and not reader.shows_order:
                place = self._table.where(column=shorten(heading))
                found.append(note("tables.dates_day_first", place, dates=reader.ambiguous_dates))
        return found

    def _cell(self, key: str, number: int, cells: Sequence[Cell]) -> object:
        """A cell's plain value, None when it is blank, has no column, or cannot be read."""
        if key not in self._columns:
            return None
        _, place, reader = self._columns[key]
        return self._try(lambda: reader(cells[place]), number, key)

    def _try(self, read: Callable[[], object], number: int, key: str) -> object:
        try:
            return read()
        except Unreadable as wrong:
            other = _part(self._attribute, 1)
            key = other if wrong.code.endswith(".longitude_range") and other in self._columns else key
            self._note(wrong, number, key)
            return None

    def _note(self, wrong: Unreadable, number: int, key: str) -> None:
        self._noted += 1
        heading = self._columns[key][0] if key in self._columns else None
        params = {
            name: shorten(value) if isinstance(value, str) and name != "choices" else value
            for name, value in wrong.params.items()
        }
        column = None if heading is None else shorten(heading)
        where = Where(self._table.name, self._table.sheet, number, column)
        self._faults.extend((Fault(wrong.code, where, MappingProxyType(params)),))

    def _plain(self, number: int, cells: Sequence[Cell]) -> AttributeValue | None:
        """Upper and lower case mean the same in people's files; a grade is already as its scale has it."""
        value = self._cell(self._whole, number, cells)
        if isinstance(value, tuple):
            return frozenset(str(one).casefold() for one in value) or None
        if value is None or isinstance(value, int | float):
            return None if value is None else float(value)
        return str(value) if self._attribute.kind is AttributeKind.GRADE else str(value).casefold()

    def _hours(self, number: int, cells: Sequence[Cell]) -> AttributeValue | None:
        text = self._cell(self._whole, number, cells)
        if text is None or self._attribute.week_of is None:
            return None
        zone = self._zone(number, cells)
        week_of = self._attribute.week_of
        # Without a zone the hours are read all the same, to say what is wrong with them too.
        read = self._try(lambda: read_hours(str(text), zone or "UTC", week_of), number, self._whole)
        return read if isinstance(read, frozenset) and read and zone is not None else None

    def _zone(self, number: int, cells: Sequence[Cell]) -> str | None:
        written = self._cell(ZONE, number, cells) or self._attribute.time_zone
        key = ZONE if ZONE in self._columns else self._whole
        if written is None:
            self._note(Unreadable("matching.people.zone_needed", attribute=self._attribute.key), number, key)
            return None
        known = self._try(lambda: zone_name(str(written)), number, key)
        return None if known is None else str(known)

    def _languages(self, number: int, cells: Sequence[Cell]) -> AttributeValue | None:
        names = self._cell(self._whole, number, cells)
        found = set()
        for name in names if isinstance(names, tuple) else ():
            language = self._try(lambda name=name: read_language(name), number, self._whole)  # type: ignore[misc]
            found.add(str(language))
        return frozenset(found - {"None"}) or None

    def _location(self, number: int, cells: Sequence[Cell]) -> AttributeValue | None:
        text, one, other = self._parts(number, cells)
        first = _part(self._attribute, 0)
        if isinstance(one, float) and isinstance(other, float):
            value = self._try(lambda: make_point(one, other), number, first)
        elif one is not None or other is not None:
            self._half("matching.people.point_half", number)
            value = None
        else:
            value = None if text is None else self._try(lambda: read_point(str(text)), number, self._whole)
        return value if isinstance(value, Point) else None

    def _dates(self, number: int, cells: Sequence[Cell]) -> AttributeValue | None:
        text, one, other = self._parts(number, cells)
        if isinstance(one, date) and isinstance(other, date):
            value = self._try(lambda: make_period(one, other), number, _part(self._attribute, 0))
        elif one is not None or other is not None:
            self._half("matching.people.period_half", number)
            value = None
        else:
            value = None if text is None else self._try(lambda: self._period(str(text)), number, self._whole)
        return value if isinstance(value, Period) else None

    def _period(self, text: str) -> Period:
        try:
            dates = [self._dates_of_cell(part) for part in parts_of_period(text)]
        except Unreadable as wrong:
            raise Unreadable("matching.people.period_unreadable", value=text) from wrong
        first, last = dates[0], dates[-1]
        if len(dates) > 2 or not isinstance(first, date) or not isinstance(last, date):
            raise Unreadable("matching.people.period_unreadable", value=text)
        return make_period(first, last)

    def _parts(self, number: int, cells: Sequence[Cell]) -> tuple[object, object, object]:
        before = self._noted
        whole, one, other = (
            self._cell(key, number, cells)
            for key in (self._whole, _part(self._attribute, 0), _part(self._attribute, 1))
        )
        # What cannot be read is said once: it is not also said to be half missing.
        return (whole, one, other) if self._noted == before else (None, None, None)

    def _half(self, code: str, number: int) -> None:
        """One of two columns is blank."""
        self._note(Unreadable(code), number, _part(self._attribute, 0))


_READERS: Mapping[AttributeKind, Callable[[CellValues, int, Sequence[Cell]], AttributeValue | None]] = {
    AttributeKind.AVAILABILITY: CellValues._hours,
    AttributeKind.LANGUAGES: CellValues._languages,
    AttributeKind.LOCATION: CellValues._location,
    AttributeKind.DATES: CellValues._dates,
}


def _part(attribute: Attribute, place: int) -> str:
    return f"{_PREFIX}{attribute.key} {place}"


def _field(attribute: Attribute) -> Field:
    return Field(
        f"{_PREFIX}{attribute.key}",
        Text.of(attribute.key),
        _KINDS.get(attribute.kind, FieldKind.TEXTS),
        max_length=_LONGEST_LANGUAGE
        if attribute.kind is AttributeKind.LANGUAGES
        else _LONGEST.get(attribute.kind),
        choices=tuple(Choice(step, Text.of(step)) for step in attribute.scale),
    )

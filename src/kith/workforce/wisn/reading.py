"""A WISN workbook to data: every fault of every sheet by row, or the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kith.foundation.faults import Fault, KithError, Where
from kith.foundation.provenance import hash_bytes
from kith.tables.kinds import is_workbook
from kith.tables.mapping import suggest_mapping
from kith.tables.reading import read_content, read_table
from kith.tables.records import check_records
from kith.tables.types import FILE_LIMITS, Note, Value, note
from kith.workforce.wisn.checks import At, Located, faults_of
from kith.workforce.wisn.sheets import FIGURES, INVENTED, MAY_BE_EMPTY, README, Sheet, schema
from kith.workforce.wisn.types import (
    Activity,
    AllowanceUnit,
    CategoryAllowance,
    Facility,
    IndividualAllowance,
    Norms,
    Period,
    Places,
    Post,
    Ranged,
    Standard,
    Unit,
    Volume,
    WisnData,
    WorkingTime,
)

T = TypeVar("T")
Row = Mapping[str, Value]

FOLLOWS_FROM: Mapping[Sheet, frozenset[str]] = {
    Sheet.WORKING_TIME: frozenset({"unknown_cadre"}),
    Sheet.ACTIVITIES: frozenset({"no_activities", "volume_without_standard"}),
    Sheet.CATEGORY_ALLOWANCES: frozenset(),
    Sheet.FACILITIES: frozenset({"unknown_facility", "unknown_type"}),
    Sheet.STAFF: frozenset({"no_posts", "volume_without_post", "individual_without_post"}),
    Sheet.WORKLOAD: frozenset({"volume_missing"}),
    Sheet.INDIVIDUAL_ALLOWANCES: frozenset(),
}
"""Faults that a row which could not be read may bring about elsewhere: not said while that sheet has faults."""


@dataclass(frozen=True, slots=True)
class ReadWisn:
    """The data of a workbook, what was noticed in it, and the hash of the file."""

    data: WisnData
    notes: tuple[Note, ...]
    inputs: Mapping[str, str]


def read_wisn(source: Path | bytes, name: str) -> ReadWisn:
    """The data of a workbook as Kith's template has it.

    Raises
    ------
    KithError
        With every fault of every sheet: its shape, its cells, and what does not fit together.
    """
    content = read_content(source, Where(file=name), FILE_LIMITS)
    if not is_workbook(content, Where(file=name), FILE_LIMITS):
        raise KithError(Fault("workforce.wisn.no_workbook", Where(file=name)))
    book = _Book(content, name)
    data = Located(
        book.rows(Sheet.WORKING_TIME, _working_time),
        book.rows(Sheet.ACTIVITIES, _activity),
        book.rows(Sheet.CATEGORY_ALLOWANCES, _category_allowance),
        book.rows(Sheet.FACILITIES, _facility),
        book.rows(Sheet.STAFF, _post),
        book.rows(Sheet.WORKLOAD, _volume),
        book.rows(Sheet.INDIVIDUAL_ALLOWANCES, _individual_allowance),
    )
    faults = [*book.faults, *(fault for fault in faults_of(data) if not book.follows(fault))]
    if faults:
        raise KithError(faults)
    norms = Norms(_only(data.working_times), _only(data.activities), _only(data.category_allowances))
    places = Places(
        _only(data.facilities), _only(data.posts), _only(data.volumes), _only(data.individual_allowances)
    )
    whole = WisnData(norms, places, synthetic=book.is_invented())
    return ReadWisn(whole, tuple(book.notes), {name: hash_bytes(content)})


class _Book:
    """Reads one sheet after another, and keeps what is wrong with each."""

    def __init__(self, content: bytes, name: str) -> None:
        self._content, self._name = content, name
        self.faults: list[Fault] = []
        self.notes: list[Note] = []
        self._bad: set[Sheet] = set()

    def rows(self, sheet: Sheet, make: Callable[[Row], T]) -> tuple[At[T], ...]:
        """The rows of a sheet that can be read, each with its place."""
        try:
            table = read_table(self._content, name=self._name, sheet=sheet.value, limits=FILE_LIMITS)
        except KithError as error:
            codes = {fault.code for fault in error.faults}
            if sheet not in MAY_BE_EMPTY or codes != {"tables.headings_only"}:
                self._note(sheet, error.faults)
            return ()
        wanted = schema(sheet)
        mapping = suggest_mapping(table.columns, wanted)
        checked = check_records(table, wanted, mapping)
        self._note(sheet, checked.faults)
        self.notes.extend(checked.right.notes)
        self.notes.extend(
            note("workforce.wisn.column_unused", table.where(column=column)) for column in mapping.unused
        )
        return tuple(
            (table.where(row=number), make(record))
            for number, record in zip(checked.right.row_numbers, checked.right.records, strict=True)
        )

    def follows(self, fault: Fault) -> bool:
        """Whether it may come from a row elsewhere that could not be read."""
        name = fault.code.rpartition(".")[2]
        return any(name in FOLLOWS_FROM[sheet] for sheet in self._bad)

    def is_invented(self) -> bool:
        """Whether the sheet that Kith writes first says that the figures are invented."""
        try:
            table = read_table(self._content, name=self._name, sheet=README, limits=FILE_LIMITS)
        except KithError:
            return False
        said = {str(row[0]): str(row[1]) for row in table.rows if len(row) > 1}
        return said.get(FIGURES, "").startswith(INVENTED)

    def _note(self, sheet: Sheet, faults: tuple[Fault, ...]) -> None:
        if faults:
            self._bad.add(sheet)
            self.faults.extend(faults)


def _only(rows: tuple[At[T], ...]) -> tuple[T, ...]:
    return tuple(item for _, item in rows)


def _number(row: Row, key: str) -> float:
    value = row[key]
    assert isinstance(value, (int, float))
    return float(value)


def _maybe(row: Row, key: str) -> float | None:
    return None if row[key] is None else _number(row, key)


def _text(row: Row, key: str) -> str | None:
    value = row[key]
    assert value is None or isinstance(value, str)
    return value


def _words(row: Row, key: str) -> str:
    return _text(row, key) or ""


def _period(row: Row) -> Period | None:
    said = _text(row, "period")
    return None if said is None else Period(said)


def _working_time(row: Row) -> WorkingTime:
    days = ("days_per_week", "hours_per_day", "public_holidays", "annual_leave", "sick_leave", "other_leave")
    return WorkingTime(_words(row, "cadre"), *(_number(row, key) for key in days))


def _activity(row: Row) -> Activity:
    return Activity(
        _words(row, "cadre"),
        _words(row, "activity"),
        Standard(_words(row, "standard")),
        Ranged(_number(row, "amount"), _maybe(row, "low"), _maybe(row, "high")),
        Unit(_words(row, "unit")),
        _text(row, "facility_type"),
    )


def _category_allowance(row: Row) -> CategoryAllowance:
    return CategoryAllowance(
        _words(row, "cadre"),
        _words(row, "activity"),
        _number(row, "amount"),
        AllowanceUnit(_words(row, "unit")),
        _period(row),
        _text(row, "facility_type"),
    )


def _facility(row: Row) -> Facility:
    return Facility(
        _words(row, "facility"), _text(row, "facility_type"), _text(row, "district"), _text(row, "region")
    )


def _post(row: Row) -> Post:
    return Post(_words(row, "facility"), _words(row, "cadre"), _number(row, "current"), _maybe(row, "funded"))


def _volume(row: Row) -> Volume:
    value = _maybe(row, "volume")
    amount = None if value is None else Ranged(value, _maybe(row, "low"), _maybe(row, "high"))
    return Volume(_words(row, "facility"), _words(row, "cadre"), _words(row, "activity"), amount)


def _individual_allowance(row: Row) -> IndividualAllowance:
    return IndividualAllowance(
        _words(row, "cadre"),
        _words(row, "activity"),
        _number(row, "staff"),
        _number(row, "amount"),
        Unit(_words(row, "unit")),
        _period(row),
        _text(row, "facility"),
    )

"""The sheets of a WISN workbook: what Kith writes, reads and documents, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kith.foundation.words import Text
from kith.tables.fields import Choice, Field, FieldKind, Schema

README = "Read me"
FIGURES = "Figures"
INVENTED = "invented"
ENTERED = "as entered"


class Sheet(StrEnum):
    """The sheets, in their order in the workbook."""

    WORKING_TIME = "Working time"
    ACTIVITIES = "Activities"
    CATEGORY_ALLOWANCES = "Category allowances"
    FACILITIES = "Facilities"
    STAFF = "Staff"
    WORKLOAD = "Workload"
    INDIVIDUAL_ALLOWANCES = "Individual allowances"


MAY_BE_EMPTY = frozenset({Sheet.CATEGORY_ALLOWANCES, Sheet.INDIVIDUAL_ALLOWANCES})
"""Their headings alone say that there is no such work. A sheet that is not there says nothing, so it is a fault."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Its meaning is the sentence ``workforce.wisn.column.KEY`` of the catalogue."""

    field: Field
    meaning: str


def _column(
    key: str,
    label: str,
    kind: FieldKind = FieldKind.TEXT,
    *,
    required: bool = True,
    choices: tuple[Choice, ...] = (),
    meaning: str | None = None,
) -> Column:
    field = Field(key, Text.of(label), kind, required=required, choices=choices)
    return Column(field, f"workforce.wisn.column.{meaning or key}")


def _choice(value: str, label: str, *synonyms: str) -> Choice:
    return Choice(value, Text.of(label), synonyms)


STANDARDS = (
    _choice("time", "time each", "time", "unit time"),
    _choice("rate", "number in a time", "rate"),
)
TIMES = (
    _choice("minutes", "minutes", "minute", "min"),
    _choice("hours", "hours", "hour", "h"),
    _choice("days", "days", "day"),
)
ALLOWANCES = (_choice("percent", "percent", "%", "per cent"), *TIMES)
PERIODS = tuple(
    _choice(name, name, f"per {name}", f"a {name}", adverb)
    for name, adverb in (
        ("day", "daily"),
        ("week", "weekly"),
        ("month", "monthly"),
        ("quarter", "quarterly"),
        ("year", "yearly"),
    )
)
NUMBER = FieldKind.NUMBER
CADRE = _column("cadre", "Cadre")
FACILITY = _column("facility", "Facility")
TYPE_OF = _column("facility_type", "Facility type", required=False, meaning="only_type")

COLUMNS: dict[Sheet, tuple[Column, ...]] = {
    Sheet.WORKING_TIME: (
        CADRE,
        _column("days_per_week", "Days a week", NUMBER),
        _column("hours_per_day", "Hours a day", NUMBER),
        _column("public_holidays", "Public holidays", NUMBER),
        _column("annual_leave", "Annual leave", NUMBER),
        _column("sick_leave", "Sick leave", NUMBER),
        _column("other_leave", "Other leave", NUMBER),
    ),
    Sheet.ACTIVITIES: (
        CADRE,
        _column("activity", "Activity"),
        _column("standard", "Standard", FieldKind.CHOICE, choices=STANDARDS),
        _column("amount", "Amount", NUMBER, meaning="standard_amount"),
        _column("unit", "Unit of time", FieldKind.CHOICE, choices=TIMES, meaning="standard_unit"),
        _column("low", "Lowest", NUMBER, required=False),
        _column("high", "Highest", NUMBER, required=False),
        TYPE_OF,
    ),
    Sheet.CATEGORY_ALLOWANCES: (
        CADRE,
        _column("activity", "Support activity", meaning="support"),
        _column("amount", "Amount", NUMBER, meaning="allowance_amount"),
        _column("unit", "Unit", FieldKind.CHOICE, choices=ALLOWANCES, meaning="allowance_unit"),
        _column("period", "Period", FieldKind.CHOICE, required=False, choices=PERIODS),
        TYPE_OF,
    ),
    Sheet.FACILITIES: (
        FACILITY,
        _column("facility_type", "Facility type", required=False),
        _column("district", "District", required=False),
        _column("region", "Region", required=False),
    ),
    Sheet.STAFF: (
        FACILITY,
        CADRE,
        _column("current", "Staff in post", NUMBER),
        _column("funded", "Funded posts", NUMBER, required=False),
    ),
    Sheet.WORKLOAD: (
        FACILITY,
        CADRE,
        _column("activity", "Activity"),
        _column("volume", "Number a year", NUMBER, required=False),
        _column("low", "Lowest", NUMBER, required=False),
        _column("high", "Highest", NUMBER, required=False),
    ),
    Sheet.INDIVIDUAL_ALLOWANCES: (
        _column("facility", "Facility", required=False, meaning="only_facility"),
        CADRE,
        _column("activity", "Additional work", meaning="additional"),
        _column("staff", "Number of staff", NUMBER),
        _column("amount", "Time of each", NUMBER, meaning="individual_amount"),
        _column("unit", "Unit of time", FieldKind.CHOICE, choices=TIMES),
        _column("period", "Period", FieldKind.CHOICE, required=False, choices=PERIODS, meaning="individual_period"),
    ),
}  # fmt: skip


def schema(sheet: Sheet) -> Schema:
    """The fields of a sheet, for :mod:`kith.tables`."""
    return Schema(tuple(column.field for column in COLUMNS[sheet]))


def headings(sheet: Sheet) -> tuple[str, ...]:
    """The headings as Kith writes them."""
    return tuple(str(column.field.label) for column in COLUMNS[sheet])

"""Plans and outturns from tables."""

from __future__ import annotations

from collections.abc import Mapping

from kith.foundation.faults import Faults
from kith.foundation.words import Text
from kith.tables.fields import Field, FieldKind, Schema
from kith.tables.mapping import suggest_mapping
from kith.tables.records import read_records
from kith.tables.types import Table, Value
from kith.workforce.scorecard.types import Outturn, Planned

NUMBER, YEAR = FieldKind.NUMBER, FieldKind.WHOLE_NUMBER
PLANS = Schema(
    (
        Field("plan", Text.of("Plan"), required=True),
        Field("published", Text.of("Published"), YEAR, required=True, low=1800, high=2200),
        Field("series", Text.of("Series"), required=True),
        Field("target", Text.of("Target year"), YEAR, required=True, low=1800, high=2200, synonyms=("year",)),
        Field("value", Text.of("Planned"), NUMBER, required=True, synonyms=("planned value",)),
        Field("low", Text.of("Low"), NUMBER),
        Field("high", Text.of("High"), NUMBER),
        Field("level", Text.of("Level"), NUMBER, low=0, high=1),
        Field("source", Text.of("Source")),
        Field("definition", Text.of("Definition")),
        Field("known_to", Text.of("Known to"), YEAR, low=1800, high=2200),
    )
)
OUTTURNS = Schema(
    (
        Field("series", Text.of("Series"), required=True),
        Field("year", Text.of("Year"), YEAR, required=True, low=1800, high=2200),
        Field("value", Text.of("Outturn"), NUMBER, required=True, synonyms=("count", "actual")),
        Field("source", Text.of("Source")),
        Field("definition", Text.of("Definition")),
    )
)


def read_plans(table: Table) -> tuple[Planned, ...]:
    """A row a planned value. Raises KithError with every fault of its cells."""
    return tuple(
        Planned(
            plan=_text(row["plan"]),
            published=_year(row["published"]),
            series=_text(row["series"]),
            target=_year(row["target"]),
            value=_number(row["value"]),
            low=_perhaps(row["low"]),
            high=_perhaps(row["high"]),
            level=_perhaps(row["level"]),
            source=_text(row["source"]),
            definition=_text(row["definition"]),
            known_to=None if row["known_to"] is None else _year(row["known_to"]),
        )
        for row in _rows(table, PLANS)
    )


def read_outturns(table: Table) -> tuple[Outturn, ...]:
    """A row a count that came. Raises KithError with every fault of its cells."""
    return tuple(
        Outturn(
            series=_text(row["series"]),
            year=_year(row["year"]),
            value=_number(row["value"]),
            source=_text(row["source"]),
            definition=_text(row["definition"]),
        )
        for row in _rows(table, OUTTURNS)
    )


def _rows(table: Table, schema: Schema) -> tuple[Mapping[str, Value], ...]:
    mapping = suggest_mapping(table.columns, schema)
    faults = Faults()
    for field in schema.fields:
        if field.required and field.key not in mapping.by_field:
            faults.add("workforce.scorecard.no_column", file=table.name, column=field.label.in_language("en"))
    faults.raise_if_any()
    return read_records(table, schema, mapping).records


def _text(value: Value) -> str:
    return "" if value is None else " ".join(str(value).split())


def _year(value: Value) -> int:
    assert isinstance(value, int)
    return value


def _number(value: Value) -> float:
    assert isinstance(value, float)
    return value


def _perhaps(value: Value) -> float | None:
    return None if value is None else _number(value)

"""From a table of counts to series: a row a place, an occupation and a year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from kith.foundation.faults import Faults
from kith.foundation.provenance import hash_bytes
from kith.foundation.words import Text
from kith.tables.fields import Field, FieldKind, Schema
from kith.tables.mapping import ColumnMapping, suggest_mapping
from kith.tables.reading import read_table
from kith.tables.records import read_records
from kith.tables.types import FILE_LIMITS, Records, Table, Value
from kith.workforce.backtest.quality import quality
from kith.workforce.backtest.types import Stocks
from kith.workforce.forecast.series import Series

EVERYBODY = "everybody"
WHO_COLUMNS = ("indicator", "iso3", "value")
"""The headings of the Global Health Observatory's counts."""
WHO_TOTALS = (
    "Medical doctors (number)",
    "Nursing and midwifery personnel (number)",
    "Dentists (number)",
)
"""Of its indicators, those read unless others are asked for: totals in heads. The others are densities, or parts of
these."""
SCHEMA = Schema(
    (
        Field("place", Text.of("Place"), required=True, synonyms=("iso3", "country", "code")),
        Field("year", Text.of("Year"), FieldKind.WHOLE_NUMBER, required=True, low=1800, high=2200),
        Field(
            "count", Text.of("Count"), FieldKind.NUMBER, synonyms=("value", "stock", "number", "heads", "fte")
        ),
        Field("occupation", Text.of("Occupation"), synonyms=("indicator", "profession", "cadre")),
        Field("region", Text.of("Region"), synonyms=("who_region",)),
    )
)


def read_stocks(
    source: Path, *, only: Sequence[str] = (), columns: Mapping[str, str] | None = None
) -> Stocks:
    """Every series of a CSV, XLSX or Parquet file, with what was found in it.

    Parameters
    ----------
    source
        The file.
    only
        Occupations to read; empty for all, or for the three totals where the file is laid out as the WHO's.
    columns
        Field (place, year, count, occupation, region) to heading; those not named are found by their headings.

    Raises
    ------
    KithError
        With every fault: columns that are not there, cells that are no number, counts that are not above 0, a year
        twice in one series, an occupation asked for that no row has.
    """
    content = source.read_bytes()
    table = read_table(content, name=source.name, limits=FILE_LIMITS)
    mapping = _mapping(table, columns or {})
    if not only and all(name in table.columns for name in WHO_COLUMNS):
        only = WHO_TOTALS
    records = read_records(table, SCHEMA, mapping)
    return _stocks(table, records, mapping, frozenset(map(_plain, only)), hash_bytes(content))


def _mapping(table: Table, columns: Mapping[str, str]) -> ColumnMapping:
    faults = Faults()
    found = dict(suggest_mapping(table.columns, SCHEMA).by_field)
    for field, heading in columns.items():
        if heading not in table.columns:
            faults.add("workforce.backtest.no_column", file=table.name, field=field, column=heading)
    for field in ("place", "year", "count"):
        if field not in {**found, **columns}:
            faults.add("workforce.backtest.no_field", file=table.name, field=field)
    faults.raise_if_any()
    chosen = {field: heading for field, heading in found.items() if heading not in columns.values()}
    return ColumnMapping.chosen({**chosen, **columns}, table.columns)


def _stocks(
    table: Table, records: Records, mapping: ColumnMapping, only: frozenset[str], sha256: str
) -> Stocks:
    faults = Faults()
    counts: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    regions: dict[str, str] = {}
    seen: set[str] = set()
    others = missing = 0
    for row, record in zip(records.row_numbers, records.records, strict=True):
        occupation = _plain(record["occupation"]) or EVERYBODY
        seen.add(occupation)
        if only and occupation not in only:
            others += 1
        elif record["count"] is None:
            missing += 1
        else:
            place = _plain(record["place"])
            regions.setdefault(place, _plain(record["region"]))
            found = counts[place, occupation]
            _note(found, record, f"{place}: {occupation}", faults, table, row, mapping)
    for wanted in sorted(only - seen):
        faults.add("workforce.backtest.no_occupation", file=table.name, occupation=wanted)
    faults.raise_if_any()
    series = tuple(
        Series(
            place, occupation, tuple(sorted(found)), tuple(found[at] for at in sorted(found)), regions[place]
        )
        for (place, occupation), found in sorted(counts.items())
    )
    counted = quality(series, rows=len(records.records), other_rows=others, no_count=missing)
    return Stocks(series, counted, sha256)


def _note(
    found: dict[int, float],
    record: Mapping[str, Value],
    name: str,
    faults: Faults,
    table: Table,
    row: int,
    mapping: ColumnMapping,
) -> None:
    year, count = record["year"], record["count"]
    assert isinstance(year, int)
    assert isinstance(count, float)
    if not count > 0:
        where = table.where(row=row, column=mapping.by_field["count"])
        faults.add("workforce.series.not_positive", where, name=name, year=year, value=count)
    if year in found:
        where = table.where(row=row, column=mapping.by_field["year"])
        faults.add("workforce.backtest.year_again", where, name=name, year=year)
    found.setdefault(year, count)


def _plain(value: Value) -> str:
    return " ".join(str(value).split()) if value is not None else ""

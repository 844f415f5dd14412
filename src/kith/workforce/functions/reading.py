"""A long table from a CSV or XLSX file: every fault at once, or the table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.foundation.provenance import hash_bytes, hash_value
from kith.foundation.words import Text
from kith.tables.fields import Choice, Field, FieldKind, Schema
from kith.tables.mapping import suggest_mapping
from kith.tables.reading import read_content, read_table
from kith.tables.records import check_records
from kith.tables.types import FILE_LIMITS, Table, Value
from kith.workforce.functions.checks import Located, check_cells, faults_between
from kith.workforce.functions.names import own_lists
from kith.workforce.functions.occupations import tier_of
from kith.workforce.functions.types import FunctionTable, Lists, Role, Row, Share, Staff, Tier

FIGURES, INVENTED = "Figures", "invented"
"""A table with this column and word says itself that it is made up."""
UNITS = ("people", "fte")


def _field(key: str, label: str, *synonyms: str, required: bool = False) -> Field:
    return Field(key, Text.of(label), required=required, synonyms=synonyms)


def _number(key: str, label: str, *synonyms: str, required: bool = False) -> Field:
    return Field(key, Text.of(label), FieldKind.NUMBER, required=required, synonyms=synonyms)


def _choice(key: str, label: str, values: tuple[str, ...], *, required: bool = False) -> Field:
    choices = tuple(Choice(each, Text.of(each)) for each in values)
    return Field(key, Text.of(label), FieldKind.CHOICE, required=required, choices=choices)


SCHEMA = Schema(
    (
        _field("function", "Function", required=True),
        _field("part", "Sub-function", "Part"),
        _field("occupation", "ISCO-08", "ISCO", "ISCO-08 code", "Occupation", required=True),
        _choice("tier", "Tier", tuple(Tier)),
        _field("sector", "Sector"),
        _field("employer", "Employer"),
        _field("region", "Region"),
        _number("headcount", "Headcount", "People", required=True),
        _choice("unit", "Unit", UNITS),
        _number("working_time", "Working time"),
        _number("low", "Share low", "Low"),
        _number("mode", "Share", "Share mode", "Mode", required=True),
        _number("high", "Share high", "High"),
        _choice("role", "Role", tuple(Role), required=True),
        _field("evidence", "Evidence", "Evidence source"),
        _field("respondent", "Respondent", required=True),
        _field("group", "Group"),
    )
)
"""The columns: the names that Kith writes, and others that it takes."""


def read_functions(path: Path, lists: Lists | None = None) -> FunctionTable:
    """The table in a file.

    Raises
    ------
    KithError
        With every fault: its shape, its cells, a function or code that is not known, shares out of range or order,
        rows that count staff twice.
    """
    content = read_content(path, Where(file=path.name), FILE_LIMITS)
    return functions_table(
        read_table(content, name=path.name, limits=FILE_LIMITS), hash_bytes(content), lists
    )


def functions_table(table: Table, content_hash: str, lists: Lists | None = None) -> FunctionTable:
    """The long table in a sheet that was read; see :func:`read_functions`."""
    known = lists or own_lists()
    checked = check_records(table, SCHEMA, suggest_mapping(table.columns, SCHEMA))
    faults = Faults()
    faults.extend(checked.faults)
    located: list[Located] = []
    for number, record in zip(checked.right.row_numbers, checked.right.records, strict=True):
        before = len(faults)
        check_cells(record, table.where(row=number), known, faults)
        if len(faults) == before:
            located.append((table.where(row=number), row_of(record)))
    if not checked.right.records and not faults:
        raise KithError(Fault("workforce.functions.no_rows", table.where()))
    # What adds up over rows is looked for only where every row could be read: else it may be their fault.
    faults.extend(() if faults else faults_between(located))
    faults.raise_if_any()
    return FunctionTable(
        table.name,
        tuple(row for _, row in located),
        known,
        synthetic=_is_invented(table),
        notes=checked.right.notes,
        inputs={table.name: content_hash, **lists_hash(known)},
    )


def lists_hash(lists: Lists) -> Mapping[str, str]:
    """The hash of an owner's lists; nothing where they are Kith's own."""
    if lists == own_lists():
        return {}
    said = {
        "functions": [[each.key, each.name.to_json()] for each in lists.functions],
        "occupations": [[code, each.name.to_json()] for code, each in sorted(lists.occupations.items())],
    }
    return {"lists": hash_value(said)}


def row_of(record: Mapping[str, Value]) -> Row:
    """A row whose cells are known to be right. Ends that are blank are the share itself."""
    code, mode = _text(record, "occupation"), _amount(record, "mode")
    staff = Staff(
        respondent=_text(record, "respondent"),
        occupation=code,
        tier=Tier(_text(record, "tier")) if record["tier"] else tier_of(code),
        headcount=int(_amount(record, "headcount")),
        sector=_text(record, "sector"),
        employer=_text(record, "employer"),
        region=_text(record, "region"),
        group=_text(record, "group") or None,
        working_time=_amount(record, "working_time", 1.0),
    )
    share = Share(_amount(record, "low", mode), mode, _amount(record, "high", mode))
    return Row(
        staff,
        _text(record, "function"),
        share,
        Role(_text(record, "role")),
        _text(record, "part"),
        _text(record, "evidence"),
    )


def _text(record: Mapping[str, Value], key: str) -> str:
    value = record[key]
    return "" if value is None else str(value)


def _amount(record: Mapping[str, Value], key: str, otherwise: float = 0.0) -> float:
    value = record[key]
    return float(value) if isinstance(value, (int, float)) else otherwise


def _is_invented(table: Table) -> bool:
    return FIGURES in table.columns and any(str(cell).startswith(INVENTED) for cell in table.column(FIGURES))

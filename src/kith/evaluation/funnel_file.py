"""A file with a row for each application, and one of the workforce, read: every fault by row and column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from kith.evaluation.ethnicity import KEY as ETHNIC
from kith.evaluation.ethnicity import ethnic_categories
from kith.evaluation.funnel_types import (
    ABSENT,
    STAGES,
    Baseline,
    Category,
    Characteristic,
    Counted,
    FunnelData,
    Stage,
    Told,
)
from kith.evaluation.types import Remark
from kith.foundation.faults import Faults
from kith.foundation.messages import words
from kith.foundation.words import Text
from kith.tables.dates import read_date
from kith.tables.naming import shorten
from kith.tables.types import Cell, Table
from kith.tables.values import NO, YES

MOST_CATEGORIES = 40
STAFF_COLUMNS = ("characteristic", "category", "staff")
UNSAID = {
    "prefer not to say": Told.PREFER_NOT,
    "prefer not to answer": Told.PREFER_NOT,
    "not stated": Told.NOT_STATED,
    "not known": Told.NOT_KNOWN,
    "unknown": Told.NOT_KNOWN,
    "don't know": Told.NOT_KNOWN,
}
"""Answers that are no group, by their plain words."""


@dataclass(frozen=True, slots=True)
class FunnelColumns:
    """Which column holds what.

    ``stage`` names the furthest stage of each application; or ``dates`` has a column a stage, with a date
    (or yes) where it was reached. ``by`` are columns to group by; ``ethnic`` holds NHS codes; ``cohort``
    names the cohort of each row. ``counted`` are stages known by number alone.
    """

    stage: str | None = None
    dates: Mapping[Stage, str] = field(default_factory=lambda: MappingProxyType({}))
    by: tuple[str, ...] = ()
    ethnic: str | None = None
    cohort: str | None = None
    counted: tuple[Counted, ...] = ()


def read_funnel(table: Table, columns: FunnelColumns) -> FunnelData:
    """The applications of a file.

    Stages are written as their key or name (``shortlisted``, ``Offered a place``). A blank answer is one
    that was never asked for. "Prefer not to say", "not stated" and "not known" are counted, and are no group.

    Raises
    ------
    KithError
        With every fault, by row and column: columns that are not there, stages and codes that are none.
    """
    faults = Faults()
    _check_columns(table, columns, faults)
    faults.raise_if_any()
    stages, furthest = _furthest(table, columns, faults)
    characteristics = [_characteristic(table, heading, faults) for heading in columns.by]
    if columns.ethnic is not None:
        characteristics.append(_ethnic(table, columns.ethnic, faults))
    faults.raise_if_any()
    cohorts: tuple[str, ...] = ()
    if columns.cohort is not None:
        cohorts = tuple(sorted({_plain(cell) for cell in table.column(columns.cohort)} - {""}))
    return FunnelData(stages, np.array(furthest), tuple(characteristics), cohorts, columns.counted)


def read_baselines(table: Table, data: FunnelData) -> tuple[tuple[Baseline, ...], tuple[Remark, ...]]:
    """The workforce, a row a category: ``characteristic``, ``category`` and ``staff``.

    A characteristic is named by its column's heading, a category by its answer. Categories that no
    application has are left out and said.

    Raises
    ------
    KithError
        With every fault, by row and column.
    """
    faults = Faults()
    heading = {each.casefold(): each for each in table.columns}
    missing = [name for name in STAFF_COLUMNS if name not in heading]
    if missing:
        faults.add("evaluation.funnel.staff_columns", table.where(), missing=", ".join(missing))
        faults.raise_if_any()
    known = {str(each.label).casefold(): each for each in data.characteristics}
    known |= {each.key.casefold(): each for each in data.characteristics}
    found: dict[str, Counter[str]] = {}
    remarks = []
    cells = zip(table.row_numbers, *(table.column(heading[name]) for name in STAFF_COLUMNS), strict=True)
    for row, characteristic, category, staff in cells:
        each = known.get(_plain(characteristic).casefold())
        if each is None:
            where = table.where(row=row, column=heading["characteristic"])
            faults.add(
                "evaluation.funnel.baseline_unknown", where, characteristic=shorten(_plain(characteristic))
            )
            continue
        n = _staff(staff)
        if n is None:
            where = table.where(row=row, column=heading["staff"])
            faults.add("evaluation.funnel.not_a_number", where, value=shorten(_plain(staff)))
            continue
        keys = {_plain(category.key).casefold(): category.key for category in each.categories}
        keys |= {str(category.label).casefold(): category.key for category in each.categories}
        key = keys.get(_plain(category).casefold())
        if key is None:
            params = {"category": _plain(category), "characteristic": str(each.label)}
            remarks.append(Remark("evaluation.funnel.staff_unknown", MappingProxyType(params)))
            continue
        found.setdefault(each.key, Counter())[key] += n
    faults.raise_if_any()
    return tuple(Baseline(key, dict(counts)) for key, counts in found.items()), tuple(remarks)


def _check_columns(table: Table, columns: FunnelColumns, faults: Faults) -> None:
    if columns.stage is None and not columns.dates:
        faults.add("evaluation.funnel.no_stage_column", table.where())
    if columns.stage is not None and columns.dates:
        faults.add("evaluation.funnel.both_stage_columns", table.where())
    wanted = [columns.stage, *columns.dates.values(), *columns.by, columns.ethnic, columns.cohort]
    for name in dict.fromkeys(wanted):
        if name is not None and name not in table.columns:
            faults.add(
                "evaluation.funnel.no_column", table.where(), column=name, columns=", ".join(table.columns)
            )
    if not table.rows:
        faults.add("evaluation.funnel.no_rows", table.where())


def _furthest(table: Table, columns: FunnelColumns, faults: Faults) -> tuple[tuple[Stage, ...], list[int]]:
    if columns.stage is None:
        stages = tuple(stage for stage in STAGES if stage in columns.dates)
        return stages, _by_dates(table, stages, columns.dates, faults)
    named = _stage_names()
    found: list[Stage | None] = []
    for row, cell in zip(table.row_numbers, table.column(columns.stage), strict=True):
        stage = named.get(_plain(cell).casefold())
        if stage is None:
            where = table.where(row=row, column=columns.stage)
            faults.add(
                "evaluation.funnel.unknown_stage", where, value=shorten(_plain(cell)), stages=stage_keys()
            )
        found.append(stage)
    stages = tuple(stage for stage in STAGES if stage in found)
    return stages, [stages.index(stage) if stage is not None else 0 for stage in found]


def _by_dates(
    table: Table, stages: tuple[Stage, ...], dates: Mapping[Stage, str], faults: Faults
) -> list[int]:
    furthest = [-1] * len(table.rows)
    for place, stage in enumerate(stages):
        for at, cell in enumerate(table.column(dates[stage])):
            reached = _reached(cell)
            if reached is None:
                where = table.where(row=table.row_numbers[at], column=dates[stage])
                faults.add("tables.not_a_date", where, value=shorten(_plain(cell)))
            elif reached:
                furthest[at] = place
    for row, place in zip(table.row_numbers, furthest, strict=True):
        if place < 0:
            faults.add("evaluation.funnel.no_stage", table.where(row=row))
    return furthest


def _reached(cell: Cell) -> bool | None:
    """A date or yes: reached; blank or no: not; anything else cannot be told."""
    text = _plain(cell).casefold()
    if text == "" or text in NO:
        return False
    if text in YES:
        return True
    return True if isinstance(cell, str) and read_date(cell) is not None else _by_kind(cell)


def _by_kind(cell: Cell) -> bool | None:
    if isinstance(cell, bool):
        return cell
    return True if hasattr(cell, "year") else None


def _characteristic(table: Table, heading: str, faults: Faults) -> Characteristic:
    answers = [_plain(cell) for cell in table.column(heading)]
    told = sorted(
        set(answers) - {""}, key=lambda answer: (answer.casefold() in UNSAID, answer.casefold(), answer)
    )
    if len(told) > MOST_CATEGORIES:
        where = table.where(column=heading)
        faults.add("evaluation.funnel.too_many_categories", where, n=len(told), most=MOST_CATEGORIES)
    place = {answer: at for at, answer in enumerate(told)}
    categories = tuple(
        Category(answer, Text.of(answer), UNSAID.get(answer.casefold(), Told.GROUP)) for answer in told
    )
    codes = np.array([place.get(answer, ABSENT) for answer in answers])
    return Characteristic(heading, Text.of(heading), categories or (_nobody(),), codes)


def _nobody() -> Category:
    """A column without any answer still is a characteristic: nobody was asked."""
    return Category("no_answer", Text.of("No answer"), Told.NOT_KNOWN)


def _ethnic(table: Table, heading: str, faults: Faults) -> Characteristic:
    categories = ethnic_categories()
    place = {category.key: at for at, category in enumerate(categories)}
    codes = []
    for row, cell in zip(table.row_numbers, table.column(heading), strict=True):
        code = _plain(cell).upper()
        if code and code not in place:
            where = table.where(row=row, column=heading)
            faults.add("evaluation.funnel.not_a_code", where, value=shorten(code))
        codes.append(place.get(code, ABSENT))
    return Characteristic(ETHNIC, Text.of(heading), categories, np.array(codes))


def _staff(cell: Cell) -> int | None:
    text = _plain(cell).replace(",", "")
    return int(text) if text.isascii() and text.isdigit() else None


def _plain(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def stage_keys() -> str:
    """The stages as a file may write them."""
    return ", ".join(stage.value for stage in STAGES)


def _stage_names() -> dict[str, Stage]:
    names = {words(f"evaluation.stage.{stage.value}", {}).casefold(): stage for stage in STAGES}
    return names | {stage.value: stage for stage in STAGES}

"""A file of answers, one row for each person and time, to programmes with their people in pairs."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kith.evaluation.many.checks import check_settings
from kith.evaluation.many.reading_items import note_items, whole_numbers
from kith.evaluation.many.types import MISSING, Answers, ManyData, ManyPlan
from kith.evaluation.types import Remark
from kith.foundation.faults import Faults
from kith.tables.columnar import ROW, ColumnTable, read_columns
from kith.tables.naming import plain
from kith.tables.types import Limits, Progress

if TYPE_CHECKING:
    import polars as pl

MANY_LIMITS = Limits(megabytes=4_000, rows=50_000_000, columns=2_000, unpacked_megabytes=16_000)
"""The memory is the user's own; twenty answers of a million people take 40 MB."""

MOST_NAMED = 12
PLACE = "\x1eplace"


@dataclass(frozen=True, slots=True)
class ManyColumns:
    """The columns that say whose answers a row holds. Answers stand in columns named as the items are."""

    programme: str
    wave: str
    person: str

    @property
    def named(self) -> tuple[str, str, str]:
        return self.programme, self.wave, self.person


def read_many(
    source: Path | bytes,
    *,
    name: str,
    columns: ManyColumns,
    plan: ManyPlan,
    limits: Limits = MANY_LIMITS,
    progress: Progress | None = None,
) -> ManyData:
    """The answers of a CSV, XLSX or Parquet file, or every fault of it at once.

    People and programmes are sorted by name, so the order of rows does not matter. An empty cell is a missing
    answer, and missing is never zero.

    Raises
    ------
    KithError
        For columns that are not there, rows without a person, programme or time, a time that nobody answered,
        one person twice in a programme at a time, answers that are no whole numbers or outside their scale.
    """
    faults = Faults()
    check_settings(plan, faults)
    wanted = (*columns.named, *plan.items)
    table = read_columns(source, name=name, wanted=wanted, limits=limits, progress=progress)
    _note_columns(table, wanted, faults)
    frame = table.frame.with_columns(
        _mark(table.frame[column]) for column in columns.named if column in table.frame.columns
    )
    _note_blanks(table, frame, columns, faults)
    frame, remarks = _of_waves(table, frame, columns, plan, faults)
    note_items(table, frame, plan, faults)
    faults.raise_if_any()
    paired = _paired(frame, columns, plan)
    _note_twice(table, frame, paired, columns, faults)
    faults.raise_if_any()
    return _laid_out(frame, paired, columns, plan, remarks)


def _note_columns(table: ColumnTable, wanted: tuple[str, ...], faults: Faults) -> None:
    for column, times in Counter(wanted).items():
        if times > 1:
            faults.add("evaluation.many.column_used_twice", table.where(), column=column)
    by_plain = {plain(heading): heading for heading in table.columns}
    for column in dict.fromkeys(wanted):
        if column in table.columns:
            continue
        near = difflib.get_close_matches(plain(column), by_plain, n=1, cutoff=0.6)
        if near:
            faults.add("evaluation.column_missing_near", table.where(), column=column, near=by_plain[near[0]])
        else:
            said = _listed(table.columns)
            faults.add("evaluation.column_missing", table.where(), column=column, columns=said)


def _mark(column: pl.Series) -> pl.Series:
    """A name as text: 7, 7.0 and "7" are one."""
    import polars as pl

    text = column if column.dtype == pl.String else column.cast(pl.String)
    if text.str.ends_with(".0").any():
        text = text.str.replace(r"^(-?\d+)\.0$", "$1")
    return text


def _note_blanks(table: ColumnTable, frame: pl.DataFrame, columns: ManyColumns, faults: Faults) -> None:
    for column in dict.fromkeys(columns.named):
        if column in frame.columns and frame[column].null_count():
            rows = frame.filter(frame[column].is_null())[ROW]
            where = table.where(row=rows[0], column=column)
            faults.add("evaluation.many.blank", where, count=len(rows), first=rows[0])


def _of_waves(
    table: ColumnTable, frame: pl.DataFrame, columns: ManyColumns, plan: ManyPlan, faults: Faults
) -> tuple[pl.DataFrame, list[Remark]]:
    """The rows of the two waves, and a remark on the others."""
    if columns.wave not in frame.columns:
        return frame, []
    waves = frame[columns.wave].drop_nulls().unique().sort().to_list()
    unknown = [wave for wave in dict.fromkeys((plan.before, plan.after)) if wave not in waves]
    for wave in unknown:
        where = table.where(column=columns.wave)
        faults.add("evaluation.many.wave_unknown", where, wave=wave, known=_listed(waves))
    kept = frame.filter(frame[columns.wave].is_in([plan.before, plan.after]))
    if unknown or kept.height == frame.height:
        return frame, []
    others = [wave for wave in waves if wave not in (plan.before, plan.after)]
    rows = frame.height - kept.height
    return kept, [Remark("evaluation.many.other_waves", {"rows": rows, "waves": _listed(others)})]


def _paired(frame: pl.DataFrame, columns: ManyColumns, plan: ManyPlan) -> pl.DataFrame:
    """Programme, person, and the places of their rows before and after; null where there is none."""
    import polars as pl

    keys = [columns.programme, columns.person]
    placed = frame.lazy().select(*columns.named).with_row_index(PLACE)
    before, after = (
        placed.filter(pl.col(columns.wave) == wave).select(*keys, pl.col(PLACE).alias(side))
        for wave, side in ((plan.before, "before"), (plan.after, "after"))
    )
    joined = before.join(after, on=keys, how="full", coalesce=True, suffix=PLACE)
    return joined.sort(*keys).rename({keys[0]: "programme", keys[1]: "person"}).collect()


def _note_twice(
    table: ColumnTable, frame: pl.DataFrame, paired: pl.DataFrame, columns: ManyColumns, faults: Faults
) -> None:
    import polars as pl

    same = (paired["programme"] == paired["programme"].shift()) & (
        paired["person"] == paired["person"].shift()
    )
    if not same.any():
        return
    keys = list(columns.named)
    first = pl.col(ROW).first().over(keys)
    again = frame.select(ROW, first.alias("first")).filter(pl.col(ROW) != pl.col("first"))
    row, earlier = again.row(0)
    where = table.where(row=row, column=columns.person)
    faults.add("evaluation.many.person_twice", where, count=again.height, row=row, first=earlier)


def _laid_out(
    frame: pl.DataFrame, paired: pl.DataFrame, columns: ManyColumns, plan: ManyPlan, remarks: list[Remark]
) -> ManyData:
    answers = whole_numbers(frame, plan)
    before, after = (_gathered(answers, paired[side]) for side in ("before", "after"))
    runs = paired["programme"].rle().struct.unnest()
    starts = np.concatenate(([0], np.cumsum(runs["len"].to_numpy().astype(np.int64))))
    remarks = [*remarks, *_remarks(answers, paired)]
    return ManyData(tuple(runs["value"].to_list()), starts, plan.items, before, after, tuple(remarks))


def _gathered(answers: Answers, places: pl.Series) -> Answers:
    """The answers in those places, and nothing but gaps where there is no place."""
    there = places.is_not_null().to_numpy()
    gathered: Answers = answers[places.fill_null(0).to_numpy()]
    gathered[~there] = MISSING
    return gathered


def _remarks(answers: Answers, paired: pl.DataFrame) -> Iterator[Remark]:
    several = paired.height - paired["person"].n_unique()
    if several:
        times = paired["person"].value_counts()["count"]
        yield Remark("evaluation.many.in_several", {"people": int((times > 1).sum())})
    empty = int((answers == MISSING).all(axis=1).sum())
    if empty:
        yield Remark("evaluation.many.rows_without_answer", {"rows": empty})


def _listed(names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")

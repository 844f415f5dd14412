"""Parquet in and out: the same table as from CSV, the same limits, and a sentence for what cannot be read."""

from datetime import UTC, date, datetime
from io import BytesIO

import polars as pl
import pytest

from kith.foundation.faults import KithError
from kith.tables.parquet import write_parquet
from kith.tables.reading import read_table
from kith.tables.types import PEOPLE_LIMITS, Limits
from kith.tables.writing import write_csv


def parquet(**columns: object) -> bytes:
    out = BytesIO()
    pl.DataFrame(columns).write_parquet(out)
    return out.getvalue()


def refused(content: bytes, limits: Limits = PEOPLE_LIMITS) -> list[tuple[str, str | None]]:
    with pytest.raises(KithError) as caught:
        read_table(content, name="answers.parquet", limits=limits)
    return [(fault.code, fault.where.column) for fault in caught.value.faults]


def test_what_is_written_comes_back_with_its_kinds():
    columns = ("who", "score", "mean", "in", "on", "at")
    rows = (
        ("Ann", 4, 3.5, True, date(2026, 1, 5), datetime(2026, 1, 5, 9, tzinfo=UTC)),
        ("'=1+1", None, None, None, None, None),
        ("Zoë 陈 🙂", 2, 2.25, False, date(2026, 7, 5), datetime(2026, 7, 5, 9, tzinfo=UTC)),
    )
    table = read_table(write_parquet(columns, rows), name="answers.parquet")
    assert table.columns == columns
    assert table.rows == rows
    assert write_parquet(columns, rows) == write_parquet(columns, rows)


def test_the_rows_are_those_of_the_same_table_as_csv():
    columns, rows = ("who", "score"), (("a", "4"), (None, None), ("b", None))
    one = read_table(write_parquet(columns, rows), name="x")
    other = read_table(write_csv(columns, rows), name="x")
    assert (one.rows, one.row_numbers, one.notes) == (other.rows, other.row_numbers, other.notes)


def test_nan_is_a_gap_and_whole_floats_are_whole_numbers():
    content = parquet(a=[1.0, float("nan"), 3.0], b=[0.5, float("inf"), None], c=[None, None, None])
    assert read_table(content, name="x").rows == ((1, 0.5, None), (None, "inf", None), (3, None, None))


def test_categories_are_words_and_a_column_of_several_kinds_is_too():
    content = parquet(side=pl.Series(["manager", None], dtype=pl.Categorical), n=[1, 2])
    assert read_table(content, name="x").rows == (("manager", 1), (None, 2))
    assert read_table(write_parquet(("a",), ((1,), ("b",))), name="x").rows == (("1",), ("b",))


def test_the_limits_of_other_files_hold():
    content = parquet(a=[1, 2, 3], b=[1, 2, 3])
    assert refused(content, Limits(rows=2)) == [("tables.too_many_rows", None)]
    assert refused(content, Limits(columns=1)) == [("tables.too_many_columns", None)]
    assert refused(content, Limits(megabytes=0)) == [("tables.too_large", None)]


def test_a_long_text_repeated_a_thousand_times_is_refused_before_it_is_unpacked():
    content = parquet(a=["x" * 100_000] * 3_000)
    assert len(content) < 2_000_000
    assert refused(content) == [("tables.parquet_unpacks_too_large", None)]


def test_every_column_of_lists_or_bytes_is_named():
    content = parquet(who=["a"], answers=[[1, 2]], picture=[b"1"], both=[{"x": 1}])
    assert refused(content) == [("tables.parquet_column", name) for name in ("answers", "picture", "both")]


@pytest.mark.parametrize("cut", [5, 40, -5])
def test_a_damaged_file_is_said_to_be_damaged(cut):
    assert refused(parquet(a=[1, 2, 3])[:cut]) == [("tables.parquet_damaged", None)]


def test_empty_files_and_headings_alike():
    assert refused(parquet(a=pl.Series([], dtype=pl.Int64))) == [("tables.headings_only", None)]
    assert refused(parquet()) == [("tables.empty_file", None)]
    assert refused(parquet(Who=[1], who=[2])) == [("tables.heading_doubled", "who")]

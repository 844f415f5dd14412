"""The quick way through a large file finds what the careful way finds, or leaves the file to it."""

import pytest

from kith.foundation.faults import KithError
from kith.tables import columnar
from kith.tables.columnar import ROW, read_columns
from kith.tables.parquet import write_parquet
from kith.tables.types import Limits
from kith.tables.writing import write_csv

COLUMNS = ("who", "wave", "q1", "note")
ROWS = (("a1", "before", "4", None), ("a2 ", "before", None, "x"), ("a1", "after", "5", " ﻿y"))


@pytest.fixture
def quick(monkeypatch):
    """Nothing is too small for the quick way, and the careful way is not asked."""
    monkeypatch.setattr(columnar, "SMALL", 0)


@pytest.fixture
def only_quick(quick, monkeypatch):
    def never(*_, **__):
        raise AssertionError("the careful way was asked")

    monkeypatch.setattr(columnar, "read_table", never)


def both(content: bytes, monkeypatch, wanted=COLUMNS):
    careful = read_columns(content, name="x", wanted=wanted)
    monkeypatch.setattr(columnar, "SMALL", 0)
    quick = read_columns(content, name="x", wanted=wanted)
    assert quick.frame.rows() == careful.frame.rows()
    assert (quick.columns, quick.frame.columns, quick.notes) == (
        careful.columns,
        careful.frame.columns,
        careful.notes,
    )
    return quick


def test_a_plain_file_is_read_by_columns(only_quick):
    found = read_columns(write_csv(COLUMNS, ROWS), name="x", wanted=("q1", "who", "none"))
    assert found.frame.columns == [ROW, "who", "q1"]
    assert found.frame.rows() == [(2, "a1", "4"), (3, "a2", None), (4, "a1", "5")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_both_ways_find_the_same(delimiter, monkeypatch):
    assert both(write_csv(COLUMNS, ROWS, delimiter=delimiter), monkeypatch).frame.height == 3


@pytest.mark.parametrize(
    "text",
    [
        "who,q1\na,1\n\nb,2\n",  # a blank row between
        "who,q1\na,'=1\nb,2\n",  # kept from being a formula
        'who,q1\na,"x\ny"\nb,2\n',  # a line end inside a cell
        'who,q1\na,"x ""y"""\nb,2\n',
        "who,q1\ra,1\rb,2\r",  # line ends of an old Macintosh
        "Answers of June,\nwho,q1\na,1\nb,2\n",  # a title above
        "who,q1\na,1\nb\n",  # a row too short
        "who,q1\r\na,1\r\nb,2",
        "sep=;\nwho;q1\na;1\n",
    ],
)
def test_what_is_not_plain_is_read_with_care(text, monkeypatch):
    both(text.encode(), monkeypatch, ("who", "q1"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("who,q1\na,1,2\n", "tables.too_many_cells"),
        ("who,who\na,1\n", "tables.heading_doubled"),
        ('who,q1\na,"1"2\n', "tables.quote_stray"),
        ("who,q1\n", "tables.headings_only"),
        ("who,q1\na,1\nb,2\nc,3\n", "tables.too_many_rows"),
    ],
)
def test_faults_are_those_of_the_careful_way(quick, text, code):
    with pytest.raises(KithError) as caught:
        read_columns(text.encode(), name="x", wanted=("who",), limits=Limits(rows=2))
    assert [fault.code for fault in caught.value.faults] == [code]


def test_parquet_is_read_from_a_path_without_the_other_columns(tmp_path):
    path = tmp_path / "answers.parquet"
    path.write_bytes(write_parquet(COLUMNS, [("a1 ", "before", 4, "x"), (None, None, None, None)]))
    found = read_columns(path, name="answers.parquet", wanted=("q1", "who"))
    assert found.columns == COLUMNS
    assert found.frame.rows() == [(2, "a1", 4), (3, None, None)]
    with pytest.raises(KithError, match=r"tables\.too_large"):
        read_columns(path, name="answers.parquet", wanted=("q1",), limits=Limits(megabytes=0))

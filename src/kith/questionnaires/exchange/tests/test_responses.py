"""Responses as a table and back, with the codebook that explains it."""

import csv
import datetime as dt
import json
from io import StringIO

import pytest

from kith.foundation.faults import KithError
from kith.questionnaires.exchange.codebook import codebook, codebook_csv, codebook_json
from kith.questionnaires.exchange.responses import Response, read_responses, table_of, write_responses
from kith.questionnaires.read import read_instrument
from kith.questionnaires.validate import check_all

FORM = """
format_version = 1
instrument = { key = "travel", version = "3", title = "Travel" }
rights = { owner = "Us", licence = "MIT" }
points.often = [{ value = 1, label = "Never" }, { value = 2, label = "Often" }, { value = 3, label = "Always" }]
[[page]]
key = "first"
[[page.item]]
key = "calm"
kind = "scale"
points = "often"
may_decline = true
label = "Calm"
[[page.item]]
key = "cross"
kind = "scale"
points = "often"
label = "Cross"
[[page.item]]
key = "lines"
kind = "choices"
label = "Lines"
options = [{ key = "n", label = "North" }, { key = "s", label = "South" }]
[[page.item]]
key = "why"
kind = "long_text"
relevant = "selected(lines, 'n')"
label = "Why?"
[[page.item]]
key = "drives"
kind = "yes_no"
label = "Drives"
[[page.item]]
key = "day"
kind = "date"
label = "Day"
[[page.item]]
key = "at"
kind = "time"
label = "At"
[[page.item]]
key = "sites"
kind = "number"
whole = true
label = "Sites"
[[page]]
key = "site"
repeat = { count = "sites", max = 9 }
[[page.item]]
key = "site_name"
kind = "short_text"
label = "Name"
[[scale]]
key = "ease"
name = "Ease"
items = ["calm", "cross"]
reversed = ["cross"]
min_answered = 0.5
"""
RAW = (
    {
        "calm": "1",
        "cross": "3",
        "lines": ["n", "s"],
        "why": "=cmd()",
        "drives": "yes",
        "day": "2026-03-04",
        "at": "09:30",
    },
    {
        "calm": "prefer_not_to_say",
        "cross": "1",
        "lines": ["s"],
        "drives": "no",
        "sites": "2",
        "site_name.2": "字 😀",
    },
    {},
)


@pytest.fixture(scope="module")
def form():
    return read_instrument(FORM)


@pytest.fixture(scope="module")
def responses(form):
    return tuple(Response(f"k{n}", check_all(form, raw).answers, wave="before") for n, raw in enumerate(RAW))


def test_why_an_answer_is_missing_stands_beside_it(form, responses):
    headings, rows = table_of(form, responses, scores=True)
    first, second, third = (dict(zip(headings, row, strict=True)) for row in rows)
    assert headings[:5] == ["person", "wave", "calm", "calm__missing", "cross"]
    assert (first["lines__n"], second["lines__n"], third["lines__n"]) == (True, False, None)
    assert [row["calm__missing"] for row in (first, second, third)] == [None, "declined", "blank"]
    assert [row["why__missing"] for row in (first, second, third)] == [
        None,
        "not_applicable",
        "not_applicable",
    ]
    assert [second[f"site_name.{n}__missing"] for n in (1, 2)] == ["blank", None]
    assert (first["score__ease"], second["score__ease"], third["score__ease"]) == (1.0, 3.0, None)
    assert (first["day"], first["at"]) == (dt.date(2026, 3, 4), dt.time(9, 30))


def test_what_is_written_is_read_back(form, responses):
    for ending in ("csv", "xlsx", "parquet"):
        content = write_responses(form, responses, ending, scores=True)
        assert read_responses(form, content, f"r.{ending}") == responses
    assert b"'=cmd()" in write_responses(form, responses, "csv")
    with pytest.raises(KithError):
        write_responses(form, responses, "pdf")


def test_every_wrong_cell_at_once_with_row_and_column(form):
    content = b"person,calm,colour,drives\nk1,9,red,perhaps\nk2,2,,yes\n"
    with pytest.raises(KithError) as refused:
        read_responses(form, content, "r.csv")
    assert [(fault.code, fault.where.row, fault.where.column) for fault in refused.value.faults] == [
        ("questionnaires.unknown_item", None, "colour"),
        ("questionnaires.not_a_point", 2, "calm"),
        ("questionnaires.not_yes_or_no", 2, "drives"),
    ]


def test_the_codebook_says_what_each_column_holds(form, responses):
    headings, _ = table_of(form, responses, scores=True)
    entries = codebook(form, headings)
    assert [entry.column for entry in entries] == headings
    rows = list(csv.DictReader(StringIO(codebook_csv(form, entries).decode("utf-8-sig"))))
    calm = next(row for row in rows if row["column"] == "calm")
    assert calm["values"] == "1 = Never; 2 = Often; 3 = Always"
    assert (calm["missing"], calm["scales"], calm["least"], calm["most"]) == (
        "blank, declined",
        "ease",
        "1",
        "3",
    )
    assert next(row for row in rows if row["column"] == "cross")["scales"] == "ease (reversed)"
    data = json.loads(codebook_json(form, entries))
    assert data["instrument"]["sha256"] == form.sha256
    assert (
        next(one for one in data["columns"] if one["column"] == "why")["asked_when"]
        == "(selected(lines, 'n'))"
    )
    assert [one["label"] for one in data["columns"]][-1] == (
        "Ease: mean of 2 items, 1 to 3, missing below 50% answered"
    )

"""From a file to pairs: the order of rows does not matter, and every fault is said at once."""

import numpy as np
import pytest
from many_answers import ITEMS, PLAN, SCALES

from kith.evaluation.many.reading import ManyColumns, read_many
from kith.evaluation.many.types import MISSING, ManyPlan
from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.tables.parquet import write_parquet
from kith.tables.writing import write_csv

COLUMNS = ManyColumns("programme", "wave", "person")
HEADINGS = ("programme", "person", "wave", *ITEMS)
GOOD = (
    ("Bute", "2", "before", 1, 2, 3, 4, 5, None, 1),
    ("Ayr", "1", "after", 5, 4, 3, 2, 1, 1, 1),
    ("Ayr", "1", "before", 1, 1, 1, 1, 1, 1, 1),
    ("Ayr", "3", "before", None, None, None, None, None, None, None),
    ("Bute", "1", "after", 2, 2, 2, 2, 2, 2, 2),
)


def read(rows, *, kind=write_parquet, plan=PLAN, headings=HEADINGS):
    return read_many(kind(headings, rows), name="answers", columns=COLUMNS, plan=plan)


def refused(rows, **kind) -> list[str]:
    with pytest.raises(KithError) as caught:
        read(rows, **kind)
    assert all(sentences(caught.value.faults))
    return [
        f"{fault.code.split('.')[-1]} {fault.where.column or ''} {fault.where.row or ''}".strip()
        for fault in caught.value.faults
    ]


@pytest.mark.parametrize("kind", [write_parquet, write_csv])
@pytest.mark.parametrize("order", [1, -1])
def test_people_are_paired_within_their_programme(kind, order):
    data = read(GOOD[::order], kind=kind)
    assert (data.programmes, data.starts.tolist()) == (("Ayr", "Bute"), [0, 2, 4])
    assert data.before[:, 0].tolist() == [1, MISSING, MISSING, 1]
    assert data.after[:, 0].tolist() == [5, MISSING, 2, MISSING]
    assert [(remark.code, dict(remark.params)) for remark in data.remarks] == [
        ("evaluation.many.in_several", {"people": 1}),
        ("evaluation.many.rows_without_answer", {"rows": 1}),
    ]


def test_numbers_may_be_words_floats_or_marks_of_a_missing_answer():
    rows = [("Ayr", 7, "before", "4", "4.0", " 2 ", "NA", "-", "", "1"), ("Ayr", "7.0", "after", *"1111111")]
    data = read(rows, kind=write_csv)
    assert data.before.tolist() == [[4, 4, 2, MISSING, MISSING, MISSING, 1]]
    assert data.after.tolist() == [[1] * 7]
    floats = [("Ayr", 7, "before", *[4.0] * 7), ("Ayr", 7, "after", *[float("nan")] * 6, 1.0)]
    assert read(floats).after.tolist() == [[MISSING] * 6 + [1]]


def test_other_times_are_left_out_and_said_to_be():
    data = read([*GOOD, ("Ayr", "1", "later", *[99] * 7)])
    assert dict(data.remarks[0].params) == {"rows": 1, "waves": "later"}


def test_every_fault_of_a_file_is_said_at_once():
    rows = [
        *GOOD,
        ("Ayr", None, "before", *[1] * 7),
        (None, "4", "before", 6, 0, 1, 1, 1, 1, 1),
        ("Ayr", "5", "before", 7, 1, "x", 2.5, 1, 1, 1),
    ]
    assert refused(rows, kind=write_csv) == [
        "blank programme 8",
        "blank person 7",
        "out_of_range q1 8",
        "out_of_range q2 8",
        "not_whole q3 9",
        "not_whole q4 9",
    ]


def test_a_person_twice_in_a_wave_is_found_with_both_rows():
    rows = [*GOOD, ("Ayr", "1", "after", *[1] * 7), ("Ayr", "1", "after", *[1] * 7)]
    assert refused(rows) == ["person_twice person 7"]


def test_columns_and_times_that_are_not_there():
    plan = ManyPlan(SCALES, "befor", "later", resamples=199)
    assert refused(GOOD, plan=plan) == ["wave_unknown wave", "wave_unknown wave"]
    headings = ("programm", "person", "wave", *ITEMS[:-1], "something")
    assert refused(GOOD, headings=headings) == ["column_missing_near", "column_missing"]


def test_settings_out_of_range_are_said_with_the_rest():
    plan = ManyPlan((*SCALES, SCALES[0]), "before", "before", confidence=1.0, resamples=10, least_matched=2)
    codes = refused([(*GOOD[0][:3], *[9] * 7)], plan=plan)
    assert codes[:5] == ["scale_twice", "same_wave", "confidence", "least_matched", "resamples"]
    assert len(codes) == 5 + len(ITEMS)


def test_dates_are_no_answers():
    rows = [(*row[:3], *[np.datetime64("2026-01-01").item()] * 7) for row in GOOD]
    assert refused(rows) == [f"only_words {item}" for item in ITEMS]

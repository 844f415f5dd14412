"""What each kind of field makes of a cell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people_fields import HOPES, NAME, SIDE, START, code, one, values

from kith.foundation.faults import Where
from kith.foundation.messages import sentences
from kith.foundation.words import Text
from kith.tables.fields import Field, FieldKind, Schema
from kith.tables.mapping import ColumnMapping
from kith.tables.reading import read_table
from kith.tables.records import check_records


def test_text_is_composed_and_spaced_plainly():
    assert values(Field("t", Text.of("T")), "Zoe\u0308 \u00a0Lee", "007", "=1+1") == [
        "Zoë  Lee",
        "007",
        "=1+1",
    ]


def test_numbers():
    field = Field("n", Text.of("N"), FieldKind.NUMBER)
    assert values(field, "1,234.5", "1 234", "-3", "−3", "+.5", "1e3", "") == [
        1234.5,
        1234,
        -3,
        -3,
        0.5,
        1000,
        None,
    ]
    for cell in ("12,5", "1,23,4", "ten", "£5", "45%", "nan", "inf", "1e999", "1_000", "٣", "0x1F", "1.2.3"):
        assert code(field, cell) == "tables.not_a_number"


def test_whole_numbers():
    field = Field("n", Text.of("N"), FieldKind.WHOLE_NUMBER)
    assert values(field, "3", "3.0", "1,234", "-2", "007") == [3, 3, 1234, -2, 7]
    assert code(field, "3.5") == "tables.not_whole"
    assert code(field, "9" * 19) == "tables.not_a_number"


def test_ranges():
    both = Field("n", Text.of("N"), FieldKind.NUMBER, low=1, high=5)
    assert values(both, "1", "5") == [1.0, 5.0]
    (fault,) = one(both, "5.5").faults
    assert (fault.code, dict(fault.params)) == (
        "tables.out_of_range",
        {"value": "5.5", "low": "1", "high": "5"},
    )
    assert code(Field("n", Text.of("N"), FieldKind.NUMBER, low=1), "0") == "tables.too_low"
    assert code(Field("n", Text.of("N"), FieldKind.NUMBER, high=1), "2") == "tables.too_high"


def test_yes_and_no():
    field = Field("y", Text.of("Y"), FieldKind.YES_NO)
    assert values(field, "Yes", "y", "TRUE", "1", "x", "✓", "是") == [True] * 7
    assert values(field, "No", "n", "false", "0", "否") == [False] * 5
    assert values(field, "") == [None]
    assert code(field, "maybe") == "tables.not_yes_no"


def test_choices_in_any_language_and_spelling():
    assert values(SIDE, "CLINICIAN", "临床医生", "Nurse", "manager – any grade") == ["clinician"] * 3 + [
        "manager"
    ]
    (fault,) = one(SIDE, "plumber").faults
    assert dict(fault.params) == {"value": "plumber", "choices": "Clinician; Manager, any grade"}


def test_lists_of_choices():
    """A label that holds a comma is one choice; semicolons divide before commas."""
    cells = (
        "Manager, any grade",
        "doctor; Manager, any grade",
        "nurse, doctor",
        "doctor,clinician;",
        "doctor\nmanager",
    )
    assert values(HOPES, *cells[:4]) == [
        ("manager",),
        ("clinician", "manager"),
        ("clinician",),
        ("clinician",),
    ]
    assert code(HOPES, "doctor, plumber") == "tables.not_a_choice"


def test_lists_of_text():
    field = Field("t", Text.of("T"), FieldKind.TEXTS, max_length=12)
    assert values(field, "a, b,a", "Leeds, North; York", " ; ") == [("a", "b"), ("Leeds, North", "York"), ()]
    assert code(field, "short, much too long to be kept") == "tables.too_long"


def test_words_for_blank():
    field = Field("n", Text.of("N"), FieldKind.NUMBER, blanks=("NA", "n/a"))
    assert values(field, "na", "N/A", "1") == [None, None, 1.0]
    assert code(Field("n", Text.of("N"), FieldKind.NUMBER), "NA") == "tables.not_a_number"


def test_error_values_are_faults():
    (fault,) = one(NAME, "#REF!").faults
    assert (fault.code, dict(fault.params)) == ("tables.error_value", {"value": "#REF!"})


@pytest.mark.parametrize(
    ("cells", "noted"),
    [
        (("4/3/2025", "5/3/2025"), [("tables.dates_day_first", {"dates": 2})]),
        (("4/3/2025", "25/3/2025"), []),  # the second shows that the day comes first
        (("3/3/2025",), []),
        (("2025-03-04",), []),
    ],
)
def test_dates_that_could_be_read_two_ways_are_said(cells, noted):
    checked = one(START, *cells)
    assert checked.faults == ()
    assert [(note.code, dict(note.params)) for note in checked.right.notes] == noted
    assert all(note.where == Where(file="people.csv", column="Start date") for note in checked.right.notes)


def test_dates_with_the_month_first():
    field = Field("d", Text.of("D"), FieldKind.DATE, day_first=False)
    assert values(field, "3/25/2025") == [date(2025, 3, 25)]
    assert code(field, "25/3/2025") == "tables.not_a_date_month_first"


def test_two_fields_with_one_key_are_a_bug():
    with pytest.raises(ValueError, match="different keys"):
        Schema((NAME, NAME))


@given(st.sampled_from(FieldKind), st.text(min_size=1, max_size=40))
def test_any_text_gives_a_value_or_faults(kind, text):
    field = Field("f", Text.of("F"), kind, choices=SIDE.choices, max_length=10, low=0, high=9)
    found = read_table(b"F,x\nq,x\n", name="f.csv")
    found = type(found)(found.name, None, found.columns, ((text, "x"),), (2,))
    checked = check_records(found, Schema((field,)), ColumnMapping.chosen({"f": "F"}))
    assert len(checked.right.records) + len({fault.where.row for fault in checked.faults}) == 1
    assert all(sentences(checked.faults))


def test_excels_day_numbers_are_said():
    checked = one(START, "45720", "2025-03-04")
    assert [record["start"] for record in checked.right.records] == [date(2025, 3, 4)] * 2
    assert [(note.code, dict(note.params)) for note in checked.right.notes] == [
        ("tables.dates_as_numbers", {"dates": 1})
    ]

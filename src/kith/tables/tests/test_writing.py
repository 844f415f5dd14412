"""Tables out, and back in the same."""

from datetime import UTC, date, datetime, time
from io import BytesIO

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from kith.foundation.faults import KithError
from kith.tables.escaping import neutralise, restore
from kith.tables.reading import read_table
from kith.tables.writing import write_csv, write_xlsx

FORMULAS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\tx=1",
    "＝1+1",
    "'=1",
    "''=1",
    " =1",
    "-",
    "+44-20",
]
HARMLESS = [
    "-3.5",
    "+5",
    "-1e-5",
    "+44 20 7946 0958",
    "(020) 7946 0958",
    "-12%",
    "'tis",
    "a=b",
    "ann@example.org",
    "'",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_gets_an_apostrophe(text):
    assert neutralise(text) == "'" + text
    assert restore(neutralise(text)) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_numbers_and_telephones_stay(text):
    assert neutralise(text) == text
    assert restore(text) == text


@given(st.text(max_size=30))
def test_neutralising_can_be_undone_and_leaves_no_starter(text):
    safe = neutralise(text)
    assert restore(safe) == text
    assert not safe.lstrip().startswith(("=", "@", "＝", "＠"))


printable = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Cn", "Zs", "Zl", "Zp", "Co")),
    min_size=1,
    max_size=20,
)
cells = st.one_of(st.none(), printable)
headings = st.lists(
    st.text("abcdefghijklmnop ", min_size=1, max_size=8)
    .map(lambda text: " ".join(text.split()))
    .filter(bool),
    min_size=2,
    max_size=4,
    unique=True,
)
# The first column is never blank, so that no row is.
tables = headings.flatmap(
    lambda columns: st.tuples(
        st.just(columns),
        st.lists(st.tuples(printable, *[cells] * (len(columns) - 1)), min_size=1, max_size=6),
    )
)


@given(tables, st.sampled_from(",;\t|"))
def test_csv_round_trip(table, delimiter):
    columns, rows = table
    found = read_table(write_csv(columns, rows, delimiter=delimiter), name="out.csv")
    assert (found.columns, found.rows) == (tuple(columns), tuple(rows))


fifteen_digits = st.floats(allow_nan=False, allow_infinity=False).map(lambda number: float(f"{number:.15g}"))
finite = fifteen_digits.filter(lambda number: abs(number) < 1e300)  # Excel keeps fifteen digits
numbers = st.one_of(st.integers(-(2**49), 2**49), finite, st.booleans())
days = st.dates(date(1900, 3, 1), date(2199, 12, 31))


@given(
    st.lists(
        st.tuples(printable.filter(lambda text: not text.startswith("'")), numbers, days),
        min_size=1,
        max_size=5,
    )
)
def test_xlsx_round_trip(rows):
    found = read_table(write_xlsx(["Text", "Number", "Day"], rows), name="out.xlsx")
    assert found.rows == tuple(rows)
    assert found.notes == ()


def test_csv_by_the_letter():
    rows = [
        ["=A1", 1, 2.5, True, None, date(2026, 1, 2)],
        ['say "hi"', -1, 0.1, False, "", datetime(2026, 1, 2, tzinfo=UTC)],
    ]
    assert write_csv(["a", "+b", "c", "d", "e", "f"], rows) == (
        b"\xef\xbb\xbf"
        b'"a","\'+b","c","d","e","f"\r\n'
        b'"\'=A1",1,2.5,"TRUE","","2026-01-02"\r\n'
        b'"say ""hi""",-1,0.1,"FALSE","","2026-01-02T00:00:00+00:00"\r\n'
    )


def test_a_workbook_holds_text_not_formulas_and_real_dates():
    content = write_xlsx(["Name", "Day"], [["=1+1", date(2026, 1, 2)]], sheet="A/B: [people]" + "x" * 40)
    sheet = load_workbook(BytesIO(content)).active
    assert (sheet["A2"].data_type, sheet["A2"].value) == ("s", "=1+1")
    assert (sheet["B2"].data_type, sheet["B2"].is_date) == ("d", True)
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.title == "A B   people " + "x" * 18


def test_the_same_table_gives_the_same_bytes():
    with time_machine.travel(datetime(2026, 1, 1, tzinfo=UTC)):
        first = write_xlsx(["a"], [["x"]])
    with time_machine.travel(datetime(2031, 1, 1, tzinfo=UTC)):
        assert write_xlsx(["a"], [["x"]]) == first


def test_what_excel_cannot_hold_is_written_as_text_or_refused():
    rows = [["a\x00b\x0bc", datetime(2026, 1, 2, 3, 4, tzinfo=UTC), time(9, 30), date(1850, 5, 1)]]
    found = read_table(write_xlsx(list("abcd"), rows), name="out.xlsx")
    assert found.rows == (("abc", "2026-01-02T03:04:00+00:00", time(9, 30), "1850-05-01"),)
    with pytest.raises(KithError) as refused:
        write_xlsx(["a"], [["x" * 32_768]])
    assert refused.value.faults[0].code == "tables.cell_too_long"

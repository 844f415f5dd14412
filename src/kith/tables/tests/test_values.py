"""Dates and addresses, one by one."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.tables.addresses import read_address
from kith.tables.dates import read_date
from kith.tables.naming import column_letters
from kith.tables.values import as_text

DAY = date(2025, 3, 4)


@pytest.mark.parametrize(
    "cell",
    [
        DAY,
        datetime(2025, 3, 4, 23, 59),  # noqa: DTZ001 - a spreadsheet's moment has no zone
        45720,
        45720.75,
        "45720",
        "2025-03-04",
        "2025/3/4",
        "2025.03.04",
        "20250304",
        "2025-03-04T10:30:00Z",
        "2025-03-04 10:30",
        "4/3/2025",
        "04/03/25",
        "4.3.2025",
        "4-3-25",
        "4 3 2025",
        "04/03/2025 10:30:15",
        "4/3/2025 1:05 pm",
        "4 March 2025",
        "4th March, 2025",
        "4th of March 2025",
        "4-Mar-2025",
        "4 Mar 25",
        "04Mar2025",
        "Tue 4 March 2025",
        "Tuesday, 4 March 2025",
        "March 4, 2025",
        "Mar 4th 2025",
        "2025年3月4日",
    ],
)
def test_one_day_in_many_hands(cell):
    assert read_date(cell).value == DAY


@pytest.mark.parametrize(
    "cell",
    [
        "31/2/2025",
        "3/25/2025",
        "2025-13-01",
        "4/3",
        "March 2025",
        "4 Smarch 2025",
        "2025",
        2025,
        True,
        "soon",
        "1/1/1",
        "",
    ],
)
def test_what_is_no_date(cell):
    assert read_date(cell) is None


@pytest.mark.parametrize(("year", "expected"), [("68", 2068), ("69", 1969), ("00", 2000)])
def test_two_figures_of_a_year(year, expected):
    assert read_date(f"1/2/{year}").value.year == expected


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_dates_as_they_are_written_are_read_back(day):
    assert read_date(day.isoformat()).value == day
    assert read_date(f"{day.day}/{day.month}/{day.year}").value == day
    assert read_date(f"{day.month}/{day.day}/{day.year}", day_first=False).value == day


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("ann@example.org", "ann@example.org"),
        (" Ann.Lee@EXAMPLE.ORG ", "Ann.Lee@example.org"),
        ("Ann Lee <ann@example.org>", "ann@example.org"),
        ("<ann@example.org>", "ann@example.org"),
        ("mailto:ann@example.org", "ann@example.org"),
        ("ann@example.org;", "ann@example.org"),
        ("o'brien+kith@nhs.example.org", "o'brien+kith@nhs.example.org"),
        ("ann@bücher.example", "ann@bücher.example"),
        ("ann@例子.中国", "ann@例子.中国"),
    ],
)
def test_addresses(written, address):
    assert read_address(written) == address


@pytest.mark.parametrize(
    "written",
    [
        "",
        "ann",
        "ann@",
        "@example.org",
        "ann@example",
        "ann@@example.org",
        "ann@example..org",
        "ann@-example.org",
        "ann@exa mple.org",
        ".ann@example.org",
        "an..n@example.org",
        "ann lee@example.org",
        "ann@example.org; bob@example.org",
        "ann@example.org bob@example.org",
        "ann@127.0.0.1",
        "ann@example.o",
        f"{'a' * 65}@example.org",
        f"ann@{'a' * 64}.org",
        f"ann@{'.'.join(['a' * 60] * 5)}.org",
        "ann\n@example.org",
    ],
)
def test_what_is_no_address(written):
    assert read_address(written) is None


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_not(text):
    found = read_address(text)
    assert found is None or (found.count("@") == 1 and read_address(found) == found)


def test_cells_as_text():
    cells = [7, 7.0, 7.5, True, DAY, time(9, 30), "a\u00a0b\r\nc"]
    assert [as_text(cell) for cell in cells] == ["7", "7", "7.5", "True", "2025-03-04", "09:30:00", "a b\nc"]


def test_letters_of_columns():
    assert [column_letters(index) for index in (0, 25, 26, 701, 702, 16383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]

"""The workbook: written, read back the same, and refused with every fault at once."""

from dataclasses import replace

import pytest

from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.tables.reading import read_table
from kith.tables.writing import write_workbook
from kith.workforce.wisn.example import example
from kith.workforce.wisn.reading import read_wisn
from kith.workforce.wisn.sheets import INVENTED, Sheet
from kith.workforce.wisn.template import template


@pytest.fixture(scope="module")
def sheets():
    """The filled template as lists of rows, to spoil."""
    content, found = template(example()), {}
    for sheet in Sheet:
        table = read_table(content, name="norms.xlsx", sheet=sheet.value)
        found[sheet.value] = (table.columns, [list(row) for row in table.rows])
    return found


def codes(content):
    with pytest.raises(KithError) as refused:
        read_wisn(content, "norms.xlsx")
    return [
        (fault.code.removeprefix("workforce.wisn."), fault.where.sheet, fault.where.row)
        for fault in refused.value.faults
    ]


def spoilt(sheets, *changes, without=None):
    """The workbook with cells set as (sheet, spreadsheet row, column, value)."""
    copy = {name: (columns, [list(row) for row in rows]) for name, (columns, rows) in sheets.items()}
    for sheet, row, column, value in changes:
        columns, rows = copy[sheet]
        rows[row - 2][columns.index(column)] = value
    if without is not None:
        del copy[without]
    return write_workbook(copy)


def test_the_filled_template_reads_back_the_same_and_says_that_it_is_invented():
    content = template(example())
    read = read_wisn(content, "norms.xlsx")
    assert (read.data, read.notes) == (example(), ())
    assert template(read.data) == content
    about = read_table(content, name="norms.xlsx", sheet="Read me")
    assert about.rows[0][1].startswith(INVENTED)
    assert not read_wisn(template(replace(example(), synthetic=False)), "norms.xlsx").data.synthetic


def test_the_empty_template_asks_for_rows_of_the_sheets_that_need_them():
    assert codes(template()) == [
        ("tables.headings_only", sheet, 1)
        for sheet in ("Working time", "Activities", "Facilities", "Staff", "Workload")
    ]


BAD = [
    (("Working time", 2, "Days a week", 0), "no_week", 2),
    (("Working time", 2, "Hours a day", 25), "no_week", 2),
    (("Working time", 2, "Annual leave", -1), "leave_negative", 2),
    (("Working time", 2, "Annual leave", 260), "no_time_left", 2),
    (("Working time", 3, "Cadre", "Nurse"), "cadre_twice", 3),
    (("Working time", 2, "Sick leave", None), "tables.blank", 2),
    (("Activities", 2, "Amount", 0), "no_time_each", 2),
    (("Activities", 3, "Amount", -6), "no_time_each", 3),
    (("Activities", 2, "Lowest", 0), "no_time_each", 2),
    (("Activities", 2, "Lowest", None), "one_end", 2),
    (("Activities", 2, "Highest", 19), "outside_range", 2),
    (("Activities", 2, "Unit of time", "fortnights"), "tables.not_a_choice", 2),
    (("Activities", 2, "Standard", "quick"), "tables.not_a_choice", 2),
    (("Activities", 5, "Activity", "Birth"), "activity_twice", 5),
    (("Activities", 5, "Facility type", "palace"), "unknown_type", 5),
    (("Category allowances", 2, "Amount", 90), "nothing_left", 5),
    (("Category allowances", 2, "Amount", -1), "allowance_negative", 2),
    (("Category allowances", 2, "Period", "week"), "period_of_percent", 2),
    (("Category allowances", 3, "Period", None), "no_period", 3),
    (("Category allowances", 3, "Period", "day/week"), "tables.not_a_choice", 3),
    (("Category allowances", 4, "Support activity", "Handover"), "periods_mixed", 4),
    (("Category allowances", 6, "Cadre", "Dentist"), "unknown_cadre", 6),
    (("Facilities", 3, "Facility", "Ashdale hospital"), "facility_twice", 3),
    (("Staff", 2, "Staff in post", -1), "staff_negative", 2),
    (("Staff", 4, "Facility", "Ashdale hospital"), "post_twice", 4),
    (("Staff", 2, "Facility", "Nowhere"), "unknown_facility", 2),
    (("Staff", 2, "Cadre", "Dentist"), "unknown_cadre", 2),
    (("Workload", 2, "Number a year", None), "volume_blank", 2),
    (("Workload", 2, "Number a year", -5), "volume_negative", 2),
    (("Workload", 2, "Number a year", "about 90"), "tables.not_a_number", 2),
    (("Workload", 3, "Activity", "Antenatal visit"), "volume_twice", 3),
    (("Workload", 2, "Activity", "Dancing"), "volume_without_standard", 2),
    (("Workload", 2, "Facility", "Nowhere"), "volume_without_post", 2),
    (("Individual allowances", 2, "Time of each", 60), "individual_too_long", 2),
    (("Individual allowances", 2, "Period", None), "no_period", 2),
    (("Individual allowances", 2, "Facility", "Nowhere"), "individual_without_post", 2),
    (("Individual allowances", 2, "Number of staff", -2), "allowance_negative", 2),
]


def batches():
    """Bad cells of different rows stand in one workbook; those that cannot be read at all stand alone."""
    made = []
    for bad in BAD:
        alone = bad[1].startswith("tables.") or bad[0][2] in ("Cadre", "Facility", "Activity")
        rows = {(change[0], change[1]) for batch in made[-1:] for change, _, _ in batch}
        if alone or not made or (bad[0][0], bad[0][1]) in rows or made[-1][0][1].startswith("tables."):
            made.append([])
        made[-1].append(bad)
    return made


def test_each_bad_cell_is_named_by_sheet_and_row(sheets):
    for batch in batches():
        found = codes(spoilt(sheets, *(change for change, _, _ in batch)))
        for change, code, row in batch:
            assert (code, change[0], row) in found, (change, found)


def test_a_row_that_cannot_be_read_brings_no_other_faults_about(sheets):
    assert codes(spoilt(sheets, ("Working time", 2, "Sick leave", "some"))) == [
        ("tables.not_a_number", "Working time", 2)
    ]
    assert codes(spoilt(sheets, ("Workload", 2, "Number a year", "some"))) == [
        ("tables.not_a_number", "Workload", 2)
    ]


def test_all_faults_of_all_sheets_come_at_once_each_as_a_sentence(sheets):
    changes = (
        ("Working time", 2, "Annual leave", 300),
        ("Activities", 2, "Amount", 0),
        ("Category allowances", 6, "Amount", 100),
        ("Workload", 2, "Number a year", None),
    )
    with pytest.raises(KithError) as refused:
        read_wisn(spoilt(sheets, *changes), "norms.xlsx")
    said = sentences(refused.value.faults)
    assert [line.split(":")[0] for line in said] == [
        "norms.xlsx, sheet Working time, row 2",
        "norms.xlsx, sheet Activities, row 2",
        "norms.xlsx, sheet Category allowances, row 7",
        "norms.xlsx, sheet Workload, row 2",
    ]
    assert "Support work takes 100.7% of the working time of Doctor (2 rows)" in said[2]
    assert "Records and reports with 100.0%" in said[2]


def test_one_cadres_allowances_do_not_count_for_the_next(sheets):
    """60% of one cadre and 60% of another are both under 100%."""
    content = spoilt(
        sheets, ("Category allowances", 2, "Amount", 60), ("Category allowances", 6, "Amount", 60)
    )
    assert read_wisn(content, "norms.xlsx").data.norms.category_allowances[0].amount == 60


def test_a_missing_sheet_a_table_and_a_column_nobody_reads(sheets):
    assert codes(spoilt(sheets, without="Category allowances")) == [("tables.no_such_sheet", None, None)]
    assert codes(b"Cadre,Days a week\nNurse,5\n") == [("no_workbook", None, None)]
    columns, rows = sheets["Staff"]
    more = {**sheets, "Staff": ((*columns, "Mood"), [[*row, "good"] for row in rows])}
    (noted,) = read_wisn(write_workbook(more), "norms.xlsx").notes
    assert (noted.code, noted.where.column) == ("workforce.wisn.column_unused", "Mood")

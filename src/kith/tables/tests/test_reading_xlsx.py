"""Workbooks as people have them."""

from datetime import date

from openpyxl import Workbook
from workbook_files import as_excel_writes, saved, with_part, workbook
from workbook_reading import EXCEL, NEW_YEAR, PEOPLE, SHEET, codes, read, refused

from kith.foundation.faults import Where
from kith.tables.reading import read_table


def test_typed_cells():
    found = read(workbook(PEOPLE))
    assert found.sheet == "Sheet"
    assert found.rows == (("Ann", 30, date(2026, 1, 2)), ("Bob", 41.5, None))
    assert found.row_numbers == (2, 3)
    assert found.notes == ()


def test_its_name_does_not_matter():
    assert read_table(workbook(PEOPLE), name="people.csv").columns == ("Name", "Age", "Joined")


def test_blank_rows_that_carry_a_format():
    def change(sheet):
        for row in range(3, 60):
            sheet.cell(row=row, column=5).number_format = "0.00"

    found = read(workbook([["a", "b"], [1, 2]], change))
    assert (found.columns, found.rows) == (("a", "b"), ((1, 2),))


def test_merged_title_above_the_headings():
    def change(sheet):
        sheet.merge_cells("A1:C1")

    found = read(workbook([["Fellows 2026"], [], *PEOPLE], change))
    assert found.columns == ("Name", "Age", "Joined")
    assert codes(found) == ["tables.rows_above"]


def test_headings_on_two_levels():
    def change(sheet):
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")

    found = read(workbook([["Name", "Contact"], [None, "E-mail", "Phone"], ["Ann", "a@b.org", "1"]], change))
    assert found.columns == ("Name", "Contact E-mail", "Contact Phone")
    assert found.rows == (("Ann", "a@b.org", "1"),)
    assert codes(found) == ["tables.headings_joined"]


def test_groups_over_headings_that_are_not_merged_down():
    def change(sheet):
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("D1:E1")

    rows = [[None, "Before", None, "After"], ["Name", "q1", "q2", "q1", "q2"], ["Ann", 1, 2, 3, 4]]
    found = read(workbook(rows, change))
    assert found.columns == ("Name", "Before q1", "Before q2", "After q1", "After q2")
    assert found.rows == (("Ann", 1, 2, 3, 4),)


def test_a_heading_merged_over_data_is_a_fault():
    def change(sheet):
        sheet.merge_cells("B1:C1")

    (fault,) = refused(workbook([["Name", "Contact"], ["Ann", "a@b.org", 7]], change))
    assert (fault.code, fault.where) == (
        "tables.heading_merged",
        Where(file="people.xlsx", sheet="Sheet", row=2, column="C"),
    )


def test_a_heading_merged_over_an_empty_column_is_none():
    def change(sheet):
        sheet.merge_cells("B1:C1")

    assert read(workbook([["Name", "Contact"], ["Ann", "a@b.org"]], change)).columns == ("Name", "Contact")


def test_sheets_are_chosen_and_named():
    book = Workbook()
    book.active.title = "Cover"
    hidden = book.create_sheet("Old")
    hidden.append(["x", "y"])
    hidden.sheet_state = "hidden"
    for title in ("People", "Rooms"):
        page = book.create_sheet(title)
        page.append(["Name", "Town"])
        page.append([title, "Leeds"])
    content = saved(book)
    found = read(content)
    assert found.sheet == "People"
    assert [(note.code, dict(note.params)) for note in found.notes] == [
        ("tables.hidden_sheets", {"sheets": 1}),
        ("tables.other_sheets", {"sheet": "People", "others": "Rooms"}),
    ]
    assert read(content, sheet="rooms").rows == (("Rooms", "Leeds"),)
    (fault,) = refused(content, sheet="Posts")
    assert dict(fault.params) == {"sheet": "Posts", "sheets": "Cover, Old, People, Rooms"}


def test_hidden_rows_are_read_and_said():
    def change(sheet):
        sheet.row_dimensions[2].hidden = True

    found = read(workbook(PEOPLE, change))
    assert len(found.rows) == 2
    assert [(note.code, dict(note.params)) for note in found.notes] == [("tables.hidden_rows", {"rows": 1})]


def cached(content, cell, value):
    """Give a formula the value that a spreadsheet program would have kept beside it."""
    start = f'<c r="{cell}"'.encode()

    def change(part):
        before, found, after = part.partition(start)
        assert found
        return before + found + after.replace(b"<v />", value, 1).replace(b"<v></v>", value, 1)

    return with_part(content, SHEET, change)


def test_a_formula_gives_the_value_that_was_kept():
    content = cached(workbook([["a", "b"], [1, "=A2+1"]]), "B2", b"<v>2</v>")
    found = read(content)
    assert found.rows == ((1, 2),)
    assert [(note.code, dict(note.params)) for note in found.notes] == [("tables.formulas", {"cells": 1})]


def test_a_formula_that_gave_an_empty_text_is_blank():
    content = cached(workbook([["a", "b"], [1, '=IF(A2=1,"","x")']]), "B2", b"<v></v>")
    content = with_part(content, SHEET, lambda part: part.replace(b'<c r="B2"', b'<c r="B2" t="str"'))
    assert read(content).rows == ((1, None),)


def test_formulas_never_worked_out_are_all_faults():
    faults = refused(workbook([["a", "b"], [1, "=A2+1"], ["=1+1", "x"]]))
    assert [(fault.code, fault.where.row, fault.where.column) for fault in faults] == [
        ("tables.formula_without_value", 2, "B"),
        ("tables.formula_without_value", 3, "A"),
    ]


def test_as_excel_writes_it():
    found = read(EXCEL)
    assert found.sheet == "People"
    assert found.columns == ("Name", "Started", "Pay")
    assert found.rows == (("Zoë", date(2026, 1, 2), 12.5), ("Name", None, True))
    assert [(note.code, dict(note.params)) for note in found.notes] == [
        ("tables.hidden_rows", {"rows": 1}),
        ("tables.formulas", {"cells": 1}),
    ]


def test_shared_formulas_never_worked_out():
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" ref="A2:A3" si="0">1+1</f></c></row>'
        '<row r="3"><c r="A3"><f t="shared" si="0"/><v/></c></row>'
    )
    faults = refused(as_excel_writes(rows, ["Name"]))
    assert [(fault.code, fault.where.row) for fault in faults] == [
        ("tables.formula_without_value", 2),
        ("tables.formula_without_value", 3),
    ]


def test_tags_with_a_prefix():
    rows = (
        '<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="s"><x:v>1</x:v></x:c></x:row>'
        '<x:row r="3" hidden="1"><x:c r="A3"><x:v>1</x:v></x:c>'
        '<x:c r="B3"><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row>'
    )
    found = read(as_excel_writes(rows, ["a", "b"], prefix="x:"))
    assert (found.rows, found.row_numbers) == (((1, 2),), (3,))
    assert codes(found) == ["tables.hidden_rows", "tables.formulas", "tables.blank_rows"]


def test_headings_that_are_numbers_or_dates():
    found = read(workbook([["Site", 2025, NEW_YEAR, "a\nb"], ["Leeds", 1, 2, 3]]))
    assert found.columns == ("Site", "2025", "2026-01-02", "a b")

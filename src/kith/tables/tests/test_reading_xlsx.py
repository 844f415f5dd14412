"""Workbooks as people have them, and as villains make them."""

import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from workbook_files import as_excel_writes, saved, with_part, workbook

from kith.foundation.faults import KithError, Where
from kith.foundation.messages import sentences
from kith.tables.reading import read_table
from kith.tables.types import Limits

NEW_YEAR = datetime(2026, 1, 2)  # noqa: DTZ001 - a workbook knows no zones
SHEET = "xl/worksheets/sheet1.xml"
PEOPLE = [["Name", "Age", "Joined"], ["Ann", 30, NEW_YEAR], ["Bob", 41.5, None]]


def read(content, **options):
    return read_table(content, name="people.xlsx", **options)


def refused(content, **options):
    with pytest.raises(KithError) as error:
        read(content, **options)
    assert all(sentences(error.value.faults))
    return error.value.faults


def codes(found):
    return [note.code for note in found.notes]


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


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7 ...", "tables.is_pdf"),
        (b"\x89PNG\r\n\x1a\n....", "tables.is_picture"),
        (b"\xff\xd8\xff\xe0 JFIF", "tables.is_picture"),
        (b"PAR1....", "tables.is_parquet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook", "tables.is_old_excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "tables.is_locked"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "tables.is_word"),
        (b"\x1f\x8b\x08....", "tables.is_zip"),
        (b"{\\rtf1 hello}", "tables.is_word"),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "tables.is_web_page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "tables.is_web_page"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00", "tables.is_not_text"),
        (b"PK\x03\x04 cut short", "tables.damaged"),
    ],
)
def test_files_that_are_no_spreadsheet_say_what_they_are(content, code):
    assert [fault.code for fault in refused(content)] == [code]


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("word/document.xml", "tables.is_word"),
        ("xl/workbook.bin", "tables.is_binary_excel"),
        ("content.xml", "tables.is_open_document"),
        ("Index/Document.iwa", "tables.is_numbers"),
        ("people.csv", "tables.is_zip"),
    ],
)
def test_other_zips_say_what_they_are(part, code):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(part, "x")
    assert [fault.code for fault in refused(out.getvalue())] == [code]


def test_a_zip_bomb_is_refused_by_its_size():
    content = with_part(workbook(PEOPLE), SHEET, lambda part: part + b" " * 30_000_000)
    assert len(content) < 100_000
    (fault,) = refused(content, limits=Limits(unpacked_megabytes=20))
    assert (fault.code, dict(fault.params)) == ("tables.unpacks_too_large", {"size": 30, "limit": 20})


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
def test_an_xml_bomb_is_refused(part):
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    content = with_part(EXCEL, part, lambda data: bomb + data.split(b"?>", 1)[1])
    assert [fault.code for fault in refused(content)] == ["tables.hostile"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_bomb_behind_a_comment_is_found_too(encoding):
    bomb = '<?xml version="1.0"?><!-- <a> --><!DOCTYPE x [<!ENTITY a "aaaa">]><x/>'.encode(encoding)
    content = with_part(EXCEL, "xl/styles.xml", lambda data: bomb)
    assert [fault.code for fault in refused(content)] == ["tables.hostile"]


def test_a_row_beyond_the_last_does_not_count_for_ever():
    content = with_part(workbook(PEOPLE), SHEET, lambda part: part.replace(b'r="3"', b'r="999999999"', 1))
    assert [fault.code for fault in refused(content)] == ["tables.damaged"]


def test_too_many_rows_name_the_count():
    (fault,) = refused(workbook([["a"], *([n] for n in range(60))]), limits=Limits(rows=50))
    assert dict(fault.params) == {"rows": 60, "limit": 50}


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=20))
@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
def test_a_damaged_workbook_gives_a_table_or_faults(place, noise):
    content = bytearray(WHOLE)
    place %= len(content)
    content[place : place + len(noise)] = noise
    try:
        read(bytes(content))
    except KithError as error:
        said = sentences(error.faults)
    else:
        said = ["a table"]
    assert all(said)


@given(st.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"]), st.data())
@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
def test_a_workbook_with_wrong_parts_gives_a_table_or_faults(part, data):
    def change(whole):
        place = data.draw(st.integers(0, len(whole) - 1))
        length = data.draw(st.integers(0, 12))
        return whole[:place] + data.draw(st.binary(max_size=6)) + whole[place + length :]

    try:
        read(with_part(EXCEL, part, change))
    except KithError as error:
        said = sentences(error.faults)
    else:
        said = ["a table"]
    assert all(said)


WHOLE = workbook([["Name", "Age", "Joined"], ["Ann", 30, NEW_YEAR], ["Bob", "=1+1", True]])
EXCEL = as_excel_writes(
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
    '<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" s="1"><v>46024</v></c><c r="C2"><v>12.5</v></c></row>'
    '<row r="3" hidden="1"><c r="A3" t="str"><f>A1</f><v>Name</v></c><c r="C3" t="b"><v>1</v></c></row>',
    [" Name ", "Started", "Pay", "Zoë"],
)

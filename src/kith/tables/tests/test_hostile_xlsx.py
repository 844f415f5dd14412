"""Workbooks as villains make them, and files that only look like one."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbook_files import with_part, workbook
from workbook_reading import EXCEL, NEW_YEAR, PEOPLE, SHEET, read, refused

from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.tables.types import Limits


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7 ...", "tables.is_pdf"),
        (b"\x89PNG\r\n\x1a\n....", "tables.is_picture"),
        (b"\xff\xd8\xff\xe0 JFIF", "tables.is_picture"),
        (b"PAR1....", "tables.parquet_damaged"),
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

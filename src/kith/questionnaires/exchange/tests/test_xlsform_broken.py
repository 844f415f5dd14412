"""Every fault of a broken form at once, and files that no form should be."""

import zipfile
from io import BytesIO

import pytest

from kith.foundation.faults import KithError
from kith.foundation.messages import sentence
from kith.questionnaires.exchange import Format, read_form, write_form
from kith.questionnaires.exchange.sheets import read_workbook
from kith.questionnaires.exchange.tests.xlsforms import RICH, faults_of, read
from kith.questionnaires.read import read_instrument
from kith.tables.types import Limits

BROKEN = """
| survey |
| | type | name | label | relevant | constraint |
| | text | a | A | ${b} = 'x' | |
| | text | b | B | ${a} = 'x' | |
| | text | c | C | (${a} = 'x' | |
| | text | d | D ${nobody} | ${aa} = 'x' | . > 3 and |
| | select_one missing | e | E | | |
| | text | e | Again | ${z9} = 1 | |
| | begin_group | g | G | | |
| | integer | f | | ${later} = 'x' | |
| | end_repeat | | | | |
| | text | later | L | | |
| | colour | h | H | | |
| | end_group | | | | |
| | begin_group | open | O | | |
| choices |
| | list_name | name | label |
| | l | a | A |
"""


def test_every_fault_of_a_broken_form_at_once_with_its_row():
    said = faults_of(BROKEN)
    assert said[0] == (
        "form.md, sheet survey, row 4, column “relevant”: “a” depends on “b”, which depends on “a” again, so "
        "neither could ever be asked. Take one condition away."
    )
    assert "form.md, sheet survey, row 7, column “relevant”: No row is called “aa”. Did you mean “a”?" in said
    with pytest.raises(KithError) as refused:
        read(BROKEN)
    assert [(fault.where.row, fault.code.rsplit(".", 1)[1]) for fault in refused.value.faults] == [
        (4, "circular"),
        (6, "expression"),
        (7, "expression"),
        (7, "unknown_name_nearest"),
        (7, "unknown_name"),
        (8, "no_list"),
        (9, "unknown_name"),
        (9, "name_twice"),
        (11, "asked_later"),
        (11, "missing"),
        (12, "group_crossed"),
        (14, "type_unknown"),
        (15, "group_not_open"),
        (16, "group_open"),
    ]


def test_broken_workbooks_are_refused_in_words():
    for content, name in (
        (b"", "x.xlsx"),
        (b"PK\x03\x04nonsense", "x.xlsx"),
        (b"| choices |\n| | name |", "x.md"),
        (b"person,calm\nk1,3\n", "x.csv"),
        ("| survey |\n| | type | name | label |\n| | note | n | N |".encode("utf-16"), "x.md"),
        (b"x", "x.pdf"),
        (b"{", "x.json"),
    ):
        with pytest.raises(KithError) as refused:
            read_form(content, name)
        assert all(sentence(fault) for fault in refused.value.faults)


def test_a_label_of_ten_thousand_characters_is_kept():
    long = "字" * 10_000
    instrument = read_instrument(RICH.replace('label = "Hours"', f'label = "{long}"'))
    back = read_form(write_form(instrument, Format.XLSFORM).value, "form.xlsx")
    assert str(back.value.item("hours").label) == long
    too_long = read_instrument(RICH.replace('label = "Hours"', f'label = "{long * 4}"'))
    with pytest.raises(KithError) as refused:
        write_form(too_long, Format.XLSFORM)
    assert [fault.code for fault in refused.value.faults] == ["tables.cell_too_long"]


def test_a_workbook_that_is_too_large_or_hostile_is_refused_before_it_is_read():
    content = write_form(read_instrument(RICH), Format.XLSFORM).value
    for limits, code in (
        (Limits(unpacked_megabytes=0), "tables.unpacks_too_large"),
        (Limits(rows=5), "tables.too_many_rows"),
        (Limits(columns=3), "tables.too_many_columns"),
    ):
        with pytest.raises(KithError) as refused:
            read_workbook(content, "x.xlsx", limits)
        assert [fault.code for fault in refused.value.faults] == [code]
        assert all(sentence(fault) for fault in refused.value.faults)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as book, zipfile.ZipFile(out, "w") as hostile:
        for name in book.namelist():
            part = book.read(name)
            if name.endswith("sheet1.xml"):
                part = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + part
            hostile.writestr(name, part)
    with pytest.raises(KithError) as refused:
        read_form(out.getvalue(), "x.xlsx")
    assert [fault.code for fault in refused.value.faults] == ["tables.hostile"]

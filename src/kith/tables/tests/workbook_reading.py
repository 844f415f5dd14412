"""Workbooks read in tests: short ways to ask, and one as Excel writes it."""

from datetime import datetime

import pytest
from workbook_files import as_excel_writes

from kith.foundation.faults import KithError
from kith.foundation.messages import sentences
from kith.tables.reading import read_table

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


EXCEL = as_excel_writes(
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
    '<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" s="1"><v>46024</v></c><c r="C2"><v>12.5</v></c></row>'
    '<row r="3" hidden="1"><c r="A3" t="str"><f>A1</f><v>Name</v></c><c r="C3" t="b"><v>1</v></c></row>',
    [" Name ", "Started", "Pay", "Zoë"],
)

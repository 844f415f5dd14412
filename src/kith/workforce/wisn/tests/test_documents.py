"""What the documents say of both rooms is what the code does."""

import doctest
from pathlib import Path

import pytest

from kith.workforce.wisn.sheets import COLUMNS, Sheet

ROOT = Path(__file__).parents[5]
WING = ROOT / "src" / "kith" / "workforce"


@pytest.mark.parametrize("room", ["wisn", "picture"])
def test_the_worked_examples_come_out(room):
    found = doctest.testfile(str(WING / room / "README.md"), module_relative=False)
    assert found.attempted > 3
    assert found.failed == 0


def test_the_reference_names_every_sheet_and_column():
    page = (ROOT / "docs" / "reference" / "wisn-workbook.md").read_text("utf-8")
    parts = dict(part.split("\n", 1) for part in page.split("\n## ")[1:])
    for sheet in Sheet:
        for column in COLUMNS[sheet]:
            assert f"\n| {column.field.label} |" in parts[sheet.value], (sheet, column.field.label)


def test_the_reference_names_every_column_of_the_countrys_tables():
    from kith.workforce.picture import fields

    page = (ROOT / "docs" / "reference" / "country-tables.md").read_text("utf-8")
    for schema in (fields.STAFFING, fields.POPULATION, fields.CLASSES, fields.APPOINTMENTS, fields.WORKLOAD):
        for field in schema.fields:
            assert f"`{field.label}`" in page

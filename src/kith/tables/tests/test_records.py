"""Mapping columns to fields, and rows to records."""

from datetime import date
from types import MappingProxyType

import pytest
from people_fields import EMAIL, NAME, SCHEMA, YEARS, one, table

from kith.foundation.faults import KithError
from kith.foundation.messages import sentence, sentences
from kith.foundation.words import Text
from kith.tables import records
from kith.tables.fields import Field, FieldKind, Schema
from kith.tables.mapping import ColumnMapping, Likeness, suggest_mapping
from kith.tables.reading import read_table
from kith.tables.records import check_records, in_brief, read_records

# Mapping


@pytest.mark.parametrize(
    "heading", ["E-mail address", "EMAIL ADDRESS", "email", " e_mail:", "E–Mail", "Mail", "e mail  adress"]
)
def test_headings_that_mean_email(heading):
    found = suggest_mapping(("Who", heading), Schema((EMAIL,)))
    assert dict(found.by_field) == {"email": heading}
    assert found.unused == ("Who",)
    expected = Likeness.CLOSE if heading == "e mail  adress" else Likeness.SAME
    assert found.likeness["email"] is expected


def test_headings_in_another_language():
    assert dict(suggest_mapping(("姓名",), SCHEMA).by_field) == {"name": "姓名"}


def test_no_column_is_taken_twice_and_the_same_name_goes_before_a_close_one():
    schema = Schema((Field("site", Text.of("Sites visited")), Field("sites", Text.of("Site visited"))))
    found = suggest_mapping(("Site visited", "Sites visitd"), schema)
    assert dict(found.by_field) == {"sites": "Site visited", "site": "Sites visitd"}


def test_another_number_is_another_column():
    schema = Schema((Field("score_1", Text.of("Score at wave 1")),))
    assert dict(suggest_mapping(("Score at wave 2",), schema).by_field) == {}
    assert dict(suggest_mapping(("Scores at wave 1",), schema).by_field) == {"score_1": "Scores at wave 1"}


def test_unlike_headings_are_left():
    assert dict(suggest_mapping(("Title", "Age", "xy"), SCHEMA).by_field) == {}


def test_a_wrong_mapping_says_all_that_is_wrong():
    found = table("Name,Mail\nAnn,a@example.org\n")
    mapping = ColumnMapping.chosen({"start": "Name", "years": "Name", "side": "Sides", "shoe": "Mail"})
    checked = check_records(found, SCHEMA, mapping)
    assert checked.right.records == ()
    assert [(fault.code, dict(fault.params)) for fault in checked.faults] == [
        ("tables.no_such_column", {"field": "Side", "heading": "Sides"}),
        ("tables.no_such_field", {"field": "shoe"}),
        ("tables.column_used_twice", {}),
        ("tables.column_missing", {"field": "Full name"}),
        ("tables.column_missing", {"field": "E-mail address"}),
    ]
    assert all(sentences(checked.faults))


# Records


def test_right_rows_are_typed_records():
    found = table(
        "Full name,E-mail,Side,Start date,Years of service\n"
        "Ann Lee,Ann@Example.org,doctor,4 March 2025,12\n"
        "\n"
        "王小明,wang@example.org,manager any grade,,\n"
    )
    read = read_records(found, SCHEMA, suggest_mapping(found.columns, SCHEMA))
    assert [dict(record) for record in read.records] == [
        {
            "name": "Ann Lee",
            "email": "Ann@example.org",
            "side": "clinician",
            "start": date(2025, 3, 4),
            "years": 12,
        },
        {"name": "王小明", "email": "wang@example.org", "side": "manager", "start": None, "years": None},
    ]
    assert read.row_numbers == (2, 4)
    assert isinstance(read.records[0], MappingProxyType)


def test_every_fault_by_row_and_column_before_anything():
    found = table(
        "Full name,E-mail,Side,Start date,Years of service\n"
        "Ann Lee,ann@example.org,doctor,31/2/2025,12\n"
        ",not an address,plumber,2025-03-04,61\n"
        "Cy Fox,cy@example.org,,,2.5\n"
        f"{'x' * 21},ANN@EXAMPLE.ORG,,,\n"
    )
    mapping = suggest_mapping(found.columns, SCHEMA)
    with pytest.raises(KithError) as refused:
        read_records(found, SCHEMA, mapping)
    assert [(fault.code, fault.where.row, fault.where.column) for fault in refused.value.faults] == [
        ("tables.not_a_date", 2, "Start date"),
        ("tables.blank", 3, "Full name"),
        ("tables.not_an_address", 3, "E-mail"),
        ("tables.not_a_choice", 3, "Side"),
        ("tables.too_high" if YEARS.low is None else "tables.out_of_range", 3, "Years of service"),
        ("tables.not_whole", 4, "Years of service"),
        ("tables.too_long", 5, "Full name"),
        ("tables.doubled", 5, "E-mail"),
    ]
    assert dict(refused.value.faults[-1].params) == {"value": "ANN@example.org", "first_row": 2}
    assert sentence(refused.value.faults[-1]) == (
        "people.csv, row 5, column “E-mail”: “ANN@example.org” already stands in row 2. "
        "Keep one of the two rows."
    )


def test_a_preview_gives_the_right_rows_and_a_short_list_of_faults():
    found = table("Full name,E-mail\n" + "".join(f"P{n},p{n}@example.org\n,p{n}\n" for n in range(100)))
    checked = check_records(found, SCHEMA, suggest_mapping(found.columns, SCHEMA))
    assert not checked.is_acceptable
    assert len(checked.right.records) == 100
    assert len(checked.faults) == 200
    brief = in_brief(checked.faults, of_a_kind=2)
    assert [(fault.code, fault.where.row) for fault in brief] == [
        ("tables.blank", 3),
        ("tables.blank", 5),
        ("tables.more_of_the_same", None),
        ("tables.not_an_address", 3),
        ("tables.not_an_address", 5),
        ("tables.more_of_the_same", None),
    ]
    assert sentence(brief[2]) == "people.csv, column “Full name”: More of the same kind: 98."


def test_progress_counts_rows():
    seen = []
    found = table("Full name\n" + "x\n" * 2_000)
    check_records(
        found, Schema((NAME,)), suggest_mapping(found.columns, SCHEMA), progress=lambda *at: seen.append(at)
    )
    assert seen == [(1000, 2000), (2000, 2000)]


def test_a_long_list_of_faults_ends_with_how_many_more(monkeypatch):
    monkeypatch.setattr(records, "MOST_FAULTS", 3)
    faults = one(YEARS, *["x"] * 10).faults
    assert [fault.where.row for fault in faults] == [2, 3, 4, None]
    assert sentence(faults[-1]) == "people.csv: More faults than are listed here: 7."


def test_three_waves_of_a_real_survey(shared_data):
    path = shared_data / "surveys" / "univbct.csv"
    waves = read_table(path, name=path.name)
    schema = Schema(tuple(Field(key, Text.of(key), FieldKind.NUMBER, low=0) for key in ("SUBNUM", "JOBSAT1")))
    found = read_records(waves, schema, suggest_mapping(waves.columns, schema)).records
    people = {record["SUBNUM"]: record["JOBSAT1"] for record in found}
    assert len(people) == 495
    assert sum(score is None for score in people.values()) == 27

"""Mapping columns to fields, and rows to records."""

from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.foundation.faults import KithError, Where
from kith.foundation.messages import sentence, sentences
from kith.foundation.words import Text
from kith.tables import records
from kith.tables.fields import Choice, Field, FieldKind, Schema
from kith.tables.mapping import ColumnMapping, Likeness, suggest_mapping
from kith.tables.reading import read_table
from kith.tables.records import check_records, in_brief, read_records

NAME = Field("name", Text.of({"en": "Full name", "zh-Hans": "姓名"}), required=True, max_length=20)
EMAIL = Field(
    "email",
    Text.of("E-mail address"),
    FieldKind.EMAIL,
    required=True,
    unique=True,
    synonyms=("mail", "e-mail"),
)
SIDE = Field(
    "side",
    Text.of("Side"),
    FieldKind.CHOICE,
    choices=(
        Choice("clinician", Text.of({"en": "Clinician", "zh-Hans": "临床医生"}), ("doctor", "nurse")),
        Choice("manager", Text.of("Manager, any grade")),
    ),
)
HOPES = Field("hopes", Text.of("Hopes"), FieldKind.CHOICES, choices=SIDE.choices)
START = Field("start", Text.of("Start date"), FieldKind.DATE)
YEARS = Field("years", Text.of("Years of service"), FieldKind.WHOLE_NUMBER, low=0, high=60)
SCHEMA = Schema((NAME, EMAIL, SIDE, START, YEARS))


def table(text):
    return read_table(text.encode(), name="people.csv")


def one(field, *cells):
    """Check one column of cells, written as a table whose rows begin at 2."""
    found = table(f"{field.label},x\n" + "".join(f'"{cell}",x\n' for cell in cells))
    return check_records(found, Schema((field,)), ColumnMapping.chosen({field.key: str(field.label)}))


def values(field, *cells):
    checked = one(field, *cells)
    assert checked.faults == ()
    return [record[field.key] for record in checked.right.records]


def code(field, cell):
    (fault,) = one(field, cell).faults
    assert sentence(fault)
    return fault.code


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


# Kinds


def test_text_is_composed_and_spaced_plainly():
    assert values(Field("t", Text.of("T")), "Zoe\u0308 \u00a0Lee", "007", "=1+1") == [
        "Zoë  Lee",
        "007",
        "=1+1",
    ]


def test_numbers():
    field = Field("n", Text.of("N"), FieldKind.NUMBER)
    assert values(field, "1,234.5", "1 234", "-3", "−3", "+.5", "1e3", "") == [
        1234.5,
        1234,
        -3,
        -3,
        0.5,
        1000,
        None,
    ]
    for cell in ("12,5", "1,23,4", "ten", "£5", "45%", "nan", "inf", "1e999", "1_000", "٣", "0x1F", "1.2.3"):
        assert code(field, cell) == "tables.not_a_number"


def test_whole_numbers():
    field = Field("n", Text.of("N"), FieldKind.WHOLE_NUMBER)
    assert values(field, "3", "3.0", "1,234", "-2", "007") == [3, 3, 1234, -2, 7]
    assert code(field, "3.5") == "tables.not_whole"
    assert code(field, "9" * 19) == "tables.not_a_number"


def test_ranges():
    both = Field("n", Text.of("N"), FieldKind.NUMBER, low=1, high=5)
    assert values(both, "1", "5") == [1.0, 5.0]
    (fault,) = one(both, "5.5").faults
    assert (fault.code, dict(fault.params)) == (
        "tables.out_of_range",
        {"value": "5.5", "low": "1", "high": "5"},
    )
    assert code(Field("n", Text.of("N"), FieldKind.NUMBER, low=1), "0") == "tables.too_low"
    assert code(Field("n", Text.of("N"), FieldKind.NUMBER, high=1), "2") == "tables.too_high"


def test_yes_and_no():
    field = Field("y", Text.of("Y"), FieldKind.YES_NO)
    assert values(field, "Yes", "y", "TRUE", "1", "x", "✓", "是") == [True] * 7
    assert values(field, "No", "n", "false", "0", "否") == [False] * 5
    assert values(field, "") == [None]
    assert code(field, "maybe") == "tables.not_yes_no"


def test_choices_in_any_language_and_spelling():
    assert values(SIDE, "CLINICIAN", "临床医生", "Nurse", "manager – any grade") == ["clinician"] * 3 + [
        "manager"
    ]
    (fault,) = one(SIDE, "plumber").faults
    assert dict(fault.params) == {"value": "plumber", "choices": "Clinician; Manager, any grade"}


def test_lists_of_choices():
    """A label that holds a comma is one choice; semicolons divide before commas."""
    cells = (
        "Manager, any grade",
        "doctor; Manager, any grade",
        "nurse, doctor",
        "doctor,clinician;",
        "doctor\nmanager",
    )
    assert values(HOPES, *cells[:4]) == [
        ("manager",),
        ("clinician", "manager"),
        ("clinician",),
        ("clinician",),
    ]
    assert code(HOPES, "doctor, plumber") == "tables.not_a_choice"


def test_lists_of_text():
    field = Field("t", Text.of("T"), FieldKind.TEXTS, max_length=12)
    assert values(field, "a, b,a", "Leeds, North; York", " ; ") == [("a", "b"), ("Leeds, North", "York"), ()]
    assert code(field, "short, much too long to be kept") == "tables.too_long"


def test_words_for_blank():
    field = Field("n", Text.of("N"), FieldKind.NUMBER, blanks=("NA", "n/a"))
    assert values(field, "na", "N/A", "1") == [None, None, 1.0]
    assert code(Field("n", Text.of("N"), FieldKind.NUMBER), "NA") == "tables.not_a_number"


def test_error_values_are_faults():
    (fault,) = one(NAME, "#REF!").faults
    assert (fault.code, dict(fault.params)) == ("tables.error_value", {"value": "#REF!"})


@pytest.mark.parametrize(
    ("cells", "noted"),
    [
        (("4/3/2025", "5/3/2025"), [("tables.dates_day_first", {"dates": 2})]),
        (("4/3/2025", "25/3/2025"), []),  # the second shows that the day comes first
        (("3/3/2025",), []),
        (("2025-03-04",), []),
    ],
)
def test_dates_that_could_be_read_two_ways_are_said(cells, noted):
    checked = one(START, *cells)
    assert checked.faults == ()
    assert [(note.code, dict(note.params)) for note in checked.right.notes] == noted
    assert all(note.where == Where(file="people.csv", column="Start date") for note in checked.right.notes)


def test_dates_with_the_month_first():
    field = Field("d", Text.of("D"), FieldKind.DATE, day_first=False)
    assert values(field, "3/25/2025") == [date(2025, 3, 25)]
    assert code(field, "25/3/2025") == "tables.not_a_date_month_first"


def test_two_fields_with_one_key_are_a_bug():
    with pytest.raises(ValueError, match="different keys"):
        Schema((NAME, NAME))


@given(st.sampled_from(FieldKind), st.text(min_size=1, max_size=40))
def test_any_text_gives_a_value_or_faults(kind, text):
    field = Field("f", Text.of("F"), kind, choices=SIDE.choices, max_length=10, low=0, high=9)
    found = read_table(b"F,x\nq,x\n", name="f.csv")
    found = type(found)(found.name, None, found.columns, ((text, "x"),), (2,))
    checked = check_records(found, Schema((field,)), ColumnMapping.chosen({"f": "F"}))
    assert len(checked.right.records) + len({fault.where.row for fault in checked.faults}) == 1
    assert all(sentences(checked.faults))


def test_excels_day_numbers_are_said():
    checked = one(START, "45720", "2025-03-04")
    assert [record["start"] for record in checked.right.records] == [date(2025, 3, 4)] * 2
    assert [(note.code, dict(note.params)) for note in checked.right.notes] == [
        ("tables.dates_as_numbers", {"dates": 1})
    ]


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

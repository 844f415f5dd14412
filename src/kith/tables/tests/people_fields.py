"""Fields of a people file, and short ways to check cells of them."""

from kith.foundation.messages import sentence
from kith.foundation.words import Text
from kith.tables.fields import Choice, Field, FieldKind, Schema
from kith.tables.mapping import ColumnMapping
from kith.tables.reading import read_table
from kith.tables.records import check_records

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

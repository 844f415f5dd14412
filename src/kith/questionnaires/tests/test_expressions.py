"""The expression language: what it reads, what it refuses, and what is true."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.foundation.faults import KithError
from kith.questionnaires.expressions import parse
from kith.questionnaires.logic import holds
from kith.questionnaires.responses import DECLINED

ANSWERS = {
    "years": 3,
    "role": "nurse",
    "tags": ("a", "b"),
    "agreed": True,
    "gone": DECLINED,
    "day": dt.date(2027, 3, 1),
    "at": dt.time(14, 30),
}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("years == 3", True),
        ("3 <= years", True),
        ("years > 3", False),
        ("years != 4 and role == 'nurse'", True),
        ('role == "doctor" or years >= 3', True),
        ("role == 'doctor' or years >= 3 and agreed == false", False),
        ("(role == 'doctor' or years >= 3) and agreed", True),
        ("not agreed", False),
        ("not not agreed", True),
        ("selected(tags, 'b')", True),
        ("selected(role, 'nurse')", True),
        ("count(tags) == 2", True),
        ("count(missing) == 0", True),
        ("answered(gone)", False),
        ("declined(gone)", True),
        ("declined(missing)", False),
        ("gone == 'declined'", False),
        ("missing == 0", False),
        ("missing != 0", False),
        ("not (missing == 0)", True),
        ("day >= '2027-01-01'", True),
        ("day < '2027-01-01'", False),
        ("at == '14:30:00'", True),
        ("role > 2", False),
        ("years", False),
        ("-1 < years", True),
    ],
)
def test_truth(source: str, expected: bool) -> None:
    assert holds(parse(source), ANSWERS) is expected


@pytest.mark.parametrize(
    ("source", "column", "expected"),
    [
        ("", 1, "an item, a number or a word in quotes"),
        ("years ==", 9, "an item, a number or a word in quotes"),
        ("years = 3", 7, "an item, a number, a word in quotes or a bracket"),
        ("(years == 3", 12, "“)”"),
        ("years == 3 years", 12, "“and”, “or” or the end"),
        ("eval(years)", 1, "one of answered, declined, selected, count"),
        ("selected(tags)", 14, "“,”"),
        ("selected(tags, b)", 16, "an option in quotes"),
        ("answered('x')", 10, "the key of an item"),
        ("a and or b", 7, "an item, a number or a word in quotes"),
        ("__import__('os')", 1, "one of answered, declined, selected, count"),
    ],
)
def test_refusals_say_where(source: str, column: int, expected: str) -> None:
    with pytest.raises(KithError) as refused:
        parse(source)
    (fault,) = refused.value.faults
    assert fault.code == "questionnaires.expression"
    assert fault.params == {"source": source, "column": column, "expected": expected}


@pytest.mark.parametrize("source", ["(" * 5000 + "a", "not " * 200 + "a", "a" * 5000])
def test_depth_and_length_are_bounded(source: str) -> None:
    with pytest.raises(KithError):
        parse(source)


@given(st.text(alphabet="abn'\"()=!<>, 01.-dotr", max_size=40))
def test_any_text_is_read_or_refused(source: str) -> None:
    try:
        expression = parse(source)
    except KithError:
        return
    assert holds(expression, {"a": 1, "b": "b"}) in (True, False)
    assert parse(expression.source) == expression

"""An instrument file: everything wrong at once, each with its line; and the way there and back."""

import json

import pytest

from kith.foundation.faults import KithError
from kith.foundation.messages import sentence
from kith.questionnaires.read import from_json, read_instrument
from kith.questionnaires.types import Instrument
from kith.questionnaires.write import to_json

ONE = '{ value = 1, label = "A" }'
AA = '{ key = "a", label = "A" }'
CAPITAL_A = '{ key = "A", label = "A" }'
SPACED = '{ key = "8 a", label = "A" }'
DECLINE = '{ key = "prefer_not_to_say", label = "B" }'
A_SCALE, A_CHOICE = 'kind = "scale"\nlabel = "L"\n', 'kind = "choice"\nlabel = "L"\n'
HEAD = """format_version = 1
[instrument]
key = "k"
version = "1"
title = "T"
[rights]
owner = "O"
licence = "MIT"
"""
ITEM = """[[page]]
key = "p"
[[page.item]]
key = "q"
"""
HEAD_LINES = HEAD.count("\n")


def found(text: str) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(KithError) as refused:
        read_instrument(text, "i.toml")
    for fault in refused.value.faults:
        sentence(fault)  # every code has its sentence, and every sentence its parameters
    return [(fault.code, fault.where.line, fault.where.key) for fault in refused.value.faults]


def test_json_there_and_back(travel: Instrument) -> None:
    again = from_json(json.loads(json.dumps(to_json(travel))))
    assert again == travel
    assert again.sha256 == travel.sha256


def test_the_hash_is_of_what_it_says_not_how_it_is_written() -> None:
    text = HEAD + ITEM + 'kind = "yes_no"\nlabel = "Well?"\n'
    plain = read_instrument(text)
    assert read_instrument("# a comment\n" + text).sha256 == plain.sha256
    assert read_instrument(text.replace("Well?", "Well")).sha256 != plain.sha256


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ('kind = "yes_no"\n', "declared.missing", 11),
        ('kind = "yesno"\nlabel = "L"\n', "declared.unknown_value_nearest", 13),
        ('kind = "scale"\nlabel = "L"\n', "declared.missing", 11),
        ('kind = "scale"\nlabel = "L"\npoints = "agree"\n', "declared.no_such_points", 15),
        (f"{A_SCALE}points = [{ONE}]\n", "questionnaires.too_few_points", 15),
        (f"{A_SCALE}points = [{ONE}, {ONE}]\n", "questionnaires.point_twice", 15),
        (f"{A_SCALE}points = [{ONE}, {{ value = 2 }}]\n", "declared.missing", 15),
        (f"{A_CHOICE}options = [{AA}]\n", "questionnaires.too_few_options", 15),
        (f"{A_CHOICE}options = [{AA}, {AA}]\n", "declared.listed_twice", 15),
        (f"{A_CHOICE}options = [{AA}, {CAPITAL_A}]\n", "declared.listed_twice", 15),
        (f"{A_CHOICE}options = [{AA}, {SPACED}]\n", "declared.not_a_code", 15),
        (f"{A_CHOICE}options = [{AA}, {DECLINE}]\n", "questionnaires.reserved_option", 15),
        ('kind = "yes_no"\nlabel = "L"\nmax = 3\n', "questionnaires.key_not_for_kind", 15),
        ('kind = "number"\nlabel = "L"\nmin = 5\nmax = 3\n', "declared.limits_crossed", 15),
        ('kind = "number"\nlabel = "L"\nmin = "5"\n', "declared.not_a_number", 15),
        ('kind = "number"\nlabel = "L"\nwhole = "yes"\n', "declared.not_true_or_false", 15),
        ('kind = "date"\nlabel = "L"\nearliest = "soon"\n', "declared.not_a_date", 15),
        ('kind = "short_text"\nlabel = "L"\nmax_length = 0\n', "declared.too_small", 15),
        ('kind = "short_text"\nlabel = "L"\nmax_length = 1.5\n', "declared.not_whole", 15),
        ('kind = "yes_no"\nlabel = 3\n', "declared.not_words", 14),
        ('kind = "yes_no"\nlabel = "L\\u0000"\n', "declared.unkept", 14),
        ('kind = "yes_no"\nlabel = { en = "L", fr = "\\u0000" }\n', "declared.unkept", 14),
        ('kind = "yes_no"\nlabel = { "e n" = "L" }\n', "declared.not_a_language", 14),
        ('kind = "yes_no"\nlabel = "L"\nlable = "L"\n', "declared.unknown_key_nearest", 15),
        ('kind = "yes_no"\nlabel = "L"\nzzz = "L"\n', "declared.unknown_key", 15),
        ('kind = "yes_no"\nlabel = "L"\nrelevant = "q2 =="\n', "questionnaires.expression", 15),
        ('kind = "yes_no"\nlabel = "L"\nrelevant = "q == true"\n', "declared.no_such_earlier_item", 15),
        ('kind = "yes_no"\nlabel = "You said ${other}"\n', "declared.no_such_earlier_item", 14),
        ('kind = "yes_no"\nlabel = "L"\nrequired = "true"\n', "declared.unknown_value", 15),
    ],
)
def test_a_faulty_item(body: str, code: str, line: int) -> None:
    assert (code, line) in [(one[0], one[1]) for one in found(HEAD + ITEM + body)]


SECOND = """kind = "choices"
label = "L"
options = [{ key = "a", label = "A" }, { key = "b", label = "B" }]
[[page.item]]
key = "r"
kind = "yes_no"
label = "R"
"""


@pytest.mark.parametrize(
    ("relevant", "code"),
    [
        ("selected(q, 'c')", "declared.no_such_option"),
        ("q == 'a'", "questionnaires.use_selected"),
        ("selected(qq, 'a')", "declared.no_such_earlier_item_nearest"),
    ],
)
def test_a_condition_is_held_against_the_items(relevant: str, code: str) -> None:
    text = HEAD + ITEM + SECOND + f'relevant = "{relevant}"\n'
    assert (code, text.count("\n"), "page[0].item[1].relevant") in found(text)


SCALE = """kind = "scale"
label = "L"
points = [{ value = 1, label = "A" }, { value = 2, label = "B" }]
[[page.item]]
key = "r"
kind = "scale"
label = "R"
points = [{ value = 0, label = "A" }, { value = 2, label = "B" }]
[[page.item]]
key = "t"
kind = "yes_no"
label = "T"
[[scale]]
key = "s"
name = "S"
"""


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('items = ["q", "r"]\n', "questionnaires.ranges_differ"),
        ('items = ["q", "t"]\n', "questionnaires.not_a_scale_item"),
        ('items = ["q", "zebra"]\n', "declared.no_such_item"),
        ('items = ["q"]\nreversed = ["r"]\n', "declared.no_such_scale_item"),
        ('items = ["q"]\nmin_answered = 80\n', "questionnaires.share"),
        ('items = ["q"]\nmin_answered = 0.0\n', "questionnaires.share"),
        ('items = ["q"]\nrule = "best"\n', "declared.unknown_value"),
        ('items = ["q"]\nhigher_is = "nice"\n', "declared.unknown_value"),
        ("", "declared.missing"),
    ],
)
def test_a_faulty_scale(body: str, code: str) -> None:
    assert code in [one[0] for one in found(HEAD + ITEM + SCALE + body)]


def test_all_faults_come_at_once_in_the_order_of_the_lines() -> None:
    text = HEAD.replace('key = "k"', 'key = "K!"').replace('licence = "MIT"', 'licence = ""')
    faults = found(text + ITEM + 'kind = "numbr"\nlabel = "L"\n' + ITEM + 'kind = "yes_no"\n')
    assert [(code, line) for code, line, _ in faults] == [
        ("declared.not_a_key", 3),
        ("declared.not_text", 8),
        ("declared.unknown_value_nearest", 13),
        ("declared.twice", 16),
        ("declared.missing", 17),
        ("declared.twice", 18),
    ]


def test_a_missing_translation_is_named() -> None:
    text = HEAD.replace('title = "T"', 'title = { en = "T", fr = "T" }\nlanguages = ["en", "fr"]')
    assert found(text + ITEM + 'kind = "yes_no"\nlabel = "L"\n') == [
        ("questionnaires.translation_missing", 15, "page[0].item[0].label")
    ]


def test_a_repeat_needs_an_earlier_whole_number() -> None:
    page = '[[page]]\nkey = "z"\nrepeat = { count = "q", max = 60 }\n[[page.item]]\nkey = "w"\n'
    codes = [
        one[0]
        for one in found(
            HEAD + ITEM + 'kind = "yes_no"\nlabel = "L"\n' + page + 'kind = "email"\nlabel = "W"\n'
        )
    ]
    assert codes == ["questionnaires.too_many_repeats", "questionnaires.repeat_not_counted"]


@pytest.mark.parametrize("version", ["2", '"1"', "0"])
def test_another_format_version_is_refused_before_anything_else(version: str) -> None:
    text = HEAD.replace("format_version = 1", f"format_version = {version}")
    assert "declared.format_version" in [one[0] for one in found(text)]


@pytest.mark.parametrize(
    "text", ["", "format_version = 1\npage = 3\n", "format_version = 1\npage = [1, 2]\n"]
)
def test_a_file_of_the_wrong_shape_is_refused_in_words(text: str) -> None:
    assert found(text)


def test_an_item_key_has_no_hyphen() -> None:
    text = HEAD + ITEM.replace('"q"', '"q-1"') + 'kind = "yes_no"\nlabel = "L"\n'
    assert found(text) == [("questionnaires.hyphen_in_item", 12, "page[0].item[0].key")]


def test_words_that_are_only_read_come_back_from_their_json():
    text = """
format_version = 1
instrument = { key = "hello", version = "1", title = "Hello" }
rights = { owner = "Us", licence = "MIT" }
[[page]]
key = "p"
[[page.item]]
key = "thanks"
kind = "statement"
label = "Thank you."
"""
    instrument = read_instrument(text)
    assert from_json(to_json(instrument)) == instrument

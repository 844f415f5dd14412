"""Text in several languages."""

import pytest

from kith.foundation.words import Text

BOTH = Text.of({"en": "Leeds", "zh-Hans": "利兹"})


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "Leeds"),
        ("EN", "Leeds"),
        ("en-GB", "Leeds"),
        ("zh-hans", "利兹"),
        ("zh-Hans", "利兹"),
        ("cy", "Leeds"),
    ],
)
def test_the_language_asked_for_else_its_base_else_english(tag, expected):
    assert BOTH.in_language(tag) == expected


def test_without_english_the_first_there_is():
    assert Text.of({"cy": "Caerdydd", "fr": "Cardiff"}).in_language("zh") == "Caerdydd"


def test_plain_text_is_english_and_text_stays_text():
    assert Text.of("Leeds").by_language == {"en": "Leeds"}
    assert Text.of(BOTH) is BOTH
    assert str(BOTH) == "Leeds"


def test_to_json_and_back():
    assert Text.of(BOTH.to_json()) == BOTH


def test_no_language_is_a_bug():
    with pytest.raises(ValueError, match="at least one language"):
        Text.of({})


def test_a_text_cannot_be_changed():
    with pytest.raises(TypeError):
        BOTH.by_language["en"] = "York"

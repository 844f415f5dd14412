"""A language by its own name."""

from babel.numbers import format_decimal

from kith.matching.values.languages import read_language


def test_reading_a_language_by_its_own_name_leaves_numbers_in_it_as_they_were():
    assert read_language("中文") == "zh"
    assert format_decimal(12345.5, locale="zh_Hans") == "12,345.5"

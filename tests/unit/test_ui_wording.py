"""Days, times and numbers in the reader's language."""

from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.utils import timezone, translation

from kith.foundation.words import Text
from kith.service.ui.web import wording
from kith.service.ui.web.calendar import Entry, year_strip
from kith.service.ui.web.component_views import pages_params

INSTANT = datetime(2026, 5, 31, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "zone", "said"),
    [
        ("en", "Europe/London", "31 May 2026, 2:30pm BST"),
        ("en", "Asia/Shanghai", "31 May 2026, 9:30pm (Shanghai time)"),
        ("en", "UTC", "31 May 2026, 1:30pm UTC"),
    ],
)
def test_a_moment_names_its_zone(language, zone, said):
    with translation.override(language):
        assert wording.moment(INSTANT, zone) == said


def test_a_moment_is_in_the_readers_zone_unless_told_otherwise():
    with timezone.override("America/New_York"):
        assert wording.clock(INSTANT) == "9:30am"


def test_midnight_and_midday_are_words():
    assert wording.clock(datetime(2026, 1, 5, 0, 0, tzinfo=UTC), "UTC") == "midnight"
    assert wording.clock(datetime(2026, 1, 5, 12, 0, tzinfo=UTC), "UTC") == "midday"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 5, 1), date(2026, 5, 31), "1 to 31 May 2026"),
        (date(2026, 4, 1), date(2026, 5, 31), "1 April to 31 May 2026"),
        (date(2026, 12, 1), date(2027, 1, 31), "1 December 2026 to 31 January 2027"),
    ],
)
def test_a_span_says_no_more_than_it_needs(first, last, said):
    assert wording.span(first, last) == said


def test_a_day_to_keep_has_its_weekday_in_the_british_order():
    assert wording.weekday_and_day(date(2026, 12, 19)) == "Saturday 19 December 2026"
    with translation.override("zh-hans"):
        assert wording.weekday_and_day(date(2026, 12, 19)) == "2026年12月19日星期六"


def test_chinese_days_and_numbers():
    with translation.override("zh-hans"):
        assert wording.day(date(2026, 5, 31)) == "2026年5月31日"
        assert wording.number(1234567) == "1,234,567"
        assert wording.in_language(Text.of({"en": "Leeds", "zh-Hans": "利兹"})) == "利兹"


def test_a_share_carries_its_numbers_and_none_of_nobody():
    assert wording.share_of(7, 24) == "7 of 24 (29%)"
    assert wording.share_of(0, 0) == "0 of 0"


def test_pages_keep_the_filter():
    params = pages_params(Paginator(range(30), 10).page(2), "side=clinician")
    assert [item["href"] for item in params["items"]] == [f"?page={n}&side=clinician" for n in (1, 2, 3)]
    assert params["previous"]["href"] == "?page=1&side=clinician"


def test_the_year_strip_shows_the_months_each_entry_touches():
    strip = year_strip(
        [
            Entry("Call", date(2026, 11, 20), date(2026, 12, 1)),
            Entry("Running", date(2027, 1, 1), date(2027, 1, 2)),
        ]
    )
    assert [head.long for head in strip.months] == ["November 2026", "December 2026", "January 2027"]
    assert [row.months for row in strip.rows] == [(True, True, False), (False, False, True)]

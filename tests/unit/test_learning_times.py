"""Times at which people can meet, over changes of the clocks and odd zones."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.foundation.faults import KithError
from kith.service.learning.domain import moments
from kith.service.learning.domain.meeting.times import WORKING_WEEK, Week, Window, common_times

ZONES = (
    "Europe/London", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe", "Asia/Shanghai",
    "Africa/Casablanca", "UTC",
)  # fmt: skip
windows = st.builds(
    lambda weekday, starts, length: Window(
        weekday, dt.time(starts // 60, starts % 60), dt.time(min(starts + length, 1439) // 60, min(starts + length, 1439) % 60)
    ),
    st.integers(0, 6), st.integers(0, 1400), st.integers(1, 900),
)  # fmt: skip
weeks = st.builds(Week, st.sampled_from(ZONES), st.lists(windows, max_size=4).map(tuple))
NEAR_CHANGES = (dt.date(2026, 3, 26), dt.date(2026, 10, 22), dt.date(2011, 12, 27), dt.date(2026, 4, 2))
starts = st.builds(
    lambda day, minute: dt.datetime.combine(day, dt.time(), dt.UTC) + dt.timedelta(minutes=minute),
    st.sampled_from(NEAR_CHANGES), st.integers(0, 3000),
)  # fmt: skip


def is_inside(week: Week, instant: dt.datetime) -> bool:
    there = instant.astimezone(ZoneInfo(week.zone))
    clock = there.time().replace(second=0, microsecond=0)
    return any(one.weekday == there.weekday() and one.starts <= clock < one.ends for one in week.windows)


@settings(max_examples=150, deadline=None)
@given(st.lists(weeks, min_size=1, max_size=3), starts, st.integers(5, 300), st.data())
def test_each_time_suits_everybody_on_their_own_clock(people, earliest, minutes, data):
    latest = earliest + dt.timedelta(days=9)
    length = dt.timedelta(minutes=minutes)
    given_times = {"minutes": minutes, "earliest": earliest, "latest": latest}
    found = common_times(people, **given_times)
    assert found == sorted(set(found))
    assert len(found) <= 8
    for at in found:
        assert earliest <= at
        assert at + length <= latest
        assert at.astimezone(ZoneInfo(people[0].zone)).minute in (0, 30)
        for minute in range(minutes):
            now = at + dt.timedelta(minutes=minute)
            assert all(is_inside(week, now) for week in people)
    if found:
        taken = data.draw(st.sampled_from(found))
        busy = [(taken, taken + length)]
        rest = common_times(people, **given_times, busy=busy)
        assert all(at + length <= taken or at >= taken + length for at in rest)


@settings(max_examples=60, deadline=None)
@given(starts, st.sampled_from([30, 60]))
def test_nothing_is_missed_that_a_search_by_the_minute_finds(earliest, minutes):
    people = [Week("Europe/London", WORKING_WEEK), Week("Asia/Kathmandu", WORKING_WEEK)]
    latest = earliest + dt.timedelta(days=3)
    found = common_times(people, minutes=minutes, earliest=earliest, latest=latest, most=1000)
    at = earliest.replace(minute=0)
    exhaustive = []
    while at + dt.timedelta(minutes=minutes) <= latest:
        each = [at + dt.timedelta(minutes=minute) for minute in range(minutes)]
        if at >= earliest and all(is_inside(week, now) for week in people for now in each):
            exhaustive.append(at)
        at += dt.timedelta(minutes=30)
    assert set(found) <= set(exhaustive)
    assert bool(found) == bool(exhaustive)


def test_times_are_spread_over_days_and_hours():
    people = [Week("Europe/London", WORKING_WEEK), Week("Asia/Kathmandu", WORKING_WEEK)]
    earliest = dt.datetime(2026, 3, 2, 0, 0, tzinfo=dt.UTC)
    found = common_times(
        people, minutes=60, earliest=earliest, latest=earliest + dt.timedelta(days=28), most=6
    )
    assert [f"{at:%a %d %H:%M}" for at in found] == [
        "Mon 02 09:00", "Tue 03 10:00", "Wed 04 09:30", "Thu 05 09:00", "Fri 06 09:00", "Mon 09 09:00",
    ]  # fmt: skip


def test_nobody_and_no_hours_give_no_times():
    earliest = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    latest = earliest + dt.timedelta(days=7)
    assert common_times([], minutes=60, earliest=earliest, latest=latest) == []
    assert common_times([Week("UTC", ())], minutes=60, earliest=earliest, latest=latest) == []


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(ZONES),
    st.dates(dt.date(2011, 12, 1), dt.date(2030, 1, 1)),
    st.times(),
)
def test_a_moment_keeps_its_local_hour_or_says_the_next_that_there_is(zone, day, at):
    at = at.replace(second=0, microsecond=0)
    try:
        instant = moments.starts_at(day, at, zone)
    except KithError as refused:
        (fault,) = refused.faults
        assert fault.code == "learning.hour_skipped"
    else:
        there = instant.astimezone(ZoneInfo(zone))
        assert (there.date(), there.time()) == (day, at)
        assert there.fold == 0


@pytest.mark.parametrize(
    ("day", "at", "zone", "next_time", "next_day"),
    [
        (dt.date(2026, 3, 29), dt.time(1, 30), "Europe/London", "2am", "Sunday 29 March 2026"),
        (dt.date(2011, 12, 30), dt.time(9), "Pacific/Apia", "midnight", "Saturday 31 December 2011"),
        (dt.date(2026, 10, 4), dt.time(2, 15), "Australia/Lord_Howe", "2:30am", "Sunday 4 October 2026"),
        (dt.date(2026, 3, 8), dt.time(2, 59), "America/St_Johns", "3am", "Sunday 8 March 2026"),
    ],
)
def test_an_hour_that_is_skipped_names_the_next(day, at, zone, next_time, next_day):
    with pytest.raises(KithError) as refused:
        moments.starts_at(day, at, zone)
    (fault,) = refused.value.faults
    assert (fault.params["next_time"], fault.params["next_day"]) == (next_time, next_day)


@pytest.mark.parametrize(
    "zone", ["", "Mars/Olympus", "../etc/passwd", "Europe", "europe london", "Europe/Lon\0don"]
)
def test_a_zone_that_nobody_knows_is_refused(zone):
    with pytest.raises(KithError) as refused:
        moments.starts_at(dt.date(2026, 3, 2), dt.time(9), zone)
    assert [fault.code for fault in refused.value.faults] == ["learning.unknown_zone"]
    assert not moments.is_zone(zone)


def test_an_hour_that_comes_twice_is_the_first_and_can_be_told():
    day = dt.date(2026, 10, 25)
    assert moments.starts_at(day, dt.time(1, 30), "Europe/London").hour == 0
    assert moments.comes_twice(day, dt.time(1, 30), "Europe/London")
    assert not moments.comes_twice(day, dt.time(2), "Europe/London")
    assert not moments.comes_twice(dt.date(2026, 3, 29), dt.time(1, 30), "Europe/London")

"""Durations as ISO 8601 writes them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.programmes.durations import Duration, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P14D", Duration(days=14)),
        ("-P2W", Duration(days=-14)),
        ("P1Y2M3W4D", Duration(months=14, days=25)),
        ("PT90M", Duration(minutes=90)),
        ("P1DT12H30M", Duration(days=1, minutes=750)),
        ("P0D", Duration()),
    ],
)
def test_read(text: str, expected: Duration) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "14D", "P14", "P1.5D", "P1D2M", "PT1S", "+P1D", "p1d", "P99999999D"]
)
def test_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)


@pytest.mark.parametrize(
    ("start", "text", "expected"),
    [
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2028-02-29", "P1Y", "2029-02-28"),
        ("2026-03-31", "-P1M", "2026-02-28"),
        ("2026-12-15", "P1M", "2027-01-15"),
        ("2026-01-31", "P1M1D", "2026-03-01"),
        ("2026-03-29", "P1D", "2026-03-30"),  # the clocks change in Britain; a day is a day
    ],
)
def test_after(start: str, text: str, expected: str) -> None:
    assert parse(text).after(dt.date.fromisoformat(start)).isoformat() == expected


DURATIONS = st.builds(
    lambda sign, months, days, minutes: Duration(sign * months, sign * days, sign * minutes),
    st.sampled_from([1, -1]),
    st.integers(0, 9999),
    st.integers(0, 99999),
    st.integers(0, 9999),
)


@given(DURATIONS)
def test_written_and_read_again(duration: Duration) -> None:
    assert parse(str(duration)) == duration

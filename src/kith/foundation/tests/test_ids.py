"""Identifiers that sort by time."""

import uuid
from datetime import UTC, datetime

import time_machine

from kith.foundation.ids import uuid7


def test_version_variant_and_time():
    """RFC 9562: the first 48 bits are milliseconds since 1970."""
    with time_machine.travel(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), tick=False):
        made = uuid7()
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == 1767323045000


def test_later_ones_sort_later_and_none_is_made_twice():
    made = []
    for second in range(50):
        with time_machine.travel(datetime(2026, 1, 2, 3, 4, second, tzinfo=UTC), tick=False):
            made.append(uuid7())
    assert made == sorted(made)
    with time_machine.travel(datetime(2026, 1, 2, tzinfo=UTC), tick=False):
        assert len({uuid7() for _ in range(1_000)}) == 1_000

"""Identifiers that sort by time and say nothing else."""

from __future__ import annotations

import secrets
import time
import uuid

MILLISECONDS = 1_000_000


def uuid7() -> uuid.UUID:
    """A version 7 UUID: 48 bits of milliseconds, then 74 random bits (RFC 9562, section 5.7).

    New rows land at the end of an index, and an address cannot be guessed from its neighbour.
    """
    value = (time.time_ns() // MILLISECONDS & (2**48 - 1)) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)

"""A lottery that nobody can draw again until it suits: the seed's hash is published before choices close.

Whoever runs the match picks a seed and a salt (a random text, so that the seed cannot be found by trying), and
publishes ``commitment(seed, salt)``. After the match both are shown, and anybody can check them::

    printf 'kith-lottery:%s:%s' SEED SALT | sha256sum
"""

from __future__ import annotations

import hashlib
import re

SHORTEST_SALT = 12
_HASH = re.compile(r"[0-9a-f]{64}")


def commitment(seed: int, salt: str) -> str:
    """SHA-256, in hexadecimal, of a seed and its salt.

    >>> commitment(2026, "an evening in May")[:16]
    '8a4662f2ca93a3c8'
    """
    return hashlib.sha256(f"kith-lottery:{seed}:{salt}".encode()).hexdigest()


def is_commitment(text: str) -> bool:
    """Whether a text looks like one: 64 small hexadecimal digits.

    >>> is_commitment("5e88")
    False
    """
    return _HASH.fullmatch(text) is not None

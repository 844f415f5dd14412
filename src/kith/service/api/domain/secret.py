"""The secret of a token: 32 random bytes behind a word that says whose it is, to people and to leak scanners."""

from __future__ import annotations

import secrets

from kith.service.core.domain.links import SECRET_BYTES

WORD = "kith_"
SHOWN = len(WORD) + 6
"""Characters of the beginning that are kept readable; 37 more stay unknown."""


def new_secret() -> str:
    return WORD + secrets.token_urlsafe(SECRET_BYTES)


def prefix_of(secret: str) -> str:
    return secret[:SHOWN]

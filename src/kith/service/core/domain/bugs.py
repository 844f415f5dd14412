"""What is nobody's fault but ours: logged with a reference that a person can quote."""

from __future__ import annotations

import logging
import secrets

# No vowels, 0, 1 or l: it is read out over the telephone, and must not spell anything.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 8


def new_reference() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def log_bug(logger: logging.Logger, what: str) -> str:
    """Log the exception being handled; the reference to show."""
    reference = new_reference()
    logger.exception("[%s] %s", reference, what)
    return reference

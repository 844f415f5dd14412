"""What relationships and agreements register with the rest of the house. Called once, in ``ready``."""

from __future__ import annotations


def register() -> None:
    pass

"""Addresses of a list's rows."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse


def addresses(view: str, *shared: object, own: int = 1) -> Callable[..., str]:
    """The addresses of one page that differ in their last ``own`` ids: Django is asked once, not for each row."""
    marks = [str(UUID(int=number)) for number in range(1, own + 1)]
    pattern = reverse(view, args=[*shared, *marks])
    for mark in marks:
        pattern = pattern.replace(mark, "{}")
    return pattern.format

"""While one page is read nobody's roles change: what was looked up once is not looked up again.

Only requests that read are remembered for (``core.web.middleware``); an action asks the database each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_found: ContextVar[dict[tuple[object, ...], Any] | None] = ContextVar("found", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    token = _found.set({})
    try:
        yield
    finally:
        _found.reset(token)


def recall(key: tuple[object, ...], read: Callable[[], T]) -> T:
    """What ``read`` gave for this key while this page is read; outside a page it is read anew."""
    found = _found.get()
    if found is None:
        return read()
    if key not in found:
        found[key] = read()
    result: T = found[key]
    return result

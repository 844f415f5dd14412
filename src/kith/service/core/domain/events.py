"""An earlier app tells later ones what happened, in the same transaction.

An event is a frozen dataclass defined by the app that publishes it. A later app subscribes in
its ``apps.ready``. Handlers run in order of subscription; one that fails rolls the change back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction

E = TypeVar("E")
_handlers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(event_type: type[E], handler: Callable[[E], None]) -> None:
    if handler not in _handlers[event_type]:
        _handlers[event_type].append(handler)


def publish(event: object) -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{type(event).__name__} is published outside a transaction")
    for handler in _handlers[type(event)]:
        handler(event)

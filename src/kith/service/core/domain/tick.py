"""What is due now: once a minute, by one ticker at a time, derived from dates.

An app registers what it looks after in ``apps.ready``::

    @every_tick("surveys.open_waves")
    def open_waves(now: datetime) -> None: ...

A function asks the rows what is due at ``now`` and does it so that doing it again changes nothing. Hence a
missed hour is caught up by the next tick, and no tick remembers anything.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from kith.service.core.domain.bugs import log_bug
from kith.service.core.models import TickLease

logger = logging.getLogger(__name__)

EVERY = timedelta(minutes=1)
LEASE = timedelta(minutes=10)
"""A ticker that has not renewed for so long is dead; another may begin."""
NAME = "tick"

Due = Callable[[datetime], object]
_registry: dict[str, Due] = {}


def every_tick(name: str) -> Callable[[Due], Due]:
    """Register a function that does what is due at the moment it is given."""

    def register(due: Due) -> Due:
        if _registry.setdefault(name, due) is not due:
            raise ValueError(f"two functions are called {name}")
        return due

    return register


def tick(now: datetime, clock: Callable[[], datetime] | None = None) -> tuple[str, ...] | None:
    """Run all that is registered; the names that broke, or nothing at all when another ticker is at work.

    One that breaks is logged with a reference and keeps none of the others from running.
    ``clock`` tells the time that the lease is renewed at, ``now`` standing still by default.
    """
    tell = clock or (lambda: now)
    holder = _take_lease(now)
    if holder is None:
        return None
    broken = []
    for name, due in tuple(_registry.items()):
        try:
            due(now)
        except Exception:
            log_bug(logger, f"{name} broke in the tick")
            broken.append(name)
        if not _renew(holder, tell()):
            logger.warning("another ticker took over after %s", name)
            return tuple(broken)
    TickLease.objects.filter(name=NAME, holder=holder).update(holder="", expires_at=tell(), ticked_at=tell())
    return tuple(broken)


def last_tick() -> datetime | None:
    """When the last tick ended."""
    return TickLease.objects.filter(name=NAME).values_list("ticked_at", flat=True).first()


def _take_lease(now: datetime) -> str | None:
    holder = secrets.token_hex(16)
    free = TickLease.objects.filter(Q(holder="") | Q(expires_at__lte=now), name=NAME)
    if free.update(holder=holder, expires_at=now + LEASE):
        return holder
    if TickLease.objects.filter(name=NAME).exists():
        return None
    try:
        with transaction.atomic():
            TickLease.objects.create(name=NAME, holder=holder, expires_at=now + LEASE)
    except IntegrityError:
        return None
    return holder


def _renew(holder: str, now: datetime) -> bool:
    return bool(TickLease.objects.filter(name=NAME, holder=holder).update(expires_at=now + LEASE))

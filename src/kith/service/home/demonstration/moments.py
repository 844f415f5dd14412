"""What actions do now is moved to the day on which it would have happened."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone


def day(ago: int) -> dt.date:
    """So many days before today; after today where it is less than nought."""
    return timezone.localdate() - dt.timedelta(days=ago)


def moment(ago: int, hour: int = 10) -> dt.datetime:
    return timezone.now().replace(hour=hour, minute=0, second=0, microsecond=0) - dt.timedelta(days=ago)


def put_back(rows: QuerySet[Any], ago: int, *fields: str) -> None:
    """These moments of the rows, and when they were made."""
    rows.update(**dict.fromkeys(("created_at", *fields), moment(ago)))


def weekday(ago: int) -> dt.date:
    """That day, or the Friday before where it is a weekend: people meet at work."""
    found = day(ago)
    return found - dt.timedelta(days=max(0, found.weekday() - 4))

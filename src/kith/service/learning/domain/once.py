"""A form that is sent twice, on a bad line or by two taps, is done once: it carries a key of its own."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def sent_before(rows: QuerySet[Row], sent_once: UUID | None) -> Row | None:
    """What the same form made of ``rows`` before, if it did; an action without a form is always new."""
    return rows.filter(sent_once=sent_once).first() if sent_once else None

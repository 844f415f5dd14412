"""A form that is sent twice, on a bad line or by two taps, is done once: it carries a key of its own."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from kith.foundation.faults import Fault, KithError

Row = TypeVar("Row", bound=Model)


def sent_before(rows: QuerySet[Row], sent_once: UUID | None) -> Row | None:
    """What the same form made of ``rows`` before, if it did; an action without a form is always new.

    Raises KithError for a key that is somebody else's, or of another place: what they made stays theirs.
    """
    if sent_once is None:
        return None
    known = rows.filter(sent_once=sent_once).first()
    if known is None and rows.model._base_manager.filter(sent_once=sent_once).exists():
        raise KithError(Fault("learning.send_again"))
    return known

"""One page of a list, and where the next begins. Rows are in the order of their ids, which never changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from ninja import Field, Schema

R = TypeVar("R", bound=Model)
MOST = 200


class Paging(Schema):
    limit: int = Field(50, ge=1, le=MOST, description="How many at most.")
    cursor: UUID | None = Field(None, description="`next_cursor` of the page before; leave it out to begin.")


def page_of(rows: QuerySet[Any, R], paging: Paging) -> tuple[list[R], UUID | None]:
    """The rows after the cursor, and the cursor of the next page. What is added or removed meanwhile neither
    repeats a row nor leaves one out."""
    rows = rows.order_by("id")
    if paging.cursor is not None:
        rows = rows.filter(pk__gt=paging.cursor)
    return _cut(list(rows[: paging.limit + 1]), paging)


def page_of_few(rows: Sequence[R], paging: Paging) -> tuple[list[R], UUID | None]:
    """The same of a list that is read whole, because it is short."""
    cursor = paging.cursor
    found = sorted((row for row in rows if cursor is None or row.pk > cursor), key=lambda row: row.pk)
    return _cut(found[: paging.limit + 1], paging)


def _cut(found: list[R], paging: Paging) -> tuple[list[R], UUID | None]:
    kept = found[: paging.limit]
    return kept, kept[-1].pk if len(found) > len(kept) else None

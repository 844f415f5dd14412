"""A table of an organisation's export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from kith.foundation.provenance import canonical_json
from kith.tables.types import Cell

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Sheet:
    """``fields`` are also the headings: what a column holds is what the row is asked for."""

    path: str
    rows: QuerySet
    fields: Sequence[str]

    def cells(self) -> Iterator[list[Cell]]:
        for values in self.rows.order_by("pk").values_list(*self.fields).iterator(chunk_size=CHUNK):
            yield [cell_of(value) for value in values]


def cell_of(value: object) -> Cell:
    """A value as a cell: ids and amounts as text, to the last digit; lists and mappings as JSON."""
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, list | dict):
        return canonical_json(value)
    return value  # type: ignore[return-value]

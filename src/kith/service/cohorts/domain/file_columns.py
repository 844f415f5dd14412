"""Columns that a later app looks for in a people file, such as the partner somebody has already.

The app registers its column in its ``apps.ready``. It is offered like every other column, checked row by
row with the rest of the file, and brought in the transaction that accepts the file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kith.foundation.faults import Fault, Where
from kith.programmes.types import Definition
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.actors import Actor
from kith.tables.fields import Field


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file as a column's owner sees it. ``place`` is None until the file is accepted, for
    whoever is new; ``value`` is None where the cell is blank."""

    address: str
    side: str
    place: Place | None
    value: str | None
    where: Where


@dataclass(frozen=True, slots=True)
class Coming:
    """The whole file. ``said_yes``: its people take part at once."""

    cohort: Cohort
    definition: Definition
    lines: Sequence[Line]
    said_yes: bool


@dataclass(frozen=True, slots=True)
class FileColumn:
    """``field`` answers None for a programme that has no use for the column."""

    key: str
    field: Callable[[Definition], Field | None]
    check: Callable[[Coming], list[Fault]]
    bring: Callable[[Actor, Coming], None]


_columns: dict[str, FileColumn] = {}


def register_file_column(column: FileColumn) -> None:
    _columns[column.key] = column


def columns_of(definition: Definition) -> list[tuple[FileColumn, Field]]:
    """The columns that later apps look for in this programme's people files."""
    found = [(column, column.field(definition)) for column in _columns.values()]
    return [(column, field) for column, field in found if field is not None]

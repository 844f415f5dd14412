"""Questions that nearly every page asks: Django writes their SQL once a process, not each time.

Writing a question costs Django three to ten times what the database needs to answer it, and a home page asks
twenty. A ``Question`` is a ``values_list`` with holes: it is written for marks, and asked with values in their
place. Its rows are those that the same query set would give.

The hazard is a value that does not come in as an argument: today's date, read inside, would stand in the SQL for as
long as the process lives. What looks like a day or an id and is no argument is therefore refused when it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql import Query

Value = UUID | date | Collection[UUID]
"""A day, a moment, an id, or several ids."""
_FIRST_ID = 0xBEAD << 112
_FIRST_MOMENT = datetime(8000, 1, 1, tzinfo=UTC)
_FIXED = re.compile(r"\d{4}-\d\d-\d\d|[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class _Written:
    """``holes``: for each parameter the name of the value and which of its ids; or the parameter itself."""

    query: Query
    sql: str
    holes: tuple[tuple[str | None, Any], ...]
    select: list[Any]
    columns: int


class Question:
    """``build`` takes the values by name and gives a ``values_list``: the same each time, but for the values."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._written: dict[tuple[object, ...], _Written | None] = {}

    def __call__(self, **values: Value) -> list[tuple[Any, ...]]:
        """The rows. Several ids are asked for as the next power of two, the last of them again and again: a question
        is written for few lengths."""
        given = {name: _several(value) if _is_several(value) else value for name, value in values.items()}
        key = (connection.vendor, *((name, _kind(value)) for name, value in given.items()))
        if key not in self._written:
            self._written[key] = self._write(given)
        written = self._written[key]
        if written is None:
            return []
        ready = {name: _ready(value) for name, value in given.items()}
        params = [
            which if name is None else ready[name] if which is None else ready[name][which]
            for name, which in written.holes
        ]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, params)
            rows = cursor.fetchall()
        compiler = written.query.get_compiler(connection=connection)
        compiler.select, compiler.col_count = written.select, written.columns
        return list(compiler.results_iter([rows], tuple_expected=True))

    def _write(self, given: dict[str, Any]) -> _Written | None:
        marks = {name: _mark(value, number) for number, (name, value) in enumerate(given.items())}
        compiler = self._build(**marks).query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:  # one of the lists is empty
            return None
        known: dict[Any, tuple[str | None, Any]] = {}
        for name, mark in marks.items():
            ready = _ready(mark)
            known |= (
                {one: (name, n) for n, one in enumerate(ready)}
                if isinstance(mark, list)
                else {ready: (name, None)}
            )
        holes = tuple(
            (None, one)
            if isinstance(one, list)
            else known.get(one, (None, one))  # PostgreSQL's way into JSON
            for one in params
        )
        _check(set() if [] in marks.values() else set(marks), holes, self._build)
        return _Written(compiler.query, sql, holes, compiler.select, compiler.col_count)


def _check(names: set[str], holes: Collection[tuple[str | None, Any]], build: Callable[..., Any]) -> None:
    """``names``: the values that must stand in it. Beside an empty list others may rightly drop out."""
    where = f"{build.__module__}.{build.__qualname__}"
    if unasked := names - {name for name, _which in holes if name is not None}:
        raise RuntimeError(f"{where}: {sorted(unasked)} must be asked for as they are given")
    if fixed := [which for name, which in holes if name is None and _looks_fixed(which)]:
        raise RuntimeError(f"{where}: {fixed} would stand in it for good; give it as a value")


def _looks_fixed(param: object) -> bool:
    return isinstance(param, UUID | date) or (isinstance(param, str) and _FIXED.match(param) is not None)


def _is_several(value: object) -> bool:
    return not isinstance(value, UUID | date)


def _several(value: Any) -> list[UUID]:
    ids = list(value)
    return ids + ids[-1:] * ((1 << (len(ids) - 1).bit_length()) - len(ids)) if ids else ids


def _kind(value: object) -> object:
    return len(value) if isinstance(value, list) else type(value)


def _mark(value: object, number: int) -> Any:
    """Something of the value's kind that is nowhere else."""
    if isinstance(value, list):
        first = _FIRST_ID + (number << 64)
        return [UUID(int=first + 1 + n) for n in range(len(value))]
    if isinstance(value, UUID):
        return UUID(int=_FIRST_ID + (number << 64))
    moment = _FIRST_MOMENT + timedelta(days=number)
    return moment if isinstance(value, datetime) else moment.date()


def _ready(value: Any) -> Any:
    """As Django hands it to the database's driver."""
    if isinstance(value, UUID | list) and connection.features.has_native_uuid_field:
        return value
    if isinstance(value, list):
        return [one.hex for one in value]
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value)

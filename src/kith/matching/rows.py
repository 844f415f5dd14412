"""The rows of people's files, and whom they name: found by id or e-mail once every file is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from kith.foundation.faults import Faults, Where
from kith.matching.types import AttributeValue
from kith.tables.naming import shorten
from kith.tables.types import Note, Value

REFERENCES = ("wishes", "never_with", "must_be_with", "not_with", "previous_partners")
"""Columns that name people, in every file."""
GONE_IS_FINE = frozenset({"previous_partners", "met_before"})
"""Who is named here need not be here: people leave."""
PRIVATE = frozenset({"never_with"})
"""Whom somebody names here is never repeated."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person as their file has them; ``where`` is their row.

    ``references`` holds what was written under each column that names people, not yet found; ``extra`` the
    typed values of the columns that a kind asked for, ``None`` for a blank.
    """

    id: str
    email: str | None
    name: str | None
    places: int
    attributes: Mapping[str, AttributeValue]
    references: Mapping[str, tuple[str, ...]]
    where: Where
    fewest: int = 0
    extra: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Side:
    """The people of one file, and the columns' headings by what they were taken for."""

    name: str
    rows: tuple[Row, ...]
    headings: Mapping[str, str]
    notes: tuple[Note, ...]


_BREAKS = re.compile(r"[;；\n,，、]")


class People:
    """Whom a column names: the rows of one side or of several, by id or e-mail, whatever the case."""

    def __init__(self, sides: Sequence[Side]) -> None:
        # By id: of two that come apart into the same parts it must not matter whose row comes first.
        rows = sorted((row for side in sides for row in side.rows), key=lambda row: row.id)
        self._known = {row.email.casefold(): row.id for row in rows if row.email}
        self._known |= {row.id.casefold(): row.id for row in rows}
        self._called = ", ".join(side.name for side in sides)
        # An id such as “Smith, Ann” comes apart like a list of names: its parts are put together again.
        parted = {id_: tuple(filter(None, map(str.strip, _BREAKS.split(id_)))) for id_ in self._known}
        self._parted = {parts: id_ for id_, parts in parted.items() if len(parts) > 1}
        self._lengths: dict[str, set[int]] = {}
        for parts in self._parted:
            self._lengths.setdefault(parts[0], set()).add(len(parts))

    def find(self, row: Row, key: str, headings: Mapping[str, str], faults: Faults) -> tuple[str, ...]:
        """The ids of everybody whom a row names under a column, each once, in the order in which they stand.

        Somebody who is not there is noted: without a name under a private column, not at all where people may
        have left.
        """
        found: dict[str, None] = {}
        where = Where(row.where.file, row.where.sheet, row.where.row, headings.get(key))
        for name, id_ in self._named(row.references[key]):
            if id_ is not None:
                found[id_] = None
            elif key in PRIVATE:
                faults.add("matching.people.private_unknown", where, side=self._called)
            elif key not in GONE_IS_FINE:
                faults.add("matching.people.unknown_person", where, value=shorten(name), side=self._called)
        return tuple(found)

    def _named(self, written: Sequence[str]) -> Iterator[tuple[str, str | None]]:
        plain, place = [one.casefold() for one in written], 0
        while place < len(written):
            lengths = self._lengths.get(plain[place], ())
            known = (one for one in lengths if tuple(plain[place : place + one]) in self._parted)
            length = max(known, default=1)
            whole = self._parted.get(tuple(plain[place : place + length]), plain[place])
            yield ", ".join(written[place : place + length]), self._known.get(whole)
            place += length

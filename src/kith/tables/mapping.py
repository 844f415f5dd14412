"""Which column holds which field: a suggestion, which a person confirms or changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from types import MappingProxyType

from kith.foundation.faults import Faults, Where
from kith.tables.fields import Field, Schema
from kith.tables.naming import plain, shorten
from kith.tables.types import Table

CLOSE_SPELLING = 0.84  # "Adress" for "Address" passes (0.92), "Site" for "Title" does not (0.67)
SHORTEST_GUESSED = 4  # two short names are alike by chance


class Likeness(StrEnum):
    """Why a column was taken for a field; a close spelling wants a person's eye."""

    SAME = "same"
    CLOSE = "close"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Field key to heading. ``likeness`` says how each was found; ``unused`` are the columns left over."""

    by_field: Mapping[str, str]
    likeness: Mapping[str, Likeness]
    unused: tuple[str, ...] = ()

    @classmethod
    def chosen(cls, by_field: Mapping[str, str], columns: Sequence[str] = ()) -> ColumnMapping:
        """A mapping that a person made, from field key to heading."""
        unused = tuple(column for column in columns if column not in by_field.values())
        likeness = dict.fromkeys(by_field, Likeness.CHOSEN)
        return cls(MappingProxyType(dict(by_field)), MappingProxyType(likeness), unused)


def suggest_mapping(columns: Sequence[str], schema: Schema) -> ColumnMapping:
    """The likeliest column for each field, no column twice.

    First the columns whose heading is the field's key, label in any language or synonym, apart from
    case, spaces and punctuation, in the schema's order; then, for fields still without a column, close
    spellings, the closest first.

    >>> from kith.foundation.words import Text
    >>> schema = Schema((Field("email", Text.of("E-mail address"), synonyms=("E-mail",)),))
    >>> dict(suggest_mapping(("Name", "e mail"), schema).by_field)
    {'email': 'e mail'}
    """
    by_field: dict[str, str] = {}
    likeness: dict[str, Likeness] = {}
    free = list(columns)
    for field in schema.fields:
        names = _names(field)
        for column in free:
            if plain(column) in names:
                by_field[field.key], likeness[field.key] = column, Likeness.SAME
                free.remove(column)
                break
    for _, key, column in _close(free, [field for field in schema.fields if field.key not in by_field]):
        if key not in by_field and column in free:
            by_field[key], likeness[key] = column, Likeness.CLOSE
            free.remove(column)
    in_order = {field.key: by_field[field.key] for field in schema.fields if field.key in by_field}
    return ColumnMapping(MappingProxyType(in_order), MappingProxyType(likeness), tuple(free))


def check_mapping(table: Table, schema: Schema, mapping: ColumnMapping) -> Faults:
    """What is wrong with a mapping: required fields without a column, columns that are not there or twice."""
    faults = Faults()
    where = table.where()
    known = {field.key for field in schema.fields}
    for key, heading in mapping.by_field.items():
        if key not in known:
            faults.add("tables.no_such_field", where, field=shorten(key))
        elif heading not in table.columns:
            label = str(schema.field(key).label)
            faults.add("tables.no_such_column", where, field=label, heading=shorten(heading))
    for heading in _repeated(mapping.by_field.values()):
        faults.add("tables.column_used_twice", Where(where.file, where.sheet, column=shorten(heading)))
    for field in schema.fields:
        if field.required and field.key not in mapping.by_field:
            faults.add("tables.column_missing", where, field=str(field.label))
    return faults


def _names(field: Field) -> set[str]:
    return {plain(name) for name in (field.key, *field.label.by_language.values(), *field.synonyms)}


def _close(columns: Iterable[str], fields: Iterable[Field]) -> list[tuple[float, str, str]]:
    """Pairs of close spelling as (negative likeness, field key, column), the closest first."""
    wanted = [
        (field.key, name) for field in fields for name in _names(field) if len(name) >= SHORTEST_GUESSED
    ]
    pairs = []
    for column in columns:
        written = plain(column)
        for key, name in wanted:
            if _digits(written) != _digits(name):
                continue  # "score 1" is close to "score 2" and something else
            ratio = SequenceMatcher(None, written, name).ratio()
            if ratio >= CLOSE_SPELLING:
                pairs.append((-ratio, key, column))
    return sorted(pairs)


def _digits(name: str) -> str:
    return "".join(filter(str.isdigit, name))


def _repeated(headings: Iterable[str]) -> list[str]:
    return [heading for heading, times in Counter(headings).items() if times > 1]

"""A codebook: a person's own word on how columns are to be read, over what was recognised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kith.evaluation.change_columns import note_missing_columns
from kith.evaluation.questions import Kind
from kith.foundation.faults import Faults, Where
from kith.foundation.words import Text
from kith.tables.toml import TomlDocument
from kith.tables.types import Table

QUESTION_KEYS = ("label", "kind", "levels", "columns")
TOP_KEYS = ("missing", "question")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said about one question. ``None`` or empty: as it was recognised.

    ``columns`` makes one question of several yes-or-no columns (kind ``several``).
    """

    label: Text | None = None
    kind: Kind | None = None
    levels: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Codebook:
    """Entries by column heading (or by the name of a question of several columns).

    ``missing`` are further words that mean "no answer", in lower case.
    """

    entries: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))
    missing: frozenset[str] = frozenset()


def read_codebook(document: TomlDocument, table: Table) -> Codebook:
    """A codebook in a TOML file, checked against the survey it belongs to.

    It may hold ``missing``, and ``question.<heading>`` with any of :data:`QUESTION_KEYS`.

    Raises
    ------
    KithError
        With every unknown key, kind and column at once.
    """
    faults = Faults()
    content = document.data
    _unknown(content, TOP_KEYS, document.where(()), faults)
    missing = _strings(content.get("missing", []), document.where(("missing",)), faults)
    questions = content.get("question", {})
    entries: dict[str, Entry] = {}
    if isinstance(questions, Mapping):
        for heading, said in questions.items():
            entries[str(heading)] = _entry(str(heading), said, table, document, faults)
    else:
        _wrong(document.where(("question",)), "question", "[question.HEADING]", faults)
    faults.raise_if_any()
    return Codebook(entries, frozenset(word.strip().lower() for word in missing))


def _entry(heading: str, said: object, table: Table, document: TomlDocument, faults: Faults) -> Entry:
    where = document.where(("question", heading))
    if not isinstance(said, Mapping):
        _wrong(where, heading, "[question.HEADING]", faults)
        return Entry()
    _unknown(said, QUESTION_KEYS, where, faults)
    columns = _strings(said.get("columns", []), where, faults)
    note_missing_columns(table, columns or (heading,), faults)
    kind = said.get("kind")
    if kind is not None and kind not in list(Kind):
        _wrong(where, "kind", ", ".join(Kind), faults)
        kind = None
    label = said.get("label")
    if label is not None and not isinstance(label, str | Mapping):
        _wrong(where, "label", "text", faults)
        label = None
    return Entry(
        label=None if label is None else Text.of(label),
        kind=None if kind is None else Kind(str(kind)),
        levels=_strings(said.get("levels", []), where, faults),
        columns=columns,
    )


def _strings(value: object, where: Where, faults: Faults) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    _wrong(where, where.key or "", '["...", "..."]', faults)
    return ()


def _unknown(said: Mapping[str, object], known: tuple[str, ...], where: Where, faults: Faults) -> None:
    for key in said:
        if key not in known:
            faults.add("evaluation.plan.unknown_key", where, name=str(key), known=", ".join(known))


def _wrong(where: Where, name: str, wanted: str, faults: Faults) -> None:
    faults.add("evaluation.plan.wrong_value", where, name=name, wanted=wanted)

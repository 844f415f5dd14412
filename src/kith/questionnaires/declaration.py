"""Asks a declared file for its values, and notes every fault with its line.

Instruments and programme definitions are read with it. Asking notes what is wrong and goes on, so
that one reading finds every fault; :meth:`Table.finish` refuses what nobody asked for.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from kith.foundation.faults import Fault, Faults, Parameter, Where
from kith.foundation.words import Text
from kith.questionnaires.tree import Node

Choice = TypeVar("Choice", bound=StrEnum)

KEY = re.compile(r"[a-z][a-z0-9_-]{0,59}")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
"""An option may be a code of a published list, such as A or 8a, so that nobody has to map it."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
"""What no database and no file in UTF-8 can hold: the character nought, and half of a character."""
_LONGEST_SHOWN = 60


class Table:
    """Asks one table for its values. What is wrong goes to ``faults``; a stand-in comes back.

    The keys asked for are the keys that are known: :meth:`finish` names every other one.
    """

    def __init__(self, node: Node, faults: Faults) -> None:
        self._node = node
        self._faults = faults
        self._asked: dict[str, None] = {}
        self._is_faulty = False
        self._inner: list[Table] = []
        self._parts = node.table
        if self._parts is None:
            self.fault("declared.not_a_table")
            self._parts = {}

    @property
    def where(self) -> Where:
        return self._node.where

    @property
    def faults(self) -> Faults:
        """Where this table notes what is wrong."""
        return self._faults

    @property
    def is_faulty(self) -> bool:
        """Whether something stands in for what could not be read, so that checks on it would mislead."""
        return self._is_faulty or any(inner.is_faulty for inner in self._inner)

    @property
    def asked(self) -> tuple[str, ...]:
        return tuple(self._asked)

    def __contains__(self, key: str) -> bool:
        return key in (self._parts or {})

    def where_of(self, key: str) -> Where:
        """The place of a key, or of the table when the key is not written."""
        node = (self._parts or {}).get(key)
        if node is not None:
            return node.where
        at = self._node.where
        return replace(at, key=f"{at.key}.{key}" if at.key else key)

    def fault(self, code: str, at: str | None = None, /, **params: Parameter) -> None:
        """Note a fault at the key ``at``, or at the table itself."""
        self._is_faulty = True
        where = self.where_of(at) if at else self.where
        self._faults.extend([Fault(code, where, MappingProxyType(params))])

    def take(self, faults: Iterable[Fault]) -> None:
        """Note faults that another reader found."""
        self._faults.extend(faults)

    @property
    def written(self) -> tuple[str, ...]:
        """The keys that are written, in the order of the file."""
        return tuple(self._parts or {})

    def node(self, key: str) -> Node | None:
        """What is written at ``key``. Text that nothing can keep is noted here, wherever it is read."""
        self._asked[key] = None
        node = (self._parts or {}).get(key)
        if node is not None and any(_UNKEPT.search(said) for said in _said_in(node)):
            self.fault("declared.unkept", key)
        return node

    def need(self, key: str) -> None:
        """Note a fault when the key is not written."""
        self._asked[key] = None
        if key not in self:
            self.fault("declared.missing", None, missing=key)

    def text(self, key: str, default: str | None = None) -> str | None:
        """A line of plain text, or ``default``."""
        node = self.node(key)
        if node is None:
            return default
        if _is_said(node.value):
            return str(node.value).strip()
        self.fault("declared.not_text", key)
        return default

    def need_text(self, key: str) -> str:
        self.need(key)
        return self.text(key) or ""

    def name(self, key: str = "key") -> str:
        """A key that must be written: lower-case letters, digits, hyphens and underscores."""
        value = self.need_text(key)
        if value and not KEY.fullmatch(value):
            self.fault("declared.not_a_key", key, value=_short(value))
        return value

    def code(self, key: str = "key") -> str:
        """A code that must be written: as a key, but capitals are allowed and it may begin with a digit."""
        value = self.need_text(key)
        if value and not CODE.fullmatch(value):
            self.fault("declared.not_a_code", key, value=_short(value))
        return value

    def words(self, key: str) -> Text | None:
        """Text in one or more languages: plain text, or a table of language to text."""
        node = self.node(key)
        if node is None:
            return None
        if _is_said(node.value):
            return Text.of(str(node.value).strip())
        table = node.table
        if not table or not all(
            isinstance(part.value, str) and part.value.strip() for part in table.values()
        ):
            self.fault("declared.not_words", key)
            return None
        for tag in table:
            if not _LANGUAGE.fullmatch(tag):
                self.fault("declared.not_a_language", key, value=_short(tag))
        return Text.of({tag: str(part.value).strip() for tag, part in table.items()})

    def need_words(self, key: str) -> Text:
        self.need(key)
        return self.words(key) or Text.of("")

    def number(self, key: str, default: float | None = None) -> float | None:
        node = self.node(key)
        if node is None:
            return default
        value = node.value
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return float(value)
        self.fault("declared.not_a_number", key, value=_short(value))
        return default

    def whole(self, key: str, *, least: int | None = None, default: int | None = None) -> int | None:
        """A whole number of at least ``least``, or ``default``."""
        node = self.node(key)
        if node is None:
            return default
        value = node.value
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault("declared.not_whole", key, value=_short(value))
            return default
        if least is not None and value < least:
            self.fault("declared.too_small", key, value=value, least=least)
            return default
        return value

    def truth(self, key: str) -> bool:
        node = self.node(key)
        if node is not None and not isinstance(node.value, bool):
            self.fault("declared.not_true_or_false", key, value=_short(node.value))
        return node is not None and node.value is True

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of plain texts, none twice."""
        node = self.node(key)
        if node is None:
            return ()
        if node.nodes is None or not all(isinstance(part.value, str) for part in node.nodes):
            self.fault("declared.not_texts", key)
            return ()
        values = [str(part.value) for part in node.nodes]
        for part in {value for value in values if values.count(value) > 1}:
            self.fault("declared.listed_twice", key, value=_short(part))
        return tuple(dict.fromkeys(values))

    def one_of(self, key: str, known: type[Choice], default: Choice | None = None) -> Choice | None:
        """One code of a closed list, or ``default``."""
        value = self.text(key)
        if value is None:
            return default
        found = self._known(key, value, [choice.value for choice in known])
        return known(found) if found else default

    def some_of(self, key: str, known: type[Choice]) -> tuple[Choice, ...]:
        """Codes of a closed list, none twice."""
        codes = [choice.value for choice in known]
        return tuple(known(found) for value in self.texts(key) if (found := self._known(key, value, codes)))

    def refer(self, key: str, value: str, known: Collection[str], what: str) -> bool:
        """Whether ``value``, written at ``key``, is one of the ``known`` keys declared elsewhere."""
        if value in known:
            return True
        near = nearest(value, known)
        code, listed = f"declared.no_such_{what}", ", ".join(sorted(known)) or "–"
        self.fault(f"{code}_nearest" if near else code, key, value=_short(value), known=listed, nearest=near)
        return False

    def table(self, key: str) -> Table | None:
        node = self.node(key)
        if node is None:
            return None
        inner = Table(node, self._faults)
        self._inner.append(inner)
        return inner

    def tables(self, key: str) -> list[Table]:
        """A list of tables: ``[[key]]``, or inline tables in a list."""
        node = self.node(key)
        if node is None:
            return []
        if node.nodes is None:
            self.fault("declared.not_tables", key, wanted=key)
            return []
        return [Table(part, self._faults) for part in node.nodes]

    def finish(self) -> None:
        """Note every key that nobody asked for, with the known key most like it."""
        for key in (self._parts or {}).keys() - self._asked.keys():
            near = nearest(key, self._asked)
            code, listed = "declared.unknown_key", ", ".join(sorted(self._asked))
            self.fault(
                f"{code}_nearest" if near else code, key, unknown=_short(key), known=listed, nearest=near
            )

    def _known(self, key: str, value: str, codes: list[str]) -> str | None:
        if value in codes:
            return value
        near, code, listed = nearest(value, codes), "declared.unknown_value", ", ".join(codes)
        self.fault(f"{code}_nearest" if near else code, key, value=_short(value), known=listed, nearest=near)
        return None


def nearest(word: str, known: Collection[str]) -> str:
    """The known word most like ``word``, or an empty text when none is like it.

    >>> nearest("shadwing", ["shadowing", "workshop"])
    'shadowing'
    """
    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=0.6)), "")


def refuse_twins(tables: list[Table], names: list[str]) -> None:
    """Note each name that an earlier table of the list has already."""
    seen: set[str] = set()
    for table, name in zip(tables, names, strict=True):
        if name and name in seen:
            table.fault("declared.twice", "key", value=_short(name))
        seen.add(name)


def in_order(faults: Faults) -> Faults:
    """The same faults as a reader of the file meets them, each once: by line, then as they were found."""
    once = {(f.code, f.where, tuple(sorted(f.params.items(), key=str))): f for f in faults}
    ordered = Faults()
    ordered.extend(sorted(once.values(), key=lambda fault: fault.where.line or 0))
    return ordered


def _said_in(node: Node) -> Iterable[str]:
    """Its own text, or that of a table of texts or a list of texts."""
    parts = (node.table or {}).values() if node.table is not None else node.nodes or (node,)
    return (part.value for part in parts if isinstance(part.value, str))


def _is_said(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"

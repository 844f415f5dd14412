"""What the files of every kind have in common, back from JSON: every fault at once, by its path in the file."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from kith.foundation.faults import Faults, KithError, Where
from kith.foundation.provenance import Provenance
from kith.matching.exchange import FORMAT_VERSION
from kith.matching.rulebook import Attribute, AttributeKind, BestFor, Rule, RuleBook, Strength, Unit, Verb
from kith.matching.types import (
    AttributeValue,
    Member,
    Objective,
    ObjectiveKey,
    Period,
    PersonPair,
    Point,
    Reason,
    RulePart,
    Unmatched,
)

T = TypeVar("T")

LARGEST = 2**53
"""Whole numbers up to here are exact wherever they are counted."""


def read_file(
    text: str | bytes, name: str, expected: str, build: Callable[[Node], T], *, inside: str | None = None
) -> T:
    """What ``build`` makes of a JSON file of the format ``expected``.

    Parameters
    ----------
    inside
        A format that carries the expected one under ``result``: a report carries the result that it explains.

    Raises :class:`~kith.foundation.faults.KithError` with every fault.
    """
    faults = Faults()
    try:
        data = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        faults.add("matching.file.not_json", file=name)
        raise KithError(tuple(faults)) from error
    if inside is not None and isinstance(data, dict) and data.get("format") == inside:
        data = data.get("result")
    if not isinstance(data, dict) or data.get("format") != expected:
        faults.add("matching.file.not_this_format", file=name, expected=expected)
        faults.raise_if_any()
    if data.get("format_version") != FORMAT_VERSION:
        faults.add(
            "matching.file.version", file=name, value=str(data.get("format_version")), known=FORMAT_VERSION
        )
        faults.raise_if_any()
    built = build(Node(data, "", faults, name))
    faults.raise_if_any()
    return built


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is not JSON")


def _is_text(value: str) -> bool:
    """Whether it can be written down: half of a pair of UTF-16 is a character nowhere."""
    return not any("\ud800" <= one <= "\udfff" for one in value)


class Node:
    """A value in a JSON file that knows its path. A wrong value is noted, and a plain one stands in."""

    def __init__(self, value: object, path: str, faults: Faults, name: str) -> None:
        self._value = value
        self._path = path
        self._faults = faults
        self._name = name

    def __getitem__(self, key: str) -> Node:
        inside = self._value.get(key) if isinstance(self._value, dict) else None
        return Node(inside, f"{self._path}.{key}".lstrip("."), self._faults, self._name)

    @property
    def is_there(self) -> bool:
        return self._value is not None

    def _wrong(self, wanted: str) -> None:
        self._faults.add(
            "matching.file.wrong_value", Where(file=self._name, key=self._path or "."), wanted=wanted
        )

    def text(self) -> str:
        if isinstance(self._value, str) and _is_text(self._value):
            return self._value
        self._wrong("text")
        return ""

    def text_or_none(self) -> str | None:
        return None if self._value is None else self.text()

    def whole(self) -> int:
        found = self.whole_of_any_size()
        if abs(found) <= LARGEST:
            return found
        self._wrong(f"a whole number up to {LARGEST}")
        return 0

    def whole_of_any_size(self) -> int:
        if isinstance(self._value, int) and not isinstance(self._value, bool):
            return self._value
        self._wrong("a whole number")
        return 0

    def whole_or_none(self) -> int | None:
        return None if self._value is None else self.whole()

    def number(self) -> float:
        fits = isinstance(self._value, int | float) and abs(self._value) <= sys.float_info.max
        if fits and not isinstance(self._value, bool):
            return self._value  # type: ignore[return-value]
        self._wrong("a number")
        return 0.0

    def number_or_none(self) -> float | None:
        return None if self._value is None else self.number()

    def truth(self) -> bool:
        if not isinstance(self._value, bool):
            self._wrong("true or false")
        return self._value is True

    def choice(self, choices: type[T]) -> T:
        try:
            return choices(self._value)  # type: ignore[call-arg]
        except ValueError:
            self._wrong(", ".join(str(one) for one in choices))  # type: ignore[attr-defined]
            return next(iter(choices))  # type: ignore[call-overload, no-any-return]

    def each(self, build: Callable[[Node], T]) -> tuple[T, ...]:
        if not isinstance(self._value, list):
            self._wrong("a list")
            return ()
        return tuple(
            build(Node(one, f"{self._path}[{index}]", self._faults, self._name))
            for index, one in enumerate(self._value)
        )

    def texts(self) -> tuple[str, ...]:
        return self.each(Node.text)

    def mapping(self, build: Callable[[Node], T]) -> MappingProxyType[str, T]:
        if not isinstance(self._value, dict):
            self._wrong("a table")
            return MappingProxyType({})
        if not all(map(_is_text, self._value)):
            self._wrong("a table whose keys are text")
            return MappingProxyType({})
        return MappingProxyType({key: build(self[key]) for key in self._value})

    def day(self) -> date:
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            self._wrong("a date, as in 2026-03-01")
            return date.min

    def day_or_none(self) -> date | None:
        return None if self._value is None else self.day()

    def attribute_value(self) -> AttributeValue:
        if isinstance(self._value, dict):
            if "from" in self._value:
                return Period(self["from"].day(), self["to"].day())
            return Point(self["latitude"].number(), self["longitude"].number())
        if isinstance(self._value, list):
            return frozenset(self.texts())
        return self.text() if isinstance(self._value, str) else self.number()

    def parameter(self) -> str | int | float | bool | None:
        if self._value is None or isinstance(self._value, str | int | float):
            return self._value
        self._wrong("text or a number")
        return None

    def pair(self) -> PersonPair:
        both = self.texts()
        if len(both) == 2:
            return both[0], both[1]
        self._wrong("two ids")
        return "", ""


def member(node: Node) -> Member:
    return Member(
        id=node["id"].text(),
        side=node["side"].text(),
        attributes=node["attributes"].mapping(Node.attribute_value),
        wishes=node["wishes"].texts(),
        capacity=node["capacity"].whole(),
        fewest=node["fewest"].whole() if node["fewest"].is_there else 0,
    )


def rule_book(node: Node) -> RuleBook:
    return RuleBook(
        rules=node["rules"].each(rule),
        attributes=node["attributes"].each(attribute),
        best_for=node["best_for"].choice(BestFor),
        threes=node["threes"].is_there and node["threes"].truth(),
    )


def attribute(node: Node) -> Attribute:
    return Attribute(
        key=node["key"].text(),
        kind=node["kind"].choice(AttributeKind),
        scale=node["scale"].texts(),
        week_of=node["week_of"].day_or_none(),
        time_zone=node["time_zone"].text_or_none(),
    )


def rule(node: Node) -> Rule:
    on, second = node["on"].text_or_none(), node["with"].text_or_none()
    return Rule(
        key=node["key"].text(),
        strength=node["strength"].choice(Strength),
        verb=node["verb"].choice(Verb),
        on=on,
        facing=None if second == on else second,
        points=node["points"].whole(),
        limit=node["limit"].number_or_none(),
        side=node["side"].text_or_none(),
        unit=node["unit"].choice(Unit) if node["unit"].is_there else None,
    )


def unmatched(node: Node) -> Unmatched:
    return Unmatched(
        side=node["side"].text(),
        id=node["id"].text(),
        reasons=node["reasons"].each(
            lambda one: Reason(one["code"].text(), one["params"].mapping(Node.parameter))
        ),
    )


def objective(node: Node) -> Objective:
    return Objective(
        key=node["key"].choice(ObjectiveKey),
        value=node["value"].whole(),
        proven=node["proven"].truth(),
        bound=node["bound"].whole_or_none(),
    )


def part(node: Node) -> RulePart:
    return RulePart(node["rule"].text(), node["points"].whole(), node["most"].whole())


def provenance(node: Node) -> Provenance:
    return Provenance(
        method=node["method"].text(),
        inputs=node["inputs"].mapping(Node.text),
        seed=node["seed"].whole_of_any_size(),
        versions=node["versions"].mapping(Node.text),
    )

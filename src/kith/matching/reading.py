"""One rule table or attribute table at a time: from what was typed to what is meant."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from kith.foundation.faults import Fault, Faults, Where
from kith.matching.quantities import read_limit
from kith.matching.rulebook import POINTS_PER_WEIGHT, Attribute, AttributeKind, Rule, Strength, Verb
from kith.matching.suggesting import did_you_mean
from kith.matching.values.zones import zone_name
from kith.matching.vocabulary import INFERRED_KIND, UNITS, WHOLE_LIMITS, WORDS, Word, split_phrase, written
from kith.tables.values import Unreadable

MOST_WEIGHT = 1_000
"""Ten rules of this weight still fit the exact whole-number arithmetic at 10,000 people a side."""

Locate = Callable[[str], Where]


def unknown_keys(
    table: Mapping[str, object], known: frozenset[str], faults: Faults, locate: Locate, path: str
) -> None:
    """A fault for each key that nobody reads, so that a typing error is never silently ignored."""
    for key in sorted(set(table) - known):
        code, params = did_you_mean("matching.rules.unknown_key", key, sorted(known))
        _note(faults, code, locate(f"{path}{key}"), key=key, **params)


def one_of(value: object, choices: type[StrEnum], faults: Faults, where: Where, key: str) -> bool:
    """Whether ``value`` is one of ``choices``; a fault when it is not."""
    known = [choice.value for choice in choices]
    if isinstance(value, str) and value in known:
        return True
    code, params = did_you_mean("matching.rules.unknown_choice", str(value), known)
    _note(faults, code, where, key=key, value=str(value), **params)
    return False


def _note(faults: Faults, code: str, where: Where, **params: str | int) -> None:
    faults.extend((Fault(code, where, MappingProxyType(params)),))


def _day(value: object) -> date | None:
    """A date as TOML has it, or as text."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


class AttributeReader:
    """Reads ``[attribute.NAME]`` tables."""

    _KEYS = frozenset({"kind", "scale", "week_of", "time_zone"})

    def __init__(self, faults: Faults, locate: Locate) -> None:
        self._faults = faults
        self._locate = locate

    def read(self, tables: Mapping[str, object]) -> dict[str, Attribute]:
        found = {}
        for key, table in tables.items():
            attribute = self._one(key, table)
            if attribute is not None:
                found[key] = attribute
        return found

    def _one(self, key: str, table: object) -> Attribute | None:
        path = f"attribute.{key}"
        if not isinstance(table, Mapping):
            self._faults.add("matching.rules.attribute_not_table", self._locate(path))
            return None
        unknown_keys(table, self._KEYS, self._faults, self._locate, f"{path}.")
        where = self._locate(f"{path}.kind")
        if not one_of(table.get("kind", ""), AttributeKind, self._faults, where, f"{path}.kind"):
            return None
        kind = AttributeKind(str(table["kind"]))
        return Attribute(
            key,
            kind,
            self._scale(table.get("scale"), kind, key),
            self._week_of(table.get("week_of"), kind, key),
            self._time_zone(table.get("time_zone"), kind, key),
        )

    def _week_of(self, value: object, kind: AttributeKind, key: str) -> date | None:
        where = self._locate(f"attribute.{key}.week_of")
        if kind is not AttributeKind.AVAILABILITY:
            if value is not None:
                self._faults.add("matching.rules.week_not_wanted", where, attribute=key, kind=kind.value)
            return None
        day = _day(value)
        if day is None:
            code = "matching.rules.week_needed" if value is None else "matching.rules.week_not_date"
            self._faults.add(code, where, attribute=key, value=str(value))
        elif day.weekday():
            monday = day - timedelta(days=day.weekday())
            self._faults.add("matching.rules.week_not_monday", where, value=str(day), monday=str(monday))
        return day

    def _time_zone(self, value: object, kind: AttributeKind, key: str) -> str | None:
        if value is None:
            return None
        where = self._locate(f"attribute.{key}.time_zone")
        if kind is not AttributeKind.AVAILABILITY:
            self._faults.add("matching.rules.zone_not_wanted", where, attribute=key, kind=kind.value)
            return None
        try:
            return zone_name(str(value))
        except Unreadable as wrong:
            self._faults.extend((Fault(wrong.code, where, MappingProxyType(wrong.params)),))
            return None

    def _scale(self, value: object, kind: AttributeKind, key: str) -> tuple[str, ...]:
        where = self._locate(f"attribute.{key}.scale")
        if kind is not AttributeKind.GRADE:
            if value is not None:
                self._faults.add("matching.rules.scale_not_wanted", where, attribute=key, kind=kind.value)
            return ()
        if not isinstance(value, list) or len(value) < 2 or not all(isinstance(one, str) for one in value):
            self._faults.add("matching.rules.scale_needed", where, attribute=key)
            return ()
        if len(set(value)) != len(value):
            self._faults.add("matching.rules.scale_repeats", where, attribute=key)
        return tuple(value)


class RuleReader:
    """Reads ``[[rule]]`` tables one after another and gathers the attributes that they read."""

    _KEYS = frozenset({"must", "prefer", "on", "with", "weight", "side"})

    def __init__(
        self, faults: Faults, locate: Locate, declared: Mapping[str, Attribute], sides: tuple[str, ...]
    ) -> None:
        self._faults = faults
        self._locate = locate
        self._known = dict(declared)
        self._used: dict[str, Attribute] = {}
        self._sides = sides
        self._path = ""

    def attributes(self) -> tuple[Attribute, ...]:
        """Every attribute that some rule reads, by key."""
        return tuple(self._used[key] for key in sorted(self._used))

    def read(self, index: int, table: object) -> Rule | None:
        """The rule of one table, or ``None`` after noting what is wrong with it."""
        self._path = f"rule[{index}]"
        if not isinstance(table, Mapping):
            self._fault("matching.rules.rule_not_table", "")
            return None
        before = len(self._faults)
        phrase = self._phrase(table)
        if phrase is None:
            return None
        strength, verb, attribute = phrase
        word = WORDS[strength, verb]
        allowed = self._KEYS | ({word.limit} if word.limit else set())
        unknown_keys(table, frozenset(allowed), self._faults, self._locate, f"{self._path}.")
        on, facing = self._attributes(table, verb, attribute, word)
        limit = self._limit(table, word, on)
        points = self._points(table, strength)
        side = self._side(table, verb)
        if len(self._faults) > before:
            return None
        unit = UNITS.get(self._known[on].kind) if on is not None and limit is not None else None
        key = _key(strength, verb, on, facing, side)
        return Rule(key, strength, verb, on, facing, points, limit, side, unit)

    def _fault(self, code: str, key: str, **params: str | int) -> None:
        where = self._locate(f"{self._path}.{key}" if key else self._path)
        _note(self._faults, code, where, **params)

    def _phrase(self, table: Mapping[str, object]) -> tuple[Strength, Verb, str | None] | None:
        given = [strength for strength in Strength if strength.value in table]
        if len(given) != 1:
            self._fault("matching.rules.must_or_prefer", "")
            return None
        strength = given[0]
        phrase = table[strength.value]
        split = split_phrase(phrase, strength) if isinstance(phrase, str) else None
        if split is None:
            code, params = did_you_mean("matching.rules.unknown_word", str(phrase), written(strength))
            self._fault(code, strength.value, strength=strength.value, word=str(phrase), **params)
            return None
        return strength, *split

    def _attributes(
        self, table: Mapping[str, object], verb: Verb, in_phrase: str | None, word: Word
    ) -> tuple[str | None, str | None]:
        on, facing = table.get("on"), table.get("with")
        if not word.needs_attribute:
            for key in ("on", "with"):
                if key in table:
                    self._fault("matching.rules.attribute_not_wanted", key, verb=verb.value)
            return None, None
        if in_phrase and on is not None:
            self._fault("matching.rules.attribute_twice", "on", verb=verb.value, attribute=in_phrase)
        name = in_phrase or on
        if not isinstance(name, str) or not name:
            self._fault("matching.rules.attribute_needed", "on", verb=verb.value)
            return None, None
        if facing is not None and (not isinstance(facing, str) or not facing):
            self._fault("matching.rules.attribute_needed", "with", verb=verb.value)
            return None, None
        second = facing if isinstance(facing, str) and facing != name else None
        self._use(name, verb, word)
        if second:
            self._use(second, verb, word)
            self._same_reading(name, second)
        return name, second

    def _use(self, name: str, verb: Verb, word: Word) -> None:
        attribute = self._known.setdefault(name, Attribute(name, INFERRED_KIND[verb]))
        self._used[name] = attribute
        if attribute.kind not in word.kinds:
            self._fault(
                "matching.rules.wrong_kind",
                "on",
                attribute=name,
                kind=attribute.kind.value,
                verb=verb.value,
                kinds=", ".join(kind.value for kind in word.kinds),
            )

    def _same_reading(self, name: str, second: str) -> None:
        one, other = self._known[name], self._known[second]
        if (one.kind, one.scale, one.week_of) != (other.kind, other.scale, other.week_of):
            self._fault("matching.rules.two_kinds", "with", attribute=name, other=second)

    def _limit(self, table: Mapping[str, object], word: Word, on: str | None) -> float | None:
        if word.limit is None:
            return None
        kind = self._known[on].kind if on is not None else None
        default = word.default if kind is None else word.default_for.get(kind, word.default)
        value = read_limit(table.get(word.limit, default), kind)
        if value is None:
            if on is not None and self._known[on].kind in word.limit_needed_for:
                self._fault("matching.rules.limit_needed", word.limit, limit=word.limit)
            return None
        counts = word.limit in WHOLE_LIMITS
        fine = _is_number(value) and float(str(value)) >= (1 if counts else 0)
        if not fine or (counts and not float(str(value)).is_integer()):
            code = "matching.rules.limit_not_whole" if counts else "matching.rules.limit_not_number"
            self._fault(code, word.limit, limit=word.limit, value=str(value))
            return None
        return float(str(value))

    def _points(self, table: Mapping[str, object], strength: Strength) -> int:
        weight = table.get("weight")
        if strength is Strength.MUST:
            if "weight" in table:
                self._fault("matching.rules.must_has_weight", "weight")
            return 0
        if weight is None:
            self._fault("matching.rules.weight_needed", "weight")
            return 0
        if not _is_number(weight):
            self._fault("matching.rules.weight_not_number", "weight", value=str(weight))
            return 0
        value = float(str(weight))
        points = round(value * POINTS_PER_WEIGHT) if 0 < value <= MOST_WEIGHT else 0
        if points < 1:
            self._fault("matching.rules.weight_range", "weight", value=str(weight), most=MOST_WEIGHT)
        return points

    def _side(self, table: Mapping[str, object], verb: Verb) -> str | None:
        side = table.get("side")
        if side is None:
            return None
        if verb is not Verb.WISH:
            self._fault("matching.rules.side_not_wanted", "side", verb=verb.value)
        elif not isinstance(side, str) or (self._sides and side not in self._sides):
            code, params = did_you_mean("matching.rules.unknown_side", str(side), self._sides)
            self._fault(code, "side", value=str(side), **params)
        return str(side)


def _key(strength: Strength, verb: Verb, on: str | None, facing: str | None, side: str | None) -> str:
    """``prefer:share:hopes_to_learn/can_offer``: unique among rules that make sense together."""
    subject = "/".join(part for part in (on, facing) if part)
    return ":".join(part for part in (strength.value, verb.value, subject, side) if part)

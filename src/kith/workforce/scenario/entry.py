"""Asks one table of a scenario for its numbers, with the rule that each has to keep."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kith.foundation.faults import Faults
from kith.questionnaires.declaration import Table
from kith.questionnaires.tree import Node
from kith.workforce.scenario.numbers import Number, Stated, Steps

Point = tuple[int, int]
STEPS_BESIDE = ("times", "source", "date")


class Rule(StrEnum):
    """What a number may be."""

    CHANCE = "chance"
    NOT_NEGATIVE = "not_negative"
    ABOVE_ZERO = "above_zero"


@dataclass
class Book:
    """Where one reading notes what is wrong, and every number that it meets."""

    faults: Faults
    stated: list[Stated] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)
    """A data file's key: what it is used for."""


class Entry:
    """One table of the scenario and its path; what it reads goes into the book."""

    def __init__(self, table: Table, path: str, book: Book) -> None:
        self.table = table
        self.path = path
        self.book = book

    def number(self, key: str, rule: Rule, default: Number | None = None) -> Number:
        """A plain number, or ``{ value, low, high, source, date }``. Without a default it must be written."""
        node = self.table.node(key)
        if node is None:
            if default is None:
                self.table.fault("declared.missing", None, missing=key)
            return default or Number(0.0)
        path = f"{self.path}.{key}"
        plain = node.table is None
        number = Number(self._plain(key, rule), path=path) if plain else self._told(key, path, rule)
        self.book.stated.append(_stated(number, node))
        return number

    def _plain(self, key: str, rule: Rule) -> float:
        value = self.table.number(key, 0.0) or 0.0
        return _kept(self.table, key, value, rule)

    def _told(self, key: str, path: str, rule: Rule) -> Number:
        inner = self.table.table(key)
        assert inner is not None
        inner.need("value")
        value, low, high = (
            _kept(inner, name, found, rule) if (found := inner.number(name)) is not None else None
            for name in ("value", "low", "high")
        )
        if (low is None) != (high is None):
            inner.fault("workforce.scenario.half_a_range", "low" if high is None else "high")
        elif low is not None and high is not None and not low <= (value or 0.0) <= high:
            inner.fault("workforce.scenario.range_crossed", None, low=low, value=value or 0.0, high=high)
        elif low is not None and high is not None and (low <= 0.0 or (rule is Rule.CHANCE and high >= 1.0)):
            inner.fault("workforce.scenario.range_touches", None, low=low, high=high)
        number = Number(value or 0.0, low, high, inner.text("source"), day(inner, "date"), path)
        inner.finish()
        return number

    def steps(
        self, key: str, rule: Rule, default: Steps | None = None, *, first: int = 0, from_table: bool = False
    ) -> Steps:
        """A number for all years (ages), steps ``{ 2026 = 100, 2030 = 120 }``, or ``{ table = "seats" }``.

        ``first`` is where a single number begins to hold. A range of a single number becomes that of ``times``.
        ``from_table``: whether a table may give them.
        """
        node = self.table.node(key)
        if node is None:
            if default is None:
                self.table.fault("declared.missing", None, missing=key)
            return default or Steps((first,), (0.0,))
        if node.table is None or "value" in node.table:
            return _level(self.number(key, rule), first, rule)
        path = f"{self.path}.{key}"
        tabled = from_table and "table" in node.table
        found = self._table_of_steps(key, path) if tabled else self._steps(key, path, rule)
        self.book.stated.append(_stated_steps(found, node))
        return found

    def _steps(self, key: str, path: str, rule: Rule) -> Steps:
        inner = self.table.table(key)
        assert inner is not None
        points: list[tuple[int, float]] = []
        for name in inner.written:
            if name in STEPS_BESIDE:
                continue
            if not name.isdigit():
                inner.node(name)
                inner.fault("workforce.scenario.not_a_step", name, value=name[:40])
                continue
            points.append((int(name), _kept(inner, name, inner.number(name, 0.0) or 0.0, rule)))
        if not points:
            inner.fault("workforce.scenario.no_steps")
            points = [(0, 0.0)]
        points.sort()
        times, source = self._beside(inner, path)
        return Steps(tuple(p for p, _ in points), tuple(v for _, v in points), times, source, None, path)

    def _table_of_steps(self, key: str, path: str) -> Steps:
        inner = self.table.table(key)
        assert inner is not None
        given = inner.need_text("table")
        times, source = self._beside(inner, path)
        return Steps((0,), (0.0,), times, source or given, given, path)

    def _beside(self, inner: Table, path: str) -> tuple[Number, str | None]:
        apart = Book(self.book.faults)  # it is told with the steps, not as a number of its own
        times = Entry(inner, path, apart).number("times", Rule.ABOVE_ZERO, Number(1.0))
        source = inner.text("source")
        day(inner, "date")
        inner.finish()
        return times, source

    def factors(
        self, key: str, known: Collection[str], what: str = "region"
    ) -> tuple[tuple[str, float], ...]:
        """``{ north = 1.2 }``: a factor, not negative, for each that is named."""
        return self._by_name(key, known, what, Rule.NOT_NEGATIVE)

    def shares(self, key: str, known: Collection[str], what: str = "region") -> tuple[tuple[str, float], ...]:
        """``{ north = 0.6, south = 0.4 }``: shares that sum to 1."""
        found = self._by_name(key, known, what, Rule.CHANCE)
        check_sum(self.table, key, math.fsum(share for _, share in found))
        return found

    def _by_name(
        self, key: str, known: Collection[str], what: str, rule: Rule
    ) -> tuple[tuple[str, float], ...]:
        inner = self.table.table(key)
        if inner is None:
            return ()
        found = []
        for name in inner.written:
            value = inner.number(name, 0.0) or 0.0
            if inner.refer(name, name, known, what):
                found.append((name, _kept(inner, name, value, rule)))
        return tuple(found)

    def whole(self, key: str, *, least: int = 0, default: int | None = None) -> int:
        """A whole number; without a default it must be written."""
        if default is None:
            self.table.need(key)
        found = self.table.whole(key, least=least, default=default)
        return least if found is None else found


def check_sum(table: Table, key: str, total: float) -> None:
    """Note shares that do not sum to 1. A millionth is rounding."""
    if abs(total - 1.0) > 1e-6:
        table.fault("workforce.scenario.shares_do_not_sum", key, total=round(total, 6))


def day(table: Table, key: str, *, needed: bool = False) -> date | None:
    """A date as TOML writes it, without quotes."""
    if needed:
        table.need(key)
    node = table.node(key)
    if node is None:
        return None
    if isinstance(node.value, date) and not isinstance(node.value, datetime):
        return node.value
    table.fault("declared.not_a_date", key, value=str(node.plain())[:40])
    return None


def _kept(table: Table, key: str, value: float, rule: Rule) -> float:
    """The value if it keeps its rule; else a fault and the nearest that does."""
    if rule is Rule.CHANCE and not 0.0 <= value <= 1.0:
        table.fault("workforce.scenario.not_a_chance", key, value=value)
        return min(max(value, 0.0), 1.0)
    if value < 0.0:
        table.fault("workforce.scenario.negative", key, value=value)
        return 0.0
    if rule is Rule.ABOVE_ZERO and value == 0.0:
        table.fault("workforce.scenario.not_above_zero", key)
        return 1.0
    return value


def _level(number: Number, first: int, rule: Rule) -> Steps:
    """One number for all, its range turned into that of a factor (a chance: of its odds)."""
    if number.low is None or number.high is None:
        times = Number(1.0, path=number.path)
    elif rule is Rule.CHANCE:
        low, value, high = (_odds(one) for one in (number.low, number.value, number.high))
        there = 0.0 < value < math.inf
        times = Number(1.0, low / value, high / value, path=number.path) if there else Number(1.0)
    elif number.value > 0.0:
        times = Number(1.0, number.low / number.value, number.high / number.value, path=number.path)
    else:
        times = Number(1.0)
    return Steps((first,), (number.value,), times, number.source, None, number.path)


def _odds(chance: float) -> float:
    return chance / (1.0 - chance) if chance < 1.0 else math.inf


def _stated(number: Number, node: Node) -> Stated:
    return Stated(
        number.path,
        f"{number.value:.10g}",
        number.low,
        number.high,
        number.source,
        number.dated,
        node.where.line,
    )


def _stated_steps(steps: Steps, node: Node) -> Stated:
    if steps.given is not None:
        value = steps.given
    else:
        value = ", ".join(f"{at}: {v:.10g}" for at, v in zip(steps.starts, steps.values, strict=True))
    return Stated(
        steps.path, value, steps.times.low, steps.times.high, steps.source, None, node.where.line, True
    )

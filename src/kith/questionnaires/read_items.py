"""One item of an instrument file at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from kith.foundation.faults import KithError
from kith.questionnaires.declaration import Table
from kith.questionnaires.expressions import Expression, parse
from kith.questionnaires.responses import PREFER_NOT_TO_SAY
from kith.questionnaires.types import (
    MOST_FILE_MEGABYTES,
    Constraint,
    FileKind,
    Item,
    ItemKind,
    Option,
    Point,
    Requirement,
)

SHARED_KEYS = ("key", "kind", "label", "help", "relevant")
ASKED_KEYS = ("required", "may_decline", "constraint")
KEYS_BY_KIND: Mapping[ItemKind, tuple[str, ...]] = {
    ItemKind.SCALE: ("points",),
    ItemKind.CHOICE: ("options",),
    ItemKind.CHOICES: ("options", "min", "max"),
    ItemKind.YES_NO: (),
    ItemKind.NUMBER: ("min", "max", "whole", "unit"),
    ItemKind.DATE: ("earliest", "latest"),
    ItemKind.TIME: (),
    ItemKind.SHORT_TEXT: ("max_length",),
    ItemKind.LONG_TEXT: ("max_length",),
    ItemKind.EMAIL: (),
    ItemKind.FILE: ("accepts", "max"),
    ItemKind.STATEMENT: (),
}
"""What each kind may say beside the shared keys."""

FEWEST_CHOICES = 2


class ItemReader:
    """Reads items; ``shared`` are the sets of points that the file names once for all."""

    def __init__(self, shared: Mapping[str, tuple[Point, ...]]) -> None:
        self._shared = shared

    def read(self, table: Table) -> Item:
        """The item of a table; what is wrong is noted and stood in for."""
        table.need("kind")
        kind = table.one_of("kind", ItemKind)
        item = Item(
            key=table.name(),
            kind=kind or ItemKind.STATEMENT,
            label=table.need_words("label"),
            help=table.words("help"),
            required=table.one_of("required", Requirement) or Requirement.OPTIONAL,
            points=self._points(table) if "points" in table or kind is ItemKind.SCALE else (),
            options=_options(table) if "options" in table or kind in _CHOICES else (),
            minimum=table.number("min"),
            maximum=table.number("max"),
            whole=table.truth("whole"),
            unit=table.words("unit"),
            max_length=table.whole("max_length", least=1),
            earliest=_date(table, "earliest"),
            latest=_date(table, "latest"),
            may_decline=table.truth("may_decline"),
            relevant=expression(table, "relevant"),
            constraint=_constraint(table),
            accepts=table.some_of("accepts", FileKind),
        )
        if kind is not None:
            _check_keys(table, kind)
        _check_limits(table, item)
        table.finish()
        return item

    def _points(self, table: Table) -> tuple[Point, ...]:
        node = table.node("points")
        if node is not None and isinstance(node.value, str):
            return (
                self._shared[node.value] if table.refer("points", node.value, self._shared, "points") else ()
            )
        table.need("points")
        return read_points(table, "points")


_CHOICES = (ItemKind.CHOICE, ItemKind.CHOICES)


def read_points(table: Table, key: str) -> tuple[Point, ...]:
    """The points at ``key``: two or more, each with a label, no value twice."""
    points = []
    for one in table.tables(key):
        one.need("value")
        value = one.whole("value")
        label = one.need_words("label")
        one.finish()
        if value is not None:
            points.append(Point(value, label))
    values = [point.value for point in points]
    if key in table and len(values) < FEWEST_CHOICES:
        table.fault("questionnaires.too_few_points", key)
    if len(set(values)) != len(values):
        table.fault("questionnaires.point_twice", key)
    return tuple(points)


def expression(table: Table, key: str) -> Expression | None:
    """The expression at ``key``, or None after noting what is wrong with it."""
    text = table.text(key)
    if text is None:
        return None
    try:
        return parse(text, table.where_of(key))
    except KithError as error:
        table.take(error.faults)
        return None


def _options(table: Table) -> tuple[Option, ...]:
    table.need("options")
    options = []
    for one in table.tables("options"):
        option = Option(one.code(), one.need_words("label"), one.truth("exclusive"))
        one.finish()
        if option.key == PREFER_NOT_TO_SAY:
            one.fault("questionnaires.reserved_option", "key")
        options.append(option)
    keys = [option.key for option in options]
    folded = [key.casefold() for key in keys]  # A and a would be told apart by no reader
    for key in {key for key in keys if folded.count(key.casefold()) > 1}:
        table.fault("declared.listed_twice", "options", value=key)
    if "options" in table and len(keys) < FEWEST_CHOICES:
        table.fault("questionnaires.too_few_options", "options")
    return tuple(options)


def _constraint(table: Table) -> Constraint | None:
    inner = table.table("constraint")
    if inner is None:
        return None
    inner.need("holds")
    holds, message = expression(inner, "holds"), inner.need_words("message")
    inner.finish()
    return Constraint(holds, message) if holds else None


def _date(table: Table, key: str) -> dt.date | None:
    node = table.node(key)
    if node is None:
        return None
    if isinstance(node.value, dt.date) and not isinstance(node.value, dt.datetime):
        return node.value
    try:
        return dt.date.fromisoformat(str(node.value))
    except ValueError:
        table.fault("declared.not_a_date", key, value=str(node.value)[:40])
        return None


def _check_keys(table: Table, kind: ItemKind) -> None:
    """A key that this kind does not use would be silently ignored, so it is a fault."""
    allowed = {*SHARED_KEYS, *KEYS_BY_KIND[kind], *(ASKED_KEYS if kind.is_asked else ())}
    for key in table.asked:
        if key in table and key not in allowed:
            table.fault("questionnaires.key_not_for_kind", key, unwanted=key, kind=kind.value)


def _check_limits(table: Table, item: Item) -> None:
    if item.minimum is not None and item.maximum is not None and item.minimum > item.maximum:
        table.fault("declared.limits_crossed", "min", least=f"{item.minimum:g}", most=f"{item.maximum:g}")
    if item.is_file and item.maximum is not None and not _is_size(item.maximum):
        table.fault("questionnaires.file_size", "max", value=f"{item.maximum:g}", most=MOST_FILE_MEGABYTES)
    if item.earliest and item.latest and item.earliest > item.latest:
        least, most = item.earliest.isoformat(), item.latest.isoformat()
        table.fault("declared.limits_crossed", "earliest", least=least, most=most)


def _is_size(megabytes: float) -> bool:
    return float(megabytes).is_integer() and 1 <= megabytes <= MOST_FILE_MEGABYTES

"""Kith's conditions as XPath that means the same in ODK, blanks and declined answers included.

A blank in ODK is an empty text, so ``role != 'nurse'`` is written with ``${role} != ''`` before it: in
Kith a comparison with what was not answered does not hold, whichever way it compares.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import Enum, auto

from kith.questionnaires.expressions import (
    Call,
    Comparator,
    Compare,
    Either,
    Every,
    Expression,
    Function,
    Literal,
    Name,
    Node,
    Not,
)
from kith.questionnaires.responses import PREFER_NOT_TO_SAY
from kith.questionnaires.types import Item, ItemKind

YES, NO = "yes", "no"
LISTED = (ItemKind.SCALE, ItemKind.CHOICE, ItemKind.CHOICES, ItemKind.YES_NO)


class NoCounterpart(Exception):
    """The condition cannot be said in the other language; ``what`` is the part that cannot."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class _Sort(Enum):
    TRUTH = auto()
    NUMBER = auto()
    TEXT = auto()
    DAY = auto()
    YES_NO = auto()


def to_xpath(expression: Expression, items: Mapping[str, Item], own: str | None = None) -> str:
    """The condition as XPath.

    Parameters
    ----------
    items
        Every item the condition may read, by key.
    own
        The item whose constraint this is; it is written as a dot.

    Raises
    ------
    NoCounterpart
        When ODK has no words for it.
    """
    return _Writer(items, own).truth(expression.root, inner=False)


def quoted(text: str) -> str:
    """A text in quotes that it does not hold itself.

    >>> quoted("don't")
    '"don\\'t"'
    """
    return f"'{text}'" if "'" not in text else f'"{text}"'


def plain_number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


class _Writer:
    def __init__(self, items: Mapping[str, Item], own: str | None) -> None:
        self._items, self._own = items, own

    def truth(self, node: Node, *, inner: bool = True) -> str:
        match node:
            case Every(parts):
                said = " and ".join(self.truth(part) for part in parts)
            case Either(parts):
                said = " or ".join(self.truth(part) for part in parts)
            case Not(part):
                return f"not({self.truth(part, inner=False)})"
            case Compare():
                return self._compare(node)
            case Literal(value):
                return "true()" if value is True else "false()"
            case Name(key):
                return f"{self._ref(key)} = '{YES}'" if self._kind(key) is ItemKind.YES_NO else "false()"
            case Call(function=Function.COUNT):
                return "false()"  # a number alone never holds
            case Call():
                said, inner = self._call(node), inner and " and " in self._call(node)
        return f"({said})" if inner else said

    def _call(self, call: Call) -> str:
        ref, item = self._ref(call.key), self._items.get(call.key)
        listed = item is not None and item.kind in LISTED
        if call.function is Function.SELECTED:
            return f"selected({ref}, {quoted(call.option or '')})"
        if call.function is Function.DECLINED:
            if item is None or not item.may_decline or not listed:
                return "false()"
            return self._declined(item, ref)
        if item is not None and listed and item.may_decline:
            return f"{ref} != '' and not({self._declined(item, ref)})"
        return f"{ref} != ''"

    def _declined(self, item: Item, ref: str) -> str:
        if item.kind is ItemKind.CHOICES:
            return f"selected({ref}, '{PREFER_NOT_TO_SAY}')"
        return f"{ref} = '{PREFER_NOT_TO_SAY}'"

    def _compare(self, node: Compare) -> str:
        left, right = self._sort(node.left), self._sort(node.right)
        if left is _Sort.YES_NO and _is_truth(node.right):  # drives == true
            right = _Sort.YES_NO
        if right is _Sort.YES_NO and _is_truth(node.left):
            left = _Sort.YES_NO
        if isinstance(node.left, Literal) and isinstance(node.right, Literal) and left is not right:
            raise NoCounterpart(_said(node.left))
        sorts = {left, right}
        if _Sort.DAY in sorts and sorts <= {_Sort.DAY, _Sort.TEXT}:
            sort = _Sort.DAY
        elif len(sorts) == 1:
            sort = left
        else:
            raise NoCounterpart(_said(node.left if not isinstance(node.left, Literal) else node.right))
        if node.comparator not in (Comparator.EQUAL, Comparator.NOT_EQUAL) and sort not in (
            _Sort.NUMBER,
            _Sort.DAY,
        ):
            raise NoCounterpart(node.comparator.value)
        return self._guarded(node, sort)

    def _guarded(self, node: Compare, sort: _Sort) -> str:
        """The comparison, with what else XPath needs to be told so that a blank does not hold."""
        sign = "=" if node.comparator is Comparator.EQUAL else node.comparator.value
        said = f"{self._operand(node.left, sort)} {sign} {self._operand(node.right, sort)}"
        names = [side for side in (node.left, node.right) if isinstance(side, Name)]
        holds_for_blanks = node.comparator is Comparator.NOT_EQUAL or len(names) == 2
        guards = []
        for name in names if holds_for_blanks else ():
            item = self._items[name.key]
            guards.append(f"{self._ref(name.key)} != ''")
            if item.may_decline and item.kind in LISTED:
                guards.append(f"{self._ref(name.key)} != '{PREFER_NOT_TO_SAY}'")
        return f"({' and '.join([*guards, said])})" if guards else said

    def _operand(self, node: Node, sort: _Sort) -> str:
        match node:
            case Literal(bool() as value):
                if sort is _Sort.YES_NO:
                    return f"'{YES if value else NO}'"
                return "true()" if value else "false()"
            case Literal(str() as value):
                return f"date('{_day(value)}')" if sort is _Sort.DAY else quoted(value)
            case Literal(float() | int() as value):
                return plain_number(value)
            case Name(key):
                return self._ref(key)
            case Call(function=Function.COUNT, key=key):
                return self._count(key)
        return f"({self.truth(node, inner=False)})"

    def _count(self, key: str) -> str:
        item = self._items.get(key)
        if item is None or item.kind not in (ItemKind.CHOICE, ItemKind.CHOICES):
            raise NoCounterpart(f"count({key})")
        counted = f"count-selected({self._ref(key)})"
        if item.may_decline:
            return f"if(selected({self._ref(key)}, '{PREFER_NOT_TO_SAY}'), 0, {counted})"
        return counted

    def _sort(self, node: Node) -> _Sort:
        match node:
            case Literal(bool()):
                return _Sort.TRUTH
            case Literal(str()):
                return _Sort.TEXT
            case Literal():
                return _Sort.NUMBER
            case Call(function=Function.COUNT):
                return _Sort.NUMBER
            case Name(key):
                return self._sort_of(key)
        return _Sort.TRUTH

    def _sort_of(self, key: str) -> _Sort:
        match self._kind(key):
            case ItemKind.SCALE | ItemKind.NUMBER:
                return _Sort.NUMBER
            case ItemKind.DATE:
                return _Sort.DAY
            case ItemKind.YES_NO:
                return _Sort.YES_NO
            case ItemKind.TIME | ItemKind.FILE | ItemKind.CHOICES | ItemKind.STATEMENT:
                raise NoCounterpart(key)
        return _Sort.TEXT

    def _kind(self, key: str) -> ItemKind:
        item = self._items.get(key)
        if item is None:
            raise NoCounterpart(key)
        return item.kind

    def _ref(self, key: str) -> str:
        return "." if key == self._own else f"${{{key}}}"


def _day(value: str) -> str:
    try:
        return dt.date.fromisoformat(value).isoformat()
    except ValueError:
        raise NoCounterpart(value) from None


def _is_truth(node: Node) -> bool:
    return isinstance(node, Literal) and isinstance(node.value, bool)


def _said(node: Node) -> str:
    match node:
        case Literal(value):
            return str(value)
        case Name(key) | Call(key=key):
            return key
    return "…"

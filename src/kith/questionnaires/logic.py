"""Which pages and items apply to a person, and in what order they walk them."""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass

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
from kith.questionnaires.responses import REPEAT_MARK, AnswerValue, Declined
from kith.questionnaires.types import Instrument, Item, Page

_Value = AnswerValue | None
_COMPARE: Mapping[Comparator, Callable[[float, float], bool]] = {
    Comparator.AT_MOST: operator.le,
    Comparator.AT_LEAST: operator.ge,
    Comparator.LESS: operator.lt,
    Comparator.MORE: operator.gt,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One screen: a page, and which time it is shown when it repeats (from 1)."""

    page: Page
    occurrence: int | None = None

    @property
    def key(self) -> str:
        """``travel``, or ``site.2`` for the second time of a repeated page."""
        return _numbered(self.page.key, self.occurrence)

    def field(self, item: Item) -> str:
        """The name of an item's field on this screen, and the key of its answer."""
        return _numbered(item.key, self.occurrence)


def steps(instrument: Instrument, answers: Mapping[str, AnswerValue]) -> tuple[Step, ...]:
    """Every screen that applies, in order. A page whose items are all skipped is left out.

    Only answers of earlier pages decide, so the walk always ends.
    """
    found = []
    for page in instrument.pages:
        if not applies(page.relevant, answers):
            continue
        for occurrence in _occurrences(page, answers):
            step = Step(page, occurrence)
            if relevant_items(step, answers):
                found.append(step)
    return tuple(found)


def step_after(instrument: Instrument, answers: Mapping[str, AnswerValue], key: str) -> Step | None:
    """The screen after the one called ``key``; ``None`` at the end. It need no longer apply itself."""
    position = _position(instrument, key)
    return next((s for s in steps(instrument, answers) if _position(instrument, s.key) > position), None)


def step_before(instrument: Instrument, answers: Mapping[str, AnswerValue], key: str) -> Step | None:
    """The screen before the one called ``key``; ``None`` at the beginning."""
    position = _position(instrument, key)
    earlier = [s for s in steps(instrument, answers) if _position(instrument, s.key) < position]
    return earlier[-1] if earlier else None


def find_step(instrument: Instrument, answers: Mapping[str, AnswerValue], key: str) -> Step | None:
    """The screen called ``key`` if it applies to this person."""
    return next((step for step in steps(instrument, answers) if step.key == key), None)


def relevant_items(step: Step, answers: Mapping[str, AnswerValue]) -> tuple[Item, ...]:
    """The items of a screen that may apply, statements included.

    An item that depends on another item of the same page counts as one that may apply: a page
    without JavaScript shows it with its condition, and :mod:`.validate` drops what did not apply.
    """
    here = {item.key for item in step.page.items}
    return tuple(
        item
        for item in step.page.items
        if item.relevant is None or item.relevant.keys & here or applies(item.relevant, answers)
    )


def progress(instrument: Instrument, answers: Mapping[str, AnswerValue], key: str) -> tuple[int, int]:
    """Which screen this is, from 1, and how many there are as far as is known now."""
    walk = steps(instrument, answers)
    position = _position(instrument, key)
    return sum(1 for s in walk if _position(instrument, s.key) < position) + 1, max(len(walk), 1)


def applies(expression: Expression | None, answers: Mapping[str, AnswerValue]) -> bool:
    """Whether the expression holds; no expression always holds."""
    return expression is None or holds(expression, answers)


def holds(expression: Expression, answers: Mapping[str, AnswerValue]) -> bool:
    """The truth of an expression for these answers.

    >>> from kith.questionnaires.expressions import parse
    >>> holds(parse("years >= 2 and not declined(role)"), {"years": 3})
    True
    >>> holds(parse("years != 2"), {})
    False
    """
    return _truth(expression.root, answers)


def _truth(node: Node, answers: Mapping[str, AnswerValue]) -> bool:
    match node:
        case Every(parts):
            return all(_truth(part, answers) for part in parts)
        case Either(parts):
            return any(_truth(part, answers) for part in parts)
        case Not(part):
            return not _truth(part, answers)
        case Compare(left, comparator, right):
            return _compare(_value(left, answers), comparator, _value(right, answers))
        case _:
            return _value(node, answers) is True


def _value(node: Node, answers: Mapping[str, AnswerValue]) -> _Value:
    match node:
        case Literal(value):
            return value
        case Name(key):
            answer = answers.get(key)
            return None if isinstance(answer, Declined) else answer
        case Call(function, key, option):
            return _call(function, answers.get(key), option)
        case _:
            return _truth(node, answers)


def _call(function: Function, value: _Value, option: str | None) -> bool | int:
    if function is Function.ANSWERED:
        return value is not None and not isinstance(value, Declined)
    if function is Function.DECLINED:
        return isinstance(value, Declined)
    ticked = value if isinstance(value, tuple) else ((value,) if isinstance(value, str) else ())
    return option in ticked if function is Function.SELECTED else len(ticked)


def _compare(left: _Value, comparator: Comparator, right: _Value) -> bool:
    if left is None or right is None:
        return False
    if isinstance(left, dt.date | dt.time) and isinstance(right, str):
        left = left.isoformat()
    if comparator is Comparator.EQUAL:
        return left == right
    if comparator is Comparator.NOT_EQUAL:
        return left != right
    if isinstance(left, str) and isinstance(right, str):  # ISO dates and times sort as text
        return _COMPARE[comparator](left, right)  # type: ignore[arg-type]
    if isinstance(left, int | float) and isinstance(right, int | float):
        return _COMPARE[comparator](left, right)
    return False


def _occurrences(page: Page, answers: Mapping[str, AnswerValue]) -> tuple[int | None, ...]:
    if page.repeat is None:
        return (None,)
    counted = answers.get(page.repeat.count)
    if isinstance(counted, bool) or not isinstance(counted, int):
        return ()
    return tuple(range(1, min(counted, page.repeat.maximum) + 1))


def _numbered(key: str, occurrence: int | None) -> str:
    return key if occurrence is None else f"{key}{REPEAT_MARK}{occurrence}"


def _position(instrument: Instrument, key: str) -> tuple[int, int]:
    base, _, number = key.partition(REPEAT_MARK)
    index = next((i for i, page in enumerate(instrument.pages) if page.key == base), -1)
    return index, int(number or 0)

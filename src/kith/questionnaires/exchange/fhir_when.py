"""Kith's conditions as FHIR's ``enableWhen`` and back, where one list of plain comparisons says the same."""

from __future__ import annotations

from collections.abc import Mapping

from kith.questionnaires.exchange.fhir_words import ABSENT_REASONS, DECLINED, Json
from kith.questionnaires.exchange.to_xpath import NoCounterpart
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

CHOSEN = (ItemKind.SCALE, ItemKind.CHOICE, ItemKind.CHOICES)
_FLIP = {
    Comparator.LESS: Comparator.MORE,
    Comparator.MORE: Comparator.LESS,
    Comparator.AT_MOST: Comparator.AT_LEAST,
    Comparator.AT_LEAST: Comparator.AT_MOST,
}
_OPERATORS = {Comparator.EQUAL: "=", Comparator.NOT_EQUAL: "!="}
Whens = list[Json]


def to_when(expression: Expression, items: Mapping[str, Item]) -> Json:
    """``enableWhen`` with ``enableBehavior``. Raises NoCounterpart when no one list says the same."""
    root = expression.root
    writer = _Writer(items)
    if isinstance(root, Either):
        return _behaving([one for part in root.parts for one in writer.alone(part)], "any")
    if isinstance(root, Every):
        return _behaving([one for part in root.parts for one in writer.together(part)], "all")
    if (steps := writer.steps(root)) is not None:
        return _behaving(steps, "any")
    return _behaving(writer.together(root), "all")


def _behaving(whens: Whens, behaviour: str) -> Json:
    return {"enableWhen": whens, **({"enableBehavior": behaviour} if len(whens) > 1 else {})}


class _Writer:
    def __init__(self, items: Mapping[str, Item]) -> None:
        self._items = items

    def alone(self, node: Node) -> Whens:
        """One comparison, or several of which any may hold."""
        steps = self.steps(node)
        if steps is not None:
            return steps
        whens = self.together(node)
        if len(whens) > 1:
            raise NoCounterpart("or")
        return whens

    def steps(self, node: Node) -> Whens | None:
        """A point of a scale and those above or below it: FHIR does not order codes, so each is named."""
        if not isinstance(node, Compare):
            return None
        key, comparator, value = self._sides(node)
        item = self._item(key)
        if item.kind is not ItemKind.SCALE or comparator in _OPERATORS or not isinstance(value, float):
            return None
        from kith.questionnaires.expressions import parse
        from kith.questionnaires.logic import holds

        asked = parse(f"{key} {comparator.value} {value:g}")
        return [
            self._when(key, "=", str(point.value))
            for point in item.points
            if holds(asked, {key: point.value})
        ]

    def together(self, node: Node) -> Whens:
        """Comparisons that all have to hold."""
        match node:
            case Name(key) if self._item(key).kind is ItemKind.YES_NO:
                return [self._when(key, "=", True)]
            case Call(Function.ANSWERED, key):
                return self._answered(key)
            case Call(Function.DECLINED, key) if self._item(key).kind in CHOSEN:
                return [self._when(key, "=", PREFER_NOT_TO_SAY)]
            case Call(Function.SELECTED, key, option) if self._item(key).kind in CHOSEN:
                return [self._when(key, "=", option or "")]
            case Not(Call(Function.ANSWERED, key)) if not self._item(key).may_decline:
                return [{"question": key, "operator": "exists", "answerBoolean": False}]
            case Not(Compare(comparator=Comparator.EQUAL) as inner):
                key, _, value = self._sides(inner)
                return [self._when(key, "!=", value)]
            case Compare():
                return self._compared(node)
        raise NoCounterpart(_what(node))

    def _compared(self, node: Compare) -> Whens:
        key, comparator, value = self._sides(node)
        item = self._item(key)
        if item.kind is ItemKind.SCALE and isinstance(value, float) and value.is_integer():
            if comparator not in _OPERATORS:
                raise NoCounterpart(comparator.value)
            value = str(int(value))
        when = self._when(key, _OPERATORS.get(comparator, comparator.value), value)
        if comparator is Comparator.NOT_EQUAL:  # what was not answered is not unequal in Kith
            return [*self._answered(key), when]
        return [when]

    def _answered(self, key: str) -> Whens:
        item = self._item(key)
        whens: Whens = [{"question": key, "operator": "exists", "answerBoolean": True}]
        if item.may_decline and item.kind in CHOSEN:
            whens.append(self._when(key, "!=", PREFER_NOT_TO_SAY))
        return whens

    def _when(self, key: str, operator: str, value: str | float | bool) -> Json:
        return {"question": key, "operator": operator, **answer_of(self._item(key), value)}

    def _sides(self, node: Compare) -> tuple[str, Comparator, str | float | bool]:
        match node.left, node.right:
            case Name(key), Literal(value):
                return key, node.comparator, value
            case Literal(value), Name(key):
                return key, _FLIP.get(node.comparator, node.comparator), value
        raise NoCounterpart(_what(node.left))

    def _item(self, key: str) -> Item:
        if key not in self._items:
            raise NoCounterpart(key)
        return self._items[key]


def answer_of(item: Item, value: str | float | bool) -> Json:
    """``answer[x]`` for an item. Raises NoCounterpart when the value is none of its kind."""
    match item.kind, value:
        case ((ItemKind.SCALE | ItemKind.CHOICE | ItemKind.CHOICES), str()):
            if value == PREFER_NOT_TO_SAY:
                return {"answerCoding": {"system": ABSENT_REASONS, "code": DECLINED}}
            return {"answerCoding": {"code": value}}
        case ItemKind.SCALE, float() if value.is_integer():
            return {"answerCoding": {"code": str(int(value))}}
        case ItemKind.YES_NO, bool():
            return {"answerBoolean": value}
        case ItemKind.NUMBER, float() if not isinstance(value, bool):
            return (
                {"answerInteger": int(value)}
                if item.whole and value.is_integer()
                else {"answerDecimal": value}
            )
        case ItemKind.DATE, str():
            return {"answerDate": value}
        case ItemKind.TIME, str():
            return {"answerTime": value if value.count(":") == 2 else f"{value}:00"}
        case ((ItemKind.SHORT_TEXT | ItemKind.LONG_TEXT | ItemKind.EMAIL), str()):
            return {"answerString": value}
    raise NoCounterpart(str(value))


def _what(node: Node) -> str:
    match node:
        case Either():
            return "or"
        case Every():
            return "and"
        case Not():
            return "not"
        case Call(function=function):
            return f"{function.value}()"
        case Name(key):
            return key
        case Literal(value):
            return str(value)
    return "…"


def from_when(holder: Mapping[str, object], items: Mapping[str, Item]) -> Node | None:
    """The condition of an item, in Kith's nodes. ``items`` are by linkId. Raises NoCounterpart."""
    whens = holder.get("enableWhen")
    if not isinstance(whens, list) or not whens:
        return None
    parts = tuple(_one(when, items) for when in whens if isinstance(when, Mapping))
    if len(parts) == 1:
        return parts[0]
    return Either(parts) if holder.get("enableBehavior") == "any" else Every(parts)


def _one(when: Mapping[str, object], items: Mapping[str, Item]) -> Node:
    question, operator = str(when.get("question", "")), str(when.get("operator", ""))
    if question not in items:
        raise NoCounterpart(question)
    item = items[question]
    value = next((value for key, value in when.items() if key.startswith("answer")), None)
    if operator == "exists":
        answered: Node = Call(Function.ANSWERED, item.key)
        return answered if value is True else Not(answered)
    if operator == "!=":
        return Not(_equal(item, value))
    if operator == "=":
        return _equal(item, value)
    if operator in (">", "<", ">=", "<=") and item.kind in (ItemKind.NUMBER, ItemKind.DATE, ItemKind.SCALE):
        return Compare(Name(item.key), Comparator(operator), Literal(_literal(item, value)))
    raise NoCounterpart(operator)


def _equal(item: Item, value: object) -> Node:
    if isinstance(value, Mapping):
        code = str(value.get("code", ""))
        if value.get("system") == ABSENT_REASONS and code == DECLINED:
            return Call(Function.DECLINED, item.key)
        if item.kind is ItemKind.SCALE and code.removeprefix("-").isdecimal():
            return Compare(Name(item.key), Comparator.EQUAL, Literal(float(code)))
        if item.kind in (ItemKind.CHOICE, ItemKind.CHOICES):
            return (
                Call(Function.SELECTED, item.key, code)
                if item.kind is ItemKind.CHOICES
                else Compare(Name(item.key), Comparator.EQUAL, Literal(code))
            )
        raise NoCounterpart(code)
    return Compare(Name(item.key), Comparator.EQUAL, Literal(_literal(item, value)))


def _literal(item: Item, value: object) -> str | float | bool:
    match value:
        case Mapping():
            number = value.get("value")
            if isinstance(number, int | float):
                return float(number)
        case bool():
            return value
        case int() | float():
            return float(value)
        case str():
            return value[:5] if item.kind is ItemKind.TIME and value.endswith(":00") else value
    raise NoCounterpart(str(value)[:40])

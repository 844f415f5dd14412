"""XPath of an XLSForm as a condition of Kith that means the same, or the part that has no counterpart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kith.questionnaires import expressions as kith
from kith.questionnaires.exchange.places import code_of
from kith.questionnaires.exchange.to_xpath import NO, YES, NoCounterpart
from kith.questionnaires.exchange.xpath import Apply, Compared, Foreign, Joined, Number, Ref, Text, Tree
from kith.questionnaires.expressions import Comparator, Function
from kith.questionnaires.responses import PREFER_NOT_TO_SAY
from kith.questionnaires.types import ItemKind

FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Known:
    """What a condition needs to know of a question. Names are the XLSForm's, ``key`` is Kith's."""

    key: str
    kind: ItemKind
    may_decline: bool = False


def from_xpath(tree: Tree, questions: Mapping[str, Known], own: str = "") -> kith.Node:
    """The condition, in Kith's own nodes.

    Parameters
    ----------
    questions
        By the name that ``${name}`` uses.
    own
        The name of the question that a dot stands for.

    Raises
    ------
    NoCounterpart
        With the part that Kith has no words for.
    """
    return _Reader(questions, own).truth(tree)


def write_node(node: kith.Node) -> str:
    """A node as the text of a condition; parsing it gives the node back.

    >>> write_node(kith.parse("not (a == 1 or declined(b)) and c != 'x'").root)
    "not (a == 1 or declined(b)) and c != 'x'"
    """
    return _Said().any(node)


class _Said:
    def any(self, node: kith.Node) -> str:
        match node:
            case kith.Either(parts):
                return " or ".join(self._within(part, kith.Either) for part in parts)
            case kith.Every(parts):
                return " and ".join(self._within(part, kith.Either, kith.Every) for part in parts)
            case kith.Not(part):
                return f"not {self._within(part, kith.Either, kith.Every, kith.Compare)}"
            case kith.Compare(left, comparator, right):
                return f"{self._side(left)} {comparator.value} {self._side(right)}"
        return self._atom(node)

    def _atom(self, node: kith.Node) -> str:
        match node:
            case kith.Literal(bool() as value):
                return "true" if value else "false"
            case kith.Literal(str() as value):
                return f"'{value}'" if "'" not in value else f'"{value}"'
            case kith.Literal(float() | int() as value):
                return str(int(value)) if float(value).is_integer() else repr(float(value))
            case kith.Call(function, key, option):
                return f"{function.value}({key})" if option is None else f"selected({key}, '{option}')"
            case kith.Name(key):
                return key
        return f"({self.any(node)})"

    def _side(self, node: kith.Node) -> str:
        return self._atom(node)

    def _within(self, node: kith.Node, *bracketed: type) -> str:
        return f"({self.any(node)})" if isinstance(node, bracketed) else self.any(node)


class _Reader:
    def __init__(self, questions: Mapping[str, Known], own: str) -> None:
        self._questions, self._own = questions, own

    def truth(self, tree: Tree) -> kith.Node:
        match tree:
            case Joined("and", parts):
                return kith.Every(tuple(self.truth(part) for part in parts))
            case Joined(_, parts):
                return kith.Either(tuple(self.truth(part) for part in parts))
            case Apply("not", (part,)):
                return _negated(self.truth(part))
            case Apply("true", ()):
                return kith.Literal(True)
            case Apply("false", ()):
                return kith.Literal(False)
            case Apply("selected", (Ref(name), Text(option))):
                return self._selected(self._known(name), option)
            case Apply("boolean", (Ref(name),)):
                return kith.Call(Function.ANSWERED, self._known(name).key)
            case Compared():
                return self._compared(tree)
        raise NoCounterpart(said(tree))

    def _selected(self, known: Known, option: str) -> kith.Node:
        if option == PREFER_NOT_TO_SAY:
            return kith.Call(Function.DECLINED, known.key)
        match known.kind:
            case ItemKind.CHOICE | ItemKind.CHOICES:
                return kith.Call(Function.SELECTED, known.key, code_of(option))
            case ItemKind.YES_NO if option in (YES, NO):
                return _equal(known.key, option == YES)
            case ItemKind.SCALE if _is_whole(option):
                return _equal(known.key, float(option))
        raise NoCounterpart(f"selected(${{{known.key}}}, '{option}')")

    def _compared(self, tree: Compared) -> kith.Node:
        left, sign, right = tree.left, tree.sign, tree.right
        if isinstance(left, Text | Number) or (isinstance(right, Ref) and not isinstance(left, Ref)):
            left, sign, right = right, FLIPPED.get(sign, sign), left
        if sign == "!=":
            return _negated(self._compared(Compared(left, "=", right)))
        match left, right:
            case Ref(name), Text(""):
                return self._blank(name, sign)
            case Ref(name), Text(word):
                return self._with_word(self._known(name), sign, word)
            case Ref(name), Number(value):
                return self._with_number(self._known(name), sign, value)
            case Ref(name), Apply("date", (Text(day),)):
                return self._with_word(self._known(name), sign, day)
            case Ref(name), Apply("true" | "false" as truth, ()):
                return _equal(self._known(name).key, truth == "true")
            case Ref(name), Ref(other):
                return self._two(self._known(name), sign, self._known(other))
            case Apply(), _:
                return self._applied(left, sign, right)
        raise NoCounterpart(said(tree))

    def _blank(self, name: str, sign: str) -> kith.Node:
        known = self._known(name)
        answered: kith.Node = kith.Call(Function.ANSWERED, known.key)
        if known.may_decline:  # ODK counts a declined question as answered
            answered = kith.Either((answered, kith.Call(Function.DECLINED, known.key)))
        if sign != "=":
            raise NoCounterpart(f"{sign} ''")
        return kith.Not(answered)

    def _with_word(self, known: Known, sign: str, word: str) -> kith.Node:
        if sign == "=" and word == PREFER_NOT_TO_SAY and known.may_decline:
            return kith.Call(Function.DECLINED, known.key)
        match known.kind:
            case ItemKind.CHOICES if sign == "=":
                alone = kith.Compare(
                    kith.Call(Function.COUNT, known.key), Comparator.EQUAL, kith.Literal(1.0)
                )
                return kith.Every((kith.Call(Function.SELECTED, known.key, code_of(word)), alone))
            case ItemKind.YES_NO if sign == "=" and word in (YES, NO):
                return _equal(known.key, word == YES)
            case ItemKind.SCALE | ItemKind.NUMBER if _is_number(word):
                return self._with_number(known, sign, float(word))
            case ItemKind.DATE:
                return kith.Compare(kith.Name(known.key), _comparator(sign), kith.Literal(word))
            case ItemKind.CHOICE if sign == "=":
                return _equal(known.key, code_of(word))
            case ItemKind.SHORT_TEXT | ItemKind.LONG_TEXT | ItemKind.EMAIL if sign == "=":
                return kith.Compare(kith.Name(known.key), Comparator.EQUAL, kith.Literal(word))
        raise NoCounterpart(f"${{{known.key}}} {sign} '{word}'")

    def _with_number(self, known: Known, sign: str, value: float) -> kith.Node:
        if known.kind in (ItemKind.SCALE, ItemKind.NUMBER):
            return kith.Compare(kith.Name(known.key), _comparator(sign), kith.Literal(value))
        if known.kind is ItemKind.CHOICE and sign == "=" and value.is_integer():  # codes that are numbers
            return kith.Compare(kith.Name(known.key), Comparator.EQUAL, kith.Literal(str(int(value))))
        raise NoCounterpart(f"${{{known.key}}} {sign} {value:g}")

    def _two(self, one: Known, sign: str, other: Known) -> kith.Node:
        if one.kind is ItemKind.CHOICES or other.kind is ItemKind.CHOICES:
            raise NoCounterpart(f"${{{one.key}}} {sign} ${{{other.key}}}")
        same = kith.Compare(kith.Name(one.key), _comparator(sign), kith.Name(other.key))
        if sign != "=":
            return same
        blank = tuple(kith.Not(kith.Call(Function.ANSWERED, known.key)) for known in (one, other))
        return kith.Either((same, kith.Every(blank)))  # ODK holds two blanks to be equal

    def _applied(self, tree: Tree, sign: str, other: Tree) -> kith.Node:
        match tree, other:
            case Apply(
                "if",
                (
                    Apply("selected", (Ref(one), Text(word))),
                    Number(0.0),
                    Apply("count-selected", (Ref(name),)),
                ),
            ), _ if word == PREFER_NOT_TO_SAY and one == name:  # Kith counts no ticks where somebody declined
                return self._applied(Apply("count-selected", (Ref(name),)), sign, other)
            case Apply("count-selected", (Ref(name),)), Number(value):
                call = kith.Call(Function.COUNT, self._known(name).key)
                return kith.Compare(call, _comparator(sign), kith.Literal(value))
            case Apply("string-length", (Ref(name),)), Number(0.0) if sign in ("=", ">"):
                blank = self._blank(name, "=")
                return blank if sign == "=" else _negated(blank)
            case Apply("string-length", (Ref(name),)), Number(1.0) if sign == ">=":
                return _negated(self._blank(name, "="))
            case Apply("true" | "false" as truth, ()), Apply():
                return self._truth_is(other, truth == "true")
            case Apply(), Apply("true" | "false" as truth, ()):
                return self._truth_is(tree, truth == "true")
        raise NoCounterpart(said(tree))

    def _truth_is(self, tree: Tree, wanted: bool) -> kith.Node:
        node = self.truth(tree)
        return node if wanted else _negated(node)

    def _known(self, name: str) -> Known:
        name = name or self._own
        if name not in self._questions:
            raise NoCounterpart(f"${{{name}}}")
        return self._questions[name]


def _negated(node: kith.Node) -> kith.Node:
    return node.part if isinstance(node, kith.Not) else kith.Not(node)


def said(tree: Tree) -> str:
    """The part in words short enough for a sentence."""
    match tree:
        case Apply(function, _):
            return f"{function}()"
        case Foreign(what, _):
            return what
        case Ref(name):
            return f"${{{name}}}" if name else "."
        case Text(value):
            return f"'{value[:40]}'"
        case Number(value):
            return f"{value:g}"
        case Compared(left, sign, right):
            inner = next((side for side in (left, right) if isinstance(side, Foreign | Apply)), None)
            return said(inner) if inner is not None else f"{said(left)} {sign} {said(right)}"
        case Joined(sign, _):
            return sign


def _equal(key: str, value: str | float | bool) -> kith.Node:
    return kith.Compare(kith.Name(key), Comparator.EQUAL, kith.Literal(value))


def _comparator(sign: str) -> Comparator:
    return Comparator("==" if sign == "=" else sign)


def _is_whole(text: str) -> bool:
    return text.removeprefix("-").isdecimal()


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True

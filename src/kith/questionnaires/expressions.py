"""The small language of skip logic and constraints: parsed here, never evaluated as Python.

``role == 'nurse' and (years >= 2 or selected(interests, 'quality'))``. Names are item keys;
values are numbers, words in quotes, ``true`` and ``false``. Functions: ``answered(x)``,
``declined(x)``, ``selected(x, 'option')`` and ``count(x)`` (how many were ticked). A comparison
with an item that was not answered, or was declined, does not hold, whichever way it compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kith.foundation.faults import Fault, KithError, Parameter, Where
from kith.questionnaires.cursor import Cursor, Token, Unreadable

MAX_LENGTH = 1000
MAX_DEPTH = 20
KEYWORDS = frozenset({"and", "or", "not", "true", "false"})


class Comparator(StrEnum):
    """How two values compare."""

    EQUAL = "=="
    NOT_EQUAL = "!="
    AT_MOST = "<="
    AT_LEAST = ">="
    LESS = "<"
    MORE = ">"


class Function(StrEnum):
    """The closed list of functions."""

    ANSWERED = "answered"
    DECLINED = "declined"
    SELECTED = "selected"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Literal:
    value: str | float | bool


@dataclass(frozen=True, slots=True)
class Name:
    key: str


@dataclass(frozen=True, slots=True)
class Call:
    """``option`` is the second argument of ``selected``."""

    function: Function
    key: str
    option: str | None = None


@dataclass(frozen=True, slots=True)
class Compare:
    left: Node
    comparator: Comparator
    right: Node


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


@dataclass(frozen=True, slots=True)
class Every:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple[Node, ...]


Node = Literal | Name | Call | Compare | Not | Every | Either


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression and the text it came from."""

    source: str
    root: Node

    @property
    def keys(self) -> frozenset[str]:
        """The items it reads.

        >>> sorted(parse("answered(a) and b > 2").keys)
        ['a', 'b']
        """
        return frozenset(node.key for node in walk(self.root) if isinstance(node, Name | Call))


def walk(node: Node) -> Iterator[Node]:
    """The node and every node below it."""
    yield node
    match node:
        case Compare():
            yield from walk(node.left)
            yield from walk(node.right)
        case Not():
            yield from walk(node.part)
        case Every() | Either():
            for part in node.parts:
                yield from walk(part)


def parse(source: str, where: Where | None = None) -> Expression:
    """The expression written in ``source``.

    Raises
    ------
    KithError
        ``questionnaires.expression`` with the column and what was expected there.

    >>> parse("years >= 2").root
    Compare(left=Name(key='years'), comparator=<Comparator.AT_LEAST: '>='>, right=Literal(value=2.0))
    """
    try:
        return Expression(source, _Parser(_tokens(source), len(source), MAX_DEPTH).whole())
    except Unreadable as refusal:
        params: dict[str, Parameter] = {
            "source": source[:80],
            "column": refusal.column + 1,
            "expected": refusal.expected,
        }
        raise KithError(Fault("questionnaires.expression", where or Where(), params)) from None


_TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>-?\d+(?:\.\d+)?)
  | (?P<word>'[^']*'|"[^"]*")
  | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
  | (?P<sign>==|!=|<=|>=|<|>|\(|\)|,)
)""",
    re.VERBOSE,
)


def _tokens(source: str) -> list[Token]:
    if len(source) > MAX_LENGTH:
        raise Unreadable(MAX_LENGTH, f"at most {MAX_LENGTH} characters")
    found, at, end = [], 0, len(source.rstrip())
    while at < end:
        match = _TOKEN.match(source, at)
        if match is None or match.lastgroup is None:
            column = at + len(source[at:]) - len(source[at:].lstrip())
            raise Unreadable(column, "an item, a number, a word in quotes or a bracket")
        found.append(Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup)))
        at = match.end()
    return found


class _Parser(Cursor):
    """Recursive descent: or < and < not < comparison < operand."""

    def whole(self) -> Node:
        node = self._either()
        if self._at < len(self._tokens):
            raise self._refuse("“and”, “or” or the end")
        return node

    def _either(self) -> Node:
        parts = [self._every()]
        while self._take("name", "or"):
            parts.append(self._every())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _every(self) -> Node:
        parts = [self._negation()]
        while self._take("name", "and"):
            parts.append(self._negation())
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _negation(self) -> Node:
        if not self._take("name", "not"):
            return self._comparison()
        self._deeper()
        node = Not(self._negation())
        self._depth -= 1
        return node

    def _comparison(self) -> Node:
        left = self._operand()
        token = self._peek()
        if token is None or token.kind != "sign" or token.text not in {c.value for c in Comparator}:
            return left
        self._at += 1
        return Compare(left, Comparator(token.text), self._operand())

    def _operand(self) -> Node:
        token = self._peek()
        if token is None:
            raise self._refuse("an item, a number or a word in quotes")
        self._at += 1
        if token.kind == "number":
            return Literal(float(token.text))
        if token.kind == "word":
            return Literal(token.text[1:-1])
        if token.kind == "name":
            return self._named(token)
        if token.text == "(":
            self._deeper()
            node = self._either()
            self._expect(")")
            self._depth -= 1
            return node
        self._at -= 1
        raise self._refuse("an item, a number or a word in quotes")

    def _named(self, token: Token) -> Node:
        if token.text in ("true", "false"):
            return Literal(token.text == "true")
        if token.text in KEYWORDS:
            self._at -= 1
            raise self._refuse("an item, a number or a word in quotes")
        if not self._take("sign", "("):
            return Name(token.text)
        if token.text not in {function.value for function in Function}:
            raise Unreadable(token.column, "one of " + ", ".join(function.value for function in Function))
        function = Function(token.text)
        key = self._need("name", "the key of an item")
        option = None
        if function is Function.SELECTED:
            self._expect(",")
            option = self._need("word", "an option in quotes")[1:-1]
        self._expect(")")
        return Call(function, key, option)

    def _need(self, kind: str, expected: str) -> str:
        token = self._peek()
        if token is None or token.kind != kind or token.text in KEYWORDS:
            raise self._refuse(expected)
        self._at += 1
        return token.text

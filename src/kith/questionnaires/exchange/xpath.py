"""The part of XPath that XLSForms use, as a tree: parsed, never evaluated.

``${years} >= 2 and selected(${interests}, 'quality')``. Names are ``${item}``; a lone ``.`` is the answer
being checked. What is read but has no counterpart in Kith (arithmetic, paths) becomes :class:`Foreign`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kith.questionnaires.cursor import Cursor, Token, Unreadable

MAX_LENGTH = 4000
MAX_DEPTH = 40
COMPARATORS = ("!=", "<=", ">=", "=", "<", ">")


@dataclass(frozen=True, slots=True)
class Text:
    value: str


@dataclass(frozen=True, slots=True)
class Number:
    value: float


@dataclass(frozen=True, slots=True)
class Ref:
    """``${name}``; an empty name is the dot."""

    name: str


@dataclass(frozen=True, slots=True)
class Apply:
    function: str
    arguments: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    left: Tree
    sign: str
    right: Tree


@dataclass(frozen=True, slots=True)
class Joined:
    """``sign`` is ``and`` or ``or``."""

    sign: str
    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Something that Kith has no words for, as it was written, around parts that it may have."""

    said: str
    parts: tuple[Tree, ...] = ()


Tree = Text | Number | Ref | Apply | Compared | Joined | Foreign


def parse_xpath(source: str) -> Tree:
    """The tree of an expression. Raises :class:`Unreadable`, its columns from 1.

    >>> parse_xpath("${years} >= 2")
    Compared(left=Ref(name='years'), sign='>=', right=Number(value=2.0))
    """
    return _Parser(_tokens(source), len(source) + 1, MAX_DEPTH).whole()


def refs(tree: Tree) -> Iterator[str]:
    """Every ``${name}`` in the tree, the dot left out."""
    match tree:
        case Ref(name):
            if name:
                yield name
        case Apply(_, parts) | Joined(_, parts) | Foreign(_, parts):
            for part in parts:
                yield from refs(part)
        case Compared(left, _, right):
            yield from refs(left)
            yield from refs(right)


_TOKEN = re.compile(
    r"""\s*(?:
    (?P<ref>\$\{\s*(?:last-saved\#)?(?P<inner>[^\s{}]+)\s*\})
  | (?P<number>\d+(?:\.\d*)?|\.\d+)
  | (?P<text>'[^']*'|"[^"]*"|[\u2018\u2019][^\u2018\u2019]*[\u2018\u2019]|[\u201c\u201d][^\u201c\u201d]*[\u201c\u201d])
  | (?P<path>\.\./[^\s()=<>!,]*|//?[A-Za-z_][^\s()=<>!,]*|\./[^\s()=<>!,]*)
  | (?P<name>[A-Za-z_][A-Za-z0-9_.:-]*)
  | (?P<sign>!=|<=|>=|=|<|>|\(|\)|,|\.\.|\.|\+|-|\*|\||/|\[|\])
)""",
    re.VERBOSE,
)


def _tokens(source: str) -> list[Token]:
    if len(source) > MAX_LENGTH:
        raise Unreadable(MAX_LENGTH, f"at most {MAX_LENGTH} characters")
    found, at, end = [], 0, len(source.rstrip())
    while at < end:
        match = _TOKEN.match(source, at)
        if match is None:
            column = at + len(source[at:]) - len(source[at:].lstrip())
            raise Unreadable(column + 1, "${a question}, a number, a word in quotes or a bracket")
        kind = next(k for k in ("ref", "number", "text", "path", "name", "sign") if match[k] is not None)
        text = match["inner"] if kind == "ref" else match[kind]
        found.append(Token(kind, text, match.start(kind) + 1))
        at = match.end()
    return found


class _Parser(Cursor):
    """Recursive descent: or < and < comparison < sum < product < operand, as XPath 1.0 has it."""

    def whole(self) -> Tree:
        tree = self._either()
        if self._at < len(self._tokens):
            raise self._refuse("“and”, “or” or the end")
        return tree

    def _either(self) -> Tree:
        return self._joined("or")

    def _every(self) -> Tree:
        return self._joined("and")

    def _joined(self, sign: str) -> Tree:
        read = self._every if sign == "or" else self._compared
        parts = [read()]
        while self._take("name", sign):
            parts.append(read())
        return parts[0] if len(parts) == 1 else Joined(sign, tuple(parts))

    def _compared(self) -> Tree:
        left = self._sum()
        token = self._peek()
        if token is None or token.kind != "sign" or token.text not in COMPARATORS:
            return left
        self._at += 1
        return Compared(left, token.text, self._sum())

    def _sum(self) -> Tree:
        tree = self._operand()
        while (token := self._peek()) is not None and (
            (token.kind == "sign" and token.text in "+-*|")
            or (token.kind == "name" and token.text in ("div", "mod"))
        ):
            self._at += 1
            tree = Foreign(token.text, (tree, self._operand()))
        return tree

    def _operand(self) -> Tree:
        token = self._peek()
        if token is None:
            raise self._refuse("a question, a number or a word in quotes")
        self._at += 1
        match token.kind:
            case "number":
                return Number(float(token.text))
            case "text":
                return Text(token.text[1:-1])
            case "ref":
                return Ref(token.text)
            case "path":
                return Foreign(token.text)
            case "name" if token.text not in ("and", "or", "div", "mod"):
                return self._named(token)
        return self._signed(token)

    def _signed(self, token: Token) -> Tree:
        if token.text == ".":
            return Ref("")
        if token.text == "..":
            return Foreign("..")
        if token.text == "-":
            inner = self._operand()
            return Number(-inner.value) if isinstance(inner, Number) else Foreign("-", (inner,))
        if token.text == "(":
            self._deeper()
            tree = self._either()
            self._expect(")")
            self._depth -= 1
            return tree
        self._at -= 1
        raise self._refuse("a question, a number or a word in quotes")

    def _named(self, token: Token) -> Tree:
        if not self._take("sign", "("):
            return Foreign(token.text)
        self._deeper()
        arguments: list[Tree] = []
        if not self._take("sign", ")"):
            arguments.append(self._either())
            while self._take("sign", ","):
                arguments.append(self._either())
            self._expect(")")
        self._depth -= 1
        return Apply(token.text, tuple(arguments))

"""Where one is in the tokens of an expression: what both languages of conditions read with."""

from __future__ import annotations

from dataclasses import dataclass


class Unreadable(Exception):
    """At ``column`` there should be ``expected``."""

    def __init__(self, column: int, expected: str) -> None:
        super().__init__(expected)
        self.column = column
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    column: int


class Cursor:
    """The next token, and what is refused there.

    ``end`` is the column after the last, counted as in the tokens; ``deepest`` how many brackets may stand
    inside each other.
    """

    def __init__(self, tokens: list[Token], end: int, deepest: int) -> None:
        self._tokens, self._end, self._deepest = tokens, end, deepest
        self._at = self._depth = 0

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self, kind: str, text: str) -> bool:
        token = self._peek()
        if token is None or (token.kind, token.text) != (kind, text):
            return False
        self._at += 1
        return True

    def _expect(self, sign: str) -> None:
        if not self._take("sign", sign):
            raise self._refuse(f"“{sign}”")

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > self._deepest:
            raise self._refuse(f"at most {self._deepest} brackets inside each other")

    def _refuse(self, expected: str) -> Unreadable:
        token = self._peek()
        return Unreadable(self._end if token is None else token.column, expected)

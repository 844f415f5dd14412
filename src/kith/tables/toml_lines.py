"""The line of each key of a TOML text that is known to be right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from types import MappingProxyType

KeyPath = tuple[str | int, ...]
"""Keys and array positions from the root; positions count from 0."""

_SPACE = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BLANKS = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_QUOTED_KEY = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_STRING = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
)
_SCALAR = re.compile(r"[^,\]}#\n]+")


def find_lines(text: str) -> Mapping[KeyPath, int]:
    """The line, from 1, of each key, table and array element. ``text`` has been read by ``tomllib``."""
    return MappingProxyType(_Lines(text).found)


class _Lines:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._counted, self._line = 0, 1
        self._table: KeyPath = ()
        self._sizes: dict[KeyPath, int] = {}
        self.found: dict[KeyPath, int] = {}
        self._document()

    def _document(self) -> None:
        self._skip(_SPACE)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                self._header()
            else:
                self._pair(self._table)
            self._skip(_SPACE)

    def _header(self) -> None:
        is_array = self._text.startswith("[[", self._at)
        line = self._line_here()
        self._at += 2 if is_array else 1
        keys = self._keys()
        self._at += 2 if is_array else 1
        parent = self._within(())
        for key in keys[:-1]:
            parent = self._within((*parent, key))
            self.found.setdefault(parent, line)
        path: KeyPath = (*parent, keys[-1])
        if is_array:
            position = self._sizes.get(path, 0)
            self._sizes[path] = position + 1
            self.found.setdefault(path, line)
            path = (*path, position)
        self.found[path] = line
        self._table = path

    def _within(self, path: KeyPath) -> KeyPath:
        """A header below an array of tables means its last element."""
        size = self._sizes.get(path)
        return path if size is None else (*path, size - 1)

    def _pair(self, table: KeyPath) -> None:
        line = self._line_here()
        path = table
        for key in self._keys():
            path = (*path, key)
            self.found.setdefault(path, line)
        self._at += 1  # the equals sign
        self._skip(_BLANKS)
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        opening = self._text[self._at]
        if opening == "[":
            self._array(path)
        elif opening == "{":
            self._inline_table(path)
        elif not self._skip(_STRING):
            self._skip(_SCALAR)

    def _array(self, path: KeyPath) -> None:
        self._at += 1
        position = 0
        while self._next() != "]":
            self.found[(*path, position)] = self._line_here()
            self._value((*path, position))
            position += 1
            if self._next() == ",":
                self._at += 1
        self._at += 1

    def _inline_table(self, path: KeyPath) -> None:
        self._at += 1
        while self._next() != "}":
            self._pair(path)
            if self._next() == ",":
                self._at += 1
        self._at += 1

    def _keys(self) -> list[str]:
        """A dotted key; leaves off at what follows it."""
        keys = [self._key()]
        while self._text[self._at] == ".":
            self._at += 1
            keys.append(self._key())
        return keys

    def _key(self) -> str:
        self._skip(_BLANKS)
        found = _BARE_KEY.match(self._text, self._at) or _QUOTED_KEY.match(self._text, self._at)
        if found is None:
            raise ValueError("find_lines needs a text that tomllib has read")
        self._at = found.end()
        self._skip(_BLANKS)
        return _unquoted(found[0])

    def _next(self) -> str:
        self._skip(_SPACE)
        return self._text[self._at]

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self._text, self._at)
        if found is None:
            return False
        self._at = found.end()
        return True

    def _line_here(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line


def _unquoted(key: str) -> str:
    if key.startswith('"') and "\\" in key:
        return str(tomllib.loads(f"key = {key}")["key"])
    return key[1:-1] if key[0] in "\"'" else key

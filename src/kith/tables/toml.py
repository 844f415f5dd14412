"""TOML with the line of each key, so that a fault in a definition can say where.

``tomllib`` reads the data; it does not tell lines. A second pass over the same text, which is then known
to be right, finds the line of each key: it only has to know where a key, a string and a bracket end.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kith.foundation.faults import Fault, KithError, Where
from kith.tables.naming import shorten
from kith.tables.toml_lines import KeyPath, find_lines
from kith.tables.types import MEGABYTE, fault

MOST_MEGABYTES = 2  # a definition is some kilobytes
MOST_DOTS = 100
"""Parts of one key. ``tomllib`` takes time by their square: forty thousand are minutes."""
_PART = re.compile(r'"((?:[^"\\]|\\.)*)"|([^.\[\]"]+)|\[(\d+)\]')
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class TomlDocument:
    """A TOML file: its data as ``tomllib`` gives it, and where each key stands.

    ``data`` is a tree of tables, arrays, text, numbers, truth, dates and times.
    """

    name: str
    text: str
    data: Mapping[str, object]
    lines: Mapping[KeyPath, int]

    def line_of(self, key: str | Sequence[str | int]) -> int | None:
        """The line of a key, or of the nearest table around it, if the key is not written.

        ``key`` is ``role[0].places.min`` or ``("role", 0, "places", "min")``; arrays count from 0. None
        only where nothing of it is in the file.
        """
        path = parse_key(key) if isinstance(key, str) else tuple(key)
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return None

    def where(self, key: str | Sequence[str | int]) -> Where:
        """The place of a key, for a fault."""
        written = key if isinstance(key, str) else key_text(key)
        return Where(file=self.name, line=self.line_of(key), key=written or None)


def load_toml(content: str | bytes, name: str) -> TomlDocument:
    """The document in a TOML file.

    Raises
    ------
    KithError
        If it is not UTF-8, too large, or not TOML; the fault has the line.
    """
    where = Where(file=name)
    if len(content) > MOST_MEGABYTES * MEGABYTE:
        size = -(-len(content) // MEGABYTE)
        raise KithError(fault("tables.too_large", where, size=size, limit=MOST_MEGABYTES))
    text = (content if isinstance(content, str) else _decoded(content, name)).replace("\r\n", "\n")
    if any(line.count(".") > MOST_DOTS and _has_long_key(line) for line in text.splitlines()):
        raise KithError(fault("tables.toml_too_deep", where))
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KithError(_syntax_fault(error, text, name)) from error
    except (RecursionError, ValueError) as error:  # brackets a thousand deep; a number of ten thousand digits
        raise KithError(fault("tables.toml_too_deep", where)) from error
    return TomlDocument(name, text, data, find_lines(text))


def _has_long_key(line: str) -> bool:
    """Whether a key on this line has more parts than anybody writes. Words between two dots are no part: a space stands
    in a key only beside its dot."""
    parts = 0
    for part in line.split("."):
        parts = parts + 1 if part.strip() and not re.search(r"[,\[\]{}]|\w\s+\w", part) else 0
        if parts > MOST_DOTS:
            return True
    return False


def parse_key(key: str) -> KeyPath:
    """The parts of a written key.

    >>> parse_key('role[2].places."a.b"')
    ('role', 2, 'places', 'a.b')
    """
    parts: list[str | int] = []
    for quoted, bare, index in _PART.findall(key):
        parts.append(int(index) if index else bare or re.sub(r"\\(.)", r"\1", quoted))
    return tuple(parts)


def key_text(path: Sequence[str | int]) -> str:
    """A key as it is written.

    >>> key_text(("role", 2, "places", "a.b"))
    'role[2].places."a.b"'
    """
    written = ""
    for part in path:
        if isinstance(part, int):
            written += f"[{part}]"
            continue
        bare = re.fullmatch(r"[^.\[\]\"]+", part)
        quoted = part if bare else '"' + part.replace("\\", "\\\\").replace('"', '\\"') + '"'
        written += f".{quoted}" if written else quoted
    return written


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise KithError(fault("tables.toml_not_utf8", Where(file=name, line=line))) from error


def _syntax_fault(error: tomllib.TOMLDecodeError, text: str, name: str) -> Fault:
    found = _AT_LINE.search(str(error))
    line = int(found[1]) if found and found[1] else text.count("\n") + 1
    reason = _AT_LINE.sub("", str(error))
    return fault("tables.toml_syntax", Where(file=name, line=line), reason=shorten(reason, 120))

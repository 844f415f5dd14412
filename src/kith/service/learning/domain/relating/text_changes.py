"""What changed from one text to the next, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

TOKENS = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|\s+|[^\w\s]")
"""A Chinese character, a word, a gap, a mark."""
EXACT_UP_TO = 800
"""In longer texts common words do not count as a likeness: one word repeated a thousand times would take minutes."""


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    change: Change
    text: str


def changes(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in reading order; what was removed stands before what took its place.

    Without what was added it reads as ``before``, without what was removed as ``after``.

    >>> [(piece.change.value, piece.text) for piece in changes("Every Monday.", "Every second Monday.")]
    [('same', 'Every'), ('added', ' second'), ('same', ' Monday.')]
    """
    old, new = TOKENS.findall(before), TOKENS.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=len(new) > EXACT_UP_TO)
    return tuple(_joined(_pieces(matcher, old, new)))


def _pieces(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> Iterator[Piece]:
    for tag, i, j, k, end in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(Change.SAME, "".join(old[i:j]))
            continue
        if j > i:
            yield Piece(Change.REMOVED, "".join(old[i:j]))
        if end > k:
            yield Piece(Change.ADDED, "".join(new[k:end]))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """A gap alone between two changes is no reason to stop and start again."""
    waiting: dict[Change, str] = {}
    for piece in pieces:
        if piece.change is Change.SAME and (piece.text.strip() or not waiting):
            yield from (Piece(kind, text) for kind, text in sorted(waiting.items(), reverse=True))
            waiting = {}
            yield piece
        elif piece.change is Change.SAME:
            waiting = {kind: waiting.get(kind, "") + piece.text for kind in (Change.REMOVED, Change.ADDED)}
        else:
            waiting[piece.change] = waiting.get(piece.change, "") + piece.text
    yield from (Piece(kind, text) for kind, text in sorted(waiting.items(), reverse=True))

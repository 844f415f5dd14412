"""What a rule may be made of, as a form offers it: words of a kind of match, and what is known about people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleWord:
    """One rule that can be written.

    ``strength`` is its key in the file (``must``, ``prefer``, ``spread``), ``verb`` what stands behind it; where
    that is empty an attribute stands there. ``code`` is its sentence in the catalogue. ``attributes``: how many it
    names: none, one, or up to two where the second side may call it otherwise. ``limit`` is the name of its number.
    """

    strength: str
    verb: str
    code: str
    attributes: int = 0
    limit: str | None = None
    has_weight: bool = False
    has_side: bool = False

    @property
    def key(self) -> str:
        return f"{self.strength}:{self.verb}"


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its key and name, and what is known about its people, each with the name they have for it."""

    key: str
    name: str
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that a form of rules offers."""

    words: tuple[RuleWord, ...]
    sides: tuple[Side, ...]

    def word(self, key: str) -> RuleWord | None:
        return next((word for word in self.words if word.key == key), None)

"""How one key of a definition file is explained: what both lists of keys are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Key:
    """One key: how it is written, whether it must be, what it does, and the closed list it chooses from."""

    name: str
    form: str
    says: str
    needed: bool = False
    codes: type[StrEnum] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the file."""

    heading: str
    says: str
    keys: tuple[Key, ...]


WORDS = "words"
TEXT = "text"
KEY = "key"
LENGTH = "length of time"
LIST = "list of texts"

"""A declared file's tree built by hand, each value with the place it came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from kith.foundation.faults import Where
from kith.questionnaires.tree import Node

LONGEST_KEY = 60
_NOT_IN_KEY = re.compile(r"[^a-z0-9_]+")
_NOT_IN_CODE = re.compile(r"[^A-Za-z0-9_-]+")


def placed(value: object, where: Where) -> Node:
    """The value as a tree; what is a node already keeps its own place. ``None`` in a table is left out."""
    if isinstance(value, Node):
        return value
    if isinstance(value, Mapping):
        parts = {str(key): placed(part, where) for key, part in value.items() if part is not None}
        return Node(MappingProxyType(parts), where)
    if isinstance(value, list | tuple):
        return Node(tuple(placed(part, where) for part in value), where)
    return Node(value, where)


def key_of(name: str, otherwise: str = "item") -> str:
    """A name as a key: small letters, digits and underscores, beginning with a letter.

    >>> key_of("Q1. Age (years)"), key_of("2b")
    ('q1_age_years', 'item_2b')
    """
    key = _NOT_IN_KEY.sub("_", name.strip().lower()).strip("_")
    if not key or not key[0].isalpha():
        key = f"{otherwise}_{key}".rstrip("_")
    return key[:LONGEST_KEY].rstrip("_")


def code_of(name: str) -> str:
    """A choice's name as the key of an option: letters, digits, hyphens and underscores.

    >>> code_of("18-24"), code_of("n/a")
    ('18-24', 'n_a')
    """
    code = _NOT_IN_CODE.sub("_", name.strip())
    return (code if code[:1].isalnum() and code.isascii() else f"o{code}")[:LONGEST_KEY]

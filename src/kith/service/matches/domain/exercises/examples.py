"""Invented people and rules for each kind, shipped with Kith: something to run before one's own files are ready."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FOLDER = "examples"
RULES = "rules.toml"
_KEYS = {"clinicians.csv": "left", "managers.csv": "right"}
"""Tables whose file is called after the people in it: a side of pairs is called as its file."""


@dataclass(frozen=True, slots=True)
class Example:
    """``tables``: by key of the kind's inputs, the file's name and content."""

    tables: Mapping[str, tuple[str, bytes]]
    rules: str


@cache
def example_of(kind: str) -> Example:
    """The example of a kind: a file for each of its tables, and the rules."""
    folder = files("kith.service.matches").joinpath(_FOLDER, kind)
    tables = {
        _KEYS.get(one.name, one.name.removesuffix(".csv")): (one.name, one.read_bytes())
        for one in sorted(folder.iterdir(), key=lambda one: one.name)
        if one.name.endswith(".csv")
    }
    return Example(tables, folder.joinpath(RULES).read_text(encoding="utf-8"))

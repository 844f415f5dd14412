"""Invented people and rules for each kind, shipped with Kith: something to run before one's own files are ready."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FOLDER = "examples"
RULES = "rules.toml"


@dataclass(frozen=True, slots=True)
class Example:
    """``tables``: by key of the kind's inputs, the file's name and content."""

    tables: Mapping[str, tuple[str, bytes]]
    rules: str


@cache
def example_of(kind: str) -> Example:
    """The example of a kind: the file called after each table of it, and the rules."""
    folder = files("kith.service.matches").joinpath(_FOLDER, kind)
    tables = {
        one.name.removesuffix(".csv"): (one.name, one.read_bytes())
        for one in sorted(folder.iterdir(), key=lambda one: one.name)
        if one.name.endswith(".csv")
    }
    return Example(tables, folder.joinpath(RULES).read_text(encoding="utf-8"))

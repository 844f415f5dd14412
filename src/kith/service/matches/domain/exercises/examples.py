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
    lines = folder.joinpath(RULES).read_text(encoding="utf-8").splitlines(keepends=True)
    return Example(tables, "".join(line for line in lines if not _is_promise(line)))


def _is_promise(line: str) -> bool:
    """The file on the command line promises a seed; here the seed is drawn, and promised, by each exercise."""
    return line.startswith(("commitment =", "salt =", "# Published before preferences"))

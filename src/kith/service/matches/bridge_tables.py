"""The door to the matching wing's tables: which side of a draft the rows of each are on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from kith.matching.engines import engine
from kith.matching.types import Kind


def sides_of(kind: str, names: Mapping[str, str]) -> dict[str, str]:
    """The side of each table. ``names``: of the tables that are there, by key; pairs call a side as its file is."""
    found = {one.key: one.side for one in engine(Kind(kind)).inputs}
    if kind == Kind.PAIRS and {"left", "right"} <= names.keys():
        from kith.matching.pairs.tables import side_names

        found["left"], found["right"] = side_names(names["left"], names["right"])
    elif kind == Kind.PAIRS and "people" in names:
        found["people"] = PurePath(names["people"]).stem
    return found

"""A cell of somebody's spreadsheet as it would have been typed into the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kith.foundation.words import Text
from kith.questionnaires.types import Item, ItemKind
from kith.tables.types import Cell

BETWEEN = ";"


def typed(item: Item, cell: Cell) -> str | list[str]:
    """The words of ``cell``: a label becomes its point or key, whole numbers lose their ``.0``."""
    words = _words(cell)
    if item.kind is ItemKind.SCALE:
        return _named(words, ((str(point.value), point.label) for point in item.points))
    if item.kind is ItemKind.CHOICE:
        return _named(words, ((option.key, option.label) for option in item.options))
    if item.kind is ItemKind.CHOICES:
        options = [(option.key, option.label) for option in item.options]
        return [_named(one.strip(), options) for one in words.split(BETWEEN) if one.strip()]
    return words


def _words(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time(0):
        return cell.date().isoformat()
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell).strip()


def _named(words: str, choices: Iterable[tuple[str, Text]]) -> str:
    """The value of the choice with this label in any language, else the words as they are."""
    wanted = words.casefold()
    for value, label in choices:
        if wanted in {one.casefold() for one in label.by_language.values()}:
            return value
    return words

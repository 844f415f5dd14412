"""One answer as cells of a table for counting, in codes of ours: no answer can be taken for a blank."""

from __future__ import annotations

from django.utils.translation import gettext

from kith.foundation.messages import words
from kith.questionnaires.responses import DECLINED, AnswerValue
from kith.questionnaires.types import Item, ItemKind
from kith.tables.types import Cell

COUNTED = frozenset({ItemKind.SCALE, ItemKind.CHOICE, ItemKind.YES_NO, ItemKind.CHOICES})
TEXTS = frozenset({ItemKind.LONG_TEXT, ItemKind.SHORT_TEXT})


def columns_of(item: Item) -> list[str]:
    """Headings of an item's columns: one, or one an option where several may be chosen."""
    if item.kind is not ItemKind.CHOICES:
        return [item.key]
    return [f"{item.key}/{cell}" for cell, _label in choices_of(item, "en")]


def choices_of(item: Item, language: str) -> list[tuple[str, str]]:
    """Each answer one can choose: the code it has in the table, and its words."""
    match item.kind:
        case ItemKind.SCALE:
            labels = [point.label.in_language(language) for point in item.points]
        case ItemKind.CHOICE | ItemKind.CHOICES:
            labels = [option.label.in_language(language) for option in item.options]
        case ItemKind.YES_NO:
            labels = [words("reports.yes", {}, gettext), words("reports.no", {}, gettext)]
        case _:
            return []
    if item.may_decline:
        labels.append(words("reports.declined", {}, gettext))
    return [(f"answer {place}", label) for place, label in enumerate(labels, start=1)]


def cells_of(item: Item, answer: AnswerValue | None) -> list[Cell]:
    """The answer as it stands in the table: one cell, or one an option."""
    if item.kind is ItemKind.NUMBER:
        return [None if answer is None or answer is DECLINED else str(answer)]
    values = _values(item)
    if item.kind is ItemKind.CHOICES:
        if answer is None:
            return [None] * len(values)
        chosen = answer if isinstance(answer, tuple) else (answer,)
        return ["yes" if value in chosen else "no" for value in values]
    return [None if answer is None else f"answer {values.index(answer) + 1}"]


def _values(item: Item) -> list[AnswerValue]:
    values: list[AnswerValue]
    match item.kind:
        case ItemKind.SCALE:
            values = [point.value for point in item.points]
        case ItemKind.YES_NO:
            values = [True, False]
        case _:
            values = [option.key for option in item.options]
    return [*values, DECLINED] if item.may_decline else values

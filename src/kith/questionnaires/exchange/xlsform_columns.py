"""The headings of an XLSForm: which column says what, and in which language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kith.foundation.faults import Faults
from kith.foundation.words import FALLBACK_LANGUAGE
from kith.questionnaires.exchange.languages import tag_of
from kith.questionnaires.exchange.places import placed
from kith.questionnaires.exchange.sheets import Page, SheetRow
from kith.questionnaires.exchange.types import Loss, loss
from kith.questionnaires.tree import Node

ALIASES = {
    "caption": "label",
    "relevance": "relevant",
    "constraint_msg": "constraint_message",
    "constraint_message": "constraint_message",
    "list name": "list_name",
    "value": "name",
    "repeat count": "repeat_count",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "calculate": "calculation",
}
TEXTS = frozenset(
    ("label", "hint", "constraint_message", "kith_label", "kith_hint", "kith_unit", "kith_title")
)
PLAIN = {
    "survey": frozenset(
        (
            *("type", "name", "required", "relevant", "constraint", "appearance", "repeat_count"),
            *("calculation", "parameters", "kith_kind", "kith_key", "kith_required", "kith_decline"),
            *("kith_relevant", "kith_constraint", "kith_accepts", "kith_most"),
        )
    ),
    "choices": frozenset(
        (
            *("list_name", "name", "kith_exclusive", "kith_items", "kith_reversed", "kith_rule"),
            *("kith_min_answered", "kith_higher_is"),
        )
    ),
}
_DIVIDED = re.compile(r"\s*::?\s*")


@dataclass(frozen=True, slots=True)
class Columns:
    """A sheet whose headings are understood."""

    page: Page
    plain: Mapping[str, str]
    texts: Mapping[str, Mapping[str, str]]

    def get(self, row: SheetRow, column: str) -> str:
        """The text of a plain column, empty when it is blank or not there."""
        return row.get(self.plain.get(column, "")).strip()

    def words(self, row: SheetRow, column: str) -> dict[str, str]:
        """What stands in a translated column, by language; blanks are not there."""
        headings = self.texts.get(column, {})
        return {tag: said for tag, heading in headings.items() if (said := row.get(heading).strip())}

    def node(self, row: SheetRow, column: str) -> Node | None:
        words = self.words(row, column)
        return placed(words, self.page.where(row.number, column)) if words else None


def columns_of(page: Page, default: str | None, faults: Faults, lost: list[Loss]) -> Columns:
    """The columns of a sheet. An unknown language is a fault; a column Kith has no place for is a loss."""
    plain: dict[str, str] = {}
    texts: dict[str, dict[str, str]] = {}
    known = PLAIN[page.name.strip().lower()]
    for heading in page.headings:
        column, _, language = _DIVIDED.sub("::", heading, count=1).partition("::")
        column = _name(column)
        if column in TEXTS:
            tag = (default or FALLBACK_LANGUAGE) if not language else tag_of(language)
            if tag is None:
                faults.add("exchange.xlsform.language", page.where(1, heading), language=language[:40])
            else:
                texts.setdefault(column, {})[tag] = heading
        elif column in known and not language:
            plain[column] = heading
        elif used := [row.number for row in page.rows if row.get(heading)]:
            lost.append(loss("exchange.xlsform.column", page.where(used[0], heading), rows=len(used)))
    return Columns(page, plain, texts)


def _name(column: str) -> str:
    lowered = column.strip().lower()
    return ALIASES.get(lowered, ALIASES.get(lowered.replace(" ", "_"), lowered.replace(" ", "_")))

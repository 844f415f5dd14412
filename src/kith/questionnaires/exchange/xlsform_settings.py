"""The settings of an XLSForm: its name, version, languages, and whose words it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kith.foundation.faults import Where
from kith.foundation.words import FALLBACK_LANGUAGE
from kith.questionnaires.exchange.languages import tag_of
from kith.questionnaires.exchange.places import key_of, placed
from kith.questionnaires.exchange.sheets import Page, SheetRow
from kith.questionnaires.exchange.types import Loss, loss
from kith.questionnaires.exchange.xlsform_columns import Columns
from kith.questionnaires.tree import Node

NOT_SAID = "Not said"
KNOWN = frozenset(
    (
        *("form_title", "title", "form_id", "id_string", "version", "default_language", "style"),
        *("instance_name", "kith_format", "kith_languages", "kith_owner", "kith_licence", "kith_citation"),
        *("kith_permission", "kith_minutes"),
    )
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The one row of the settings sheet, or nothing where there is none."""

    cells: dict[str, str]
    titles: dict[str, str]
    where: Where
    file: str

    @property
    def default(self) -> str:
        """The tag of the language of columns that name none."""
        return tag_of(self.cells.get("default_language", "")) or FALLBACK_LANGUAGE

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages Kith wrote, if it wrote the form."""
        return tuple(self.cells.get("kith_languages", "").lower().split())

    def about(self, languages: tuple[str, ...], intro: Node | None, closing: Node | None) -> Node:
        """The ``[instrument]`` table."""
        stem = self.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        title = self.cells.get("form_title") or self.cells.get("title") or stem
        form_id = self.cells.get("form_id") or self.cells.get("id_string") or stem
        minutes = self.cells.get("kith_minutes", "")
        titles = dict(self.titles)
        if not self.languages:  # an XLSForm has one title, whatever the language
            titles = dict.fromkeys(languages, title) | titles
        first = languages[0]
        if first in titles or not titles:
            titles[first] = title
        about = {
            "key": form_id if self.languages else key_of(form_id, "form"),
            "version": self.cells.get("version") or "1",
            "title": titles,
            "intro": intro,
            "closing": closing,
            "minutes": int(minutes) if minutes.isdecimal() else None,
            "languages": list(languages),
        }
        return placed(about, self.where)

    def rights(self, lost: list[Loss]) -> Node:
        """The ``[rights]`` table; a form that does not say is a loss, for somebody has to ask."""
        owner, licence = self.cells.get("kith_owner"), self.cells.get("kith_licence")
        if not owner or not licence:
            lost.append(loss("exchange.rights_not_said", self.where))
        rights = {
            "owner": owner or NOT_SAID,
            "licence": licence or NOT_SAID,
            "citation": self.cells.get("kith_citation"),
            "permission": self.cells.get("kith_permission"),
        }
        return placed(rights, self.where)


def read_settings(page: Page | None, file: str, lost: list[Loss]) -> Settings:
    """The settings; a setting Kith has no place for is a loss."""
    if page is None or not page.rows:
        return Settings({}, {}, Where(file=file, sheet="settings"), file)
    row = page.rows[0]
    cells, titles = {}, {}
    for heading, said in row.cells.items():
        name, _, language = heading.partition("::")
        name = name.strip().lower().replace(" ", "_")
        if name == "kith_title" and (tag := tag_of(language)):
            titles[tag] = said.strip()
        elif name in KNOWN:
            cells[name] = said.strip()
        else:
            lost.append(loss("exchange.xlsform.setting", page.where(row.number, heading)))
    return Settings(cells, titles, page.where(row.number), file)


def complete_languages(
    default: str, sheets: Sequence[tuple[Columns, Sequence[SheetRow]]], lost: list[Loss]
) -> tuple[str, ...]:
    """The languages in which every text stands. One that lacks some is a loss: Kith keeps what there is."""
    tags = dict.fromkeys(tag for columns, _ in sheets for tag in columns.texts.get("label", {}))
    gaps: dict[str, list[Where]] = {tag: [] for tag in tags}
    for columns, rows in sheets:
        for row in rows:
            for column in ("label", "hint", "constraint_message"):
                words = columns.words(row, column)
                for tag in tags if words else ():
                    if tag not in words:
                        gaps[tag].append(columns.page.where(row.number, column))
    whole = [tag for tag in tags if not gaps[tag]]
    for tag, places in gaps.items():
        if places and len(tags) > 1:
            lost.append(loss("exchange.xlsform.translation_part", places[0], language=tag, rows=len(places)))
    if default in whole:
        whole.remove(default)
        whole.insert(0, default)
    return tuple(whole) or (default,)

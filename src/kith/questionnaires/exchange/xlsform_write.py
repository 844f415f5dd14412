"""A questionnaire as an XLSForm: standard columns for every tool, Kith's own for what those cannot say."""

from __future__ import annotations

from collections.abc import Mapping

from kith.foundation.faults import Where
from kith.foundation.words import Text
from kith.questionnaires.exchange.languages import heading_language
from kith.questionnaires.exchange.sheets import Written
from kith.questionnaires.exchange.to_xpath import NoCounterpart, to_xpath
from kith.questionnaires.exchange.types import Loss, loss
from kith.questionnaires.exchange.xlsform_items import ItemWriter, is_grid
from kith.questionnaires.exchange.xlsform_words import PIPE, heading, languages_of, said
from kith.questionnaires.expressions import Expression
from kith.questionnaires.types import Instrument, Item, ItemKind, Page

TRANSLATED = ("label", "hint", "constraint_message", "kith_label", "kith_hint", "kith_unit")
SURVEY = (
    "type",
    "name",
    *TRANSLATED,
    "required",
    "relevant",
    "constraint",
    "appearance",
    "repeat_count",
    "calculation",
    "kith_kind",
    "kith_key",
    "kith_required",
    "kith_decline",
    "kith_relevant",
    "kith_constraint",
    "kith_accepts",
    "kith_most",
)
SCALE_LIST = "kith_scales"
"""The list of choices that no question uses: in it stand the scales, a row each."""
SCALE_COLUMNS = ("kith_items", "kith_reversed", "kith_rule", "kith_min_answered", "kith_higher_is")
CHOICES = ("list_name", "name", "label", "kith_exclusive", *SCALE_COLUMNS)
RESERVED = frozenset({"meta", "instanceid", "data", "form"})


def sheets_of(instrument: Instrument) -> tuple[dict[str, Written], tuple[Loss, ...]]:
    """The sheets of the XLSForm, and what only Kith will read back."""
    writer = _FormWriter(instrument)
    writer.write()
    return writer.sheets, tuple(writer.lost)


class _FormWriter:
    def __init__(self, instrument: Instrument) -> None:
        self._instrument = instrument
        self._languages = languages_of(instrument)
        self._by_key: dict[str, Item] = {item.key: item for item in instrument.items}
        self._taken = {*self._by_key, *RESERVED}
        self.lost: list[Loss] = []
        self.sheets = {
            "survey": Written(_translated(SURVEY, self._languages)),
            "choices": Written(_translated(CHOICES, self._languages, ("label",))),
            "settings": Written(
                (
                    *("form_title", "form_id", "version", "default_language", "style", "kith_format"),
                    *("kith_languages", "kith_owner", "kith_licence", "kith_citation", "kith_permission"),
                    *("kith_minutes", *(heading("kith_title", tag) for tag in self._languages)),
                )
            ),
        }
        self._survey = self.sheets["survey"]
        self._items = ItemWriter(self._languages, self._by_key, self._piped(), self.sheets, self.lost)

    def write(self) -> None:
        self._settings()
        self._note("form_intro", self._instrument.intro, "form")
        for page in self._instrument.pages:
            self._page(page)
        self._note("form_closing", self._instrument.closing, "form")
        self._scales()

    def _piped(self) -> dict[str, str]:
        """For each single choice that later words show: the name of the row that works out its label."""
        shown: dict[str, str] = {}
        for page in self._instrument.pages:
            for text in (page.title, page.intro, *(t for i in page.items for t in (i.label, i.help))):
                for words in text.by_language.values() if text else ():
                    for found in PIPE.finditer(words):
                        item = self._by_key.get(found[1])
                        if item and item.kind in (ItemKind.CHOICE, ItemKind.SCALE) and item.key not in shown:
                            shown[item.key] = self._free(f"{item.key}_words")
        return shown

    def _free(self, name: str) -> str:
        wanted, number = name, 2
        while wanted.lower() in self._taken:
            wanted, number = f"{name}_{number}", number + 1
        self._taken.add(wanted.lower())
        return wanted

    def _settings(self) -> None:
        one, rights = self._instrument, self._instrument.rights
        default = one.languages[0]
        cells: dict[str, str | None] = {
            "form_title": one.title.in_language(default),
            "form_id": one.key,
            "version": one.version,
            "default_language": heading_language(default),
            "style": "pages",
            "kith_format": str(one.format_version),
            "kith_languages": " ".join(one.languages),
            "kith_owner": rights.owner,
            "kith_licence": rights.licence,
            "kith_citation": rights.citation,
            "kith_permission": rights.permission,
            "kith_minutes": str(one.minutes) if one.minutes else None,
        }
        if list(one.title.by_language) != [default]:
            cells |= said("kith_title", one.title)
        row = self.sheets["settings"].add(cells)
        self.lost.append(loss("exchange.xlsform.rights", _at("settings", row), kept=True))

    def _note(self, role: str, text: Text | None, stem: str) -> None:
        if text is None:
            return
        name = self._free(f"{stem}_{role.removeprefix('form_')}")
        words = self._items.words("label", text, self._survey, name)
        self._survey.add({"type": "note", "name": name, "kith_kind": role, **words})

    def _page(self, page: Page) -> None:
        name = self._free(page.key if page.key not in self._by_key else f"{page.key}_page")
        kind = "repeat" if page.repeat else "group"
        cells: dict[str, str | None] = {
            "type": f"begin_{kind}",
            "name": name,
            "appearance": "field-list",
            "kith_key": page.key if page.key != name else None,
            **self._items.words("label", page.title, self._survey, page.key),
            **self.relevance(page.relevant, page.key),
        }
        if page.repeat:
            count, most = page.repeat.count, page.repeat.maximum
            cells["repeat_count"] = f"if(${{{count}}} > {most}, {most}, ${{{count}}})"
        self._survey.add(cells)
        self._note("page_intro", page.intro, name)
        grid = is_grid(page.items)
        for item in page.items:
            if grid and item.kind is ItemKind.SCALE:
                self._survey.add(self._items.grid_heading(self._free(f"{name}_grid"), item))
                grid = False
            appearance = "list-nolabel" if is_grid(page.items) and item.kind is ItemKind.SCALE else None
            self._items.write(item, self.relevance(item.relevant, item.key), appearance)
        self._survey.add({"type": f"end_{kind}"})

    def relevance(self, expression: Expression | None, key: str) -> dict[str, str | None]:
        if expression is None:
            return {}
        cells: dict[str, str | None] = {"kith_relevant": expression.source}
        try:
            cells["relevant"] = to_xpath(expression, self._by_key)
        except NoCounterpart as refusal:
            where = _at("survey", len(self._survey.rows) + 2)
            params = {"key": key, "part": refusal.what, "condition": expression.source[:80]}
            self.lost.append(loss("exchange.xlsform.condition_out", where, kept=True, **params))
        return cells

    def _scales(self) -> None:
        sheet = self.sheets["choices"]
        higher: Mapping[bool | None, str] = {True: "better", False: "worse", None: "neither"}
        for scale in self._instrument.scales:
            row = sheet.add(
                {
                    "list_name": SCALE_LIST,
                    "name": scale.key,
                    "kith_items": " ".join(scale.items),
                    "kith_reversed": " ".join(key for key in scale.items if key in scale.reversed_items),
                    "kith_rule": scale.rule.value,
                    "kith_min_answered": repr(scale.min_answered),
                    "kith_higher_is": higher[scale.higher_is_better],
                    **said("label", scale.name),
                }
            )
            self.lost.append(
                loss("exchange.xlsform.scale", _at("choices", row), kept=True, scale=str(scale.name))
            )


def _at(sheet: str, row: int) -> Where:
    return Where(sheet=sheet, row=row)


def _translated(
    columns: tuple[str, ...], languages: tuple[str, ...], translated: tuple[str, ...] = TRANSLATED
) -> tuple[str, ...]:
    return tuple(
        each
        for column in columns
        for each in ([heading(column, tag) for tag in languages] if column in translated else [column])
    )

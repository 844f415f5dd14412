"""An XLSForm as a questionnaire: every fault at once with its sheet and row, or the questionnaire."""

from __future__ import annotations

import re
from dataclasses import replace

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.questionnaires.exchange.places import key_of, placed
from kith.questionnaires.exchange.sheets import Page, SheetRow
from kith.questionnaires.exchange.types import Carried, Loss, loss
from kith.questionnaires.exchange.xlsform_columns import Columns, columns_of
from kith.questionnaires.exchange.xlsform_logic import Logic, Names
from kith.questionnaires.exchange.xlsform_pages import PageReader, scales_of
from kith.questionnaires.exchange.xlsform_questions import Questions
from kith.questionnaires.exchange.xlsform_rows import Survey
from kith.questionnaires.exchange.xlsform_settings import complete_languages, read_settings
from kith.questionnaires.exchange.xlsform_write import SCALE_LIST
from kith.questionnaires.read import read_tree
from kith.questionnaires.tree import Node
from kith.questionnaires.types import FORMAT_VERSION, Instrument

_SHOWN_LABEL = re.compile(r"jr:choice-name\(\s*\$\{\s*([^}\s]+)\s*\}.*\)", re.DOTALL)
SHEETS = ("settings", "survey", "choices")
SPOKEN = {
    "questionnaires.no_pages": "exchange.xlsform.no_questions",
    "questionnaires.repeat_not_counted": "exchange.xlsform.repeat_not_counted",
    "questionnaires.translation_missing": "exchange.xlsform.translation_missing",
    "declared.missing": "exchange.xlsform.missing",
    "declared.twice": "exchange.xlsform.name_twice",
    "declared.listed_twice": "exchange.xlsform.choice_twice",
}
"""Faults that an instrument file words for TOML, and what a spreadsheet is told instead."""


def read_sheets(sheets: dict[str, Page], name: str) -> Carried[Instrument]:
    """The questionnaire in the sheets of an XLSForm.

    Raises
    ------
    KithError
        With every fault, in the order of the sheets and their rows.
    """
    survey = sheets.get("survey")
    if survey is None or not survey.rows or "type" not in {h.strip().lower() for h in survey.headings}:
        raise KithError(Fault("exchange.xlsform.no_survey", Where(file=name)))
    form = _Form(sheets, name)
    tree = form.tree()
    try:
        instrument = read_tree(tree)
    except KithError as error:
        form.faults.extend(error.faults)
        raise KithError(_ordered(form.faults)) from None
    if form.faults:
        raise KithError(_ordered(form.faults))
    return Carried(instrument, tuple(sorted(form.lost, key=_place)))


def _ordered(faults: Faults) -> list[Fault]:
    """As a reader of the sheets meets them, each once, in the words of a spreadsheet."""
    told = [replace(one, code=SPOKEN.get(one.code, one.code), where=_cell(one.where)) for one in faults]
    once = {(one.code, one.where, tuple(sorted(one.params.items(), key=str))): one for one in told}
    return sorted(once.values(), key=_place)


def _place(fault: Fault) -> tuple[int, int]:
    sheet = (fault.where.sheet or "").lower()
    return (SHEETS.index(sheet) if sheet in SHEETS else -1, fault.where.row or 0)


def _cell(where: Where) -> Where:
    """A key of an instrument file means nothing in a spreadsheet, which has a row and a column."""
    return replace(where, key=None) if where.sheet else where


class _Form:
    """The sheets of one form, read step by step; faults and losses gather."""

    def __init__(self, sheets: dict[str, Page], name: str) -> None:
        self.faults, self.lost = Faults(), list[Loss]()
        self._name = name
        self._settings = read_settings(sheets.get("settings"), name, self.lost)
        default = self._settings.default
        self._columns = columns_of(sheets["survey"], default, self.faults, self.lost)
        choices = sheets.get("choices")
        self._choices = columns_of(choices, default, self.faults, self.lost) if choices else None
        self._lists = self._choice_lists()
        self._survey = Survey(self._columns, self.faults, self.lost)
        self._questions = Questions(self._columns, self._choices, self._lists, self.faults, self.lost)

    def tree(self) -> Node:
        """The form in the keys of an instrument file."""
        drafts = [draft for page in self._survey.pages for draft in page.items]
        keys = self._keys([(draft.name, draft.row) for draft in drafts])
        known = self._questions.settle(drafts, keys)
        rows = {draft.name: draft.row.number for draft in reversed(drafts)}
        names = Names(known, rows, self._survey.unseen, self._aliases())
        logic = Logic(self._columns, names, self.faults, self.lost)
        languages = self._languages()
        reader = PageReader(self._survey, self._questions, logic, known, languages, self.lost)
        return placed(
            {
                "format_version": FORMAT_VERSION,
                "instrument": self._settings.about(
                    languages, reader.role("form_intro"), reader.role("form_closing")
                ),
                "rights": self._settings.rights(self.lost),
                "page": reader.pages(),
                "scale": scales_of(self._choices, self._lists.get(SCALE_LIST, ())),
            },
            Where(file=self._name),
        )

    def _choice_lists(self) -> dict[str, tuple[SheetRow, ...]]:
        found: dict[str, list[SheetRow]] = {}
        if self._choices is None:
            return {}
        for row in self._choices.page.rows:
            listed, name = self._choices.get(row, "list_name"), self._choices.get(row, "name")
            if listed and name:
                found.setdefault(listed, []).append(row)
            elif listed:
                self.faults.add(
                    "exchange.xlsform.missing", self._choices.page.where(row.number), missing="name"
                )
        return {listed: tuple(rows) for listed, rows in found.items()}

    def _keys(self, named: list[tuple[str, SheetRow]]) -> dict[str, str]:
        """A key for each name; one that had to change is a loss."""
        found: dict[str, str] = {}
        taken = {name for name, _ in named if name == key_of(name)}
        for name, row in named:
            if name in found:
                continue
            key = key_of(name)
            if key != name:
                stem, number = key, 2
                while key in taken:
                    key, number = f"{stem[:56]}_{number}", number + 1
                taken.add(key)
                where = self._columns.page.where(row.number, "name")
                if name:
                    self.lost.append(loss("exchange.renamed", where, old=name[:60], new=key))
                else:
                    self.faults.add("exchange.xlsform.missing", where, missing="name")
            found[name] = key
        return found

    def _aliases(self) -> dict[str, str]:
        """Calculated rows that only show the label of another question's answer."""
        found = {}
        for name, row in self._survey.unseen.items():
            shown = _SHOWN_LABEL.fullmatch(self._columns.get(row, "calculation"))
            if shown:
                found[name] = shown[1]
        return found

    def _languages(self) -> tuple[str, ...]:
        if self._settings.languages:
            return self._settings.languages
        asked = [draft.row for page in self._survey.pages for draft in page.items]
        listed = [row for rows in self._lists.values() for row in rows]
        sheets: list[tuple[Columns, list[SheetRow]]] = [(self._columns, asked)]
        if self._choices is not None:
            sheets.append((self._choices, listed))
        return complete_languages(self._settings.default, sheets, self.lost)

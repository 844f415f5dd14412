"""One question as a row of an XLSForm, its choices, and what only Kith's own columns can say."""

from __future__ import annotations

from collections.abc import Mapping

from kith.foundation.faults import Parameter, Where
from kith.foundation.words import Text
from kith.questionnaires.exchange.limits import limits_of
from kith.questionnaires.exchange.sheets import Written
from kith.questionnaires.exchange.to_xpath import LISTED, NO, YES, NoCounterpart, to_xpath
from kith.questionnaires.exchange.types import Loss, loss
from kith.questionnaires.exchange.xlsform_words import (
    DECLINE_LABEL,
    NO_LABEL,
    PIPE,
    YES_LABEL,
    fixed,
    heading,
    kept,
    piped_for_odk,
    said,
)
from kith.questionnaires.responses import PREFER_NOT_TO_SAY
from kith.questionnaires.types import Item, ItemKind, Requirement

Cells = dict[str, str | None]
TYPES: Mapping[ItemKind, str] = {
    ItemKind.SCALE: "select_one",
    ItemKind.CHOICE: "select_one",
    ItemKind.CHOICES: "select_multiple",
    ItemKind.YES_NO: "select_one",
    ItemKind.DATE: "date",
    ItemKind.TIME: "time",
    ItemKind.SHORT_TEXT: "text",
    ItemKind.LONG_TEXT: "text",
    ItemKind.EMAIL: "text",
    ItemKind.FILE: "file",
    ItemKind.STATEMENT: "note",
}
_Choice = tuple[str, Text, bool]


def is_grid(items: tuple[Item, ...]) -> bool:
    """Whether the items of a page make a grid: two or more scale items that share one set of points."""
    asked = [item for item in items if item.kind.is_asked]
    return len(asked) > 1 and all(
        item.kind is ItemKind.SCALE
        and item.points == asked[0].points
        and item.may_decline == asked[0].may_decline
        for item in asked
    )


class ItemWriter:
    """Writes rows to ``survey`` and ``choices``, and notes what other tools will pass over."""

    def __init__(
        self,
        languages: tuple[str, ...],
        items: Mapping[str, Item],
        stand_ins: Mapping[str, str],
        sheets: Mapping[str, Written],
        lost: list[Loss],
    ) -> None:
        self._languages, self._items, self._stand_ins = languages, items, stand_ins
        self._survey, self._choices = sheets["survey"], sheets["choices"]
        self._lost = lost
        self._lists: dict[_Choices, str] = {}

    def write(self, item: Item, relevance: Cells, appearance: str | None) -> None:
        cells: Cells = {
            "type": self._type(item),
            "name": item.key,
            **self.words("label", item.label, self._survey, item.key),
            **self.words("hint", item.help, self._survey, item.key),
            "required": "yes" if item.is_required else None,
            "appearance": appearance or ("multiline" if item.kind is ItemKind.LONG_TEXT else None),
            "kith_kind": item.kind.value,
            "kith_required": "soft" if item.required is Requirement.SOFT else None,
            "kith_decline": "yes" if item.may_decline else None,
            "kith_accepts": " ".join(item.accepts) or None,
            "kith_most": str(item.file_megabytes) if item.is_file and item.maximum is not None else None,
            **relevance,
            **self._constraint(item),
            **said("kith_unit", item.unit),
        }
        row = self._survey.add(cells)
        self._note_kept(item, row)
        if item.key in self._stand_ins:
            label = f"jr:choice-name(${{{item.key}}}, '${{{item.key}}}')"
            name = self._stand_ins[item.key]
            self._survey.add({"type": "calculate", "name": name, "calculation": label, "kith_kind": "words"})

    def grid_heading(self, name: str, item: Item) -> Cells:
        """The row above a grid that shows the points once."""
        blank = {heading("label", tag): "\u00a0" for tag in self._languages}
        return {"type": self._type(item), "name": name, "appearance": "label", "kith_kind": "grid", **blank}

    def words(self, column: str, text: Text | None, sheet: Written, key: str) -> Cells:
        """The cells of a text that may show earlier answers."""
        if text is None:
            return {}
        cells: Cells = {}
        for tag, words in text.by_language.items():
            shown = piped_for_odk(words, self._items, self._stand_ins)
            cells[heading(column, tag)] = shown
            if self._read_back(shown) != words:
                cells[heading(f"kith_{column}", tag)] = kept(words)
                where = Where(sheet="survey", row=len(sheet.rows) + 2, column=heading(column, tag))
                self._lost.append(loss("exchange.xlsform.otherwise", where, kept=True, key=key))
        return cells

    def _read_back(self, shown: str) -> str:
        names = {name: key for key, name in self._stand_ins.items()}
        return PIPE.sub(lambda found: f"${{{names.get(found[1], found[1])}}}", shown)

    def _type(self, item: Item) -> str:
        if item.kind is ItemKind.NUMBER:
            return "integer" if item.whole else "decimal"
        if item.kind not in LISTED:
            return TYPES[item.kind]
        return f"{TYPES[item.kind]} {self._list(item)}"

    def _list(self, item: Item) -> str:
        choices = self._choices_of(item)
        if choices not in self._lists:
            name = "yes_no" if item.kind is ItemKind.YES_NO else item.key
            taken = set(self._lists.values())
            name = next(n for n in (name, *(f"{name}_{i}" for i in range(2, 9999))) if n not in taken)
            self._lists[choices] = name
            for value, label, exclusive in choices:
                row = self._choices.add(
                    {
                        "list_name": name,
                        "name": value,
                        "kith_exclusive": "yes" if exclusive else None,
                        **{k: words.replace("${", "$ {") for k, words in said("label", label).items()},
                    }
                )
                if any("${" in words for words in label.by_language.values()):
                    self._lost.append(loss("exchange.xlsform.pipe_sign", Where(sheet="choices", row=row)))
        return self._lists[choices]

    def _choices_of(self, item: Item) -> _Choices:
        choices: list[_Choice] = [(str(point.value), point.label, False) for point in item.points]
        choices += [(option.key, option.label, option.exclusive) for option in item.options]
        if item.kind is ItemKind.YES_NO:
            choices += [(YES, fixed(YES_LABEL, self._languages), False)]
            choices += [(NO, fixed(NO_LABEL, self._languages), False)]
        if item.may_decline:
            choices.append((PREFER_NOT_TO_SAY, fixed(DECLINE_LABEL, self._languages), False))
        return _Choices(choices)

    def _constraint(self, item: Item) -> Cells:
        limits, cells = limits_of(item), Cells()
        if item.constraint is not None:
            cells["kith_constraint"] = item.constraint.holds.source
            message = said("constraint_message", item.constraint.message)
            cells |= {column: words.replace("${", "$ {") for column, words in message.items()}
            try:
                limits.append(f"({to_xpath(item.constraint.holds, self._items, item.key)})")
            except NoCounterpart as refusal:
                self._loss(
                    item, "condition_out", part=refusal.what, condition=item.constraint.holds.source[:80]
                )
            if any("${" in words for words in message.values()):
                self._lost.append(loss("exchange.xlsform.pipe_sign", self._here()))
        cells["constraint"] = " and ".join(limits)
        return cells

    def _note_kept(self, item: Item, row: int) -> None:
        at = Where(sheet="survey", row=row)
        if item.may_decline and item.kind not in LISTED and item.kind.is_asked:
            self._lost.append(
                loss("exchange.xlsform.decline", at, kept=True, key=item.key, kind=item.kind.value)
            )
        if item.required is Requirement.SOFT:
            self._lost.append(loss("exchange.xlsform.soft", at, kept=True, key=item.key))
        if item.unit is not None:
            self._lost.append(loss("exchange.xlsform.unit", at, kept=True, key=item.key))

    def _loss(self, item: Item, code: str, **params: Parameter) -> None:
        self._lost.append(loss(f"exchange.xlsform.{code}", self._here(), kept=True, key=item.key, **params))

    def _here(self) -> Where:
        return Where(sheet="survey", row=len(self._survey.rows) + 2)


class _Choices(tuple[_Choice, ...]):
    """Choices that can be a key although a text holds a mapping."""

    def __hash__(self) -> int:
        return hash(tuple((value, exclusive) for value, _, exclusive in self))

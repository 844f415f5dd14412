"""One question of an XLSForm as an item in the keys of an instrument file."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from kith.foundation.faults import Faults
from kith.questionnaires.cursor import Unreadable
from kith.questionnaires.exchange.from_xpath import Known
from kith.questionnaires.exchange.limits import Limits, read_limits
from kith.questionnaires.exchange.places import code_of, placed
from kith.questionnaires.exchange.sheets import SheetRow
from kith.questionnaires.exchange.to_xpath import NO, YES
from kith.questionnaires.exchange.types import Loss, loss
from kith.questionnaires.exchange.xlsform_columns import Columns
from kith.questionnaires.exchange.xlsform_logic import Logic
from kith.questionnaires.exchange.xlsform_rows import Draft
from kith.questionnaires.exchange.xlsform_words import DECLINE_LABEL, NO_LABEL, YES_LABEL
from kith.questionnaires.exchange.xpath import parse_xpath
from kith.questionnaires.responses import PREFER_NOT_TO_SAY
from kith.questionnaires.tree import Node
from kith.questionnaires.types import ItemKind

NO_MESSAGE = "This answer is not accepted. Check it."
OWN_WORDS = {YES: YES_LABEL, NO: NO_LABEL, PREFER_NOT_TO_SAY: DECLINE_LABEL}
TRUE = frozenset(("yes", "true", "true()", "1"))
FALSE = frozenset(("", "no", "false", "false()", "0"))
Lists = Mapping[str, tuple[SheetRow, ...]]


class Questions:
    """Turns drafts into items. ``lists`` are the rows of the choices sheet by list."""

    def __init__(
        self, survey: Columns, choices: Columns | None, lists: Lists, faults: Faults, lost: list[Loss]
    ) -> None:
        self._survey, self._choices, self._lists = survey, choices, lists
        self._faults, self._lost = faults, lost
        self._used: dict[str, int] = {}
        self._told: set[int] = set()

    def settle(self, drafts: list[Draft], key: Mapping[str, str]) -> dict[str, Known]:
        """Decide what kind each draft is, and say what ``${name}`` means for each."""
        for draft in drafts:
            self._used[draft.list_name] = self._used.get(draft.list_name, 0) + 1
        for draft in drafts:
            draft.kind = self._kind(draft)
        return {draft.name: Known(key[draft.name], draft.kind, self._declines(draft)) for draft in drafts}

    def _kind(self, draft: Draft) -> ItemKind:
        said = self._survey.get(draft.row, "kith_kind")
        marked = ItemKind(said) if said in {kind.value for kind in ItemKind} else None
        if draft.kind is ItemKind.CHOICE:
            return self._kind_of_list(draft, marked)
        if draft.type in ("text", "string"):
            if marked in (ItemKind.SHORT_TEXT, ItemKind.LONG_TEXT, ItemKind.EMAIL):
                return marked
            many = "multiline" in self._survey.get(draft.row, "appearance")
            return ItemKind.LONG_TEXT if many else ItemKind.SHORT_TEXT
        return draft.kind

    def _kind_of_list(self, draft: Draft, marked: ItemKind | None) -> ItemKind:
        names = [name for name in self._names(draft) if name != PREFER_NOT_TO_SAY]
        whole = bool(names) and all(name.removeprefix("-").isdecimal() for name in names)
        if marked is ItemKind.CHOICE or draft.or_other:
            return ItemKind.CHOICE
        if sorted(names) == [NO, YES] and (marked is ItemKind.YES_NO or self._says_yes_and_no(draft)):
            return ItemKind.YES_NO
        if marked is ItemKind.SCALE and whole:
            return ItemKind.SCALE
        appearance = self._survey.get(draft.row, "appearance").split()
        shown = {"likert", "list-nolabel"} & set(appearance)
        in_steps = whole and len(names) > 2 and len({int(b) - int(a) for a, b in pairwise(names)}) == 1
        if whole and (shown or (in_steps and self._used[draft.list_name] > 1)):
            return ItemKind.SCALE
        return ItemKind.CHOICE

    def _says_yes_and_no(self, draft: Draft) -> bool:
        """Whether the choices say no more than yes and no, in languages in which Kith says so itself."""
        rows = self._lists.get(draft.list_name, ())
        return all(
            self._is_own(row) for row, name in zip(rows, self._names(draft), strict=True) if name in (YES, NO)
        )

    def _is_own(self, row: SheetRow) -> bool:
        """Whether a choice's words are those that Kith has for it."""
        assert self._choices is not None  # a list has rows
        own = OWN_WORDS.get(self._choices.get(row, "name"), {})
        return all(
            said == own.get(tag, own.get("en")) for tag, said in self._choices.words(row, "label").items()
        )

    def _names(self, draft: Draft) -> list[str]:
        rows = self._lists.get(draft.list_name, ())
        return [self._choices.get(row, "name") for row in rows] if self._choices else []

    def _declines(self, draft: Draft) -> bool:
        return self._survey.get(draft.row, "kith_decline") == "yes" or PREFER_NOT_TO_SAY in self._names(draft)

    def item(self, draft: Draft, known: Known, logic: Logic, languages: tuple[str, ...]) -> Node:
        """The item in the keys of an instrument file, each value with its cell."""
        row, page = draft.row, self._survey.page
        at = page.where(row.number)
        limits, constraint = self._constraint(draft, logic, languages)
        listed = self._listed(draft, limits, languages)
        options = {"points": listed} if draft.kind is ItemKind.SCALE else {"options": listed}
        relevant = logic.relevant((*draft.conditions, row), draft.name)
        cells: dict[str, object] = {
            "key": placed(known.key, page.where(row.number, "name")),
            "kind": draft.kind.value,
            "label": self._words(row, "label", logic),
            "help": self._words(row, "hint", logic),
            "required": placed(self._required(row), page.where(row.number, "required")),
            "may_decline": self._declines(draft) or None,
            "relevant": placed(relevant, page.where(row.number, "relevant")) if relevant else None,
            "constraint": constraint,
            "unit": self._survey.node(row, "kith_unit") if draft.kind is ItemKind.NUMBER else None,
            **(options if draft.kind in (ItemKind.SCALE, ItemKind.CHOICE, ItemKind.CHOICES) else {}),
            **self._numbers(draft),
            **self._file_limits(draft),
            **limits.values,
        }
        if draft.kind is ItemKind.STATEMENT:
            cells |= {"required": None, "may_decline": None, "constraint": None}
        return placed(cells, at)

    def other(self, draft: Draft, key: str, languages: tuple[str, ...], known: Known) -> Node:
        """The question that ``or_other`` asks for in words."""
        relevant = f"selected({known.key}, 'other')"
        label = dict.fromkeys(languages, "Please say which.")
        cells = {"key": key, "kind": "short_text", "label": label, "relevant": relevant}
        return placed(cells, self._survey.page.where(draft.row.number))

    def _words(self, row: SheetRow, column: str, logic: Logic) -> Node | None:
        words = self._survey.words(row, column)
        if not words:
            return None
        said = logic.piped(words, self._survey.words(row, f"kith_{column}"), row, column)
        return placed(said, self._survey.page.where(row.number, column))

    def _required(self, row: SheetRow) -> str | None:
        said = self._survey.get(row, "required").lower()
        if said in TRUE:
            return "required"
        if said not in FALSE:
            self._lose("required_sometimes", row, "required")
        return "soft" if self._survey.get(row, "kith_required") == "soft" else "optional"

    def _file_limits(self, draft: Draft) -> dict[str, object]:
        if draft.kind is not ItemKind.FILE:
            return {}
        most = self._survey.get(draft.row, "kith_most")
        accepts = self._survey.get(draft.row, "kith_accepts").split()
        return {"accepts": accepts or None, "max": int(most) if most.isdecimal() else None}

    def _numbers(self, draft: Draft) -> dict[str, object]:
        if draft.kind is not ItemKind.NUMBER:
            return {}
        whole: dict[str, object] = {"whole": True} if draft.type in ("integer", "int") else {}
        if draft.type != "range":
            return whole
        given = dict(
            part.split("=", 1) for part in self._survey.get(draft.row, "parameters").split() if "=" in part
        )
        start, end, step = (given.get(k, d) for k, d in (("start", "1"), ("end", "10"), ("step", "1")))
        try:
            low, high, size = float(start), float(end), float(step)
        except ValueError:
            self._faults.add(
                "exchange.xlsform.range", self._survey.page.where(draft.row.number, "parameters")
            )
            return {}
        if size != 1:
            self._lose("range_step", draft.row, "parameters", step=step)
        return {
            "min": low,
            "max": high,
            **({"whole": True} if low.is_integer() and size.is_integer() else {}),
        }

    def _constraint(
        self, draft: Draft, logic: Logic, languages: tuple[str, ...]
    ) -> tuple[Limits, Node | None]:
        row = draft.row
        cell, kept = self._survey.get(row, "constraint"), self._survey.get(row, "kith_constraint")
        message = self._survey.words(row, "constraint_message")
        if kept and (limits := self._split(cell, kept, draft, logic)) is not None:
            return limits, self._held(row, kept, message, languages)
        tree = logic.tree(row, "constraint", draft.name) if cell else None
        if tree is None:
            return Limits(), None
        found = read_limits(tree, draft.kind)
        if found is not None and not message:
            return found, None
        said = logic.said(tree, row, "constraint", draft.name)
        if said is None:
            return found or Limits(), None
        if not message:
            self._lose("no_message", row, "constraint")
        return Limits(), self._held(row, said, message, languages)

    def _split(self, cell: str, kept: str, draft: Draft, logic: Logic) -> Limits | None:
        """The limits before Kith's own constraint, or None when somebody has edited the cell."""
        own = logic.written(kept, draft.name)
        if own is None or not cell.endswith(f"({own})" if own else ""):
            return None
        before = cell.removesuffix(f"({own})").removesuffix(" and ") if own else cell
        try:
            return read_limits(parse_xpath(before), draft.kind) if before else Limits()
        except Unreadable:  # the whole cell is read next, and says what is wrong with it
            return None

    def _held(self, row: SheetRow, holds: str, message: dict[str, str], languages: tuple[str, ...]) -> Node:
        page = self._survey.page
        words = message or dict.fromkeys(languages, NO_MESSAGE)
        inner = {
            "holds": placed(holds, page.where(row.number, "constraint")),
            "message": placed(words, page.where(row.number, "constraint_message")),
        }
        return placed(inner, page.where(row.number, "constraint"))

    def _listed(self, draft: Draft, limits: Limits, languages: tuple[str, ...]) -> list[Node] | None:
        if not draft.list_name:
            return None
        if draft.list_name not in self._lists or self._choices is None:
            where = self._survey.page.where(draft.row.number, "type")
            self._faults.add("exchange.xlsform.no_list", where, list=draft.list_name)
            return [placed({"key": f"x{n}", "label": "-"}, where) for n in (1, 2)]  # its fault is noted
        listed = []
        for row in self._lists[draft.list_name]:
            is_own = draft.kind is ItemKind.YES_NO or self._choices.get(row, "name") == PREFER_NOT_TO_SAY
            if not is_own:
                listed.append(self._choice(row, draft, limits))
            elif not self._is_own(row) and row.number not in self._told:
                self._told.add(row.number)
                where = self._choices.page.where(row.number, "label")
                self._lost.append(loss("exchange.xlsform.own_words", where))
        if draft.or_other and "other" not in self._names(draft):
            other = {"key": "other", "label": dict.fromkeys(languages, "Other")}
            listed.append(placed(other, self._survey.page.where(draft.row.number)))
        return listed

    def _choice(self, row: SheetRow, draft: Draft, limits: Limits) -> Node:
        assert self._choices is not None  # _listed asked
        name, page = self._choices.get(row, "name"), self._choices.page
        label = self._choices.node(row, "label")
        if draft.kind is ItemKind.SCALE:
            return placed({"value": int(name), "label": label}, page.where(row.number))
        code = code_of(name)
        if code != name:
            self._lost.append(loss("exchange.renamed", page.where(row.number, "name"), old=name, new=code))
        exclusive = self._choices.get(row, "kith_exclusive") == "yes" or name in limits.exclusive
        key = placed(code, page.where(row.number, "name"))
        return placed({"key": key, "label": label, "exclusive": exclusive or None}, page.where(row.number))

    def _lose(self, code: str, row: SheetRow, column: str, **params: str) -> None:
        where = self._survey.page.where(row.number, column)
        self._lost.append(Loss(f"exchange.xlsform.{code}", where, params))

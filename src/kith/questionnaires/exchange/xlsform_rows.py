"""The rows of an XLSForm's survey as drafts: what each asks, on which page, under which conditions."""

from __future__ import annotations

from dataclasses import dataclass, field

from kith.foundation.faults import Fault, Faults
from kith.questionnaires.exchange.sheets import SheetRow
from kith.questionnaires.exchange.types import Loss
from kith.questionnaires.exchange.xlsform_columns import Columns
from kith.questionnaires.types import ItemKind

SIMPLE = {
    "integer": ItemKind.NUMBER,
    "int": ItemKind.NUMBER,
    "decimal": ItemKind.NUMBER,
    "range": ItemKind.NUMBER,
    "date": ItemKind.DATE,
    "time": ItemKind.TIME,
    "text": ItemKind.SHORT_TEXT,
    "string": ItemKind.SHORT_TEXT,
    "note": ItemKind.STATEMENT,
    "file": ItemKind.FILE,
    "acknowledge": ItemKind.YES_NO,
    "trigger": ItemKind.YES_NO,
    "datetime": ItemKind.DATE,
    "barcode": ItemKind.SHORT_TEXT,
    "image": ItemKind.FILE,
    "photo": ItemKind.FILE,
    "audio": ItemKind.FILE,
    "video": ItemKind.FILE,
}
NEARLY = frozenset(("acknowledge", "trigger", "datetime", "barcode", "image", "photo", "audio", "video"))
"""Types that are read as something near them; each is a loss."""
UNSEEN = frozenset(
    (
        *(
            "start",
            "end",
            "today",
            "deviceid",
            "subscriberid",
            "simserial",
            "phonenumber",
            "username",
            "email",
        ),
        *(
            "audit",
            "start-geopoint",
            "background-audio",
            "csv-external",
            "xml-external",
            "calculate",
            "hidden",
        ),
    )
)
"""Rows that ask nobody anything."""
SELECTS = {"select_one": ItemKind.CHOICE, "select1": ItemKind.CHOICE, "select_multiple": ItemKind.CHOICES}
ROLES = frozenset(("page_intro", "form_intro", "form_closing", "grid", "words"))


@dataclass(slots=True)
class Draft:
    """One question: its row, the name other rows use for it, and the list of its choices."""

    row: SheetRow
    name: str
    type: str
    kind: ItemKind
    list_name: str = ""
    or_other: bool = False
    conditions: tuple[SheetRow, ...] = ()
    """Rows of groups within its page whose conditions it shares."""


@dataclass(slots=True)
class PageDraft:
    """A page: the group it comes from, if any, and the conditions of the groups around it."""

    row: SheetRow
    group: SheetRow | None
    conditions: tuple[SheetRow, ...]
    repeats: bool = False
    titled: bool = True
    intro: SheetRow | None = None
    items: list[Draft] = field(default_factory=list)


@dataclass(slots=True)
class _Frame:
    row: SheetRow
    repeats: bool
    used: bool = False


class Survey:
    """The survey sheet, walked once. ``pages`` hold what is asked; ``unseen`` the rows that ask nothing."""

    def __init__(self, columns: Columns, faults: Faults, lost: list[Loss]) -> None:
        self.columns = columns
        self.pages: list[PageDraft] = []
        self.unseen: dict[str, SheetRow] = {}
        self.roles: dict[str, SheetRow] = {}
        self._faults, self._lost = faults, lost
        self._stack: list[_Frame] = []
        self._open: PageDraft | None = None
        for row in columns.page.rows:
            self._take(row)
        for frame in self._stack:
            self._fault("group_open", frame.row, name=columns.get(frame.row, "name"))

    def _take(self, row: SheetRow) -> None:
        said = " ".join(self.columns.get(row, "type").split())
        word = said.replace("begin ", "begin_").replace("end ", "end_").lower()
        if not said:
            if self.columns.get(row, "name"):
                self._fault("no_type", row)
        elif word in ("begin_group", "begin_repeat"):
            self._begin(_Frame(row, word == "begin_repeat"))
        elif word in ("end_group", "end_repeat"):
            self._end(row, word == "end_repeat")
        else:
            self._question(row, said)

    def _begin(self, frame: _Frame) -> None:
        if self._repeating is None:
            self._open = None
        elif frame.repeats:
            self._loss("repeat_in_repeat", frame.row)
        self._stack.append(frame)

    def _end(self, row: SheetRow, repeats: bool) -> None:
        if not self._stack:
            return self._fault("group_not_open", row)
        frame = self._stack.pop()
        if frame.repeats is not repeats:
            self._fault("group_crossed", row, began=frame.row.number)
        if self._repeating is None:
            self._open = None
        return None

    @property
    def _repeating(self) -> _Frame | None:
        return next((frame for frame in self._stack if frame.repeats), None)

    def _question(self, row: SheetRow, said: str) -> None:
        name, role = self.columns.get(row, "name"), self.columns.get(row, "kith_kind")
        word, _, rest = said.partition(" ")
        word = word.lower()
        appearance = self.columns.get(row, "appearance").split()
        if role in ("form_intro", "form_closing"):
            self.roles[role] = row
        elif role in ("grid", "words") or (word in SELECTS and "label" in appearance):
            self.unseen[name] = row
        elif role == "page_intro":
            self._page(row).intro = row
        elif word in UNSEEN:
            self.unseen[name] = row
            if word not in ("start", "end", "today", "deviceid", "calculate", "username"):
                self._loss("type_dropped", row, type=word, name=name)
        else:
            draft = self._draft(row, name, word, rest)
            if draft is not None:
                self._place(draft)

    def _draft(self, row: SheetRow, name: str, word: str, rest: str) -> Draft | None:
        if word == "select" and rest.lower().startswith(("one ", "multiple ")):  # the old way to write it
            second, _, rest = rest.removeprefix("all that apply ").partition(" ")
            word = f"select_{second.lower()}"
        rest = rest.removeprefix("from ")
        if word in SELECTS:
            listed, *more = rest.split()[:2] or [""]
            return Draft(row, name, word, SELECTS[word], listed, bool(more) and more[0] == "or_other")
        if word in SIMPLE:
            if word in NEARLY:
                self._loss("type_nearly", row, type=word, name=name, kind=SIMPLE[word].value)
            return Draft(row, name, word, SIMPLE[word])
        if word in ("geopoint", "geotrace", "geoshape", "rank") or word.endswith(("_from_file", "_external")):
            self.unseen[name] = row
            self._loss("type_dropped", row, type=word, name=name)
        else:
            self._fault("type_unknown", row, type=word[:40])
        return None

    def _page(self, row: SheetRow) -> PageDraft:
        """The page that a row belongs to, begun if need be."""
        if self._open is None:
            frame = self._repeating or (self._stack[-1] if self._stack else None)
            outer = tuple(each.row for each in self._stack[: self._stack.index(frame) + 1]) if frame else ()
            self._open = PageDraft(row, frame.row if frame else None, outer)
            if frame:
                self._open.repeats, self._open.titled = frame.repeats, not frame.used
                frame.used = True
            self.pages.append(self._open)
        return self._open

    def _place(self, draft: Draft) -> None:
        page = self._page(draft.row)
        page.items.append(draft)
        if self._repeating is not None:
            inner = self._stack[self._stack.index(self._repeating) + 1 :]
            draft.conditions = tuple(frame.row for frame in inner)
        if not self._stack:
            self._open = None

    def _fault(self, code: str, row: SheetRow, **params: str | int) -> None:
        where = self.columns.page.where(row.number)
        self._faults.extend([Fault(f"exchange.xlsform.{code}", where, params)])

    def _loss(self, code: str, row: SheetRow, **params: str | int) -> None:
        where = self.columns.page.where(row.number)
        self._lost.append(Loss(f"exchange.xlsform.{code}", where, params))

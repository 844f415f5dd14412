"""One cell of another tool's export as what a person would have typed into Kith's own form."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

from kith.questionnaires.mapping.wordings import DECLINING, NO, YES, same_wording
from kith.questionnaires.responses import PREFER_NOT_TO_SAY
from kith.questionnaires.types import Item, ItemKind
from kith.tables.dates import read_date
from kith.tables.naming import plain
from kith.tables.types import Cell
from kith.tables.values import as_text

DIVIDERS = (";", "|", "\n", ",", "、", "，", "；", " ")
SHORTEST_BEGINNING = 4
_AFTER_NUMBER = re.compile(r"(-?\d{1,3})\s*(?:[-–—:.)=]\s*|\s)(?=\D)")
_BEFORE_NUMBER = re.compile(r".*\D\(?\s*(-?\d{1,3})\s*\)\s*")
_CLOCK = re.compile(
    r"(\d{1,2})[:.h](\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap])?\.?m?\.?\s*(?:Z|[+-]\d{2}:?\d{2})?", re.I
)
_COMMA_NUMBER = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")


class CellReader:
    """Reads the cells of one item. What it cannot read comes back as it stood, for the checks to refuse.

    Parameters
    ----------
    values
        Cells a person has mapped to a code, by their plain spelling.
    """

    def __init__(self, item: Item, *, values: Mapping[str, str], day_first: bool) -> None:
        self.item, self.day_first = item, day_first
        self.ambiguous_dates = 0
        self._values = {plain(cell): code for cell, code in values.items()}
        self._labels = _labels(item)
        self._kept: dict[str, str | tuple[str, ...]] = {}

    def __call__(self, cell: Cell) -> str | tuple[str, ...]:
        """The cell in Kith's own words."""
        text = as_text(cell).strip() if not isinstance(cell, bool) else ("yes" if cell else "no")
        if self.item.kind is ItemKind.DATE:
            return self._mapped(text) or self._date(cell)
        if text not in self._kept:
            self._kept[text] = self._read(text)
        return self._kept[text]

    def reads(self, cell: Cell) -> bool:
        """Whether the cell holds an answer to the item."""
        from kith.foundation.faults import Fault
        from kith.questionnaires.parsing import parse_answer

        return not isinstance(parse_answer(self.item, self(cell)), Fault)

    def code(self, text: str) -> str | None:
        """The code that one option's or point's cell stands for, or None."""
        mapped = self._mapped(text)
        if mapped is not None:
            return mapped
        if self.item.may_decline and plain(text) in DECLINING:
            return PREFER_NOT_TO_SAY
        exact = self._point(text) or self._labels.get(plain(text))
        if exact is not None:
            return exact
        return self._by_number(text) or self._by_wording(text) or self._by_beginning(text)

    def _point(self, text: str) -> str | None:
        """The number of a point as it stands; its sign counts, which plain spelling would leave out."""
        whole = text.removesuffix(".0")
        if self.item.kind is not ItemKind.SCALE or not whole.removeprefix("-").isdecimal():
            return None
        return whole if self.item.point(int(whole)) else None

    def _mapped(self, text: str) -> str | None:
        return self._values.get(plain(text)) if self._values else None

    def _read(self, text: str) -> str | tuple[str, ...]:
        mapped = self._mapped(text)
        if mapped is not None:
            return mapped
        if self.item.may_decline and plain(text) in DECLINING:
            return PREFER_NOT_TO_SAY
        reader = _READERS.get(self.item.kind)
        return reader(self, text) if reader else text

    def one(self, text: str) -> str:
        return self.code(text) or text

    def many(self, text: str) -> tuple[str, ...]:
        """Several ticks in one cell; the divider is the one under which every part is an option."""
        alone = self._exactly(text)
        if alone is not None:
            return (alone,)
        for divider in DIVIDERS:
            parts = [part.strip() for part in text.split(divider) if part.strip()]
            codes = [self._exactly(part) for part in parts]
            if len(parts) > 1 and all(codes):
                return tuple(dict.fromkeys(code for code in codes if code))
        return self._spelled_out(text)

    def _exactly(self, text: str) -> str | None:
        return self._mapped(text) or self._labels.get(plain(text))

    def _spelled_out(self, text: str) -> tuple[str, ...]:
        """Options whose labels hold the divider themselves: the longest label that comes next, each time."""
        left, found = text.strip(), []
        ways = sorted(self._written(), key=lambda way: -len(way[0]))
        while left:
            label, code = next(
                ((w, c) for w, c in ways if left.casefold().startswith(w.casefold())), ("", "")
            )
            if not label:
                return (self.code(text) or text,)
            found.append(code)
            left = left[len(label) :].lstrip(" ,;|\n")
        return tuple(dict.fromkeys(found))

    def _written(self) -> list[tuple[str, str]]:
        return [
            (label, option.key)
            for option in self.item.options
            for label in (*option.label.by_language.values(), option.key)
        ]

    def yes_no(self, text: str) -> str:
        word = plain(text)
        return "yes" if word in YES else ("no" if word in NO else text)

    def number(self, text: str) -> str:
        return text.replace(",", "") if _COMMA_NUMBER.fullmatch(text) else text

    def clock(self, text: str) -> str:
        found = _CLOCK.fullmatch(text.partition("T")[2] or text)
        if not found:
            return text
        hour, half = int(found[1]), (found[4] or "").lower()
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour
        return f"{hour:02d}:{found[2]}" + (f":{found[3]}" if found[3] and found[3] != "00" else "")

    def _date(self, cell: Cell) -> str:
        if isinstance(cell, str | int | float | dt.date):
            read = read_date(cell, day_first=self.day_first)
            if read is not None:
                self.ambiguous_dates += read.ambiguous
                return read.value.isoformat()
        return as_text(cell)

    def _by_number(self, text: str) -> str | None:
        """“4 – Agree” or “Agree (4)” for a scale."""
        if self.item.kind is not ItemKind.SCALE:
            return None
        found = _AFTER_NUMBER.match(text) or _BEFORE_NUMBER.fullmatch(text)
        return found[1] if found and self.item.point(int(found[1])) else None

    def _by_wording(self, text: str) -> str | None:
        codes = {code for label, code in self._said() if same_wording(label, text)}
        return codes.pop() if len(codes) == 1 else None

    def _by_beginning(self, text: str) -> str | None:
        """“Often — very few refusals” for “Often”, if no other option begins so."""
        word = plain(text)
        begun = {
            code
            for label, code in self._labels.items()
            if min(len(label), len(word)) >= SHORTEST_BEGINNING
            and (word.startswith(label) or label.startswith(word))
        }
        return begun.pop() if len(begun) == 1 else None

    def _said(self) -> list[tuple[str, str]]:
        points = [(label, str(p.value)) for p in self.item.points for label in p.label.by_language.values()]
        return points + [(label, o.key) for o in self.item.options for label in o.label.by_language.values()]


_READERS: Mapping[ItemKind, Callable[[CellReader, str], str | tuple[str, ...]]] = {
    ItemKind.SCALE: CellReader.one,
    ItemKind.CHOICE: CellReader.one,
    ItemKind.CHOICES: CellReader.many,
    ItemKind.YES_NO: CellReader.yes_no,
    ItemKind.NUMBER: CellReader.number,
    ItemKind.TIME: CellReader.clock,
}


def _labels(item: Item) -> dict[str, str]:
    """Every exact way to write an option or a point; codes before labels. Two alike stand for neither."""
    ways: dict[str, str] = {}
    for option in item.options:
        ways[plain(option.key)] = option.key
    said = [(label, str(p.value)) for p in item.points for label in p.label.by_language.values()]
    said += [(label, o.key) for o in item.options for label in o.label.by_language.values()]
    for label, code in said:
        ways.setdefault(plain(label), code)
    return {way: code for way, code in ways.items() if way}

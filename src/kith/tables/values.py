"""One cell to one typed value, or the reason why not. Nothing is guessed that could be read two ways."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, time
from types import MappingProxyType

from kith.foundation.faults import Parameter
from kith.tables.addresses import read_address
from kith.tables.dates import read_date
from kith.tables.fields import Field, FieldKind
from kith.tables.naming import plain, shorten
from kith.tables.sheet import tidy
from kith.tables.types import Cell, Value

YES = frozenset(plain(word) for word in ("yes", "y", "true", "t", "1", "x", "是", "对"))
NO = frozenset(plain(word) for word in ("no", "n", "false", "f", "0", "否", "不"))
TICKS = frozenset("✓✔☑✅")
ERRORS = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA")
)
# Thousands in threes with a comma or a space; the point alone is decimal. "12,5" would be read as a
# number by some and "1,234" as another, so a comma that does not make threes is refused.
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d*)?(?:[eE][+-]?\d{1,3})?|[+-]?\.\d+")
LONGEST_NUMBER = 18  # digits: what a database's whole number holds
_STRONG_BREAKS = re.compile(r"[;；\n]")
_WEAK_BREAKS = re.compile(r"[,，、]")


class Unreadable(Exception):
    """A cell does not hold what its field wants. Caught where the row and column are known."""

    def __init__(self, code: str, **params: Parameter) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class CellReader:
    """Reads the cells of one field; what depends on the field alone is prepared once."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self._blanks = frozenset(word.casefold() for word in field.blanks)
        self._choices = _choices(field)
        self._read = _READERS[field.kind]
        self.ambiguous_dates = 0
        self.day_numbers = 0
        self.shows_order = False

    def __call__(self, cell: Cell) -> Value:
        """The value, None for a blank cell. Raises Unreadable."""
        if cell is None or (self._blanks and isinstance(cell, str) and cell.casefold() in self._blanks):
            if self.field.required:
                raise Unreadable("tables.blank")
            return None
        if isinstance(cell, str) and cell in ERRORS:
            raise Unreadable("tables.error_value", value=cell)
        return self._read(self, cell)

    def text(self, cell: Cell) -> str:
        text = as_text(cell)
        self._check_length(text)
        return text

    def texts(self, cell: Cell) -> tuple[str, ...]:
        text = as_text(cell)
        breaks = _STRONG_BREAKS if _STRONG_BREAKS.search(text) else _WEAK_BREAKS
        items = tuple(dict.fromkeys(filter(None, map(tidy, breaks.split(text)))))
        for item in items:
            self._check_length(item)
        return items

    def email(self, cell: Cell) -> str:
        address = read_address(as_text(cell))
        if address is None:
            raise Unreadable("tables.not_an_address", value=_shown(cell))
        self._check_length(address)
        return address

    def number(self, cell: Cell) -> float:
        number = _number(cell)
        self._check_range(number)
        return number

    def whole_number(self, cell: Cell) -> int:
        if isinstance(cell, str) and cell.isascii() and cell.isdigit() and len(cell) <= LONGEST_NUMBER:
            whole = int(cell)
        elif isinstance(cell, int) and not isinstance(cell, bool):
            whole = cell
        else:
            number = _number(cell)
            if not number.is_integer():
                raise Unreadable("tables.not_whole", value=_shown(cell))
            whole = int(number)
        self._check_range(whole)
        return whole

    def date(self, cell: Cell) -> date:
        read = (
            None
            if cell is None or isinstance(cell, time)
            else read_date(cell, day_first=self.field.day_first)
        )
        if read is None:
            code = "tables.not_a_date" if self.field.day_first else "tables.not_a_date_month_first"
            raise Unreadable(code, value=_shown(cell))
        self.ambiguous_dates += read.ambiguous
        self.day_numbers += read.is_day_number
        self.shows_order = self.shows_order or read.shows_order
        return read.value

    def yes_no(self, cell: Cell) -> bool:
        if isinstance(cell, bool):
            return cell
        text = as_text(cell)
        word = plain(text)
        if word in YES or text in TICKS:
            return True
        if word in NO:
            return False
        raise Unreadable("tables.not_yes_no", value=_shown(cell))

    def choice(self, cell: Cell) -> str:
        value = self._choices.get(plain(as_text(cell)))
        if value is None:
            raise self._not_a_choice(as_text(cell))
        return value

    def choices(self, cell: Cell) -> tuple[str, ...]:
        """Several choices. A label may hold a comma, so commas divide only what is no choice as it stands."""
        text = as_text(cell)
        whole = self._choices.get(plain(text))
        if whole is not None:
            return (whole,)
        found: dict[str, None] = {}
        for part in _STRONG_BREAKS.split(text):
            known = self._choices.get(plain(part))
            for item in [part] if known is not None else _WEAK_BREAKS.split(part):
                if not plain(item):
                    continue
                value = self._choices.get(plain(item))
                if value is None:
                    raise self._not_a_choice(item.strip())
                found[value] = None
        return tuple(found)

    def _not_a_choice(self, text: str) -> Unreadable:
        allowed = "; ".join(str(choice.label) for choice in self.field.choices)
        return Unreadable("tables.not_a_choice", value=shorten(text), choices=shorten(allowed, 300))

    def _check_length(self, text: str) -> None:
        most = self.field.max_length
        if most is not None and len(text) > most:
            raise Unreadable("tables.too_long", length=len(text), limit=most)

    def _check_range(self, number: float) -> None:
        low, high = self.field.low, self.field.high
        if (low is not None and number < low) or (high is not None and number > high):
            value, least, most = (_plain_number(bound) for bound in (number, low, high))
            raise Unreadable(_range_code(low, high), value=value, low=least, high=most)


_READERS: Mapping[FieldKind, Callable[[CellReader, Cell], Value]] = MappingProxyType(
    {
        FieldKind.TEXT: CellReader.text,
        FieldKind.EMAIL: CellReader.email,
        FieldKind.WHOLE_NUMBER: CellReader.whole_number,
        FieldKind.NUMBER: CellReader.number,
        FieldKind.DATE: CellReader.date,
        FieldKind.YES_NO: CellReader.yes_no,
        FieldKind.CHOICE: CellReader.choice,
        FieldKind.CHOICES: CellReader.choices,
        FieldKind.TEXTS: CellReader.texts,
    }
)


def as_text(cell: Cell) -> str:
    """A cell as text: composed letters (NFC), plain spaces; a whole number without a point.

    >>> as_text(7.0), as_text("Zoe\\u0308")
    ('7', 'Zoë')
    """
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**LONGEST_NUMBER:
        return str(int(cell))
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    text = unicodedata.normalize("NFC", str(cell))
    return text.replace("\u00a0", " ").replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")


def _number(cell: Cell) -> float:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell)
    text = as_text(cell).replace("\u2212", "-").replace("\u202f", " ")
    if not isinstance(cell, str) or not text.isascii() or not _NUMBER.fullmatch(text):
        raise Unreadable("tables.not_a_number", value=_shown(cell))
    number = float(text.replace(",", "").replace(" ", ""))
    if abs(number) >= 10**LONGEST_NUMBER:
        raise Unreadable("tables.not_a_number", value=_shown(cell))
    return number


def _choices(field: Field) -> Mapping[str, str]:
    """Every way to write a choice. Values stand before labels and synonyms, should two choices share one."""
    ways = {plain(choice.value): choice.value for choice in field.choices}
    for choice in field.choices:
        for name in (*choice.label.by_language.values(), *choice.synonyms):
            ways.setdefault(plain(name), choice.value)
    return ways


def _range_code(low: float | None, high: float | None) -> str:
    if high is None:
        return "tables.too_low"
    return "tables.too_high" if low is None else "tables.out_of_range"


def _plain_number(number: float | None) -> str | None:
    return None if number is None else f"{number:.15g}"


def _shown(cell: Cell) -> str:
    return shorten(as_text(cell))

"""One typed answer from what was typed in one field."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from kith.foundation.faults import Fault, Parameter
from kith.questionnaires.responses import DECLINED, PREFER_NOT_TO_SAY, AnswerValue
from kith.questionnaires.types import Item, ItemKind

Parsed = AnswerValue | Fault

LONGEST_EMAIL = 254  # RFC 5321, section 4.5.3.1.3: 256 octets with the brackets
DEFAULT_MAX_LENGTH: Mapping[ItemKind, int] = {ItemKind.SHORT_TEXT: 200, ItemKind.LONG_TEXT: 10_000}

_EMAIL = re.compile(r"[^@\s,;<>()\"]+@[^@\s,;<>()\".]+(\.[^@\s,;<>()\".]+)+")
_WHOLE = re.compile(r"[+-]?\d{1,15}")
_NUMBER = re.compile(r"[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})")
_YES = frozenset({"yes", "y", "true", "1", "是"})
_NO = frozenset({"no", "n", "false", "0", "否"})


def parse_answer(item: Item, given: str | Sequence[str]) -> Parsed:
    """The typed answer to one item, or the fault in it. ``given`` is not blank.

    >>> from kith.foundation.words import Text
    >>> item = Item("minutes", ItemKind.NUMBER, Text.of("How long?"), whole=True, maximum=240)
    >>> parse_answer(item, " 45 ")
    45
    >>> parse_answer(item, "300").code
    'questionnaires.too_large'
    """
    many = [given] if isinstance(given, str) else [one for one in given if one.strip()]
    many = [unicodedata.normalize("NFC", one).strip() for one in many]
    if PREFER_NOT_TO_SAY in many and item.may_decline:
        return DECLINED if len(many) == 1 else Fault("questionnaires.declined_and_answered")
    if item.kind is ItemKind.CHOICES:
        return _choices(item, many)
    if len(many) > 1:
        return Fault("questionnaires.one_answer", params={"count": len(many)})
    return _PARSERS[item.kind](item, many[0])


def _scale(item: Item, text: str) -> Parsed:
    point = item.point(int(text)) if _WHOLE.fullmatch(text) else None
    return point.value if point else _refused("not_a_point", text)


def _choice(item: Item, text: str) -> Parsed:
    return text if item.option(text) else _refused("not_an_option", text)


def _choices(item: Item, many: Sequence[str]) -> Parsed:
    ticked = set(many)
    for one in many:
        if item.option(one) is None:
            return _refused("not_an_option", one)
    alone = next((o for o in item.options if o.exclusive and o.key in ticked), None)
    if alone and len(ticked) > 1:
        return Fault("questionnaires.exclusive", params={"option": str(alone.label)})
    if item.maximum is not None and len(ticked) > item.maximum:
        return Fault("questionnaires.too_many", params={"count": len(ticked), "most": int(item.maximum)})
    if item.minimum is not None and len(ticked) < item.minimum and not alone:
        return Fault("questionnaires.too_few", params={"count": len(ticked), "least": int(item.minimum)})
    return tuple(option.key for option in item.options if option.key in ticked)


def _yes_no(item: Item, text: str) -> Parsed:
    word = text.casefold()
    if word in _YES:
        return True
    return False if word in _NO else _refused("not_yes_or_no", text)


def _number(item: Item, text: str) -> Parsed:
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-")  # full-width digits, a true minus
    if not _NUMBER.fullmatch(plain):
        return _refused("not_a_number", text)
    value = float(plain)
    if not math.isfinite(value):
        return _refused("not_a_number", text)
    if item.whole and not value.is_integer():
        return _refused("not_whole", text)
    if item.minimum is not None and value < item.minimum:
        return Fault("questionnaires.too_small", params={"value": _short(text), "least": _tidy(item.minimum)})
    if item.maximum is not None and value > item.maximum:
        return Fault("questionnaires.too_large", params={"value": _short(text), "most": _tidy(item.maximum)})
    return int(value) if value.is_integer() else value


def _date(item: Item, text: str) -> Parsed:
    try:
        value = dt.date.fromisoformat(text)
    except ValueError:
        return _refused("not_a_date", text)
    if item.earliest is not None and value < item.earliest:
        return Fault("questionnaires.too_early", params={"earliest": item.earliest.isoformat()})
    if item.latest is not None and value > item.latest:
        return Fault("questionnaires.too_late", params={"latest": item.latest.isoformat()})
    return value


def _time(item: Item, text: str) -> Parsed:
    try:
        value = dt.time.fromisoformat(text)
    except ValueError:
        return _refused("not_a_time", text)
    return value if value.tzinfo is None else _refused("not_a_time", text)


def _text(item: Item, text: str) -> Parsed:
    text = text.replace("\r\n", "\n").replace("\x00", "")  # browsers send CRLF; PostgreSQL refuses NUL
    most = item.max_length or DEFAULT_MAX_LENGTH[item.kind]
    if len(text) > most:
        return Fault("questionnaires.too_long", params={"count": len(text), "most": most})
    return text


def _email(item: Item, text: str) -> Parsed:
    fine = len(text) <= LONGEST_EMAIL and _EMAIL.fullmatch(text)
    return text if fine else Fault("questionnaires.not_an_email")


def _file(item: Item, text: str) -> Parsed:
    return text


_PARSERS: Mapping[ItemKind, Callable[[Item, str], Parsed]] = {
    ItemKind.SCALE: _scale,
    ItemKind.CHOICE: _choice,
    ItemKind.YES_NO: _yes_no,
    ItemKind.NUMBER: _number,
    ItemKind.DATE: _date,
    ItemKind.TIME: _time,
    ItemKind.SHORT_TEXT: _text,
    ItemKind.LONG_TEXT: _text,
    ItemKind.EMAIL: _email,
    ItemKind.FILE: _file,
}


def _refused(rule: str, text: str) -> Fault:
    return Fault(f"questionnaires.{rule}", params={"value": _short(text)})


def _short(text: str) -> Parameter:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _tidy(value: float) -> str:
    return f"{value:g}"

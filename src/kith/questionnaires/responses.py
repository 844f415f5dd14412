"""What a person answered: typed, frozen, and plain enough to store as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from kith.foundation.faults import Fault, KithError
from kith.questionnaires.types import Instrument, ItemKind

PREFER_NOT_TO_SAY = "prefer_not_to_say"
"""How a web form or a file writes that a person declined an item that may be declined."""

REPEAT_MARK = "."
"""``site.2``: the second time a repeated page asked ``site``."""


class Declined(Enum):
    """The answer "prefer not to say": an answer, and never the same as a blank."""

    DECLINED = "declined"

    def __repr__(self) -> str:
        return "DECLINED"


DECLINED = Declined.DECLINED

AnswerValue = str | int | float | bool | dt.date | dt.time | tuple[str, ...] | Declined
"""scale: int · choice, texts, email, file: str · choices: option keys in the instrument's order ·
yes_no: bool · number: int when whole, else float · date, time · DECLINED. A blank is no entry."""

AnswerJson = str | int | float | bool | list[str] | dict[str, bool]

_DECLINED_JSON = {"declined": True}


@dataclass(frozen=True, slots=True)
class Answers(Mapping[str, AnswerValue]):
    """Answers by item key; a blank is simply not there. ``key.n`` is the n-th time of a repeat."""

    values_by_key: Mapping[str, AnswerValue] = field(default_factory=lambda: MappingProxyType({}))

    def __getitem__(self, key: str) -> AnswerValue:
        return self.values_by_key[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_key)

    def __len__(self) -> int:
        return len(self.values_by_key)

    def is_declined(self, key: str) -> bool:
        return self.get(key) is DECLINED

    def with_values(self, values: Mapping[str, AnswerValue]) -> Answers:
        """These answers with others added or put in their place."""
        return Answers(MappingProxyType({**self.values_by_key, **values}))

    def without(self, keys: frozenset[str]) -> Answers:
        return Answers(MappingProxyType({k: v for k, v in self.values_by_key.items() if k not in keys}))

    def to_json(self) -> dict[str, AnswerJson]:
        """Plain values: dates and times in ISO form, a declined item as ``{"declined": true}``."""
        return {key: _plain(value) for key, value in self.values_by_key.items()}


def answers_from_json(instrument: Instrument, stored: Mapping[str, AnswerJson]) -> Answers:
    """The answers that :meth:`Answers.to_json` wrote.

    Items that the instrument does not have raise ``questionnaires.stored_item``: a response belongs
    to one version of one instrument.
    """
    unknown = [key for key in stored if base_key(key) not in instrument]
    if unknown:
        raise KithError([Fault("questionnaires.stored_item", params={"key": key}) for key in unknown])
    return Answers(MappingProxyType({k: _typed(instrument, k, v) for k, v in stored.items()}))


def base_key(key: str) -> str:
    """The item's key without the number of its repeat.

    >>> base_key("site.2"), base_key("site")
    ('site', 'site')
    """
    return key.split(REPEAT_MARK, 1)[0]


def _plain(value: AnswerValue) -> AnswerJson:
    match value:
        case Declined():
            return dict(_DECLINED_JSON)
        case dt.date() | dt.time():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value


def _typed(instrument: Instrument, key: str, value: AnswerJson) -> AnswerValue:
    if isinstance(value, dict):
        return DECLINED
    if isinstance(value, list):
        return tuple(value)
    kind = instrument.item(base_key(key)).kind
    if kind is ItemKind.DATE:
        return dt.date.fromisoformat(str(value))
    if kind is ItemKind.TIME:
        return dt.time.fromisoformat(str(value))
    return value

"""A plan of change as JSON and back: the plan that is read is equal to the one that was written."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from kith.evaluation.plan import ChangePlan
from kith.evaluation.result_json import Json, jsonable
from kith.foundation.faults import Faults, Where
from kith.foundation.words import Text

FAULT = "evaluation.bundle"
Made = typing.TypeVar("Made")
WANTED = {str: "text", float: "number", int: "whole", bool: "truth", date: "date", Text: "words"}


class _Unreadable(Exception):
    """A value that cannot be read; its faults are noted."""


def plan_to_json(plan: ChangePlan) -> Json:
    """Fields by name, texts as language to text, days as 2026-01-31.

    Raises
    ------
    KithError
        When a number in it has no form in JSON (an infinite end of a scale).
    """
    value = jsonable(plan)
    faults = Faults()
    if plan_from_json(value, faults, Where()) != plan:
        faults.add(f"{FAULT}.plan_not_carried")
    faults.raise_if_any()
    return value


def plan_from_json(value: object, faults: Faults, where: Where) -> ChangePlan | None:
    """The plan, or ``None`` with every fault noted: keys that are unknown or missing, values of another kind."""
    return read_object(ChangePlan, value, "plan", faults, where)


def read_object(made: type[Made], value: object, path: str, faults: Faults, where: Where) -> Made | None:
    """A dataclass of plain fields, texts, choices and tuples of them, or ``None`` with every fault noted."""
    try:
        return typing.cast(Made, _object(made, value, path, faults, where))
    except _Unreadable:
        return None


def _object(made: type, value: object, path: str, faults: Faults, where: Where) -> object:
    if not isinstance(value, Mapping):
        raise _wrong(path, "object", faults, where)
    fields = {field.name: field for field in dataclasses.fields(made)}
    hints = typing.get_type_hints(made)
    found: dict[str, object] = {}
    is_broken = False
    for name in value:
        if name not in fields:
            _note("unknown_key", f"{path}.{name}", faults, where, known=", ".join(fields))
            is_broken = True
    for name, field in fields.items():
        if name not in value:
            if field.default is dataclasses.MISSING:
                _note("missing_key", f"{path}.{name}", faults, where)
                is_broken = True
            continue
        try:
            found[name] = _value(hints[name], value[name], f"{path}.{name}", faults, where)
        except _Unreadable:
            is_broken = True
    if is_broken:
        raise _Unreadable
    return made(**found)


def _value(hint: object, value: object, path: str, faults: Faults, where: Where) -> object:
    if isinstance(hint, types.UnionType):
        if value is None:
            return None
        (hint,) = (one for one in typing.get_args(hint) if one is not types.NoneType)
    if typing.get_origin(hint) is tuple:
        return _tuple(typing.get_args(hint)[0], value, path, faults, where)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint) and hint is not Text:
        return _object(hint, value, path, faults, where)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        if value in list(hint):
            return hint(str(value))
        _note("not_one_of", path, faults, where, value=str(value), known=", ".join(hint))
        raise _Unreadable
    return _plain(hint, value, path, faults, where)


def _tuple(hint: object, value: object, path: str, faults: Faults, where: Where) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise _wrong(path, "list", faults, where)
    found, is_broken = [], False
    for place, each in enumerate(value):
        try:
            found.append(_value(hint, each, f"{path}[{place}]", faults, where))
        except _Unreadable:
            is_broken = True
    if is_broken:
        raise _Unreadable
    return tuple(found)


def _plain(hint: object, value: object, path: str, faults: Faults, where: Where) -> object:
    """A whole number is a number too, and stays whole: the plan's hash tells 1 from 1.0."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if (
        hint is Text
        and isinstance(value, Mapping)
        and value
        and all(isinstance(one, str) for one in value.values())
    ):
        return Text.of({str(tag): str(words) for tag, words in value.items()})
    if hint is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise _wrong(path, "date", faults, where) from None
    if (hint is float and is_number) or (hint is int and is_number and isinstance(value, int)):
        return value
    if (hint is bool and isinstance(value, bool)) or (hint is str and isinstance(value, str)):
        return value
    raise _wrong(path, WANTED.get(typing.cast(type, hint), "text"), faults, where)


def _note(code: str, path: str, faults: Faults, where: Where, **params: str) -> None:
    faults.add(f"{FAULT}.{code}", Where(file=where.file, key=path), **params)


def _wrong(path: str, wanted: str, faults: Faults, where: Where) -> _Unreadable:
    _note(f"wrong_{wanted}", path, faults, where)
    return _Unreadable()

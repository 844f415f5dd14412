"""A report as JSON: kept by the service, drawn again later with the same words and the same bytes.

Format 1. ``{"format": "kith-report", "version": 1, "report": {...}}``. Each object of the model is a
JSON object with its fields by name and ``"type"``: the class's name in kebab-case
(``"key-figures"``). Tuples are arrays, choices their values, the time of making ISO 8601 with its
offset. A cell is a string or ``{"type": "suppressed", "reason": ..., "code": ...}``.
"""

from __future__ import annotations

import dataclasses
import re
import typing
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache

from kith.foundation.faults import Fault, KithError
from kith.foundation.provenance import Provenance
from kith.publishing import blocks, chart_types, model
from kith.publishing.model import Report

FORMAT = "kith-report"
VERSION = 1


def report_to_json(report: Report) -> dict[str, object]:
    """The report as a JSON-able mapping; :func:`report_from_json` gives an equal report back."""
    return {"format": FORMAT, "version": VERSION, "report": _out(report)}


def report_from_json(value: object) -> Report:
    """The report that was kept.

    Raises
    ------
    KithError
        ``publishing.report_unreadable`` when it is not a report, ``publishing.report_version`` when
        it was kept by a newer Kith.
    """
    if not isinstance(value, Mapping) or value.get("format") != FORMAT:
        raise _unreadable("format")
    if value.get("version") != VERSION:
        raise KithError(
            Fault("publishing.report_version", params={"found": str(value.get("version")), "known": VERSION})
        )
    try:
        report = _in(value.get("report"))
    except (KeyError, TypeError, ValueError) as problem:
        raise _unreadable(str(problem)) from problem
    if not isinstance(report, Report):
        raise _unreadable("report")
    return report


def _unreadable(problem: str) -> KithError:
    return KithError(Fault("publishing.report_unreadable", params={"problem": problem}))


def _out(value: object) -> object:
    if isinstance(value, Provenance):
        return {"type": _type(Provenance), **value.to_json()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: _out(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"type": _type(type(value)), **fields}
    if isinstance(value, tuple):
        return [_out(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    return value


def _in(value: object) -> object:
    if isinstance(value, list):
        return tuple(_in(item) for item in value)
    if not isinstance(value, Mapping):
        return value
    made = _classes()[value["type"]]
    fields = {name: item for name, item in value.items() if name != "type"}
    if made is Provenance:
        return Provenance(**fields)
    hints = _hints(made)
    return made(**{name: _field(hints.get(name), item) for name, item in fields.items()})


def _field(hint: object, value: object) -> object:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(str(value))
    if hint is datetime:
        return datetime.fromisoformat(str(value))
    return _in(value)


@cache
def _hints(made: type) -> Mapping[str, object]:
    return typing.get_type_hints(made)


@cache
def _classes() -> Mapping[str, typing.Callable[..., object]]:
    found = [
        item
        for module in (blocks, chart_types, model)
        for item in vars(module).values()
        if isinstance(item, type) and dataclasses.is_dataclass(item)
    ]
    return {_type(item): item for item in (*found, Provenance)}


def _type(made: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", made.__name__).lower()

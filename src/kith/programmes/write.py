"""A definition as plain values, for `kith programme show --json` and anybody's own program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from kith.foundation.words import Text
from kith.matching.rulebook import RuleBook
from kith.matching.rules import rules_to_json
from kith.programmes.durations import Duration
from kith.programmes.types import Definition
from kith.questionnaires.expressions import Expression
from kith.questionnaires.write import Plain

LEFT_OUT = ("by_variant", "text")
"""The other variants, and the file itself: ``sha256`` says which file it was."""


def to_json(definition: Definition) -> Plain:
    """What the definition means, variant changes made: texts by language, lengths of time as ISO 8601."""
    kept = [one.name for one in fields(definition) if one.name not in LEFT_OUT]
    return _table({name: getattr(definition, name) for name in kept})


def _table(values: Mapping[str, object]) -> dict[str, Plain]:
    """What is not there is left out: an empty text would be a value."""
    return {str(key): _plain(value) for key, value in values.items() if value is not None}


def _plain(value: object) -> Plain:
    match value:
        case Text():
            return dict[str, Plain](value.to_json())
        case Duration():
            return str(value)
        case RuleBook():
            return _plain(rules_to_json(value))
        case Expression():
            return value.source
        case Enum():
            return str(value.value)
        case bool() | int() | float() | str():
            return value
        case Mapping():
            return _table(value)
        case tuple() | list():
            return [_plain(part) for part in value]
    if is_dataclass(value):
        return _table({one.name: getattr(value, one.name) for one in fields(value)})
    raise TypeError(type(value).__name__)

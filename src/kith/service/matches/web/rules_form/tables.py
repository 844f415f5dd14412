"""Between the text of a rules file and what stands in the boxes of a form."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from kith.service.matches.domain.rule_words import RuleWord, Vocabulary
from kith.tables.toml import load_toml

Boxes = dict[str, str]
"""What stands in a rule's boxes: word, on, with, limit, weight, side; ``rest`` is what no box shows, as JSON."""
FIELDS = ("word", "on", "with", "limit", "weight", "side", "rest")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WHOLE = re.compile(r"[+-]?(0|[1-9][0-9]{0,11})")
_NUMBER = re.compile(r"[+-]?(0|[1-9][0-9]{0,11})\.[0-9]{1,6}")


def read_boxes(vocabulary: Vocabulary, toml: str) -> tuple[dict[str, Any], list[Boxes]]:
    """What else stands in the file, and each rule's boxes. A rule in words of its own is left as it can be shown.

    Raises KithError where it is no TOML.
    """
    data = dict(load_toml(toml, "rules.toml").data)
    rules = data.pop("rule", [])
    tables = rules if isinstance(rules, list) else []
    return data, [_boxes(vocabulary, one) for one in tables if isinstance(one, Mapping)]


def _boxes(vocabulary: Vocabulary, rule: Mapping[str, object]) -> Boxes:
    boxes = dict.fromkeys(FIELDS, "")
    word, inside = _word_of(vocabulary, rule)
    if word is None:
        return boxes
    boxes["word"] = word.key
    boxes["on"] = inside or _shown(rule.get("on"))
    for name in ("with", "weight", "side"):
        boxes[name] = _shown(rule.get(name))
    if word.limit:
        boxes["limit"] = _shown(rule.get(word.limit))
    rest = {key: value for key, value in rule.items() if key not in {*FIELDS, word.strength, word.limit}}
    boxes["rest"] = json.dumps(rest, default=str) if rest else ""
    return boxes


def _word_of(vocabulary: Vocabulary, rule: Mapping[str, object]) -> tuple[RuleWord | None, str]:
    """The word of a rule, and the attribute where that is written into it: ``same_site``."""
    for word in sorted(vocabulary.words, key=lambda one: -len(one.verb)):
        phrase = rule.get(word.strength)
        if not isinstance(phrase, str):
            continue
        if not word.verb:
            return word, phrase
        if phrase == word.verb:
            return word, ""
        if word.attributes and phrase.startswith(f"{word.verb}_"):
            return word, phrase.removeprefix(f"{word.verb}_")
    return None, ""


def _shown(value: object) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def table_of(word: RuleWord | None, boxes: Boxes) -> dict[str, object]:
    """A rule as the file has it. Boxes that its word has no use for are left out."""
    if word is None:
        return {}
    table: dict[str, object] = {word.strength: word.verb or boxes["on"]}
    if word.verb and word.attributes and boxes["on"]:
        table["on"] = boxes["on"]
    if word.attributes > 1 and boxes["with"] not in {"", boxes["on"]}:
        table["with"] = boxes["with"]
    if word.limit and boxes["limit"]:
        table[word.limit] = _number(boxes["limit"])
    if word.has_weight and boxes["weight"]:
        table["weight"] = _number(boxes["weight"])
    if word.has_side and boxes["side"]:
        table["side"] = boxes["side"]
    return table | _rest(boxes["rest"])


def _rest(said: str) -> dict[str, object]:
    """What came with the form and no box shows; what is not what we wrote is nothing."""
    try:
        rest = json.loads(said or "{}")
    except ValueError:
        return {}
    if not isinstance(rest, dict):
        return {}
    return {key: value for key, value in rest.items() if isinstance(value, str | int | float | list)}


def _number(typed: str) -> object:
    """What is no number stays as it was typed, for the reader of the file to refuse."""
    if _WHOLE.fullmatch(typed):
        return int(typed)
    return float(typed) if _NUMBER.fullmatch(typed) else typed


def write_toml(head: Mapping[str, object], rules: Sequence[Mapping[str, object]]) -> str:
    """A rules file: what stands above, then one table a rule."""
    plain = {key: value for key, value in head.items() if not isinstance(value, Mapping)}
    lines = [f"{_key(key)} = {_value(value)}" for key, value in ({"format_version": 1} | plain).items()]
    for name, inside in ((key, value) for key, value in head.items() if isinstance(value, Mapping)):
        if name == "attribute":
            for key, table in inside.items():
                lines += ["", f"[attribute.{_key(key)}]", *_lines(table)]
        else:
            lines += ["", f"[{_key(name)}]", *_lines(inside)]
    for rule in rules:
        lines += ["", "[[rule]]", *_lines(rule)]
    return "\n".join(lines) + "\n"


def _lines(table: object) -> list[str]:
    return (
        [f"{_key(key)} = {_value(value)}" for key, value in table.items()] if isinstance(table, dict) else []
    )


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _value(key)


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float() | date() | time():
            return value.isoformat() if isinstance(value, date | time) else str(value)
        case list():
            return f"[{', '.join(_value(one) for one in value)}]"
        case dict():
            return f"{{ {', '.join(f'{_key(key)} = {_value(one)}' for key, one in value.items())} }}"
        case _:
            return _quoted(str(value))


def _quoted(text: str) -> str:
    """A basic string of TOML: what is no printable character is escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in escaped) + '"'

"""A questionnaire as the TOML that Kith reads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from kith.questionnaires.types import Instrument
from kith.questionnaires.write import Plain, to_json

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def write_toml(instrument: Instrument) -> bytes:
    """The instrument file; reading it gives an equal instrument."""
    data = to_json(instrument)
    lines = [f"format_version = {data['format_version']}"]
    for name in ("instrument", "rights"):
        lines += ["", f"[{name}]", *_pairs(_table(data[name]))]
    for page in _tables(data["page"]):
        items = _tables(page.pop("item"))
        lines += ["", "[[page]]", *_pairs(page)]
        for item in items:
            lines += ["", "[[page.item]]", *_pairs(item)]
    for scale in _tables(data.get("scale", [])):
        lines += ["", "[[scale]]", *_pairs(scale)]
    return ("\n".join(lines) + "\n").encode()


def _table(value: Plain) -> dict[str, Plain]:
    assert isinstance(value, dict)  # to_json made it
    return value


def _tables(value: Plain) -> list[dict[str, Plain]]:
    assert isinstance(value, list)  # to_json made it
    return [_table(one) for one in value]


def _pairs(table: dict[str, Plain]) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{key} = ["
            yield from (f"    {_value(one)}," for one in value)
            yield "]"
        else:
            yield f"{key} = {_value(value)}"


def _value(value: Plain) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
        case list():
            return "[" + ", ".join(map(_value, value)) + "]"
        case dict():
            return "{ " + ", ".join(f"{_key(key)} = {_value(part)}" for key, part in value.items()) + " }"
    return repr(value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key)

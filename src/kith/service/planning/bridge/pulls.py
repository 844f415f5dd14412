"""Levers as they were pulled in the browser, written as a scenario file that varies the one they were pulled in."""

from __future__ import annotations

import json
from collections.abc import Mapping

from kith.service.planning.bridge.reading import asked_pulls, read

MADE = "pulled.toml"
"""The file that pulls stand in. A scenario that came of pulls has its pulls written anew, not one upon the other."""
FIRST_LINE = "# Levers pulled in the browser; everything else stands in the file that this one varies."


def written(main: str, files: Mapping[str, bytes], name: str, pulls: Mapping[str, float]) -> bytes:
    """A scenario file in which these levers are pulled from the first year on (or as long as they were) and no other.

    ``main`` is what it varies: a scenario file, or one that was written here before.
    """
    scenario = read(main, files)
    base = _base_of(files[main].decode()) if main == MADE else main
    asked = asked_pulls(scenario, pulls)
    lines = [
        FIRST_LINE,
        "format_version = 1",
        f"base = {_text(base)}",
        *([] if asked else ["pull = []"]),
        "",
        "[scenario]",
        f"name = {_text(name)}",
    ]
    for pull in asked:
        lines += [
            "",
            "[[pull]]",
            f"lever = {_text(pull.lever)}",
            f"amount = {pull.amount!r}",
            f"from_year = {pull.from_year}",
        ]
        if pull.to_year is not None:
            lines.append(f"to_year = {pull.to_year}")
    return ("\n".join(lines) + "\n").encode()


def _base_of(text: str) -> str:
    import tomllib

    return str(tomllib.loads(text)["base"])


def _text(value: str) -> str:
    """A basic TOML string: JSON's escapes are among TOML's."""
    return json.dumps(value, ensure_ascii=False)

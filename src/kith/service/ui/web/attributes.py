"""The attributes of an NHS component, in Python: the package's own macro is most of what a page costs.

It stands in for ``nhsukAttributes`` in every component (see ``config.jinja``). A test lays both beside each other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import Undefined
from markupsafe import Markup, escape

_JSON_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "'": "\\u0027"})


def attributes(given: Any = None) -> Markup:
    """``{name: value}`` or ``{name: {"value", "type", "optional"}}`` as HTML; a string is HTML already."""
    if isinstance(given, str):
        return Markup(given)  # noqa: S704 - as the macro does: a string was made by another call of it
    if not isinstance(given, Mapping):
        return Markup()
    return Markup("".join(_attribute(name, item) for name, item in given.items()))  # noqa: S704 - escaped there


def _attribute(name: str, item: Any) -> str:
    options = item if isinstance(item, Mapping) else {"value": item}
    value, is_optional = options.get("value"), options.get("optional") is True
    if isinstance(value, Undefined):
        value = None
    if is_optional:
        if value is True:
            return f" {escape(name)}"
        if value is None or value is False:
            return ""
    said = _said(value, is_array=options.get("type") == "array")
    quote = "'" if '"' in said else '"'
    return f" {escape(name)}={quote}{said}{quote}"


def _said(value: Any, *, is_array: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if is_array and isinstance(value, Iterable) and not hasattr(value, "__html__"):
        return json.dumps(value, sort_keys=True).translate(_JSON_ESCAPES)
    return str(escape(value))

"""The reference of the API as Markdown, written from its own OpenAPI document."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kith.foundation.messages import catalogue
from kith.service.api.domain.admission import REQUESTS_A_MINUTE
from kith.service.api.domain.scopes import SCOPES
from kith.service.api.web.problems import SAID
from kith.service.api.web.v1 import document

BEGINNING = f"""# The API

Written by `kith-manage api_reference`; do not change it by hand. How to begin:
[how to use the API](../how-to/use-the-api.md).

Programs read; they change nothing. Each request carries a token: `Authorization: Bearer kith_…`. Cookies are not
read. A token opens what its person's roles open on that day, within its scopes and, if it is kept to one, within its
organisation. One token may ask {REQUESTS_A_MINUTE} times a minute.

Ids are UUIDs, days `2026-05-31`, moments ISO 8601 in UTC. A list comes in pages, in the order of ids: send
`next_cursor` back as `cursor` until it is null. Words come in the language of `Accept-Language`. The same as an OpenAPI
3.1 document: `/api/v1/openapi.json`.
"""
Schemas = Mapping[str, Mapping[str, Any]]


def reference() -> str:
    """The whole page."""
    return "\n".join([BEGINNING, *_scopes(), *_endpoints(), *_objects(), *_problems()]).rstrip() + "\n"


def _scopes() -> Iterator[str]:
    yield "## Scopes\n"
    yield "| scope | what it reads |\n|---|---|"
    for scope, words in SCOPES.items():
        yield f"| `{scope}` | {words} |"
    yield ""


def _endpoints() -> Iterator[str]:
    for path, methods in document()["paths"].items():
        for method, one in methods.items():
            yield f"## {method.upper()} {path}\n"
            yield f"{one['description']}\n"
            asked = one["parameters"]
            if asked:
                yield "| parameter | in | type | meaning |\n|---|---|---|---|"
                yield from (_parameter(parameter) for parameter in asked)
                yield ""
            found = one["responses"][200]["content"]["application/json"]["schema"]
            yield f"Answers: {_type(found)}\n"


def _parameter(one: Mapping[str, Any]) -> str:
    schema = one["schema"]
    limits = [
        f"{word} {schema[key]}" for key, word in (("minimum", "from"), ("maximum", "to")) if key in schema
    ]
    usual = [f"{schema['default']} if left out"] if schema.get("default") is not None else []
    said = ", ".join([_type(schema).removesuffix(" or null"), *limits, *usual])
    return f"| `{one['name']}` | {one['in']} | {said} | {schema.get('description', '')} |"


def _objects() -> Iterator[str]:
    yield "## Objects\n"
    for name, schema in sorted(_schemas().items()):
        if name == "Problem" or not _is_answered(name):
            continue
        yield f"### {name}\n"
        yield "| field | type | meaning |\n|---|---|---|"
        for field, one in schema["properties"].items():
            yield f"| `{field}` | {_type(one)} | {one.get('description', '')} |"
        yield ""


def _problems() -> Iterator[str]:
    yield "## When something is refused\n"
    yield 'Every refusal has one shape, `{"code": …, "message": …}`. The code is stable; the message is for people.\n'
    yield "| status | code | message |\n|---|---|---|"
    for status, codes in SAID.items():
        for code in codes:
            yield f"| {status} | `{code}` | {catalogue()[code]} |"


def _schemas() -> Schemas:
    found: Schemas = document()["components"]["schemas"]
    return found


def _is_answered(name: str) -> bool:
    """Not one that only gathers parameters."""
    return f'schemas/{name}"' in json.dumps(document())


def _type(schema: Mapping[str, Any]) -> str:
    """A type in words: ``UUID or null``, ``list of Place``, ``"open", "closed"``."""
    if "$ref" in schema:
        return _named(schema["$ref"].rpartition("/")[2])
    for several in ("anyOf", "allOf"):
        if several in schema:
            return " or ".join(_type(one) for one in schema[several])
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    formats = {"uuid": "UUID", "date": "day", "date-time": "moment"}
    kinds = {"string": "text", "integer": "whole number", "boolean": "true or false", "object": "object"}
    plain = schema.get("type", "")
    return formats.get(schema.get("format", ""), kinds.get(plain, plain))


def _named(name: str) -> str:
    return f"[{name}](#{name.lower()})"

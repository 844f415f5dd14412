"""A mapping kept as TOML, to be used again or changed by hand."""

from __future__ import annotations

import json

from kith.foundation.faults import Faults
from kith.questionnaires.declaration import Table, in_order, refuse_twins
from kith.questionnaires.mapping.types import BLANKS, ItemMapping, Mapping, Reason
from kith.questionnaires.tree import grow
from kith.tables.toml import load_toml

FORMAT_VERSION = 1


def mapping_to_toml(mapping: Mapping) -> bytes:
    """The mapping as TOML: who and when, then a ``[[column]]`` for each item, how sure it is behind it."""
    lines = [f"format_version = {FORMAT_VERSION}"]
    for name in ("person", "wave", "side"):
        heading = getattr(mapping, name)
        lines.append(f"{name} = {_text(heading)}" if heading else f'# {name} = "the column, if there is one"')
    lines += [f"day_first = {'true' if mapping.day_first else 'false'}", f"blanks = {_texts(mapping.blanks)}"]
    for one in mapping.items:
        why = f"{one.reason.value}, {one.confidence:.0%} sure, {one.fits:.0%} of the answers can be read"
        lines += [
            "",
            "[[column]]",
            f"# {why}",
            f"item = {_text(one.item)}",
            f"columns = {_texts(one.columns)}",
        ]
        lines += [f"options = {_texts(one.options)}"] if one.options else []
        if one.values:
            pairs = ", ".join(f"{_text(cell)} = {_text(code)}" for cell, code in one.values.items())
            lines.append(f"values = {{ {pairs} }}")
    lines += [""] + [f"# No column for the item {_text(key)}." for key in mapping.unanswered]
    lines += [f"# Not used: {_text(heading)}." for heading in mapping.unused]
    return ("\n".join(lines).rstrip() + "\n").encode()


def mapping_from_toml(content: bytes | str, name: str = "mapping.toml") -> Mapping:
    """The mapping in a file; what a person kept counts as chosen.

    Raises
    ------
    KithError
        With every fault and its line.
    """
    faults = Faults()
    top = Table(grow(load_toml(content, name)), faults)
    version = top.whole("format_version")
    if version != FORMAT_VERSION:
        top.fault("declared.format_version", "format_version", value=str(version), known=FORMAT_VERSION)
    tables = top.tables("column")
    items = [_item(table) for table in tables]
    refuse_twins(tables, [item.item for item in items])
    mapping = Mapping(
        items=tuple(items),
        person=top.text("person"),
        wave=top.text("wave"),
        side=top.text("side"),
        day_first=top.truth("day_first") if "day_first" in top else True,
        blanks=top.texts("blanks") if "blanks" in top else BLANKS,
    )
    top.truth("day_first")
    top.texts("blanks")
    top.finish()
    in_order(faults).raise_if_any()
    return mapping


def _item(table: Table) -> ItemMapping:
    key = table.need_text("item")
    table.need("columns")
    columns, options = table.texts("columns"), table.texts("options")
    inner = table.table("values")
    values: dict[str, str] = {}
    if inner is not None:
        values = {cell: inner.need_text(cell) for cell in inner.written}
        inner.finish()
    table.finish()
    return ItemMapping(key, columns, options, values, reason=Reason.CHOSEN)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _texts(values: tuple[str, ...]) -> str:
    return "[" + ", ".join(map(_text, values)) + "]"

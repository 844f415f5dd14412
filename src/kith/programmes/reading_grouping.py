"""The ``[match]`` section of sets, posts and placements.

What stands there is what a rules file for ``kith match`` says, so it is written as one and read by the wing: every
fault comes back with its place in the definition. The same file is what each cohort's matching begins with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from kith.foundation.faults import Fault, KithError, Where
from kith.matching.ruling import Read, attributes_read
from kith.matching.types import Kind
from kith.matching.writing import TomlValue, toml_value
from kith.programmes.capabilities import AttributeType, MatchKind
from kith.programmes.types import Attribute, Grouping
from kith.questionnaires.declaration import Table
from kith.tables.toml import parse_key

STEPS_OF_A_GRADE = 2
OWN = tuple(kind.value for kind in MatchKind if kind is not MatchKind.PAIRS)
"""The keys under which each of these kinds has its settings, called as in a rules file."""


def refuse_other_kinds(table: Table, kind: MatchKind) -> MatchKind | None:
    """The kind if it does not make pairs. Notes a fault for settings of a kind that this is not."""
    for key in OWN:
        if table.node(key) is not None and key != kind.value:
            table.fault("programmes.settings_of_other_kind", key, key=key, kind=kind.value)
    return None if kind is MatchKind.PAIRS else kind


def read_grouping(
    table: Table, kind: MatchKind, sides: Sequence[str], attributes: Sequence[Attribute]
) -> tuple[Grouping, frozenset[str]]:
    """The match of another kind than pairs, and the keys of the attributes that its rules read."""
    if "sides" in table and len(sides) != 1:
        table.fault("programmes.one_side_is_matched", "sides", count=len(sides), kind=kind.value)
    if table.node("wishes") is not None:
        table.fault("programmes.wishes_are_of_pairs", "wishes", kind=kind.value)
    side = sides[0] if sides else ""
    written = _rules(table)
    own = {key: table.node(key) for key in ("best_for", kind.value)}
    table.finish()
    if written is None:
        return Grouping(kind, side, ""), frozenset()
    head = {"format_version": 1, "kind": kind.value} | {
        key: node.plain() for key, node in own.items() if node is not None
    }
    declared = {one.key: as_matching(one) for one in attributes if is_comparable(one)}
    try:
        read = attributes_read(Kind(kind.value), _toml(head, declared, written))
    except KithError as error:
        table.take(replace(fault, where=place_of(table, fault.where.key or "")) for fault in error.faults)
        return Grouping(kind, side, ""), frozenset()
    _check(table, side, read, {one.key: one for one in attributes}, written)
    used = frozenset(one.attribute for one in read)
    compared = {one.attribute for one in read if one.is_compared}
    kept = {key: said for key, said in declared.items() if key in compared}
    return Grouping(kind, side, _toml(head, kept, written)), used


def is_comparable(attribute: Attribute) -> bool:
    """Text never is; a grade without its scale is a fault that is noted elsewhere."""
    if attribute.kind is AttributeType.GRADE:
        return len(attribute.scale) >= STEPS_OF_A_GRADE
    return attribute.kind is not AttributeType.TEXT


def as_matching(attribute: Attribute) -> dict[str, object]:
    """The attribute as a rules file would declare it."""
    scale = {"scale": list(attribute.scale)} if attribute.kind is AttributeType.GRADE else {}
    return {"kind": attribute.kind.value, **scale}


def place_of(table: Table, path: str) -> Where:
    """The place of ``rule[2].weight`` in the file; the nearest part above it where the key is not written."""
    first, *parts = parse_key(path) if path else ("",)
    node = table.node(str(first)) if str(first) in table else None
    if node is None:
        return table.where_of(str(first)) if first in ("rule", "best_for", *OWN) else table.where
    for part in parts:
        if isinstance(part, int) and node.nodes is not None:
            node = node.nodes[part]
        elif node.table is not None and part in node.table:
            node = node.table[str(part)]
        else:
            return replace(node.where, key=f"{node.where.key}.{part}")
    return node.where


def _rules(table: Table) -> list[Mapping[str, object]] | None:
    """The tables under ``rule``; ``None`` where they are none, which is noted."""
    node = table.node("rule")
    if node is None:
        return []
    if node.nodes is None or any(one.table is None for one in node.nodes):
        table.fault("declared.not_tables", "rule", wanted="match.rule")
        return None
    return [cast("Mapping[str, object]", one.plain()) for one in node.nodes]


def _check(
    table: Table,
    side: str,
    read: Sequence[Read],
    known: Mapping[str, Attribute],
    written: Sequence[Mapping[str, object]],
) -> None:
    """Each attribute that is read is declared, can be compared where it is, and is known about the side."""
    for one in read:
        rule = next((n for n, said in enumerate(written) if _names(said, one.attribute)), None)
        where = place_of(table, one.setting if rule is None else f"rule[{rule}]")
        found = known.get(one.attribute)
        if found is None:
            listed = ", ".join(sorted(known)) or "–"
            table.take(
                [Fault("declared.no_such_attribute", where, {"value": one.attribute, "known": listed})]
            )
        elif one.is_compared and found.kind is AttributeType.TEXT:
            table.take([Fault("programmes.text_cannot_match", where, {"attribute": one.attribute})])
        elif side and side not in found.roles:
            said = {"attribute": one.attribute, "side": side}
            table.take([Fault("programmes.attribute_not_of_side", where, said)])


def _names(rule: Mapping[str, object], attribute: str) -> bool:
    return any(
        value == attribute or (isinstance(value, str) and value.endswith(f"_{attribute}"))
        for value in rule.values()
    )


def _toml(
    head: Mapping[str, object],
    attributes: Mapping[str, Mapping[str, object]],
    rules: Sequence[Mapping[str, object]],
) -> str:
    """A rules file: settings, then the attributes, then the rules."""
    plain = {key: value for key, value in head.items() if not isinstance(value, Mapping)}
    own = {key: value for key, value in head.items() if isinstance(value, Mapping)}
    parts = [_lines(plain)]
    parts += [f"[{key}]\n{_lines(value)}" for key, value in own.items()]
    parts += [f"[attribute.{key}]\n{_lines(said)}" for key, said in attributes.items()]
    parts += [f"[[rule]]\n{_lines(rule)}" for rule in rules]
    return "\n".join(parts)


def _lines(table: Mapping[str, object]) -> str:
    said = cast("Mapping[str, TomlValue]", table)
    return "".join(f"{_key(key)} = {toml_value(value)}\n" for key, value in said.items())


def _key(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").isalnum() and key.isascii() else toml_value(key)

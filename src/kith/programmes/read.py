"""A definition file read: every fault at once, each with its line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from kith.foundation.faults import Fault, Faults, KithError
from kith.foundation.words import Text
from kith.programmes.capabilities import Clause, Section
from kith.programmes.checks import check_draft
from kith.programmes.draft import Draft, Parts
from kith.programmes.frameworks import shipped_frameworks
from kith.programmes.reading_call import read_call, read_selection
from kith.programmes.reading_learning import read_learning, used_frameworks
from kith.programmes.reading_match import read_match
from kith.programmes.sections import (
    OVERRIDABLE,
    read_activity,
    read_attribute,
    read_role,
    read_slot,
    read_stage,
    read_variant_name,
    read_wave,
)
from kith.programmes.types import (
    FORMAT_VERSION,
    Activity,
    Attribute,
    Definition,
    Grouping,
    Match,
    Role,
    Slot,
    Stage,
    VariantName,
    Wave,
)
from kith.programmes.upgrade import STEPS, upgrade
from kith.questionnaires.declaration import Table, in_order
from kith.questionnaires.merge import droppable, entry_key, overlay
from kith.questionnaires.tree import Node, grow
from kith.questionnaires.types import Instrument
from kith.tables.toml import load_toml

Code = TypeVar("Code", bound=StrEnum)


def read_definition(
    text: str | bytes, name: str = "programme.toml", instruments: Mapping[str, Instrument] | None = None
) -> Definition:
    """The definition in a TOML file, its variants included.

    Parameters
    ----------
    text
        The content of the file.
    name
        What to call the file in a fault.
    instruments
        The questionnaires it may ask for, by key; those that ship with Kith when ``None``.

    Raises
    ------
    KithError
        With every fault in the programme and in each of its variants, in the order of the lines.
    """
    if instruments is None:
        from kith.programmes.shipped import shipped_instruments

        instruments = shipped_instruments()
    document = load_toml(text, name)
    faults = Faults()
    tree = _present_format(grow(document), faults)
    base = _read(tree, faults, instruments, document.text, None)
    by_variant = {}
    for key, node in _variant_trees(tree, faults):
        own = Faults()
        by_variant[key] = _read(node, own, instruments, document.text, key)
        faults.extend(_only_in_variant(own, faults, key))
    in_order(faults).raise_if_any()
    named = {key: replace(one, variants=base.variants) for key, one in by_variant.items()}
    return replace(base, by_variant=MappingProxyType(named))


def check(
    text: str | bytes, name: str = "programme.toml", instruments: Mapping[str, Instrument] | None = None
) -> tuple[Fault, ...]:
    """Every fault of a definition file; empty when it is sound."""
    try:
        read_definition(text, name, instruments)
    except KithError as error:
        return error.faults
    return ()


def _present_format(tree: Node, faults: Faults) -> Node:
    top = Table(tree, faults)
    top.need("format_version")
    version = top.whole("format_version", default=FORMAT_VERSION)
    if version == FORMAT_VERSION:
        return tree
    if version not in STEPS:
        top.fault("declared.format_version", "format_version", value=str(version), known=FORMAT_VERSION)
        faults.raise_if_any()
    return upgrade(tree, version or 0)


def _variant_trees(tree: Node, faults: Faults) -> Iterator[tuple[str, Node]]:
    """Each variant's key and the programme's tree with the variant's changes made."""
    sections = dict(tree.table or {})
    entries = sections.pop("variant", None)
    base = Node(MappingProxyType(sections), tree.where)
    for node in (entries.nodes if entries else None) or ():
        key, parts = entry_key(node), node.table or {}
        if key is None:
            continue
        changes = {name: part for name, part in parts.items() if name in OVERRIDABLE}
        drop = Table(node, Faults()).texts("drop")
        _check_drop(Table(node, faults), base, drop)
        yield key, overlay(base, changes, drop)


def _check_drop(table: Table, base: Node, drop: tuple[str, ...]) -> None:
    there = [name for name in droppable(base) if name.split(".")[0] in OVERRIDABLE]
    for name in drop:
        table.refer("drop", name, there, "entry")


def _only_in_variant(own: Faults, faults: Faults, variant: str) -> Iterator[Fault]:
    """A variant's faults that the programme itself has not, saying that it is the variant's."""
    there = {(fault.code, fault.where) for fault in faults}
    for fault in own:
        if (fault.code, fault.where) not in there:
            where = replace(fault.where, key=f"{fault.where.key or ''} [{variant}]".strip())
            yield Fault(fault.code, where, fault.params)


def _read(
    tree: Node, faults: Faults, instruments: Mapping[str, Instrument], text: str, variant: str | None
) -> Definition:
    top = Table(tree, faults)
    draft = _draft(top, instruments)
    version, key, name, summary = _programme(top, draft, variant)
    check_draft(draft)
    top.finish()
    learning = draft.learning
    return Definition(
        format_version=version,
        key=key,
        name=name,
        summary=summary,
        roles=draft.roles.values,
        attributes=draft.attributes.values,
        match=draft.match[1] if draft.match else None,
        clauses=draft.clauses,
        activities=draft.activities.values,
        stages=draft.stages.values,
        waves=draft.waves.values,
        sections=draft.sections,
        slots=draft.slots.values,
        variants=draft.variants.values,
        variant=variant,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        by_variant=MappingProxyType({}),
        grouping=draft.grouping[1] if draft.grouping else None,
        call=draft.call[1] if draft.call else None,
        selection=draft.selecting.selection if draft.selecting else None,
        shadowing=learning.shadowing[1] if learning.shadowing else None,
        prompts=learning.prompts.values,
        mentors=learning.mentors.values,
        review_after=learning.review[1] if learning.review else None,
        frameworks=used_frameworks(learning),
        mapped=learning.mapped.values,
        crosswalks=learning.crosswalks.values,
    )


def _draft(top: Table, instruments: Mapping[str, Instrument]) -> Draft:
    roles = Parts[Role].read(top, "role", read_role)
    keys = tuple(role.key for role in roles.values)
    attributes = Parts[Attribute].read(top, "attribute", lambda table: read_attribute(table, keys))
    match: tuple[Table, Match] | None = None
    grouping: tuple[Table, Grouping] | None = None
    if (table := top.table("match")) is not None:
        found, attributes = read_match(table, attributes, keys)
        if isinstance(found, Grouping):
            grouping = table, found
        else:
            match = table, found
    agreement, report = top.table("agreement"), top.table("report")
    learning = read_learning(top, agreement, keys, shipped_frameworks())
    return Draft(
        top=top,
        roles=roles,
        attributes=attributes,
        match=match,
        grouping=grouping,
        call=read_call(top),
        selecting=read_selection(top, tuple(role.key for role in roles.values if role.application)),
        clauses=_codes(agreement, "clauses", Clause),
        activities=Parts[Activity].read(top, "activity", read_activity),
        learning=learning,
        stages=Parts[Stage].read(top, "stage", read_stage),
        waves=Parts[Wave].read(top, "wave", lambda table: read_wave(table, keys)),
        slots=Parts[Slot].read(top, "slot", read_slot),
        sections=_codes(report, "sections", Section),
        variants=Parts[VariantName].read(top, "variant", read_variant_name),
        instruments=instruments,
    )


def _codes(table: Table | None, key: str, known: type[Code]) -> tuple[Code, ...]:
    if table is None:
        return ()
    table.need(key)
    found = table.some_of(key, known)
    table.finish()
    return found


def _programme(top: Table, draft: Draft, variant: str | None) -> tuple[int, str, Text, Text]:
    version = top.whole("format_version", default=FORMAT_VERSION) or FORMAT_VERSION
    top.need("programme")
    table = top.table("programme")
    if table is None:
        return version, "", Text.of(""), Text.of("")
    found = version, table.name(), table.need_words("name"), table.need_words("summary")
    for listed in table.texts("variants"):
        if variant is None:  # a variant's own tree no longer holds the others
            table.refer("variants", listed, [one.key for one in draft.variants.values], "variant")
    table.finish()
    return found

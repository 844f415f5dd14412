"""The ``[call]`` and ``[selection]`` sections, and who may apply."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kith.programmes.capabilities import Judged
from kith.programmes.draft import Parts, Selecting
from kith.programmes.recruiting import (
    DEFAULT_OFFER_DAYS,
    DEFAULT_REVIEWERS,
    Anchor,
    CallWords,
    Criterion,
    Eligibility,
    Example,
    Given,
    Selection,
)
from kith.questionnaires.declaration import Table
from kith.questionnaires.expressions import Expression, Literal
from kith.questionnaires.read_items import expression
from kith.questionnaires.tree import Node

ALWAYS = Expression("true", Literal(True))
"""Stands in for a rule that could not be read."""


def read_call(top: Table) -> tuple[Table, CallWords] | None:
    """The words of the call beside their table; ``None`` when the file has none."""
    table = top.table("call")
    if table is None:
        return None
    words = CallWords(table.need_words("who"), table.need_words("commitment"), table.need_words("managers"))
    table.finish()
    return table, words


def read_eligibility(table: Table) -> Eligibility:
    """One rule about who may apply."""
    table.need("holds")
    rule = Eligibility(table.name(), expression(table, "holds") or ALWAYS, table.need_words("says"))
    table.finish()
    return rule


def read_selection(top: Table, applying: tuple[str, ...]) -> Selecting | None:
    """How people are chosen; ``applying`` are the roles with an application. ``None`` when nothing is said."""
    table = top.table("selection")
    if table is None:
        return None
    criteria = Parts[Criterion].read(table, "criterion", lambda one: _criterion(one, applying))
    examples = Parts[Example].read(table, "example", _example)
    selection = Selection(
        criteria=criteria.values,
        reviewers=table.whole("reviewers", least=1, default=DEFAULT_REVIEWERS) or DEFAULT_REVIEWERS,
        hidden=table.texts("hidden"),
        interview=table.truth("interview"),
        offer_days=table.whole("offer_days", least=1, default=DEFAULT_OFFER_DAYS) or DEFAULT_OFFER_DAYS,
        examples=examples.values,
    )
    table.finish()
    return Selecting(table, selection, criteria, examples)


def _criterion(table: Table, applying: tuple[str, ...]) -> Criterion:
    table.need("anchors")
    criterion = Criterion(
        key=table.name(),
        name=table.need_words("name"),
        looks_for=table.need_words("looks_for"),
        anchors=tuple(found for one in table.tables("anchors") if (found := _anchor(one))),
        roles=table.texts("roles") or applying,
        weight=table.whole("weight", least=1, default=1) or 1,
        items=table.texts("items"),
        at=table.some_of("at", Judged) or (Judged.APPLICATION,),
    )
    table.finish()
    return criterion


def _anchor(table: Table) -> Anchor | None:
    table.need("points")
    points, words = table.whole("points", least=0), table.need_words("words")
    table.finish()
    return None if points is None else Anchor(points, words)


def _example(table: Table) -> Example:
    example = Example(
        key=table.name(),
        role=table.need_text("role"),
        title=table.need_words("title"),
        answers=_answers(table),
        note=table.need_words("note"),
    )
    table.finish()
    return example


def _answers(table: Table) -> Mapping[str, Given]:
    table.need("answers")
    inner = table.table("answers")
    found: dict[str, Given] = {}
    for key in inner.written if inner else ():
        node = inner.node(key) if inner else None
        given = _given(node) if node else None
        if given is not None:
            found[key] = given
        elif inner:
            inner.fault("programmes.not_an_answer", key)
    return MappingProxyType(found)


def _given(node: Node) -> Given | None:
    if node.nodes is not None:
        parts = [part.value for part in node.nodes]
        return tuple(map(str, parts)) if all(isinstance(part, str) for part in parts) else None
    return node.value if isinstance(node.value, str | bool | int) else None

"""The ``[match]`` section: its rules are read by the matching wing, where their words are at home.

What makes pairs is read here, the other kinds in :mod:`kith.programmes.reading_grouping`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kith.foundation.faults import KithError
from kith.matching.rulebook import Rule, RuleBook
from kith.matching.rules import parse_rules
from kith.programmes.capabilities import AttributeType, MatchKind
from kith.programmes.draft import Parts
from kith.programmes.reading_grouping import (
    as_matching,
    is_comparable,
    place_of,
    read_grouping,
    refuse_other_kinds,
)
from kith.programmes.types import Attribute, Grouping, Match
from kith.questionnaires.declaration import Table

PAIR = 2
MOST_WISHES = 20


def read_match(
    table: Table, attributes: Parts[Attribute], role_keys: tuple[str, ...]
) -> tuple[Match | Grouping, Parts[Attribute]]:
    """The match, and the attributes with a mark on those that its rules read."""
    table.need("kind")
    kind = table.one_of("kind", MatchKind) or MatchKind.PAIRS
    table.need("sides")
    sides = table.texts("sides")
    for side in sides:
        table.refer("sides", side, role_keys, "role")
    if other := refuse_other_kinds(table, kind):
        grouping, read = read_grouping(table, other, sides, attributes.values)
        return grouping, _marked(attributes, read)
    if "sides" in table and len(sides) != PAIR:
        table.fault("programmes.pair_has_two_sides", "sides", count=len(sides))
    wishes = table.whole("wishes", least=0, default=0) or 0
    if wishes > MOST_WISHES:
        table.fault("programmes.too_many_wishes", "wishes", value=wishes, most=MOST_WISHES)
    rules = _rules(table, attributes, sides, role_keys)
    table.finish()
    used = {key for rule in rules.rules for key in (rule.on, rule.on_second) if key}
    return Match(kind, sides, rules, wishes), _marked(attributes, used)


def _marked(attributes: Parts[Attribute], used: Collection[str]) -> Parts[Attribute]:
    return Parts[Attribute]((inner, replace(one, for_matching=one.key in used)) for inner, one in attributes)


def _rules(
    table: Table, attributes: Parts[Attribute], sides: tuple[str, ...], role_keys: tuple[str, ...]
) -> RuleBook:
    node, best_for = table.node("rule"), table.node("best_for")
    if node is None:
        return RuleBook(())
    if node.nodes is None:
        table.fault("declared.not_tables", "rule", wanted="match.rule")
        return RuleBook(())
    comparable = {one.key: as_matching(one) for one in attributes.values if is_comparable(one)}
    try:
        book = parse_rules(
            [rule.plain() for rule in node.nodes],
            attributes=comparable,
            best_for=best_for.plain() if best_for else None,
            sides=sides,
            locate=lambda path: place_of(table, path),
        )
    except KithError as error:
        table.take(error.faults)
        return RuleBook(())
    for index, rule in enumerate(book.rules):
        _check_attributes(Table(node.nodes[index], table.faults), rule, attributes, sides, role_keys)
    return book


def _check_attributes(
    table: Table, rule: Rule, attributes: Parts[Attribute], sides: tuple[str, ...], role_keys: tuple[str, ...]
) -> None:
    """Each attribute of a rule is declared, can be compared, and is known about the side it is read from."""
    known = {one.key: one for one in attributes.values}
    for key, side in zip((rule.on, rule.on_second), sides, strict=False):
        if key is None:
            continue
        at = rule.strength.value
        if key not in known:
            table.refer(at, key, known, "attribute")
        elif known[key].kind is AttributeType.TEXT:
            table.fault("programmes.text_cannot_match", at, attribute=key)
        elif side in role_keys and side not in known[key].roles:
            table.fault("programmes.attribute_of_other_side", at, attribute=key, side=side)

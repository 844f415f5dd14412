"""From one people's file to a problem of sets: one row a person, columns named as the rules name them.

Besides what every people's file may have (:mod:`kith.matching.people`) there may be ``met_before`` (earlier set-mates),
and each column that ``gather`` reads: topics, most wanted first. Whom a row names stand in the same file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kith.foundation.faults import Faults, Where
from kith.foundation.words import Text
from kith.matching.people import read_members
from kith.matching.rows import PRIVATE, REFERENCES, People, Row, Side
from kith.matching.rulebook import Attribute, AttributeKind
from kith.matching.sets.hours import zone_of
from kith.matching.sets.rules import SetsRules, reads_category
from kith.matching.sets.types import SIDE, SetsProblem, SetVerb
from kith.matching.types import AttributeValue, Member, PersonPair
from kith.tables.fields import Field, FieldKind
from kith.tables.types import Note, Table, Value

_MET = ("met_before", "previous_partners")
_NAMED = (*REFERENCES, "met_before")


def read_people(table: Table, rules: SetsRules) -> tuple[SetsProblem, dict[str, str], tuple[Note, ...]]:
    """The problem of a file and its rules, names by id, and what was noticed.

    Raises
    ------
    KithError
        With every fault by row and column.
    """
    ranked = dict.fromkeys(rule.on for rule in rules.set_rules if rule.verb is SetVerb.GATHER)
    side = read_members(
        table,
        SIDE,
        rules.book,
        extra=tuple(Field(_ranked(key), Text.of(key), FieldKind.TEXTS) for key in ranked),
        references=("met_before",),
        attributes=_attributes(rules),
        needed=_needed(rules),
    )
    topics = {
        key: {row.id: found for row in side.rows if (found := _topics(row.extra[_ranked(key)]))}
        for key in ranked
    }
    return (
        replace(_problem(side, rules), ranked=topics),
        {row.id: row.name for row in side.rows if row.name},
        side.notes,
    )


def _ranked(key: str) -> str:
    return f"ranked {key}"


def _attributes(rules: SetsRules) -> tuple[Attribute, ...]:
    """What rules about a set read, and everybody's time zone."""
    window = rules.shape.window
    known = rules.book.attributes
    if window is None or window.zone in {one.key for one in known}:
        return known
    return (*known, Attribute(window.zone, AttributeKind.CATEGORY))


def _needed(rules: SetsRules) -> dict[str, tuple[str, str]]:
    """Columns that must be there: what each is called, and the rule that reads it."""
    of_categories = {rule.on: (rule.on, rule.key) for rule in rules.set_rules if reads_category(rule)}
    of_topics = {
        _ranked(rule.on): (rule.on, rule.key) for rule in rules.set_rules if rule.verb is SetVerb.GATHER
    }
    window = rules.shape.window
    return {**of_categories, **of_topics, **({window.zone: (window.zone, "window")} if window else {})}


def _topics(value: Value) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.casefold() for one in value)) if isinstance(value, tuple) else ()


def _problem(side: Side, rules: SetsRules) -> SetsProblem:
    people, faults = People((side,)), Faults()
    found: dict[str, list[PersonPair]] = {key: [] for key in _NAMED}
    for row in side.rows:
        for key in _NAMED:
            found[key] += [(row.id, id_) for id_ in _others(row, key, people, side, faults)]
    faults.raise_if_any()
    wishes: dict[str, list[str]] = {row.id: [] for row in side.rows}
    for me, other in found["wishes"]:
        wishes[me].append(other)
    members = tuple(
        Member(row.id, SIDE, _in_their_zone(row, rules), tuple(wishes[row.id])) for row in side.rows
    )
    return SetsProblem(
        people=members,
        shape=rules.shape,
        rules=rules.book,
        set_rules=rules.set_rules,
        locks=_both_ways(found["must_be_with"]),
        forbids=_both_ways(found["not_with"]),
        never_with=tuple(sorted(set(found["never_with"]))),
        met=_both_ways([pair for key in _MET for pair in found[key]]),
        order=rules.order,
    )


def _in_their_zone(row: Row, rules: SetsRules) -> Mapping[str, AttributeValue]:
    """The attributes, the time zone by the name that its database has for it; one that is not there stays."""
    window = rules.shape.window
    written = None if window is None else row.attributes.get(window.zone)
    zone = zone_of(written) if isinstance(written, str) else None
    return row.attributes if window is None or zone is None else {**row.attributes, window.zone: zone}


def _others(row: Row, key: str, people: People, side: Side, faults: Faults) -> tuple[str, ...]:
    """Whom a row names besides themselves, which is a fault except where it says nothing new."""
    found = people.find(row, key, side.headings, faults)
    if row.id in found and key not in _MET:
        where = Where(row.where.file, row.where.sheet, row.where.row, side.headings[key])
        if key in PRIVATE:
            faults.add("matching.people.private_unknown", where, side=SIDE)
        else:
            faults.add("matching.sets.people.themselves", where, value=row.id)
    return tuple(id_ for id_ in found if id_ != row.id)


def _both_ways(pairs: list[PersonPair]) -> tuple[PersonPair, ...]:
    """Each two once, the smaller id first, whoever of them wrote it."""
    return tuple(sorted({(min(pair), max(pair)) for pair in pairs}))

"""The rules file of sets: every fault at once, with its line.

A rules file::

    format_version = 1
    kind = "sets"

    [sets]
    most = 9
    window = { hours = 1.5, within = "09:00-17:00", zone = "time_zone", week_of = 2026-01-12 }

    [[rule]]
    spread = "country"
    at_most = 2                     # no more than two of a country in a set, always

    [[rule]]
    gather = "theme"                # people with the same wishes together
    weight = 4

    [[rule]]
    must = "different_employer"     # of any two people in a set
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kith.foundation.faults import Faults, KithError, Where
from kith.foundation.provenance import hash_value
from kith.matching.reading import AttributeReader
from kith.matching.rulebook import Attribute, AttributeKind, BestFor, Rule, RuleBook, Verb
from kith.matching.rules import Locate, parse_rules, rules_to_json, tables_of
from kith.matching.sets.reading import SET_WORDS, SetRuleReader, ShapeReader
from kith.matching.sets.types import SetRule, SetsProblem, Shape, Window
from kith.matching.types import Kind
from kith.tables.toml import load_toml

_TOP = frozenset({"format_version", "kind", "best_for", "sets", "attribute", "rule"})
_NOT_OF_SETS = {Verb.NEW: "avoid"}


@dataclass(frozen=True, slots=True)
class SetsRules:
    """What a rules file of sets says: sizes, rules about two people, rules about a set, their order."""

    shape: Shape
    book: RuleBook
    set_rules: tuple[SetRule, ...]
    order: tuple[str, ...]


def read_sets_rules(text: str | bytes, name: str = "rules.toml") -> SetsRules:
    """The rules of a TOML file.

    Raises
    ------
    KithError
        With every fault, each with its line.
    """
    document = load_toml(text, name)
    return sets_rules_from_data(document.data, document.where)


def sets_rules_from_data(data: Mapping[str, object], locate: Locate) -> SetsRules:
    """The rules of tables already parsed. Raises :class:`KithError` with every fault."""
    faults = Faults()
    tables, attributes = tables_of(data, Kind.SETS, _TOP, faults, locate)
    shape = ShapeReader(faults, locate).read(data.get("sets"))
    set_rules = _set_rules(tables, faults, locate)
    book, pair_keys = _pair_rules(tables, attributes, data.get("best_for"), faults, locate)
    _check_twice(set_rules, faults, locate)
    declared = AttributeReader(Faults(), locate).read(attributes)
    faults.raise_if_any()
    keys = {index: rule.key for index, rule in set_rules.items()} | pair_keys
    book = replace(book, attributes=_attributes(book, declared, set_rules.values()))
    return SetsRules(
        shape, book, tuple(set_rules[i] for i in sorted(set_rules)), tuple(keys[i] for i in sorted(keys))
    )


def _is_of_set(table: object) -> bool:
    return isinstance(table, Mapping) and bool(set(SET_WORDS) & set(table))


def _set_rules(tables: Sequence[object], faults: Faults, locate: Locate) -> dict[int, SetRule]:
    reader = SetRuleReader(faults, locate)
    read = {index: reader.read(index, table) for index, table in enumerate(tables) if _is_of_set(table)}
    return {index: rule for index, rule in read.items() if rule is not None}


def _pair_rules(
    tables: Sequence[object],
    attributes: Mapping[str, object],
    best_for: object,
    faults: Faults,
    locate: Locate,
) -> tuple[RuleBook, dict[int, str]]:
    """The rules about two people, read by the grammar of pairs; each keeps its own line."""
    places = [index for index, table in enumerate(tables) if not _is_of_set(table)]

    def locate_rule(path: str) -> Where:
        if not path.startswith("rule["):
            return locate(path)
        number, rest = path.removeprefix("rule[").split("]", 1)
        return locate(f"rule[{places[int(number)]}]{rest}")

    wanted = [_explained(tables[index], index, faults, locate) for index in places]
    try:
        book = parse_rules(
            [table for table in wanted if table is not None],
            attributes=attributes,
            best_for=best_for if best_for is not None else BestFor.MOST.value,
            locate=locate_rule if all(table is not None for table in wanted) else locate,
        )
    except KithError as error:
        faults.extend(error.faults)
        return RuleBook(()), {}
    for index, rule in zip(places, book.rules, strict=False):
        _check_pair_rule(rule, index, faults, locate)
    return book, {index: rule.key for index, rule in zip(places, book.rules, strict=False)}


def _explained(table: object, index: int, faults: Faults, locate: Locate) -> object | None:
    """The table, or ``None`` after saying that it begins with no word of a rule."""
    if isinstance(table, Mapping) and not {"must", "prefer"} & set(table):
        faults.add("matching.sets.rules.no_word", locate(f"rule[{index}]"), known=", ".join(SET_WORDS))
        return None
    return table


def _check_pair_rule(rule: Rule, index: int, faults: Faults, locate: Locate) -> None:
    where = locate(f"rule[{index}]")
    if rule.verb in _NOT_OF_SETS:
        faults.add("matching.sets.rules.use_avoid", where)
    if rule.facing is not None or rule.side is not None:
        faults.add("matching.sets.rules.one_list", where, rule=rule.key)


def _check_twice(rules: Mapping[int, SetRule], faults: Faults, locate: Locate) -> None:
    seen: set[str] = set()
    for index, rule in sorted(rules.items()):
        if rule.key in seen:
            faults.add("matching.rules.twice", locate(f"rule[{index}]"), rule=rule.key)
        seen.add(rule.key)


def _attributes(
    book: RuleBook, declared: Mapping[str, Attribute], set_rules: Iterable[SetRule]
) -> tuple[Attribute, ...]:
    """What rules about two people read, and what is declared; a set's rules read categories otherwise."""
    known = {one.key: one for one in book.attributes}
    for rule in set_rules:
        if rule.on in declared:
            known.setdefault(rule.on, declared[rule.on])
        elif reads_category(rule):
            known.setdefault(rule.on, Attribute(rule.on, AttributeKind.CATEGORY))
    return tuple(known[key] for key in sorted(known))


def reads_category(rule: SetRule) -> bool:
    """Whether a rule about a set reads one value of each person."""
    return rule.verb.value in ("spread", "never_alone", "balance")


def shape_to_json(shape: Shape) -> dict[str, object]:
    """Sizes and the meeting hour as plain values."""
    return {
        "most": shape.most,
        "fewest": shape.fewest,
        "sets": shape.sets,
        "window": None if shape.window is None else _window_to_json(shape.window),
    }


def _window_to_json(window: Window) -> dict[str, object]:
    return {
        "minutes": window.minutes,
        "begins": window.begins,
        "ends": window.ends,
        "zone": window.zone,
        "week_of": window.week_of.isoformat(),
        "points": window.points,
    }


def set_rule_to_json(rule: SetRule) -> dict[str, object]:
    """One rule about a set as plain values."""
    return {
        "key": rule.key,
        "verb": rule.verb.value,
        "on": rule.on,
        "points": rule.points,
        "limit": rule.limit,
        "value": rule.value,
        "topics": list(rule.topics),
    }


def sets_rules_hash(problem: SetsProblem) -> str:
    """SHA-256 of what the rules mean; their order does not change it."""
    book = replace(problem.rules, rules=tuple(sorted(problem.rules.rules, key=lambda rule: rule.key)))
    return hash_value(
        {
            "shape": shape_to_json(problem.shape),
            "book": rules_to_json(book),
            "sets": [set_rule_to_json(rule) for rule in sorted(problem.set_rules, key=lambda rule: rule.key)],
        }
    )

"""Rules in words a coordinator knows, read from TOML: every fault at once, with its line.

A rules file::

    format_version = 1
    best_for = "no_one_left_behind"        # or "most"

    [attribute.band]                       # only where the reading is not plain from the rules
    kind = "grade"
    scale = ["6", "7", "8a", "8b"]

    [[rule]]
    must = "different_line_of_management"  # short for: must = "different", on = "line_of_management"

    [[rule]]
    prefer = "share"
    on = "hopes_to_learn"                  # the first side's attribute
    with = "can_offer"                     # the second side's, where it has another name
    enough = 2
    weight = 4

A value that is missing breaks a ``must`` that reads it, and gives no points to a ``prefer``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace

from kith.foundation.faults import Faults, KithError, Where
from kith.foundation.provenance import hash_value
from kith.matching.reading import AttributeReader, RuleReader, one_of, unknown_keys
from kith.matching.rulebook import Attribute, BestFor, Rule, RuleBook, Strength, Verb
from kith.matching.types import Kind
from kith.tables.toml import TomlDocument, load_toml

FORMAT_VERSION = 1
Locate = Callable[[str], Where]
"""From a path (``rule[2].weight``) to where it stands in the file."""

_TOP_KEYS = frozenset({"format_version", "kind", "best_for", "attribute", "rule"})


def _by_key(path: str) -> Where:
    return Where(key=path)


def read_rules(text: str | bytes, name: str = "rules.toml", *, sides: Sequence[str] = ()) -> RuleBook:
    """The rule book of a TOML file.

    Parameters
    ----------
    text
        The file's content.
    name
        What to call it in a fault.
    sides
        The names a rule's ``side`` may hold; any when empty.

    Raises
    ------
    KithError
        With every fault, each with its line.
    """
    faults = Faults()
    book, document = read_rules_with(text, name, sides=sides, also={"pairs"}, faults=faults)
    threes = _threes(document.data.get("pairs", {}), faults, document.where)
    faults.raise_if_any()
    return replace(book, threes=threes)


def read_rules_with(
    text: str | bytes,
    name: str = "rules.toml",
    *,
    sides: Sequence[str] = (),
    kind: Kind = Kind.PAIRS,
    also: Set[str] = frozenset(),
    faults: Faults | None = None,
) -> tuple[RuleBook, TomlDocument]:
    """The rule book of a TOML file that holds more than rules, and the document for the rest of it.

    Parameters
    ----------
    kind
        What the file must be for, where it says so (``kind = "posts"``).
    also
        Names of further tables, which the caller reads: ``[posts]`` is ``document.data["posts"]``, and a fault
        in it is placed by ``document.where("posts.ties")``. Any other unknown name is a fault.
    faults
        Where to note faults, so that the caller may add those of its own tables and refuse once. Without it
        they are raised.

    Raises
    ------
    KithError
        With every fault, each with its line. For a file that is not TOML always, since nothing can be read.

    >>> book, document = read_rules_with('kind = "posts"\\n[posts]\\nties = "one_lottery"', kind=Kind.POSTS, also={"posts"})
    >>> document.data["posts"]
    {'ties': 'one_lottery'}
    """
    document = load_toml(text, name)
    noted = Faults() if faults is None else faults
    book = _from_data(document, sides, kind, _TOP_KEYS | also, noted)
    if faults is None:
        noted.raise_if_any()
    return book, document


def parse_rules(
    rules: Sequence[object],
    *,
    attributes: Mapping[str, object] | None = None,
    best_for: object = None,
    sides: Sequence[str] = (),
    locate: Locate = _by_key,
) -> RuleBook:
    """The rule book of tables already parsed: ``[[match.rule]]`` and its neighbours in a definition.

    Parameters
    ----------
    rules
        One mapping a rule, with the keys of a rules file.
    attributes
        ``[attribute.NAME]`` tables: ``kind`` and, for a grade, ``scale``.
    best_for
        ``no_one_left_behind`` (also when ``None``) or ``most``.
    sides
        The names a rule's ``side`` may hold; any when empty.
    locate
        Gives a fault its place from paths such as ``rule[2].weight`` or ``attribute.band.scale``.

    Raises
    ------
    KithError
        With every fault.

    >>> book = parse_rules([{"prefer": "same_site", "weight": 4}])
    >>> book.rules[0].key, book.rules[0].points
    ('prefer:same:site', 400)
    """
    faults = Faults()
    declared = AttributeReader(faults, locate).read(attributes or {})
    reader = RuleReader(faults, locate, declared, tuple(sides))
    parsed = [reader.read(index, table) for index, table in enumerate(rules)]
    chosen = BestFor.NO_ONE_LEFT_BEHIND
    if best_for is not None and one_of(best_for, BestFor, faults, locate("best_for"), "best_for"):
        chosen = BestFor(str(best_for))
    kept = tuple(rule for rule in parsed if rule is not None)
    _check_together(kept, parsed, faults, locate)
    faults.raise_if_any()
    return RuleBook(kept, reader.attributes(), chosen)


def rules_to_json(book: RuleBook) -> dict[str, object]:
    """The rule book as plain values, the rules in the order in which they were written."""
    return {
        "best_for": book.best_for.value,
        "attributes": [_attribute_to_json(one) for one in sorted(book.attributes, key=lambda a: a.key)],
        "rules": [_rule_to_json(rule) for rule in book.rules],
        **({"threes": True} if book.threes else {}),
    }


def rules_hash(book: RuleBook) -> str:
    """SHA-256 of what the rules mean: comments, order and short forms do not change it."""
    return hash_value(
        rules_to_json(replace(book, rules=tuple(sorted(book.rules, key=lambda rule: rule.key))))
    )


def _from_data(
    document: TomlDocument, sides: Sequence[str], kind: Kind, known: frozenset[str], faults: Faults
) -> RuleBook:
    data, locate = document.data, document.where
    rules, attributes = tables_of(data, kind, known, faults, locate)
    try:
        return parse_rules(
            rules, attributes=attributes, best_for=data.get("best_for"), sides=sides, locate=locate
        )
    except KithError as error:
        faults.extend(error.faults)
        return RuleBook(())


def tables_of(
    data: Mapping[str, object], kind: Kind, known: frozenset[str], faults: Faults, locate: Locate
) -> tuple[Sequence[object], Mapping[str, object]]:
    """The tables ``[[rule]]`` and ``[attribute]`` of a rules file of some kind; empty where they are not such.

    Noted are names that are not ``known``, another version of the format and another kind.
    """
    unknown_keys(data, known, faults, locate, "")
    if data.get("format_version", FORMAT_VERSION) != FORMAT_VERSION:
        faults.add(
            "matching.rules.format_version",
            locate("format_version"),
            value=str(data["format_version"]),
            known=FORMAT_VERSION,
        )
    rules, attributes = data.get("rule", []), data.get("attribute", {})
    if not isinstance(rules, list):
        faults.add("matching.rules.rule_not_list", locate("rule"))
        rules = []
    if not isinstance(attributes, dict):
        faults.add("matching.rules.attribute_not_table", locate("attribute"))
        attributes = {}
    if data.get("kind", kind.value) != kind.value:
        faults.add("matching.rules.kind_of_file", locate("kind"), value=str(data["kind"]), known=kind.value)
    return rules, attributes


def _threes(table: object, faults: Faults, locate: Locate) -> bool:
    """Whether the table ``[pairs]`` lets whoever is left over join a pair."""
    if not isinstance(table, Mapping):
        faults.add("matching.rules.pairs_not_table", locate("pairs"))
        return False
    unknown_keys(table, frozenset({"threes"}), faults, locate, "pairs.")
    threes = table.get("threes", False)
    if not isinstance(threes, bool):
        faults.add("matching.rules.threes", locate("pairs.threes"), value=str(threes))
    return threes is True


_OPPOSITE = {Verb.SAME: Verb.DIFFERENT, Verb.DIFFERENT: Verb.SAME}


def _check_together(
    kept: tuple[Rule, ...], parsed: Sequence[Rule | None], faults: Faults, locate: Locate
) -> None:
    """Rules that are fine alone but not together: twice the same, or one undoing another."""
    first: dict[str, int] = {}
    for index, rule in enumerate(parsed):
        if rule is None:
            continue
        if rule.key in first:
            faults.add("matching.rules.twice", locate(f"rule[{index}]"), rule=rule.key)
        first.setdefault(rule.key, index)
    musts = {(rule.verb, rule.on, rule.on_second) for rule in kept if rule.strength is Strength.MUST}
    for index, rule in enumerate(parsed):
        if rule is None or rule.verb not in _OPPOSITE:
            continue
        subject = (rule.on, rule.on_second)
        where = locate(f"rule[{index}]")
        if (_OPPOSITE[rule.verb], *subject) in musts:
            if rule.strength is Strength.PREFER:
                faults.add("matching.rules.never_gives", where, rule=rule.key, attribute=str(rule.on))
            elif rule.verb is Verb.DIFFERENT:
                faults.add("matching.rules.contradict", where, attribute=str(rule.on))
        elif rule.strength is Strength.PREFER and (rule.verb, *subject) in musts:
            faults.add("matching.rules.always_gives", where, rule=rule.key, attribute=str(rule.on))


def _attribute_to_json(attribute: Attribute) -> dict[str, object]:
    return {
        "key": attribute.key,
        "kind": attribute.kind.value,
        "scale": list(attribute.scale),
        **({"week_of": attribute.week_of.isoformat()} if attribute.week_of else {}),
        **({"time_zone": attribute.time_zone} if attribute.time_zone else {}),
    }


def _rule_to_json(rule: Rule) -> dict[str, object]:
    return {
        "key": rule.key,
        "strength": rule.strength.value,
        "verb": rule.verb.value,
        "on": rule.on,
        "with": rule.on_second,
        "points": rule.points,
        "limit": rule.limit,
        "side": rule.side,
        **({"unit": rule.unit.value} if rule.unit else {}),
    }

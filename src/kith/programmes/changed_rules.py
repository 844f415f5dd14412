"""Rules that one cohort has instead of its programme's own: the same words, about the same attributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kith.foundation.faults import Fault, Faults, KithError
from kith.matching.rulebook import BestFor, Rule, RuleBook
from kith.matching.rules import parse_rules, read_rules, rules_hash
from kith.programmes.capabilities import AttributeType
from kith.programmes.reading_grouping import as_matching, is_comparable
from kith.programmes.types import Definition
from kith.questionnaires.declaration import nearest
from kith.tables.toml import TomlDocument, load_toml

LONGEST = 100_000
"""Characters of a rules file. Ten rules are some hundred."""


def read_changed_rules(definition: Definition, text: str, name: str = "rules.toml") -> RuleBook:
    """The rule book of a rules file about the people of a programme.

    The attributes are read as the definition says; the file neither declares any nor says what comes first, which
    is chosen with each run.

    Raises
    ------
    KithError
        With every fault, each with its line and its path (``rule[2].weight``).
    """
    match = definition.match
    if match is None:
        raise ValueError(f"the definition {definition.key} has no match")
    if len(text) > LONGEST:
        raise KithError(Fault("programmes.rules.too_long", params={"most": LONGEST}))
    document = load_toml(text, name)
    faults = Faults()
    for key in sorted(set(document.data) & {"attribute", "best_for"}):
        faults.add(f"programmes.rules.{key}_not_here", document.where(key))
    rules = document.data.get("rule", [])
    tables = rules if isinstance(rules, list) else []
    attributes = _comparable(definition)
    for index, table in enumerate(tables):
        _check_attributes(definition, document, index, _alone(table, attributes, match.sides), faults)
    try:
        book = _whole(text, name, document, attributes, match.sides)
    except KithError as error:
        faults.extend(error.faults)
    faults.raise_if_any()
    return replace(book, best_for=match.rules.best_for)


def _comparable(definition: Definition) -> dict[str, object]:
    return {one.key: as_matching(one) for one in definition.attributes if is_comparable(one)}


def _whole(
    text: str, name: str, document: TomlDocument, attributes: Mapping[str, object], sides: Sequence[str]
) -> RuleBook:
    """Every rule with the definition's attributes. What else is in the file is looked at by the wing."""
    rules = document.data.get("rule", [])
    others = set(document.data) - {"format_version", "rule", "attribute", "best_for"}
    if not isinstance(rules, list) or others or document.data.get("format_version", 1) != 1:
        return read_rules(text, name, sides=sides)
    return parse_rules(rules, attributes=attributes, sides=sides, locate=document.where)


def _alone(table: object, attributes: Mapping[str, object], sides: Sequence[str]) -> Rule | None:
    """A rule by itself, so that what it reads is looked at though another one is wrong."""
    try:
        return parse_rules([table], attributes=attributes, sides=sides).rules[0]
    except KithError:
        return None


def _check_attributes(
    definition: Definition, document: TomlDocument, index: int, rule: Rule | None, faults: Faults
) -> None:
    """Each attribute of a rule is declared, can be compared, and is known about the side it is read from."""
    match = definition.match
    if rule is None or match is None:
        return
    known = {one.key: one for one in definition.attributes}
    keys = (("on", rule.on), ("with" if rule.facing else "on", rule.on_second))
    for (at, key), side in zip(keys, match.sides, strict=True):
        if key is None:
            continue
        where = document.where(f"rule[{index}].{at}")
        if key not in known:
            near = nearest(key, known)
            code = "declared.no_such_attribute_nearest" if near else "declared.no_such_attribute"
            faults.add(code, where, value=key, known=", ".join(sorted(known)), nearest=near)
            return
        if known[key].kind is AttributeType.TEXT:
            faults.add("programmes.text_cannot_match", where, attribute=key)
            return
        elif side not in known[key].roles:
            faults.add("programmes.attribute_of_other_side", where, attribute=key, side=side)


def hash_of(book: RuleBook) -> str:
    """What tells two rule books apart: comments, order and short forms do not."""
    return rules_hash(replace(book, best_for=BestFor.NO_ONE_LEFT_BEHIND))

"""A rule book as the TOML that says it, so that a form may write what a coordinator can read and change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kith.foundation.messages import Translate, gettext_noop
from kith.matching.describe import rule_words
from kith.matching.quantities import write_limit
from kith.matching.rulebook import Attribute, BestFor, Rule, RuleBook, Strength, Verb
from kith.matching.types import Kind
from kith.matching.vocabulary import INFERRED_KIND, WORDS, split_phrase

TomlValue = str | bool | int | float | date | Sequence["TomlValue"] | Mapping[str, "TomlValue"]
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def rules_to_toml(
    book: RuleBook,
    *,
    kind: Kind | None = None,
    tables: Mapping[str, Mapping[str, TomlValue]] | None = None,
    comments: bool = True,
    translate: Translate = gettext_noop,
) -> str:
    """The rules file of a book; reading it gives the same book again.

    Parameters
    ----------
    kind
        Written as ``kind``, where the file is to say what it makes.
    tables
        Further tables by name, such as what a kind keeps under its own: ``{"posts": {"ties": "one_lottery"}}``.
    comments
        Whether each rule has its sentence above it, in the language of ``translate``.

    Rules that come with an earlier result (``stay``) are not written: they are not in rules files.

    >>> from kith.matching.rules import parse_rules
    >>> print(rules_to_toml(parse_rules([{"prefer": "same_site", "weight": 4}])), end="")
    format_version = 1
    <BLANKLINE>
    # same site preferred
    [[rule]]
    prefer = "same_site"
    weight = 4
    """
    written = [rule for rule in book.rules if (rule.strength, rule.verb) in WORDS]
    parts = ["\n".join(_head(book, kind))]
    own: dict[str, Mapping[str, TomlValue]] = dict(tables or {})
    if book.threes:
        own["pairs"] = {"threes": True, **own.get("pairs", {})}
    parts += ["\n".join(_table(name, table)) for name, table in own.items()]
    plain = _plain_kinds(written)
    for attribute in book.attributes:
        if attribute != plain.get(attribute.key):
            parts.append("\n".join(_table(f"attribute.{_key(attribute.key)}", _attribute(attribute))))
    for rule in written:
        said = [f"# {_one_line(rule_words(rule, translate))}"] if comments else []
        parts.append("\n".join([*said, "[[rule]]", *_rule(rule, book)]))
    return "\n\n".join(parts) + "\n"


def toml_value(value: TomlValue) -> str:
    """A value as TOML has it.

    >>> toml_value({"hours": 1.5, "days": ["Mon", "Tue"]})
    '{ hours = 1.5, days = ["Mon", "Tue"] }'
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{"".join(map(_character, value))}"'
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(name)} = {toml_value(one)}" for name, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    return f"[{', '.join(map(toml_value, value))}]"


def _character(one: str) -> str:
    if one in _ESCAPES:
        return _ESCAPES[one]
    return f"\\u{ord(one):04x}" if ord(one) < 0x20 or ord(one) == 0x7F else one


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else toml_value(name)


def _one_line(text: str) -> str:
    return "".join(one if one.isprintable() else " " for one in text)


def _head(book: RuleBook, kind: Kind | None) -> Iterator[str]:
    yield "format_version = 1"
    if kind is not None:
        yield f"kind = {toml_value(kind.value)}"
    if book.best_for is not BestFor.NO_ONE_LEFT_BEHIND:
        yield f"best_for = {toml_value(book.best_for.value)}"


def _table(name: str, table: Mapping[str, TomlValue]) -> Iterator[str]:
    yield f"[{name}]"
    for key, value in table.items():
        yield f"{_key(key)} = {toml_value(value)}"


def _plain_kinds(rules: Sequence[Rule]) -> dict[str, Attribute]:
    """What each attribute would be taken for without being declared: as the first rule about it says."""
    found: dict[str, Attribute] = {}
    for rule in rules:
        for key in (rule.on, rule.facing):
            if key is not None:
                found.setdefault(key, Attribute(key, INFERRED_KIND[rule.verb]))
    return found


def _attribute(attribute: Attribute) -> dict[str, TomlValue]:
    table: dict[str, TomlValue] = {"kind": attribute.kind.value}
    if attribute.scale:
        table["scale"] = attribute.scale
    if attribute.week_of is not None:
        table["week_of"] = attribute.week_of
    if attribute.time_zone is not None:
        table["time_zone"] = attribute.time_zone
    return table


def _rule(rule: Rule, book: RuleBook) -> Iterator[str]:
    phrase = f"{rule.verb.value}_{rule.on}"
    short = rule.on is not None and split_phrase(phrase, rule.strength) == (rule.verb, rule.on)
    yield f"{rule.strength.value} = {toml_value(phrase if short else rule.verb.value)}"
    if rule.on is not None and not short:
        yield f"on = {toml_value(rule.on)}"
    if rule.facing is not None:
        yield f"with = {toml_value(rule.facing)}"
    word = WORDS[rule.strength, rule.verb]
    if rule.limit is not None and word.limit is not None:
        kind = book.attribute(rule.on).kind if rule.on is not None else None
        default = word.default if kind is None else word.default_for.get(kind, word.default)
        if rule.limit != default or rule.verb is Verb.SHARE:  # how much is enough, is asked first of all
            yield f"{word.limit} = {write_limit(rule.limit, rule.unit)}"
    if rule.side is not None:
        yield f"side = {toml_value(rule.side)}"
    if rule.strength is Strength.PREFER:
        weight = rule.weight
        yield f"weight = {int(weight) if weight.is_integer() else weight!r}"

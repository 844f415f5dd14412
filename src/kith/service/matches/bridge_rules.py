"""The door to the matching wing's words: which rules can be written, and rules as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kith.matching.types import Kind, Strength, Verb
from kith.matching.vocabulary import WORDS
from kith.service.matches.domain.rule_words import RuleWord

if TYPE_CHECKING:
    from kith.matching import Rule

BOTH = 2


def words_of(kind: str) -> tuple[RuleWord, ...]:
    """Every rule that can be written for a kind of match: those about two, and for sets those about a whole set."""
    about_two = tuple(
        RuleWord(
            strength.value,
            verb.value,
            code=f"matching.rule.{strength.value}.{verb.value}",
            attributes=(1 if kind == Kind.SETS else BOTH) if word.needs_attribute else 0,
            limit=word.limit,
            has_weight=strength is Strength.PREFER,
            has_side=verb is Verb.WISH and kind != Kind.SETS,
        )
        for (strength, verb), word in WORDS.items()
        if not (kind == Kind.SETS and verb in {Verb.NEW, Verb.WISH})
    )
    return (*_about_sets(), *about_two) if kind == Kind.SETS else about_two


def _about_sets() -> tuple[RuleWord, ...]:
    from kith.matching.sets.reading import SET_WORDS

    return tuple(
        RuleWord(name, "", code=f"matches.rule_word.{name}", attributes=1, limit=word.limit, has_weight=True)
        for name, word in SET_WORDS.items()
    )


def table_of(rule: Rule) -> dict[str, object]:
    """A rule as a file has it."""
    word = WORDS[rule.strength, rule.verb]
    table: dict[str, object] = {rule.strength.value: rule.verb.value}
    if rule.on is not None:
        table["on"] = rule.on
    if rule.facing is not None:
        table["with"] = rule.facing
    if word.limit and rule.limit is not None:
        table[word.limit] = _plain(rule.limit)
    if rule.points:
        table["weight"] = _plain(rule.weight)
    if rule.side is not None:
        table["side"] = rule.side
    return table


def _plain(number: float) -> int | float:
    return int(number) if number.is_integer() else number

"""The door to the matching wing's words: which rules can be written, and rules as a file."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from kith.matching.rulebook import Strength, Verb
from kith.matching.types import Kind
from kith.matching.vocabulary import WORDS
from kith.matching.writing import rules_to_toml
from kith.service.matches.domain.rule_words import RuleWord

if TYPE_CHECKING:
    from kith.matching import RuleBook

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


def tables_of(book: RuleBook) -> list[dict[str, object]]:
    """Each rule as a file has it, without what the file says of attributes."""
    found: list[dict[str, object]] = tomllib.loads(rules_to_toml(book, comments=False)).get("rule", [])
    return found

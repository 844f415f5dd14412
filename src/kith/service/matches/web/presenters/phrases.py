"""Rules, reasons and alternatives of the engine as a page says them, in the definition's own words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from kith.foundation.messages import words
from kith.programmes.types import Definition
from kith.service.cohorts.domain.definitions import definition_of
from kith.service.cohorts.models import Cohort
from kith.service.matches import bridge
from kith.service.matches.domain.partner_card import labels_of as _labels
from kith.service.matches.domain.partner_card import reason_phrases
from kith.service.matches.domain.rule_changes import every_rule

if TYPE_CHECKING:
    from kith.matching import Reason, Rule, RuleBook, Unmatched

POINTS = frozenset({"worst", "after", "points", "uses", "whole"})
"""Parameters of a reason that are points."""

__all__ = [
    "freeing_sentences",
    "gives_words",
    "reason_phrases",
    "reason_sentences",
    "rule_phrase",
    "rule_phrases",
    "rule_table",
    "sentences",
]


def rule_table(book: RuleBook, definition: Definition, language: str) -> list[tuple[str, str, str]]:
    """Each rule's key, its phrase in the reader's language, and its weight ("always" for a must)."""
    return [
        (
            rule.key,
            rule_phrase(rule, definition, language),
            gettext("Always") if not rule.points else f"{rule.weight:g}",
        )
        for rule in book.rules
    ]


def rule_phrases(cohort: Cohort, language: str) -> dict[str, str]:
    """Each rule that holds or held in the cohort, by its key."""
    definition = definition_of(cohort)
    return {key: rule_phrase(rule, definition, language) for key, rule in every_rule(cohort).items()}


def rule_phrase(rule: Rule, definition: Definition, language: str) -> str:
    """A rule in words, its attributes and side called as the definition calls them."""
    said = bridge.describe(rule)
    labels = _labels(definition, language)
    params = dict(said.params)
    for name, key in (("on", rule.on), ("facing", rule.facing)):
        if key in labels:
            params[name] = labels[key]
    if rule.side is not None:
        params["side"] = definition.role(rule.side).name.in_language(language)
    phrase = words(said.code, params, gettext)
    return phrase[:1].upper() + phrase[1:]


def reason_sentences(cohort: Cohort, unmatched: Unmatched, language: str) -> list[str]:
    """Why somebody has no partner, as far as everybody may know."""
    return sentences(cohort, unmatched.reasons, language)


def sentences(cohort: Cohort, reasons: Iterable[Reason], language: str, *, per_weight: int = 1) -> list[str]:
    """Each reason, with rules, sides and columns as the definition calls them. Points come as weights."""
    definition = definition_of(cohort)
    phrases = _quoted(cohort, language)
    sides = {role.key: role.plural.in_language(language) for role in definition.roles}
    labels = _labels(definition, language)
    known = {"rule": phrases, "other": sides, "side": sides, "attribute": labels}

    def said(name: str, value: object) -> object:
        if name in POINTS and isinstance(value, int):
            return f"{value / per_weight:g}"
        return known.get(name, {}).get(str(value), value)

    return [
        words(reason.code, {name: said(name, value) for name, value in reason.params.items()}, gettext)
        for reason in reasons
    ]


def freeing_sentences(cohort: Cohort, found: list[dict[str, Any]], language: str) -> list[str]:
    """What would make somebody's partner possible: one rule that is given up."""
    phrases = _quoted(cohort, language)
    return [
        words(
            "matching.unmatched.frees",
            {"rule": phrases.get(one["rule"], one["rule"]), "partners": one["partners"]},
            gettext,
        )
        for one in found
    ]


def _quoted(cohort: Cohort, language: str) -> dict[str, str]:
    """Each rule as it stands inside a sentence."""
    return {
        key: gettext("“%(rule)s”") % {"rule": phrase[:1].lower() + phrase[1:]}
        for key, phrase in rule_phrases(cohort, language).items()
    }


def gives_words(cohort: Cohort, gives: Reason, per_weight: int) -> str:
    """What an alternative would cost, in the coordinator's own units."""
    scaled = {
        name: f"{value / per_weight:g}" if isinstance(value, int) else value
        for name, value in gives.params.items()
    }
    return words(gives.code, scaled, gettext)

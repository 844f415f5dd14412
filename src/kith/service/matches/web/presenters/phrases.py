"""Rules, reasons and alternatives of the engine as a page says them, in the definition's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

__all__ = ["gives_words", "reason_phrases", "reason_sentences", "rule_phrase", "rule_phrases", "rule_table"]


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
    definition = definition_of(cohort)
    phrases = rule_phrases(cohort, language)
    sides = {role.key: role.plural.in_language(language) for role in definition.roles}
    labels = _labels(definition, language)
    known = {"rule": phrases, "other": sides, "side": sides, "attribute": labels}
    return [
        words(
            reason.code,
            {name: known.get(name, {}).get(str(value), value) for name, value in reason.params.items()},
            gettext,
        )
        for reason in unmatched.reasons
    ]


def gives_words(cohort: Cohort, gives: Reason, per_weight: int) -> str:
    """What an alternative would cost, in the coordinator's own units."""
    scaled = {
        name: f"{value / per_weight:g}" if isinstance(value, int) else value
        for name, value in gives.params.items()
    }
    return words(gives.code, scaled, gettext)

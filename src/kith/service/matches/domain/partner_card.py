"""What a partner is told of the other: what they hope for, and why the two were brought together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from kith.foundation.messages import catalogue, words
from kith.programmes.types import Definition
from kith.service.cohorts.models import Place
from kith.service.matches.domain import preferences, queries
from kith.service.matches.domain.questionnaires import questionnaire_of
from kith.service.matches.models import Pair


@dataclass(frozen=True, slots=True)
class ReasonPhrases:
    """What a preference has given two people, in a few words, by the rule's key: “same site”, “shared interests”.

    The key itself says what the rule is about, so that rules which hold no more are named as well.
    """

    labels: Mapping[str, str]

    def get(self, key: str, otherwise: str) -> str:
        _strength, _colon, rest = key.partition(":")
        verb, _colon, subject = rest.partition(":")
        on = subject.partition("/")[0]
        code = f"matches.reason.{verb}"
        return words(code, {"on": self.labels.get(on, on)}, gettext) if code in catalogue() else otherwise


def reason_phrases(definition: Definition, language: str) -> ReasonPhrases:
    return ReasonPhrases(labels_of(definition, language))


def labels_of(definition: Definition, language: str) -> dict[str, str]:
    """Each attribute as the definition calls it; in English without its capital, to stand inside a sentence."""
    found = {attribute.key: attribute.label.in_language(language) for attribute in definition.attributes}
    return {key: label[:1].lower() + label[1:] for key, label in found.items()} if language == "en" else found


def reasons_of(pair: Pair, definition: Definition, language: str) -> list[str]:
    """Why the two of a pair were brought together, each in a few words."""
    phrases = reason_phrases(definition, language)
    return [phrases.get(one["rule"], one["rule"]) for one in pair.reasons]


def hopes_of(partner: Place, language: str) -> list[tuple[str, str]]:
    """What the partner wrote in answer to the open questions, which say that a partner will see it."""
    instrument = questionnaire_of(partner)
    row = queries.preferences_of(partner)
    if instrument is None or row is None or row.submitted_at is None:
        return []
    answers = preferences.answers_of(partner, instrument)
    return [
        (item.label.in_language(language), str(answers[item.key]))
        for item in instrument.items
        if item.kind.value in {"long_text", "short_text"}
        and item.key in answers
        and not answers.is_declined(item.key)
    ]

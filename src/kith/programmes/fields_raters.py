"""What each key about raters means."""

from __future__ import annotations

from collections.abc import Mapping

from kith.programmes.capabilities import RaterKind
from kith.programmes.field_words import KEY, LIST, WORDS, Key, Part

RATERS_PARTS: Mapping[str, Part] = {
    "wave.raters": Part(
        "[wave.raters]",
        "Others who see a person at work and say what they see, while the wave is open. Each person names their own. "
        "Nobody reads single answers, and the report lays what others see beside what people say of themselves.",
        (
            Key("kind", "tables", "The kinds of people that are named. At least one.", True),
            Key("questionnaire", KEY, "What they answer. The wave's own, if left out."),
            Key("roles", LIST, "The sides whose people name raters. All that the wave asks, if left out."),
        ),
    ),
    "wave.raters.kind": Part(
        "[[wave.raters.kind]]",
        "One for each kind. Nobody is refused who names fewer: the page says how many are asked for.",
        (
            Key("kind", "code", "How they know the person.", True, RaterKind),
            Key("min", "whole number", "How many are asked for at least. 0, if left out."),
            Key("max", "whole number", "How many can be named: 1 to 10.", True),
            Key("name", WORDS, "What this kind is called here. Its usual words, if left out."),
        ),
    ),
}

"""Earlier answers in later words: ``What did you learn from ${partner|your partner}?``"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kith.foundation.words import Text
from kith.questionnaires.responses import AnswerValue, Declined
from kith.questionnaires.types import Instrument, ItemKind

_PIPE = re.compile(r"\$\{\s*([a-z][a-z0-9_]*)\s*(?:\|([^}]*))?\}")


def piped_keys(text: Text) -> frozenset[str]:
    """The items whose answers a text shows, in any of its languages.

    >>> sorted(piped_keys(Text.of("You said ${role}, for ${years|some} years")))
    ['role', 'years']
    """
    return frozenset(key for words in text.by_language.values() for key, _ in _PIPE.findall(words))


def piped(text: Text, instrument: Instrument, answers: Mapping[str, AnswerValue], language: str) -> str:
    """The text in a language with each ``${item|otherwise}`` filled in.

    A choice is shown by its label. What was not answered, or was declined, is shown by the words
    after the bar, and by nothing when there are none. The result is plain text: escape it to show it.
    """

    def shown(found: re.Match[str]) -> str:
        said = answer_words(instrument, found[1], answers.get(found[1]), language)
        return said if said is not None else (found[2] or "").strip()

    return _PIPE.sub(shown, text.in_language(language))


def answer_words(instrument: Instrument, key: str, value: AnswerValue | None, language: str) -> str | None:
    """An answer as a person reads it; ``None`` for a blank, a declined item, or a yes-no item.

    Yes and no are left to the caller, who has the translations.
    """
    if value is None or isinstance(value, bool | Declined):
        return None
    item = instrument.item(key)
    if item.kind is ItemKind.SCALE and isinstance(value, int):
        point = item.point(value)
        return point.label.in_language(language) if point else None
    ticked = value if isinstance(value, tuple) else (value,)
    if item.options:
        labels = [option.label.in_language(language) for option in item.options if option.key in ticked]
        return ", ".join(labels) or None
    return f"{value:g}" if isinstance(value, float) else str(value)

"""Kith's texts in the cells of an XLSForm: a column a language, earlier answers piped in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kith.foundation.words import Text
from kith.questionnaires.exchange.languages import heading_language
from kith.questionnaires.types import Instrument, Item

PIPE = re.compile(r"\$\{\s*([a-z][a-z0-9_]*)\s*(?:\|([^}]*))?\}")
DECLINE_LABEL = {"en": "Prefer not to say", "zh-hans": "不愿透露"}
YES_LABEL = {"en": "Yes", "zh-hans": "是"}
NO_LABEL = {"en": "No", "zh-hans": "否"}


def heading(column: str, tag: str) -> str:
    """The heading of a column in a language: ``label::English (en)``."""
    return f"{column}::{heading_language(tag)}"


def languages_of(instrument: Instrument) -> tuple[str, ...]:
    """Every language that any text stands in, those the instrument declares first."""
    seen = dict.fromkeys(instrument.languages)
    for text in texts_of(instrument):
        seen.update(dict.fromkeys(text.by_language))
    return tuple(seen)


def texts_of(instrument: Instrument) -> Iterator[Text]:
    """Every text of the instrument."""
    texts: list[Text | None] = [instrument.title, instrument.intro, instrument.closing]
    for page in instrument.pages:
        texts += [page.title, page.intro]
        for item in page.items:
            texts += [item.label, item.help, item.unit, item.constraint.message if item.constraint else None]
            texts += [point.label for point in item.points] + [option.label for option in item.options]
    texts += [scale.name for scale in instrument.scales]
    yield from (text for text in texts if text is not None)


def said(column: str, text: Text | None) -> dict[str, str]:
    """The cells of a text."""
    return {} if text is None else {heading(column, tag): words for tag, words in text.by_language.items()}


def fixed(labels: Mapping[str, str], languages: Iterable[str]) -> Text:
    """Kith's own word, such as yes, in the languages of a form; English where Kith has none."""
    return Text.of({tag: labels.get(tag, labels["en"]) for tag in languages})


def piped_for_odk(words: str, items: Mapping[str, Item], stand_ins: Mapping[str, str]) -> str:
    """The words as ODK pipes them: without what to say otherwise, and nothing else that begins ``${``.

    ``stand_ins`` names, by item, the calculated row that has an answer's label.
    """
    out, at = [], 0
    for found in PIPE.finditer(words):
        out.append(words[at : found.start()].replace("${", "$ {"))
        key = found[1]
        out.append(f"${{{stand_ins.get(key, key)}}}" if key in items else f"$ {{{key}}}")
        at = found.end()
    return "".join([*out, words[at:].replace("${", "$ {")])


def kept(words: str) -> str:
    """Words for one of Kith's own columns: converters refuse ``${`` wherever it is no question's name.

    >>> kept("${who|you}"), unkept(kept("${who|you} #{x}"))
    ('#{who|you}', '${who|you} #{x}')
    """
    return words.replace("#{", "##{").replace("${", "#{")


def unkept(words: str) -> str:
    """The words that :func:`kept` was given."""
    return re.sub(r"##?\{", lambda found: "#{" if len(found[0]) == 3 else "${", words)

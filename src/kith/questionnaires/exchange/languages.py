"""Languages as XLSForm headings name them: ``label::English (en)``."""

from __future__ import annotations

import re

NAMES = {
    "ar": "العربية",
    "bn": "বাংলা",
    "cy": "Cymraeg",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fr": "Français",
    "hi": "हिन्दी",
    "it": "Italiano",
    "pa": "ਪੰਜਾਬੀ",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "so": "Soomaali",
    "sw": "Kiswahili",
    "ur": "اردو",
    "zh-hans": "简体中文",
    "zh-hant": "繁體中文",
}
_ENGLISH = {
    "arabic": "ar",
    "bengali": "bn",
    "welsh": "cy",
    "german": "de",
    "english": "en",
    "spanish": "es",
    "persian": "fa",
    "french": "fr",
    "hindi": "hi",
    "italian": "it",
    "punjabi": "pa",
    "polish": "pl",
    "portuguese": "pt",
    "romanian": "ro",
    "somali": "so",
    "swahili": "sw",
    "urdu": "ur",
    "chinese": "zh-hans",
    "simplified chinese": "zh-hans",
    "traditional chinese": "zh-hant",
}
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_IN_BRACKETS = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\s*\)\s*$")


def heading_language(tag: str) -> str:
    """A language as a heading has it.

    >>> heading_language("en"), heading_language("xh")
    ('English (en)', 'xh (xh)')
    """
    return f"{NAMES.get(tag, tag)} ({tag})"


def tag_of(said: str) -> str | None:
    """The tag of a language named in a heading, or None when it names none that we know.

    >>> tag_of("English (en)"), tag_of("French"), tag_of("zh-Hans"), tag_of("Martian")
    ('en', 'fr', 'zh-hans', None)
    """
    said = said.strip()
    if found := _IN_BRACKETS.search(said):
        return found[1].replace("_", "-").lower()
    by_name = {name.casefold(): tag for tag, name in NAMES.items()} | _ENGLISH
    if said.casefold() in by_name:
        return by_name[said.casefold()]
    return (
        said.lower()
        if TAG.fullmatch(said) and len(said.split("-")[0]) <= 3 and said.lower() == said
        else None
    )

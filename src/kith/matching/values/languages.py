"""Languages as people write them: BCP 47 tags, English names, or a language's own name for itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kith.matching.suggesting import nearest
from kith.tables.values import Unreadable

_TAG = re.compile(r"([a-z]{2,3})((?:[-_][a-z0-9]{2,8})*)", re.IGNORECASE)
_ASIDE = re.compile(r"\s*[(（][^)）]*[)）]\s*$")
_MACRO = {"cmn": "zh", "prs": "fa", "nb": "no", "nn": "no", "fil": "tl", "iw": "he", "in": "id", "mo": "ro"}
"""Tags for what people call by one name: BCP 47's older and narrower tags for the same base language."""


def read_language(text: str) -> str:
    """The base language of what somebody wrote: ``en`` for “en-GB”, “English” and “English (fluent)”.

    Raises
    ------
    Unreadable
        For a language that is not known, with the nearest that is.

    >>> read_language("zh-Hans"), read_language("Chinese"), read_language("中文"), read_language("cmn")
    ('zh', 'zh', 'zh', 'zh')
    """
    written = text.strip()
    plain = _ASIDE.sub("", written).casefold() or written.casefold()
    tag = _TAG.fullmatch(plain)
    if tag is not None and (base := _MACRO.get(tag[1], tag[1])) in _codes():
        return base
    for names in (_english, _own):
        if plain in names():
            return names()[plain]
    near = nearest(plain, _english())
    if near:
        shown = _shown()[_english()[near]]
        raise Unreadable("matching.people.language_unknown_near", value=text, nearest=shown)
    raise Unreadable("matching.people.language_unknown", value=text)


@cache
def _names() -> Mapping[str, str]:
    from babel import Locale

    return dict(Locale("en").languages)


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for code in _names() if "_" not in code) - {"mul", "und", "zxx", "root"}


@cache
def _shown() -> Mapping[str, str]:
    """A language's English name."""
    return {_MACRO.get(code, code): name for code, name in sorted(_names().items(), reverse=True)}


@cache
def _english() -> Mapping[str, str]:
    """English names to base languages; “British English” and the like mean their base."""
    found: dict[str, str] = {}
    for code, name in sorted(_names().items(), key=lambda item: (len(item[0]), item[0])):
        base = code.split("_")[0]
        if base in _codes():
            found.setdefault(name.casefold(), _MACRO.get(base, base))
    found |= {"mandarin": "zh", "putonghua": "zh", "farsi": "fa", "flemish": "nl", "norwegian": "no"}
    return found


@cache
def _own() -> Mapping[str, str]:
    """Languages' own names. Reading them takes a second or two, once, and only for a name that is not English.

    With what they inherit: Babel keeps what it loads, and would give half of it to whoever writes a number later.
    """
    from babel import localedata

    found: dict[str, str] = {}
    for code in sorted(localedata.locale_identifiers()):
        if "_" not in code and code in _codes():
            name = localedata.load(code).get("languages", {}).get(code)
            if name:
                found.setdefault(str(name).casefold(), _MACRO.get(code, code))
    return found

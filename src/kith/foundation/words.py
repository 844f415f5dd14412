"""Text in several languages: language to text, with a fallback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

FALLBACK_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in one or more languages (BCP 47 tags, as Django writes them lower case: ``zh-hans``).

    >>> Text.of({"en": "Leeds", "zh-Hans": "利兹"}).in_language("zh-hans")
    '利兹'
    >>> Text.of("Leeds").in_language("zh-hans")
    'Leeds'
    """

    by_language: Mapping[str, str]

    @classmethod
    def of(cls, value: str | Mapping[str, str] | Text) -> Text:
        """Plain text stands for the fallback language."""
        if isinstance(value, Text):
            return value
        if isinstance(value, str):
            value = {FALLBACK_LANGUAGE: value}
        if not value:
            raise ValueError("a text needs at least one language")
        return cls(MappingProxyType({tag.lower(): text for tag, text in value.items()}))

    def in_language(self, tag: str) -> str:
        """The text in ``tag``, else in its base language, else in English, else the first there is."""
        tag = tag.lower()
        for candidate in (tag, tag.split("-")[0], FALLBACK_LANGUAGE):
            if candidate in self.by_language:
                return self.by_language[candidate]
        return next(iter(self.by_language.values()))

    def to_json(self) -> dict[str, str]:
        return dict(self.by_language)

    def __str__(self) -> str:
        return self.in_language(FALLBACK_LANGUAGE)

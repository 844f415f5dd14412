"""Codes to words, and numbers as a reader of the wing's reports sees them."""

from __future__ import annotations

from dataclasses import dataclass

from kith.foundation.messages import Translate, gettext_noop, words
from kith.foundation.words import FALLBACK_LANGUAGE
from kith.publishing.blocks import Alignment, Column

MINUS = "−"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says catalogue sentences of one subject (``workforce.wisn``) through ``translate``."""

    subject: str
    language: str = FALLBACK_LANGUAGE
    translate: Translate = gettext_noop

    def say(self, code: str, **params: str | int) -> str:
        """The sentence ``SUBJECT.code``. Numbers that are not counts come already written."""
        return words(f"{self.subject}.{code}", params, self.translate)

    def columns(self, *codes: str, words_first: int = 1) -> tuple[Column, ...]:
        """Headings by code: the first ``words_first`` are of words, the others of numbers."""
        return tuple(
            Column(self.say(f"heading.{code}"), Alignment.WORDS if place < words_first else Alignment.NUMBER)
            for place, code in enumerate(codes)
        )


def number(value: float, decimals: int = 2) -> str:
    """A number with thousands apart and a true minus sign.

    >>> number(12345.678), number(-0.5, 1), number(-0.001)
    ('12,345.68', '−0.5', '0.00')
    """
    text = f"{abs(value):,.{decimals}f}"
    return MINUS + text if value < 0 and any(digit in text for digit in "123456789") else text


def short(value: float, decimals: int = 2) -> str:
    """A number without needless noughts behind the point.

    >>> short(20.0), short(7.5), short(1200.0)
    ('20', '7.5', '1,200')
    """
    text = number(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: float, decimals: int = 1) -> str:
    """A share as a percentage.

    >>> percent(0.4979)
    '49.8%'
    """
    return f"{number(100 * share, decimals)}%"

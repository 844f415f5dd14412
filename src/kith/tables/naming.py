"""Comparing names that people write differently: headings, choices, addresses."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """A name without case, accents' composition, spaces and punctuation, to compare by.

    >>> plain("E-mail  address:") == plain("email Address")
    True
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def shorten(text: str, length: int = 60) -> str:
    """A value short enough to stand in a sentence."""
    return text if len(text) <= length else text[: length - 1] + "…"


def column_letters(index: int) -> str:
    """The name a spreadsheet gives the column at ``index`` (0 is A).

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    number = index + 1
    while number:
        number, remainder = divmod(number - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters

"""Words that nobody knows, with the known one they are most like."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like ``word``, or an empty text."""
    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=0.5)), "")


def did_you_mean(code: str, word: str, known: Iterable[str]) -> tuple[str, dict[str, str]]:
    """The code and parameters of a fault about an unknown word: with the nearest known one if any is near."""
    options = list(known)
    near = nearest(word, options)
    params = {"known": ", ".join(options)}
    return (f"{code}_near", params | {"nearest": near}) if near else (code, params)

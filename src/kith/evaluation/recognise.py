"""How a column of a survey is read: from its answers, never from a guess that cannot be explained."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kith.evaluation.questions import Kind
from kith.evaluation.scales import (
    DASHES,
    WORD_SCALES,
    WordScale,
    band_place,
    bracket_place,
    head,
    is_decline,
)
from kith.evaluation.types import Remark

MISSING = frozenset({"", "-", "–", "—", ".", "na", "nan", "null", "none given", "#n/a"})
"""Cells that hold no answer, in lower case."""

MOST_LEVELS = 12
"""A question with more different answers than this had a box for people's own words."""

LEAST_SHARED = 3
"""Past :data:`MOST_LEVELS`, an answer of fewer people than this is somebody's own words: never printed."""

SHARED_SHARE = 0.6
"""A column of words is a choice when shared answers make up at least this share, else it is free text."""

LONGEST_LEVEL = 300
"""Characters of an answer to choose from, at most: three lines of a form. What is longer was written, not chosen. Ours."""

NUMBER_SHARE = 0.8
"""A column is one of numbers when at least this share are; the rest ("about ten") is kept apart. Ours."""
RATING_TOP = 10
"""Ratings run from 0 or 1 to ten at most; larger whole numbers are counts."""
MANY = 30
"""A number that is different for each of this many people is a label or a time, not a measurement."""

LABEL_HEADING = re.compile(
    r"(^|[_\W])(ids?|uuid|token|dttm|timestamp|datetime|e-?mail|names?|ip|phone)($|[_\W])|(_|\b)id$",
    re.IGNORECASE,
)
YES = frozenset({"yes", "y", "true"})
NO = frozenset({"no", "n", "false"})
Place = Callable[[str], tuple[float, float] | None]


@dataclass(frozen=True, slots=True)
class Recognised:
    """The kind of a column, its answers in order, and why."""

    kind: Kind
    levels: tuple[str, ...]
    reading: Remark


def is_missing(cell: str | None, also: frozenset[str] = frozenset()) -> bool:
    """Whether a cell holds no answer. ``also`` are further words for it, in lower case."""
    return cell is None or (text := cell.strip().lower()) in MISSING or text in also


def as_number(cell: str) -> float | None:
    """The number in a cell that is nothing but a number; ``None`` for words, or for words with a number."""
    try:
        number = float(cell.strip().replace(",", ""))
    except ValueError:
        return None
    return number if abs(number) < 1e300 and number == number else None


def recognise(heading: str, answers: Sequence[str]) -> Recognised:
    """How a column is read.

    Parameters
    ----------
    heading
        The column's heading: only a label or a time is known by it.
    answers
        The answers given, in any order, without the missing ones.
    """
    if not answers:
        return _as(Kind.LEFT_OUT, "nobody")
    numbers = [number for answer in answers if (number := as_number(answer)) is not None]
    all_different = len(set(answers)) == len(answers) and len(numbers) in (0, len(answers))
    if LABEL_HEADING.search(heading) and (len(set(answers)) > MOST_LEVELS or _tells_apart(answers)):
        return _as(Kind.LEFT_OUT, "label")
    if numbers and all_different and len(answers) >= MANY:
        return _as(Kind.LEFT_OUT, "all_different")
    if len(numbers) >= NUMBER_SHARE * len(answers):
        return _numbers(numbers, len(answers))
    return _words(Counter(answers), len(answers))


def _tells_apart(answers: Sequence[str]) -> bool:
    """Few people's codes, nearly all different: a choice of two or three is shared by more."""
    return len(set(answers)) > len(answers) / 2


def _numbers(numbers: list[float], n: int) -> Recognised:
    distinct = sorted(set(numbers))
    whole = all(number == int(number) and 0 <= number <= RATING_TOP for number in distinct)
    if whole and len(numbers) == n and 2 <= len(distinct) <= RATING_TOP + 1 and n > len(distinct):
        levels = tuple(str(int(number)) for number in distinct)
        return _as(Kind.ORDERED, "rating", levels, low=levels[0], high=levels[-1])
    words = n - len(numbers)
    return _as(Kind.NUMBER, "number", not_numbers=words) if words else _as(Kind.NUMBER, "number_only")


def _words(counted: Counter[str], n: int) -> Recognised:
    if {answer.lower() for answer in counted} <= YES | NO:
        return _as(Kind.YES_NO, "yes_no", _yes_first(counted))
    shared = Counter({answer: count for answer, count in counted.items() if len(answer) <= LONGEST_LEVEL})
    if sum(shared.values()) < SHARED_SHARE * n:
        return _as(Kind.TEXT, "text")
    if len(counted) > MOST_LEVELS:
        shared = Counter({answer: count for answer, count in shared.items() if count >= LEAST_SHARED})
        if sum(shared.values()) < SHARED_SHARE * n:
            return _as(Kind.TEXT, "text")
    elif len(counted) == n and n > LEAST_SHARED and max(map(len, counted)) > MOST_LEVELS:
        return _as(Kind.TEXT, "text")
    standing = [answer for answer in shared if not is_decline(answer)]
    declined = sorted(answer for answer in counted if is_decline(answer) and counted[answer] > 1)
    return _in_order(standing, declined) or _as(
        Kind.CHOICE, "choice", (*_by_count(shared, standing), *_by_count(shared, declined))
    )


def _in_order(standing: list[str], declined: list[str]) -> Recognised | None:
    for key, place in (("bands", band_place), ("brackets", bracket_place)):
        ordered = _placed(standing, place)
        if ordered:
            return _as(Kind.ORDERED, key, (*ordered, *declined), low=ordered[0], high=ordered[-1])
    for scale in WORD_SCALES:
        ordered = _placed(standing, _on(scale))
        if ordered:
            low, high = head(ordered[0]), head(ordered[-1])
            return _as(Kind.ORDERED, "words", (*ordered, *declined), scale=scale.key, low=low, high=high)
    return None


def _on(scale: WordScale) -> Place:
    def place(answer: str) -> tuple[float, float] | None:
        found = scale.place(head(answer))
        return None if found is None else (float(found), 0.0)

    return place


def _placed(answers: list[str], place: Place) -> list[str] | None:
    """The answers in order, if each has a place and no two share one."""
    if len(answers) < 2:
        return None
    places = {answer: place(answer) for answer in answers}
    known = [found for found in places.values() if found is not None]
    if len(known) < len(answers) or len(set(known)) < len(answers):
        return None
    return sorted(answers, key=lambda answer: places[answer] or (0.0, 0.0))


def _yes_first(counted: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counted, key=lambda answer: answer.lower() not in YES))


def _by_count(counted: Counter[str], answers: list[str]) -> list[str]:
    return sorted(answers, key=lambda answer: (-counted[answer], answer))


def _as(kind: Kind, why: str, levels: Sequence[str] = (), **params: str | int) -> Recognised:
    return Recognised(kind, tuple(levels), Remark(f"evaluation.reading.{why}", params))


def short(answer: str) -> str:
    """An answer cut before its first dash, for a chart or a narrow table."""
    return DASHES.split(answer.strip(), maxsplit=1)[0] or answer

"""Answers of two sides or more to the same questions, and what stands beside what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kith.foundation.words import Text


class Kind(StrEnum):
    """What the answers to a question are, which says how far apart two sides can be."""

    SCORE = "score"
    ORDERED = "ordered"
    NUMBER = "number"
    CHOICE = "choice"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Sided:
    """What one side answered.

    Parameters
    ----------
    n
        How many of the side answered, 0 or more.
    values
        Of a score, points or a number: one for each who gave one, in any order.
    counts
        Of answers to choose from: how many chose each, in the order of the question's options.
    """

    n: int
    values: tuple[float, ...] = ()
    counts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A score or a question that several sides were asked alike, at one time.

    ``low`` and ``high`` are the ends of its scale; of a number without ends they are ``None``.
    ``may_count`` is whether the reader may see how many gave each answer.
    """

    key: str
    label: Text
    time: Text
    kind: Kind
    sides: Mapping[str, Sided]
    options: tuple[Text, ...] = ()
    low: float | None = None
    high: float | None = None
    may_count: bool = True


@dataclass(frozen=True, slots=True)
class SideFound:
    """One side as it may be shown. ``n`` is ``None`` where fewer answered than may be shown.

    ``middle`` holds the lower quartile, the median and the upper quartile.
    """

    side: str
    n: int | None
    middle: tuple[float, float, float] | None = None
    counts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """A question with its sides. ``apart`` is from 0 (alike) to 1 (as far as can be); ``None`` if not known."""

    question: Question
    found: tuple[SideFound, ...]
    apart: float | None


@dataclass(frozen=True, slots=True)
class BothSides:
    """``scores`` and ``questions`` each with the widest disagreement first, what is kept back last."""

    sides: tuple[str, ...]
    scores: tuple[Beside, ...]
    questions: tuple[Beside, ...]
    least: int

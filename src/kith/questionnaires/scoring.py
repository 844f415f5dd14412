"""Scores of scales: reverse the reversed, then the mean or the sum, if enough was answered."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from kith.questionnaires.responses import AnswerValue
from kith.questionnaires.types import Instrument, ScaleDefinition, ScoreRule

Column = npt.NDArray[np.float64]


class NoScore(StrEnum):
    """Why there is no score."""

    NOTHING_ANSWERED = "nothing_answered"
    TOO_FEW_ANSWERED = "too_few_answered"


@dataclass(frozen=True, slots=True)
class Score:
    """One person's score on one scale; ``value`` is ``None`` when ``missing`` says why."""

    scale: str
    value: float | None
    answered: int
    items: int
    missing: NoScore | None = None


@dataclass(frozen=True, slots=True)
class ScoreColumn:
    """One scale's scores of many people, in their order. ``values`` is NaN where there is no score."""

    scale: str
    values: Column
    answered: npt.NDArray[np.int64]


def items_needed(scale: ScaleDefinition) -> int:
    """How many items must be answered for a score: the share of them, rounded up, at least 1.

    >>> scale = ScaleDefinition("s", None, ("a", "b", "c", "d", "e"), frozenset(), ScoreRule.MEAN, 0.8, 1, 5)
    >>> items_needed(scale)
    4
    """
    # 0.8 * 5 is 4.000000000000001 in some orders of arithmetic: round before rounding up.
    return max(1, math.ceil(round(scale.min_answered * len(scale.items), 9)))


def reverse(value: float, low: float, high: float) -> float:
    """The same distance from the other end: ``low + high - value``.

    >>> reverse(2, 1, 5)
    4
    """
    return low + high - value


def score(scale: ScaleDefinition, answers: Mapping[str, AnswerValue]) -> Score:
    """One person's score.

    The mean of the answered items after reversing; for a ``sum`` scale that mean times the number
    of items, so that a skipped item counts as the person's own mean. Declined is not answered.

    >>> from kith.foundation.words import Text
    >>> scale = ScaleDefinition(
    ...     "s", Text.of("S"), ("a", "b"), frozenset({"b"}), ScoreRule.MEAN, 0.8, 1, 5)
    >>> score(scale, {"a": 4, "b": 1}).value
    4.5
    """
    found = [
        reverse(value, scale.point_low, scale.point_high) if key in scale.reversed_items else value
        for key in scale.items
        if isinstance(value := answers.get(key), int) and not isinstance(value, bool)
    ]
    needed, many = items_needed(scale), len(scale.items)
    if len(found) < needed:
        why = NoScore.TOO_FEW_ANSWERED if found else NoScore.NOTHING_ANSWERED
        return Score(scale.key, None, len(found), many, why)
    value = sum(found) * (many if scale.rule is ScoreRule.SUM else 1) / len(found)
    return Score(scale.key, value, len(found), many)


def score_all(instrument: Instrument, answers: Mapping[str, AnswerValue]) -> tuple[Score, ...]:
    """One person's scores on every scale of the instrument, in its order."""
    return tuple(score(scale, answers) for scale in instrument.scales)


def score_frame(scale: ScaleDefinition, columns: Mapping[str, Column]) -> ScoreColumn:
    """Many people's scores at once: the same numbers as :func:`score`, to the last bit.

    Parameters
    ----------
    columns
        Item key to a column of points, one entry a person, NaN where not answered. A column
        that is not there counts as answered by nobody.

    Raises
    ------
    ValueError
        When no column is there or the columns differ in length.

    >>> scale = ScaleDefinition("s", None, ("a", "b"), frozenset({"b"}), ScoreRule.SUM, 0.5, 1, 5)
    >>> score_frame(scale, {"a": np.array([4.0, np.nan]), "b": np.array([1.0, 5.0])}).values
    array([9., 2.])
    """
    present = [key for key in scale.items if key in columns]
    if not present or len({columns[key].shape for key in present}) != 1:
        raise ValueError("score_frame wants at least one column, all of one length")
    total = np.zeros(columns[present[0]].shape, dtype=np.float64)
    answered = np.zeros(total.shape, dtype=np.int64)
    for key in present:  # one column at a time: a million rows need no matrix
        column = columns[key]
        if key in scale.reversed_items:
            column = scale.point_low + scale.point_high - column
        there = ~np.isnan(column)
        total += np.where(there, column, 0.0)
        answered += there
    times = len(scale.items) if scale.rule is ScoreRule.SUM else 1
    enough = answered >= items_needed(scale)
    values = np.full(total.shape, np.nan)
    np.divide(total * times, answered, out=values, where=enough)
    return ScoreColumn(scale.key, values, answered)

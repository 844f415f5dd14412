"""What different people sent to surveys with one address: scores that lead to nobody, and groups that may be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.foundation.words import Text
from kith.questionnaires.read import from_json
from kith.questionnaires.responses import Answers, answers_from_json
from kith.questionnaires.scoring import score
from kith.questionnaires.types import Instrument, ItemKind, ScaleDefinition
from kith.service.cohorts.models import Cohort
from kith.service.reports.domain.gathering import scored_alike
from kith.service.surveys.domain.shared.answering import answers_of
from kith.service.surveys.models import SharedWave, Wave

UNSAID = ""
"""The group of those who did not answer the question that parts people."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """One survey of people who are not known. ``parted_by`` is the key of a question, or empty."""

    key: str
    name: Text
    instrument: Instrument
    answers: tuple[Answers, ...]
    parted_by: str


def crowds_of(cohort: Cohort) -> tuple[Crowd, ...]:
    """Every closed survey of different people, the earliest first. An open one would change under the report."""
    rows = SharedWave.objects.filter(wave__cohort=cohort, wave__state=Wave.State.CLOSED)
    return tuple(_crowd(row) for row in rows.select_related("wave").order_by("wave__opens_at", "wave__id"))


def _crowd(row: SharedWave) -> Crowd:
    instrument = from_json(row.wave.instrument)
    answers = tuple(answers_from_json(instrument, one) for one in answers_of(row))
    return Crowd(row.wave.key, Text.of(row.wave.name), instrument, answers, row.groups)


def scales_alike(crowds: Sequence[Crowd]) -> tuple[ScaleDefinition, ...]:
    """Scales that each of them asked, and scores the same way."""
    return tuple(
        scale
        for scale in crowds[0].instrument.scales
        if all(scored_alike(one.instrument, scale) for one in crowds)
    )


def scores_of(crowd: Crowd, scale: ScaleDefinition) -> NDArray[np.float64]:
    """One entry an answer; NaN where too little was answered."""
    found = [score(scale, answers).value for answers in crowd.answers]
    return np.array([np.nan if one is None else one for one in found], dtype=np.float64)


def parts_of(crowd: Crowd) -> tuple[str, ...]:
    """The group of each answer, by what was said to the question that parts them."""
    return tuple(_said(answers, crowd.parted_by) for answers in crowd.answers)


def _said(answers: Answers, key: str) -> str:
    if key not in answers or answers.is_declined(key):
        return UNSAID
    value = answers[key]
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def names_of_parts(crowd: Crowd) -> Mapping[str, Text]:
    """The words of each group, in the order of the questionnaire."""
    item = crowd.instrument.item(crowd.parted_by)
    if item.kind is ItemKind.YES_NO:
        return {
            "yes": Text.of({"en": "Yes", "zh-Hans": "是"}),
            "no": Text.of({"en": "No", "zh-Hans": "否"}),
        }
    return {option.key: option.label for option in item.options}


def may_be_parted(groups: Sequence[str], scores: NDArray[np.float64], *, least: int) -> bool:
    """Whether no group of those with a score is small, those who did not say included.

    The score of all less the groups that are shown would tell a small one. An empty group tells nothing.
    """
    known = np.array(groups)[np.isfinite(scores)]
    _names, counts = np.unique(known, return_counts=True)
    return len(counts) > 1 and bool(counts.min() >= least)

"""From answers to the section that says whether the questions of a scale hold together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext
from numpy.typing import NDArray

from kith.evaluation.items import ItemScale, ItemsData, analyse_items, items_section, without_questions
from kith.evaluation.speaker import Speaker
from kith.foundation.words import Text
from kith.publishing.blocks import Paragraph
from kith.publishing.model import Section
from kith.questionnaires.types import Instrument, ScaleDefinition
from kith.service.reports.domain.framing import Material, say
from kith.service.reports.domain.gathering import Asked

KEY = "reliability"


@dataclass(frozen=True, slots=True)
class AskedItems:
    """What the section is worked out from: scales, times, the questions in words where they may be shown, the
    sides of whose answers nothing is told by time, and sentences that are added."""

    scales: tuple[ItemScale, ...]
    waves: tuple[Asked, ...]
    labels: Mapping[str, Text]
    left_out: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def asked_of(material: Material) -> AskedItems | None:
    """``None`` where no scale has questions enough or nobody answered."""
    waves = tuple(asked for asked in material.gathered.waves if asked.answers)
    scales = tuple(_scale(scale) for scale in material.gathered.scales if len(scale.items) > 1)
    if not waves or not scales:
        return None
    least = material.policy.min_matched
    left_out = tuple((asked.wave.key, side) for asked in waves for side in sorted(_small(asked, least)))
    notes = (say("reports.items_few_asked", least=least),) if left_out else ()
    return AskedItems(scales, waves, _words(waves[-1].instrument, _items(scales)), left_out, notes)


def reliability(material: Material) -> dict[str, Section]:
    """The section by its key; nothing where there is nothing to tell.

    Everybody reads how far the questions hold together; each question by itself is for the evaluator, as a
    count of one who skipped it is a count of one.
    """
    asked = asked_of(material)
    if asked is None:
        return {}
    least = material.policy.min_matched
    items = _items(asked.scales)
    data = ItemsData({one.wave.key: _columns(one, items, least) for one in asked.waves}, least=least)
    result = analyse_items(data, asked.scales, seed=material.report.seed)
    if not material.is_for_evaluator:
        result = without_questions(result)
    times = {one.wave.key: one.name for one in asked.waves}
    made = items_section(result, Speaker(material.language, gettext), dict(asked.labels), times)
    return {KEY: replace(made, blocks=(*made.blocks, *(Paragraph(note) for note in asked.notes)))}


def _items(scales: tuple[ItemScale, ...]) -> list[str]:
    return [item for scale in scales for item in scale.items]


def _scale(scale: ScaleDefinition) -> ItemScale:
    return ItemScale(
        scale.key, scale.name, scale.items, scale.reversed_items, scale.point_low, scale.point_high
    )


def _small(asked: Asked, least: int) -> frozenset[str]:
    """Sides of which nothing is told of who answered, as in the sections that count: too few were asked."""
    return frozenset(side for side, count in asked.invited.items() if count < least)


def _columns(asked: Asked, items: list[str], least: int) -> Mapping[str, NDArray[np.float64]]:
    """The points of each question, people in an order that says nothing. Declined is not answered.

    All who answered less those of the sides that are counted would tell whether the others have.
    """
    small = _small(asked, least)
    people = [who for who in sorted(asked.answers) if asked.sides[who] not in small]
    return {item: np.array([_points(asked.answers[who].get(item)) for who in people]) for item in items}


def _points(answer: object) -> float:
    return float(answer) if isinstance(answer, int) and not isinstance(answer, bool) else np.nan


def _words(instrument: Instrument, items: list[str]) -> dict[str, Text]:
    """The questions in words, unless they are somebody's who gave a permission for asking them only."""
    if instrument.rights.permission:
        return {}
    return {item: instrument.item(item).label for item in items}

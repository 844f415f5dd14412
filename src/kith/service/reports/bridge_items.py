"""From answers to the section that says whether the questions of a scale hold together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from django.utils.translation import gettext
from numpy.typing import NDArray

from kith.evaluation.items import ItemScale, ItemsData, ItemsResult, analyse_items, items_section
from kith.evaluation.speaker import Speaker
from kith.foundation.words import Text
from kith.publishing.blocks import Paragraph
from kith.publishing.model import Section
from kith.questionnaires.types import Instrument, ScaleDefinition
from kith.service.reports.domain.framing import Material, say
from kith.service.reports.domain.gathering import Asked

KEY = "reliability"


def reliability(material: Material) -> dict[str, Section]:
    """The section by its key; nothing where no scale has questions enough or nobody answered.

    Everybody reads how far the questions hold together; each question by itself is for the evaluator, as a
    count of one who skipped it is a count of one.
    """
    waves = [asked for asked in material.gathered.waves if asked.answers]
    scales = [scale for scale in material.gathered.scales if len(scale.items) > 1]
    if not waves or not scales:
        return {}
    items = [item for scale in scales for item in scale.items]
    least = material.policy.min_matched
    data = ItemsData({asked.wave.key: _columns(asked, items, least) for asked in waves}, least=least)
    result = analyse_items(data, [_scale(scale) for scale in scales], seed=material.report.seed)
    if not material.is_for_evaluator:
        result = _without_questions(result)
    speaker = Speaker(material.language, gettext)
    times = {asked.wave.key: asked.name for asked in waves}
    made = items_section(result, speaker, _words(waves[-1].instrument, items), times)
    if any(_small(asked, least) for asked in waves):
        made = replace(made, blocks=(*made.blocks, Paragraph(say("reports.items_few_asked", least=least))))
    return {KEY: made}


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


def _without_questions(result: ItemsResult) -> ItemsResult:
    found = tuple(
        replace(
            each,
            items=(),
            remarks=tuple(
                remark
                for remark in each.remarks
                if "item" not in remark.params and "count" not in remark.params
            ),
        )
        for each in result.found
    )
    return replace(result, found=found)

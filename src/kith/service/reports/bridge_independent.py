"""From surveys of different people to their section. Nothing in it is anybody's change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from django.utils.translation import gettext
from numpy.typing import NDArray

from kith.evaluation.grid import grid_of
from kith.evaluation.independent import GroupsData, GroupsPlan, compare_groups, groups_section
from kith.evaluation.plan import Outcome, Side
from kith.evaluation.speaker import Speaker
from kith.publishing.blocks import Block, Paragraph
from kith.publishing.model import Section
from kith.questionnaires.types import ScaleDefinition
from kith.service.reports.domain.framing import Material, say
from kith.service.reports.domain.unlinked import (
    UNSAID,
    Crowd,
    may_be_parted,
    names_of_parts,
    parts_of,
    scales_alike,
    scores_of,
)

KEY = "different-people"
Numbers = NDArray[np.float64]


def different_people(material: Material) -> dict[str, Section]:
    """The section by its key; nothing where no survey of different people has closed."""
    crowds = [crowd for crowd in material.crowds if crowd.answers]
    if not crowds:
        return {}
    parts = [*_over_surveys(material, crowds), *(one for crowd in crowds for one in _within(material, crowd))]
    intro: tuple[Block, ...] = (Paragraph(say("evaluation.groups.intro")),)
    if not parts:
        code = "reports.unlinked_one" if len(crowds) == 1 else "reports.unlinked_unlike"
        intro = (*intro, Paragraph(say(code, least=material.policy.min_matched)))
    return {KEY: Section(KEY, say("evaluation.groups.section"), intro, tuple(parts))}


def _over_surveys(material: Material, crowds: list[Crowd]) -> Iterator[Section]:
    """Each later survey beside the first."""
    scales = scales_alike(crowds)
    if len(crowds) < 2 or not scales:
        return
    groups = tuple(crowd.key for crowd in crowds for _one in crowd.answers)
    scores = {scale.key: np.concatenate([scores_of(one, scale) for one in crowds]) for scale in scales}
    sides = tuple(Side(crowd.key, crowd.name) for crowd in crowds)
    names = " · ".join(crowd.name.in_language(material.language) for crowd in crowds)
    yield _section(material, "surveys", names, groups, scores, (scales, sides))


def _within(material: Material, crowd: Crowd) -> Iterator[Section]:
    """The groups of one survey, where it asked what parts them and no group is small."""
    if not crowd.parted_by:
        return
    groups, name = parts_of(crowd), crowd.name.in_language(material.language)
    scores = {scale.key: scores_of(crowd, scale) for scale in crowd.instrument.scales}
    least = material.policy.min_matched
    scales = tuple(
        scale for scale in crowd.instrument.scales if may_be_parted(groups, scores[scale.key], least=least)
    )
    present = {group for group in groups if group != UNSAID}
    sides = tuple(Side(key, words) for key, words in names_of_parts(crowd).items() if key in present)
    title = say("reports.unlinked_parts", survey=name)
    if len(sides) < 2 or not scales:
        few = (Paragraph(say("reports.unlinked_few", least=least)),)
        yield Section(f"{KEY}-{crowd.key}", say("reports.unlinked_compared", names=title), few)
        return
    shown = {scale.key: scores[scale.key] for scale in scales}
    yield _section(material, crowd.key, title, groups, shown, (scales, sides))


def _section(
    material: Material,
    key: str,
    names: str,
    groups: tuple[str, ...],
    scores: dict[str, Numbers],
    by: tuple[tuple[ScaleDefinition, ...], tuple[Side, ...]],
) -> Section:
    scales, sides = by
    plan = GroupsPlan(
        outcomes=tuple(
            Outcome(scale.key, scale.name, low=scale.low, high=scale.high, step=grid_of(scale).step)
            for scale in scales
        ),
        groups=sides,
        least=material.policy.min_matched,
    )
    result = compare_groups(GroupsData(groups, scores), plan, seed=material.report.seed)
    made = groups_section(result, plan, Speaker(material.language, gettext))
    inner = tuple(
        replace(one, key=f"{KEY}-{key}-{place}") for place, one in enumerate(made.subsections, start=1)
    )
    title = say("reports.unlinked_compared", names=names)
    return Section(f"{KEY}-{key}", title, made.blocks[1:], inner)

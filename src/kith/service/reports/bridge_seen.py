"""From what raters said to the section that lays it beside what people say of themselves."""

from __future__ import annotations

import numpy as np
from django.utils.translation import gettext
from numpy.typing import NDArray

from kith.evaluation.grid import grid_of
from kith.evaluation.plan import Outcome, Side
from kith.evaluation.seen import Rating, SeenData, SeenPlan, Time, see_from_others, seen_section
from kith.evaluation.seen.section import KEY
from kith.evaluation.speaker import Speaker
from kith.foundation.messages import words
from kith.foundation.words import Text
from kith.publishing.model import Section
from kith.questionnaires.scoring import score
from kith.questionnaires.types import ScaleDefinition
from kith.service.reports.domain.framing import Material
from kith.service.reports.domain.seen import RatedWave, own_scores, scales_seen, theirs


def seen_by_others(material: Material) -> dict[str, Section]:
    """The section by its key; nothing where nobody was asked, or no score is asked of both."""
    rated = material.rated
    scales = scales_seen(material.gathered, rated) if rated else ()
    if not scales:
        return {}
    data = _data(material, scales)
    plan = _plan(material, scales, present=set(data.sides))
    return {KEY: seen_section(see_from_others(data, plan), plan, Speaker(material.language, gettext))}


def _plan(material: Material, scales: tuple[ScaleDefinition, ...], *, present: set[str]) -> SeenPlan:
    names = {asked.wave.key: asked.name for asked in (*material.gathered.waves, *material.once)}
    return SeenPlan(
        outcomes=tuple(
            Outcome(scale.key, scale.name, low=scale.low, high=scale.high, step=grid_of(scale).step)
            for scale in scales
        ),
        times=tuple(Time(one.key, names.get(one.key, Text.of(one.key))) for one in material.rated),
        sides=tuple(Side(role.key, role.plural) for role in material.definition.roles if role.key in present),
        kinds=_kinds(material),
        least=material.policy.min_matched,
    )


def _kinds(material: Material) -> tuple[Side, ...]:
    found: dict[str, Text] = {}
    for wave in material.rated:
        for one in wave.wanted:
            usual = Text.of({material.language: words(f"programmes.rater.{one.kind.value}", {}, gettext)})
            found.setdefault(one.kind.value, one.name or usual)
    return tuple(Side(key, label) for key, label in found.items())


def _data(material: Material, scales: tuple[ScaleDefinition, ...]) -> SeenData:
    side_of = {one.pseudonym: one.side for wave in material.rated for one in wave.said}
    people = sorted(side_of)
    place = {who: number for number, who in enumerate(people)}
    own = {
        scale.key: {wave.key: _own(material, wave.key, scale, people) for wave in material.rated}
        for scale in scales
    }
    ratings = tuple(one for wave in material.rated for one in _ratings(wave, scales, place))
    return SeenData(tuple(side_of[who] for who in people), own, ratings)


def _own(material: Material, key: str, scale: ScaleDefinition, people: list[str]) -> NDArray[np.float64]:
    found = own_scores(material.gathered, key, scale)
    return np.array([found.get(who, np.nan) for who in people], dtype=np.float64)


def _ratings(wave: RatedWave, scales: tuple[ScaleDefinition, ...], place: dict[str, int]) -> list[Rating]:
    found = []
    for one in wave.said:
        scores = {}
        for scale in scales:
            other = theirs(wave, scale)
            value = score(other, one.answers).value if other is not None else None
            if value is not None:
                scores[scale.key] = value
        found.append(Rating(place[one.pseudonym], wave.key, one.kind, scores))
    return found

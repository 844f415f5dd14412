"""From answers to the section that lays what each side said beside the other."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from kith.evaluation.both_sides import Kind, Question, Sided, both_sides_section, lay_beside
from kith.evaluation.speaker import Speaker
from kith.foundation.words import Text
from kith.programmes.capabilities import WaveRole
from kith.publishing.model import Section
from kith.questionnaires.types import Item, ItemKind
from kith.service.reports.domain.coding import cells_of, choices_of
from kith.service.reports.domain.framing import Material
from kith.service.reports.domain.gathering import Asked

KEY = "both_sides"
KINDS = {
    ItemKind.SCALE: Kind.ORDERED,
    ItemKind.NUMBER: Kind.NUMBER,
    ItemKind.CHOICE: Kind.CHOICE,
    ItemKind.YES_NO: Kind.CHOICE,
    ItemKind.CHOICES: Kind.SEVERAL,
}
YES = "yes"


def both_sides(material: Material) -> dict[str, Section]:
    """The section by its key; nothing where nothing was asked of two sides.

    Scores at each time; questions as they were answered at the end and of what was asked once. How many gave
    each answer to a question of a score is for the evaluator, as where the score's questions stand.
    """
    roles = material.definition.roles
    sides = [role.key for role in roles]
    if len(sides) < 2:
        return {}
    questions = [question for _asked, question in questions_of(material)]
    found = lay_beside(questions, sides, least=material.policy.min_matched)
    names = {role.key: role.plural for role in roles}
    return {KEY: both_sides_section(found, names, Speaker(material.language, gettext))}


def questions_of(material: Material) -> Iterator[tuple[Asked, Question]]:
    """Each score and question that two sides were asked, with the wave that asked it."""
    yield from _scores(material)
    yield from _questions(material)


def _scores(material: Material) -> Iterator[tuple[Asked, Question]]:
    gathered = material.gathered
    for scale in gathered.scales:
        for asked in gathered.waves:
            if len(asked.wave.sides) < 2:
                continue
            column = gathered.scores[scale.key][asked.wave.key]
            given: dict[str, list[float]] = {side: [] for side in asked.wave.sides}
            for side, value in zip(gathered.sides, column.tolist(), strict=True):
                if value == value and side in given:  # not a number is no score
                    given[side].append(value)
            sides = {side: Sided(len(values), tuple(values)) for side, values in given.items()}
            yield (
                asked,
                Question(
                    scale.key, scale.name, asked.name, Kind.SCORE, sides, low=scale.low, high=scale.high
                ),
            )


def _questions(material: Material) -> Iterator[tuple[Asked, Question]]:
    ended = [asked for asked in material.gathered.waves if asked.role is WaveRole.AFTER]
    for asked in (*material.once, *ended[-1:]):
        if len(asked.wave.sides) < 2:
            continue
        is_once = asked.role is WaveRole.ONCE
        for item in asked.instrument.items:
            if item.kind in KINDS:
                may_count = is_once or material.is_for_evaluator
                yield asked, question_of(asked, item, material.language, may_count=may_count)


def question_of(asked: Asked, item: Item, language: str, *, may_count: bool) -> Question:
    """A question as each side answered it."""
    values = [point.value for point in item.points]
    return Question(
        key=item.key,
        label=item.label,
        time=asked.name,
        kind=KINDS[item.kind],
        sides={side: _sided(asked, item, side) for side in asked.wave.sides},
        options=tuple(Text.of({language: label}) for _cell, label in choices_of(item, language)),
        low=float(min(values)) if values else None,
        high=float(max(values)) if values else None,
        may_count=may_count,
    )


def _sided(asked: Asked, item: Item, side: str) -> Sided:
    """Who declined has answered, and gave no value."""
    given = [answers.get(item.key) for who, answers in asked.answers.items() if asked.sides[who] == side]
    given = [answer for answer in given if answer is not None]
    values = tuple(
        float(answer) for answer in given if isinstance(answer, int | float) and not isinstance(answer, bool)
    )
    codes = [code for code, _label in choices_of(item, "en")]
    cells = [cells_of(item, answer) for answer in given] if codes else []
    if item.kind is ItemKind.CHOICES:
        counts = tuple(sum(row[place] == YES for row in cells) for place in range(len(codes)))
    else:
        counts = tuple(sum(row[0] == code for row in cells) for code in codes)
    return Sided(len(given), values, counts)

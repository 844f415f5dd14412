"""The analyses of a bundle that need answers to single questions, and the sections that tell of them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.both_sides import (
    Beside,
    BothSides,
    Kind,
    Question,
    Sided,
    both_sides_section,
    lay_beside,
)
from kith.evaluation.bundle.answers import DECLINED, Answers, Sent
from kith.evaluation.bundle.asked import AskedQuestion, AskedScale, BesideAsked, ItemsAsked
from kith.evaluation.items import (
    ItemScale,
    ItemsData,
    ItemsResult,
    analyse_items,
    items_section,
    without_questions,
)
from kith.evaluation.result_json import Json, jsonable
from kith.evaluation.speaker import Speaker
from kith.evaluation.types import ChangeData
from kith.publishing.blocks import Paragraph
from kith.publishing.model import Section

Floats = NDArray[np.float64]


def items_again(answers: Answers, asked: ItemsAsked, seed: int) -> ItemsResult:
    """Alpha, omega, each question and scores taken twice, of the answers in the bundle."""
    everybody = tuple(dict.fromkeys(one.person for one in answers.sent)) if asked.again else None
    items = tuple(dict.fromkeys(item for scale in asked.scales for item in scale.items))
    data = ItemsData(
        {time.key: _columns(answers, asked, time.key, items, everybody) for time in asked.times},
        again=tuple((one.first, one.second) for one in asked.again),
        least=asked.least,
    )
    return analyse_items(data, [_scale(scale) for scale in asked.scales], seed=seed)


def _scale(scale: AskedScale) -> ItemScale:
    turned = frozenset(scale.reversed_items)
    return ItemScale(scale.key, scale.label, scale.items, turned, scale.low, scale.high)


def _columns(
    answers: Answers, asked: ItemsAsked, time: str, items: tuple[str, ...], everybody: tuple[str, ...] | None
) -> dict[str, Floats]:
    small = {one.side for one in asked.left_out if one.wave == time}
    sent = {one.person: one for one in answers.at(time) if one.side not in small}
    people = [sent.get(person) for person in (everybody if everybody is not None else sent)]
    return {item: np.array([_points(one, item) for one in people], dtype=np.float64) for item in items}


def _points(one: Sent | None, item: str) -> float:
    given = one.given.get(item, ()) if one is not None else ()
    return float(given[0]) if given and given[0] != DECLINED else np.nan


def items_section_again(result: ItemsResult, asked: ItemsAsked, speaker: Speaker) -> Section:
    """The report's section on a scale's questions."""
    shown = result if asked.each_question else without_questions(result)
    labels = {one.key: one.label for one in asked.labels}
    made = items_section(shown, speaker, labels, {one.key: one.label for one in asked.times})
    notes = tuple(Paragraph(note) for note in asked.notes)
    return Section(made.key, made.title, (*made.blocks, *notes), made.subsections)


def beside_again(data: ChangeData, answers: Answers, asked: BesideAsked) -> BothSides:
    """What each side answered beside the others, of the answers and the scores in the bundle."""
    sides = tuple(side.key for side in asked.sides)
    questions = [_question(data, answers, one, sides) for one in asked.questions]
    return lay_beside(questions, sides, least=asked.least)


def _question(data: ChangeData, answers: Answers, one: AskedQuestion, sides: tuple[str, ...]) -> Question:
    given = _scores(data, one, sides) if one.kind is Kind.SCORE else _given(answers, one, sides)
    return Question(
        one.key, one.label, one.time, one.kind, given, one.options, one.low, one.high, one.may_count
    )


def _scores(data: ChangeData, one: AskedQuestion, sides: tuple[str, ...]) -> dict[str, Sided]:
    found: dict[str, list[float]] = {side: [] for side in sides}
    for side, value in zip(data.sides, data.scores[one.key][one.wave].tolist(), strict=True):
        if value == value and side in found:  # not a number is no score
            found[side].append(value)
    return {side: Sided(len(values), tuple(values)) for side, values in found.items()}


def _given(answers: Answers, one: AskedQuestion, sides: tuple[str, ...]) -> dict[str, Sided]:
    of_side: dict[str, list[tuple[str, ...]]] = {side: [] for side in sides}
    for sent in answers.at(one.wave):
        if sent.side in of_side and one.key in sent.given:
            of_side[sent.side].append(sent.given[one.key])
    return {side: _sided(one, given) for side, given in of_side.items()}


def _sided(one: AskedQuestion, given: list[tuple[str, ...]]) -> Sided:
    """Who declined has answered, and gave no value."""
    has_values = one.kind in (Kind.ORDERED, Kind.NUMBER)
    values = tuple(float(codes[0]) for codes in given if has_values and codes[0] != DECLINED)
    return Sided(len(given), values, tuple(sum(code in codes for codes in given) for code in one.codes))


def beside_json(found: BothSides) -> Json:
    """Every number, without the answers that it was worked out from."""
    return {"scores": list(_besides(found.scores)), "questions": list(_besides(found.questions))}


def _besides(rows: tuple[Beside, ...]) -> Iterator[Json]:
    for row in rows:
        yield {
            "key": row.question.key,
            "time": jsonable(row.question.time),
            "sides": jsonable(row.found),
            "apart": row.apart,
        }


def beside_section_again(found: BothSides, asked: BesideAsked, speaker: Speaker) -> Section:
    """The report's section on what each side said."""
    return both_sides_section(found, {side.key: side.label for side in asked.sides}, speaker)

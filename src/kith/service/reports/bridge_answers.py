"""The door to the wing for answers to single questions: what the evaluator's bundle carries of them."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping

from kith.evaluation.both_sides import Kind, Question
from kith.evaluation.bundle.answers import DECLINED as DECLINED_CODE
from kith.evaluation.bundle.answers import Answers, Sent
from kith.evaluation.bundle.asked import (
    AskedQuestion,
    AskedScale,
    BesideAsked,
    ItemsAsked,
    Named,
    SideAtTime,
)
from kith.evaluation.result_json import Json, jsonable
from kith.questionnaires.responses import DECLINED, AnswerValue
from kith.questionnaires.types import Item, ItemKind
from kith.service.reports import bridge_items, bridge_sides
from kith.service.reports.domain.answers_shown import answers_shown
from kith.service.reports.domain.coding import choices_of
from kith.service.reports.domain.framing import Material
from kith.service.reports.domain.gathering import Asked

CODE_LETTERS = 10
YES_NO: Mapping[object, str] = {True: "yes", False: "no"}


def carried(material: Material, key: bytes) -> tuple[Answers | None, dict[str, Mapping[str, Json]]]:
    """The answers that may be read under codes of ``key``, and the analyses that they carry with settings.

    Nothing where the report asked nothing that they would be needed for.
    """
    waves = (*material.gathered.waves, *material.once)
    may = answers_shown(material.gathered, waves, least=material.policy.min_matched)
    without = len({who for asked in waves for who in asked.answers} - may)
    asked = dict(_settings(material, without))
    if not asked:
        return None, {}
    codes = _codes(may, key)
    sent = tuple(one for asked_wave in waves for one in _sent(asked_wave, codes))
    questions = {
        one.wave.key: _questions(one)
        for one in waves
        if any(sent_one.wave == one.wave.key for sent_one in sent)
    }
    return Answers(sent, questions), {name: _plain(settings) for name, settings in asked.items()}


def _plain(settings: ItemsAsked | BesideAsked) -> Mapping[str, Json]:
    found = jsonable(settings)
    return found if isinstance(found, dict) else {}


def _settings(material: Material, without: int) -> Iterator[tuple[str, ItemsAsked | BesideAsked]]:
    reliability = bridge_items.asked_of(material)
    if reliability is not None:
        yield "items", _items(material, reliability, without)
    sides = tuple(Named(role.key, role.plural) for role in material.definition.roles)
    least = material.policy.min_matched
    if len(sides) > 1:
        yield (
            "both_sides",
            BesideAsked(sides, tuple(_beside(material)), least, without),
        )
    once = tuple(
        _question(asked, bridge_sides.question_of(asked, item, material.language, may_count=True))
        for asked in material.once
        for item in asked.instrument.items
        if item.kind in bridge_sides.KINDS and asked.answers
    )
    if once:
        yield "asked_once", BesideAsked(sides, once, least, without)


def _items(material: Material, asked: bridge_items.AskedItems, without: int) -> ItemsAsked:
    return ItemsAsked(
        scales=tuple(
            AskedScale(
                one.key,
                one.label,
                one.items,
                tuple(sorted(one.reversed_items)),
                float(one.low),
                float(one.high),
            )
            for one in asked.scales
        ),
        times=tuple(Named(one.wave.key, one.name) for one in asked.waves),
        labels=tuple(Named(key, label) for key, label in asked.labels.items()),
        left_out=tuple(SideAtTime(wave, side) for wave, side in asked.left_out),
        again=(),
        least=material.policy.min_matched,
        each_question=material.is_for_evaluator,
        without=without,
        notes=asked.notes,
    )


def _beside(material: Material) -> Iterator[AskedQuestion]:
    for asked, question in bridge_sides.questions_of(material):
        yield _question(asked, question)


def _question(asked: Asked, question: Question) -> AskedQuestion:
    item = asked.instrument.item(question.key) if question.kind is not Kind.SCORE else None
    return AskedQuestion(
        key=question.key,
        wave=asked.wave.key,
        label=question.label,
        time=question.time,
        kind=question.kind,
        options=question.options,
        codes=() if item is None else _codes_of(item),
        low=None if question.low is None else float(question.low),
        high=None if question.high is None else float(question.high),
        may_count=question.may_count,
    )


def _codes_of(item: Item) -> tuple[str, ...]:
    """In the order of :func:`choices_of`, as they stand in the table."""
    if not choices_of(item, "en"):
        return ()
    if item.kind is ItemKind.SCALE:
        own = [str(point.value) for point in item.points]
    elif item.kind is ItemKind.YES_NO:
        own = list(YES_NO.values())
    else:
        own = [option.key for option in item.options]
    return (*own, *((DECLINED_CODE,) if item.may_decline else ()))


def _codes(people: frozenset[str], key: bytes) -> Mapping[str, str]:
    """A code for each, which tells nothing of a pseudonym to whoever has not the key; nobody keeps it."""
    found = {
        who: f"Q{hmac.new(key, who.encode(), hashlib.sha256).hexdigest()[:CODE_LETTERS]}" for who in people
    }
    return dict(sorted(found.items(), key=lambda each: each[1]))


def _questions(asked: Asked) -> tuple[str, ...]:
    return tuple(item.key for item in asked.instrument.items if item.kind in bridge_sides.KINDS)


def _sent(asked: Asked, codes: Mapping[str, str]) -> Iterator[Sent]:
    keys = _questions(asked)
    for who, code in codes.items():
        if who in asked.answers and keys:
            answers = asked.answers[who]
            given = {key: _text(answers[key]) for key in keys if key in answers}
            yield Sent(code, asked.sides[who], asked.wave.key, given)


def _text(answer: AnswerValue) -> tuple[str, ...]:
    if answer is DECLINED:
        return (DECLINED_CODE,)
    if isinstance(answer, bool):
        return (YES_NO[answer],)
    return answer if isinstance(answer, tuple) else (str(answer),)

"""Answers to single questions of a bundle that somebody sent, held against what its settings ask of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kith.evaluation.both_sides.types import Kind
from kith.evaluation.bundle import types as names
from kith.evaluation.bundle.analyses import OF_ANSWERS
from kith.evaluation.bundle.answers import DECLINED, FAULT, Answers, read_answers
from kith.evaluation.bundle.asked import BesideAsked, ItemsAsked
from kith.evaluation.bundle.plan_json import read_object
from kith.evaluation.plan import ChangePlan
from kith.foundation.faults import Faults, Where


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A question at a time, and which of its answers can be read."""

    wave: str
    question: str
    can_be: Callable[[str], bool]


def answers_of(
    content: bytes | None, analyses: object, plan: ChangePlan | None, faults: Faults, name: str
) -> Answers | None:
    """The answers, where an analysis needs them; ``None`` with every fault noted, or where none does."""
    found: list[ItemsAsked | BesideAsked] = []
    at = f"{name}/{names.SETTINGS}"
    for key, made in OF_ANSWERS.items():
        settings = analyses.get(key) if isinstance(analyses, dict) else None
        if settings is not None:
            asked = read_object(made, settings, f"analyses.{key}", faults, Where(file=at))
            if isinstance(asked, ItemsAsked | BesideAsked):
                found.append(asked)
    if not found:
        return None
    if content is None:
        faults.add(f"{FAULT}.file_missing", Where(file=name), name=names.ANSWERS)
        return None
    where = Where(file=f"{name}/{names.ANSWERS}")
    answers = read_answers(content, faults, where)
    if answers is not None and plan is not None:
        _check(answers, found, plan, faults, where)
    return answers


def _check(
    answers: Answers, found: list[ItemsAsked | BesideAsked], plan: ChangePlan, faults: Faults, where: Where
) -> None:
    for asked in found:
        for wanted in _wanted(asked, plan, faults, where):
            if wanted.question not in answers.questions.get(wanted.wave, (wanted.question,)):
                faults.add(f"{FAULT}.no_question", where, question=wanted.question, wave=wanted.wave)
            for one in answers.at(wanted.wave):
                for code in one.given.get(wanted.question, ()):
                    if not wanted.can_be(code):
                        faults.add(f"{FAULT}.no_answer", where, value=code, question=wanted.question)


def _wanted(
    asked: ItemsAsked | BesideAsked, plan: ChangePlan, faults: Faults, where: Where
) -> Iterator[_Wanted]:
    if isinstance(asked, ItemsAsked):
        for scale in asked.scales:
            for time in asked.times:
                yield from (_Wanted(time.key, item, _is_points) for item in scale.items)
        return
    scores = {outcome.key for outcome in plan.outcomes}
    waves = {wave.key for wave in plan.waves}
    for one in asked.questions:
        if one.kind is not Kind.SCORE:
            yield _Wanted(one.wave, one.key, _reader(one.kind, one.codes))
        elif one.key not in scores or one.wave not in waves:
            faults.add(f"{FAULT}.no_question", where, question=one.key, wave=one.wave)


def _reader(kind: Kind, codes: tuple[str, ...]) -> Callable[[str], bool]:
    return _is_points if kind in (Kind.ORDERED, Kind.NUMBER) else codes.__contains__


def _is_points(code: str) -> bool:
    if code == DECLINED:
        return True
    try:
        return math.isfinite(float(code))
    except ValueError:
        return False

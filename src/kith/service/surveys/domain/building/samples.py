"""Sample answers, drawn at random and all valid: what somebody who fills the questionnaire in could have answered."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from kith.questionnaires.logic import Step, applies, steps
from kith.questionnaires.parsing import DEFAULT_MAX_LENGTH
from kith.questionnaires.responses import PREFER_NOT_TO_SAY, Answers
from kith.questionnaires.types import Instrument, Item, ItemKind, Requirement
from kith.questionnaires.validate import check_step

TRIES = 40
"""Draws for one screen, before what breaks a rule is left blank."""
_SENTENCE = "An invented answer, to try the questionnaire with. "
_SKIPPED = 0.1
_DECLINED = 0.05
"""Shares of invented answers: enough that a page of samples shows both."""
_SPREAD = 100
"""How far invented numbers reach where the question sets only one end, or none."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Screens that were shown, in order, and what was answered; ``stuck`` are questions that no draw could satisfy."""

    screens: tuple[Step, ...]
    answers: Answers
    stuck: tuple[str, ...]

    def skipped(self, instrument: Instrument) -> tuple[Item, ...]:
        """Questions that were not asked, because their condition did not hold."""
        asked = {
            item.key
            for step in self.screens
            for item in step.page.items
            if applies(item.relevant, self.answers)
        }
        return tuple(item for item in instrument.items if item.key not in asked)


def walk(instrument: Instrument, *, seed: int, today: dt.date) -> Walk:
    """One person's way through the questionnaire. The same seed goes the same way."""
    rng = random.Random(seed)  # noqa: S311 - sample answers, no secret
    answers, shown, stuck = Answers(), list[Step](), list[str]()
    while True:
        done = {step.key for step in shown}
        step = next((one for one in steps(instrument, answers) if one.key not in done), None)
        if step is None:
            return Walk(tuple(shown), answers, tuple(stuck))
        shown.append(step)
        for _try in range(TRIES):
            raw = {
                step.field(item): _drawn(item, rng, today)
                for item in step.page.items
                if item.kind.is_asked and item.kind is not ItemKind.FILE
            }
            checked = check_step(instrument, step, raw, answers)
            if checked.is_valid:
                break
        else:
            stuck += [fault.where.key or "" for fault in checked.faults]
        answers = checked.answers


def _drawn(item: Item, rng: random.Random, today: dt.date) -> str | list[str]:
    if item.required is Requirement.OPTIONAL and rng.random() < _SKIPPED:
        return ""
    if item.may_decline and rng.random() < _DECLINED:
        return PREFER_NOT_TO_SAY
    match item.kind:
        case ItemKind.SCALE:
            return str(rng.choice(item.points).value)
        case ItemKind.CHOICE:
            return rng.choice(item.options).key
        case ItemKind.CHOICES:
            return _ticked(item, rng)
        case ItemKind.YES_NO:
            return rng.choice(("yes", "no"))
        case ItemKind.NUMBER:
            return _number(item, rng)
        case ItemKind.DATE:
            return _day(item, rng, today)
        case ItemKind.TIME:
            return f"{rng.randrange(24):02}:{rng.randrange(60):02}"
        case ItemKind.EMAIL:
            return f"sample{rng.randrange(1000)}@example.org"
    return _SENTENCE.strip()[: item.max_length or DEFAULT_MAX_LENGTH.get(item.kind, 200)]


def _ticked(item: Item, rng: random.Random) -> list[str]:
    free = [option.key for option in item.options if not option.exclusive]
    alone = [option.key for option in item.options if option.exclusive]
    if alone and (not free or rng.random() < _SKIPPED):
        return [rng.choice(alone)]
    least = max(1, int(item.minimum or 1))
    most = max(least, int(item.maximum or len(free)))
    return rng.sample(free, min(rng.randint(least, most), len(free)))


def _number(item: Item, rng: random.Random) -> str:
    low = (
        item.minimum
        if item.minimum is not None
        else (item.maximum - _SPREAD if item.maximum is not None else 0)
    )
    high = item.maximum if item.maximum is not None else low + _SPREAD
    if item.whole:
        return str(rng.randint(-int(-low // 1), int(high // 1)))
    return f"{rng.uniform(low, high):.2f}" if high - low >= 1 else f"{low:g}"


def _day(item: Item, rng: random.Random, today: dt.date) -> str:
    first = item.earliest or min(today, item.latest or today) - dt.timedelta(days=365)
    last = item.latest or max(today, first)
    return (first + dt.timedelta(days=rng.randint(0, (last - first).days))).isoformat()

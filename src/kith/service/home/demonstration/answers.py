"""Invented answers to a questionnaire: plausible, seeded, a little higher after than before."""

from __future__ import annotations

import datetime as dt

import numpy as np

from kith.questionnaires.logic import Step, relevant_items, step_after, steps
from kith.questionnaires.responses import Answers
from kith.questionnaires.types import Instrument, Item, ItemKind
from kith.questionnaires.validate import check_step

Typed = str | list[str]
SENTENCES = (
    "I understand better how decisions about beds are made.",
    "We still meet for coffee, and we started a small project on discharge letters.",
    "Rotas made it hard to find an hour, but it was worth it.",
    "I ask more questions before I judge a decision now.",
)
HOPES = (
    "To see how money follows decisions, and where I can change something.",
    "I would like to understand what a ward round looks like from the other side.",
    "How to bring people with me when nobody has to follow.",
    "What makes a good business case, and what makes a bad one.",
    "I want to learn how complaints are really dealt with.",
)
SPREAD = 0.75
MOST_TIMES = 10
SKIPS = 0.04


def answer(
    instrument: Instrument, rng: np.random.Generator, *, level: float, sentences: tuple[str, ...] = SENTENCES
) -> Answers:
    """Walk the questionnaire as a person would. ``level``, 0 to 1, is where on a scale they tend to be."""
    turned = {key for scale in instrument.scales for key in scale.reversed_items}
    answers = Answers()
    left = list(sentences)
    step: Step | None = steps(instrument, answers)[0]
    while step is not None:
        raw = {
            step.field(item): _typed(item, rng, 1 - level if item.key in turned else level, left)
            for item in relevant_items(step, answers)
        }
        answers = check_step(instrument, step, raw, answers).answers
        step = step_after(instrument, answers, step.key)
    return answers


def _typed(item: Item, rng: np.random.Generator, level: float, left: list[str]) -> Typed:
    """``left``: sentences that the person has not used yet."""
    if not item.kind.is_asked or item.is_file or (not item.is_required and rng.random() < SKIPS):
        return ""
    match item.kind:
        case ItemKind.SCALE:
            values = [point.value for point in item.points]
            middle = values[0] + level * (values[-1] - values[0])
            return str(int(np.clip(round(rng.normal(middle, SPREAD)), values[0], values[-1])))
        case ItemKind.CHOICE:
            # Of two drawn the first as it stands: most people choose what is written near the top.
            return item.options[int(rng.integers(len(item.options), size=2).min())].key
        case ItemKind.CHOICES:
            plain = [option.key for option in item.options if not option.exclusive]
            most = int(item.maximum or 4)
            count = int(rng.integers(min(2, len(plain)), min(most, len(plain)) + 1))
            return [str(key) for key in rng.choice(plain, size=count, replace=False)]
        case ItemKind.YES_NO:
            return "yes" if rng.random() < 0.7 else "no"
        case ItemKind.NUMBER:
            low, high = item.minimum or 0, min(item.maximum or MOST_TIMES, (item.minimum or 0) + MOST_TIMES)
            return str(int(rng.integers(int(low), int(high) + 1)))
        case ItemKind.DATE:
            return dt.date(2026, 1, 1).isoformat()
        case _:
            return left.pop(int(rng.integers(len(left)))) if len(left) > 1 else left[0]

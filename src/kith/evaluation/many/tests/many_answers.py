"""Invented answers to many programmes at once."""

from __future__ import annotations

import numpy as np

from kith.evaluation.many.types import MISSING, ManyData, ManyPlan
from kith.foundation.words import Text
from kith.questionnaires.types import ScaleDefinition, ScoreRule

ITEMS = tuple(f"q{number}" for number in range(1, 8))


def scale(key: str, items: tuple[str, ...], rule: ScoreRule = ScoreRule.MEAN, share: float = 0.8):
    return ScaleDefinition(key, Text.of(key), items, frozenset(items[1:2]), rule, share, 1, 5)


SCALES = (
    scale("first", ITEMS[:5]),
    scale("second", ITEMS[2:4], ScoreRule.SUM, 1.0),
    scale("all", ITEMS, share=0.5),
)
PLAN = ManyPlan(SCALES, "before", "after", resamples=199)


def invented(sizes: dict[str, int], seed: int = 1, missing: float = 0.08) -> ManyData:
    """Programmes of these sizes: answers rise a little, some are missing, some people stay away once."""
    rng = np.random.default_rng(seed)
    names = tuple(sorted(sizes))
    people = sum(sizes.values())
    level = rng.normal(3, 0.7, (people, 1))
    shape = people, len(ITEMS)
    before = np.clip(np.rint(level + rng.normal(0, 0.8, shape)), 1, 5).astype(np.int16)
    after = np.clip(np.rint(level + 0.3 + rng.normal(0, 0.8, shape)), 1, 5).astype(np.int16)
    for answers in (before, after):
        answers[rng.random(shape) < missing] = MISSING
        answers[rng.random(people) < missing] = MISSING
    starts = np.concatenate(([0], np.cumsum([sizes[name] for name in names]))).astype(np.int64)
    return ManyData(names, starts, ITEMS, before, after)

"""How others see people, beside what people say of themselves: each rated person once, nobody by themselves."""

from kith.evaluation.seen.analyse import means_of, see_from_others
from kith.evaluation.seen.section import seen_section
from kith.evaluation.seen.types import (
    LEAST_RATERS,
    KindSeen,
    Rating,
    SeenCell,
    SeenChange,
    SeenData,
    SeenMeasures,
    SeenPlan,
    SeenResult,
    Time,
)

__all__ = [
    "LEAST_RATERS",
    "KindSeen",
    "Rating",
    "SeenCell",
    "SeenChange",
    "SeenData",
    "SeenMeasures",
    "SeenPlan",
    "SeenResult",
    "Time",
    "means_of",
    "see_from_others",
    "seen_section",
]

"""How many came to each stage, by what is no equality question. Exact: for those who see the list anyway.

The database counts; not one application is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from kith.foundation.words import Text
from kith.service.recruitment.domain.funnel.funnel_groups import (
    CHANNEL,
    OPERATIONAL,
    Dimension,
    dimensions_of,
)
from kith.service.recruitment.domain.funnel.funnel_rows import (
    STAGES,
    begun,
    column_of,
    furthest_of,
    groups_met,
    stages_of,
    visits_of,
)
from kith.service.recruitment.models import Call


@dataclass(frozen=True, slots=True)
class Came:
    """A group, and how many of it came to each stage. ``visits`` only of a channel."""

    label: Text
    counts: tuple[int, ...]
    visits: int | None = None


@dataclass(frozen=True, slots=True)
class StageCounts:
    stages: tuple[str, ...]
    groups: tuple[Came, ...]
    all: tuple[int, ...]


def plain_dimensions(calls: Sequence[Call]) -> tuple[Dimension, ...]:
    """What stages may be counted by here: never an equality question."""
    return tuple(one for one in dimensions_of(calls, OPERATIONAL))


def stage_counts(calls: Sequence[Call], by: Dimension, now: datetime) -> StageCounts:
    """Each group's counts, in one query; in two by channel. Raises ValueError for an equality question."""
    if by.is_equality:
        raise ValueError("equality answers are counted for a release only")
    rows = begun(calls).annotate(group=column_of(by), reached=furthest_of(calls, now)).order_by()
    met = list(rows.values_list("group", "reached").annotate(people=Count("pk")))
    spellings: Counter[str | None] = Counter()
    for words, _reached, people in met:
        spellings[words] += people
    visits = visits_of(calls) if by.key == CHANNEL else {}
    groups, places = groups_met(by, spellings, visits)
    at = [Counter[str]() for _group in groups]
    for words, reached, people in met:
        at[places[words]][reached] += people
    stages = stages_of(calls, now)
    found = tuple(
        Came(group.label, _came(stages, one), visits.get(group.key, 0) if by.key == CHANNEL else None)
        for group, one in zip(groups, at, strict=True)
    )
    everybody = sum(at, Counter[str]())
    return StageCounts(stages, found, _came(stages, everybody))


def _came(stages: tuple[str, ...], at: Counter[str]) -> tuple[int, ...]:
    """Whoever came to a stage came to those before it."""
    return tuple(sum(at[reached] for reached in STAGES[STAGES.index(stage) :]) for stage in stages)

"""Days of a definition, for a cohort that starts on an ordinary day: how the checks compare dates."""

from __future__ import annotations

import datetime as dt

from kith.programmes.capabilities import Moment, StageKey
from kith.programmes.draft import Draft
from kith.programmes.types import Offset, Stage
from kith.questionnaires.declaration import Table

AN_ORDINARY_DAY = dt.date(2027, 1, 4)
"""Months differ in length, so dates are compared for a cohort that starts on this day."""


def stage_of(draft: Draft, key: StageKey) -> Stage | None:
    """The stage of that key; ``None`` when there is none."""
    return next((one for one in draft.stages.values if one.key is key), None)


def stage_dates(stage: Stage) -> tuple[dt.date, dt.date]:
    """First day of the stage and the day after its last."""
    return stage.dates(AN_ORDINARY_DAY)


def day_of(draft: Draft, table: Table, key: str, offset: Offset) -> dt.date | None:
    """The day of an offset written at ``key``; ``None`` when something it needs could not be read."""
    if key not in table or table.is_faulty or any(one.is_faulty for one in draft.stages.tables):
        return None
    stage = stage_of(draft, offset.stage)
    if stage is None:
        table.refer(key, offset.stage.value, [one.key.value for one in draft.stages.values], "stage")
        return None
    start, end = stage_dates(stage)
    return offset.offset.after(start if offset.moment is Moment.START else end)

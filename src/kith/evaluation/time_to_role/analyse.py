"""Time to the next role, counting those who have not moved for as long as they were watched."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from kith.evaluation.time_to_role.marks import marks_of
from kith.evaluation.time_to_role.types import GroupTimes, TimesData, TimesResult
from kith.evaluation.types import Remark
from kith.foundation.faults import KithError
from kith.foundation.provenance import hash_bytes, hash_value, provenance
from kith.statistics.types import TestResult

METHOD = "kith.evaluation.time_to_role"
LEAST_EVENTS = 10
"""With fewer moves a median's range is as wide as the time watched."""


def analyse_times(data: TimesData) -> TimesResult:
    """When people moved to their next role, group by group, by the Kaplan-Meier curve.

    Somebody who has not moved counts as waiting for as long as they were watched, and then no more: leaving them
    out, or taking the last news for a move, would make the time look shorter. Below ``data.least`` people, and
    where fewer than that moved or have not moved, a group's curve is not shown; nor are steps at which fewer
    were still being watched. Two groups that are shown are compared by the log-rank test.

    Parameters
    ----------
    data
        See :class:`~kith.evaluation.time_to_role.types.TimesData`.

    Raises
    ------
    KithError
        For times that are missing or negative, or lists of different lengths.

    References
    ----------
    Stand with :mod:`kith.statistics.survival`.
    """
    names = sorted(set(data.groups))
    groups = tuple(_group(data, name) for name in names)
    inputs = {
        "times": hash_bytes(data.times.tobytes() + data.moved.tobytes()),
        "groups": hash_value(list(data.groups)),
    }
    made = provenance(METHOD, inputs=inputs, libraries=("numpy", "scipy"))
    return TimesResult(groups, _compared(data, groups), data.unit, data.least, tuple(_remarks(groups)), made)


def _group(data: TimesData, name: str) -> GroupTimes:
    from kith.statistics.survival import kaplan_meier

    here = np.array([group == name for group in data.groups])
    n, moved = int(here.sum()), int(data.moved[here].sum())
    if n < data.least:
        return GroupTimes(name, n, None, Remark("evaluation.items.few", {"least": data.least}), 0)
    if moved < data.least:
        return GroupTimes(name, n, None, Remark("evaluation.times.few_moved", {"least": data.least}), 0)
    found = kaplan_meier(data.times[here], data.moved[here])
    shown = sum(step.at_risk >= data.least for step in found.steps)
    marks = marks_of(data.times[here], found, data.unit, data.least)
    return GroupTimes(name, n, moved, found, shown, marks)


def _compared(data: TimesData, groups: tuple[GroupTimes, ...]) -> TestResult | None:
    from kith.statistics.survival import log_rank

    if len(groups) != 2 or any(isinstance(group.found, Remark) for group in groups):
        return None
    flags = [np.array([one == group.group for one in data.groups]) for group in groups]
    first, second = ((data.times[flag], data.moved[flag]) for flag in flags)
    try:
        return log_rank(first, second)
    except KithError:
        return None


def _remarks(groups: tuple[GroupTimes, ...]) -> Iterator[Remark]:
    for group in groups:
        if group.moved is not None and group.moved < LEAST_EVENTS:
            yield Remark(
                "evaluation.times.few_moves", {"group": group.group, "n": group.moved, "least": LEAST_EVENTS}
            )

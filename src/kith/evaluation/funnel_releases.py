"""What a report of the funnel tells beside those that left the house before it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kith.evaluation.funnel_types import CharacteristicResult, FunnelData, FunnelResult, Stage
from kith.publishing.disclosure import DisclosurePolicy, ProtectedTable, Release


def releases(
    data: FunnelData, result: FunnelResult, applications: Sequence[str], name: str
) -> tuple[Release, ...]:
    """One release a stage, for :func:`kith.publishing.disclosure.guard_release` before a report leaves.

    A stage's table counts those who reached it, so that is its population: a later report of the same
    call is held against each stage by itself.

    Parameters
    ----------
    applications
        An id for each application in the order of the data, the same in every release.
    name
        What people call the report.
    """
    ids = np.asarray(applications)
    found = []
    for stage in dict.fromkeys(stage for each in result.characteristics for stage in each.stages):
        if stage not in data.stages:
            continue
        reached = frozenset(ids[data.furthest >= data.stages.index(stage)].tolist())
        tables = {
            f"{each.key}.{stage.value}": _as_table(each, stage, result.policy)
            for each in result.characteristics
            if stage in each.stages
        }
        found.append(Release(f"{name} ({stage.value})", reached, tables))
    return tuple(found)


def _as_table(each: CharacteristicResult, stage: Stage, policy: DisclosurePolicy) -> ProtectedTable:
    column = each.stages.index(stage)
    shown = [(row.category.key, figure) for row in each.rows if (figure := row.counts[column]) is not None]
    cells = tuple((figure,) for _, figure in shown)
    total = each.totals[column]
    totals = None if total is None else (total,)
    return ProtectedTable(tuple(key for key, _ in shown), ("",), cells, None, totals, None, policy)

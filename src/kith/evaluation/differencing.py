"""Numbers that would uncover a few people by subtraction are kept back, though each stands on enough."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.missing.bounds import by_length
from kith.evaluation.plan import ChangePlan
from kith.evaluation.responses import on_side
from kith.evaluation.types import ChangeCell, ChangeData, Measures


def guarded(cells: tuple[ChangeCell, ...], data: ChangeData, plan: ChangePlan) -> tuple[ChangeCell, ...]:
    """The cells, with middles left out that an earlier cell's middles would turn into a few people's scores.

    Two comparisons from one wave share first scores. If the people of one are those of the other but for
    fewer than the threshold, the two first means and their numbers give the first scores of those few.
    The later means go too, for a mean change taken from them gives the first mean back; so do the middles of
    those who stayed and who left, and bounds for the missing that rest on first scores.
    """
    kept: list[ChangeCell] = []
    for cell in cells:
        if isinstance(cell.found, Measures) and any(_uncovers(cell, other, data, plan) for other in kept):
            nothing = replace(
                cell.found,
                median_earlier=None,
                median_later=None,
                mean_earlier=None,
                mean_later=None,
                sd_earlier=None,
                sd_later=None,
            )
            fewer = replace(
                cell.completers,
                median_both=None,
                median_earlier_only=None,
                mean_both=None,
                mean_earlier_only=None,
            )
            missing = cell.missing and by_length(cell.missing, plan.outcome(cell.outcome))
            cell = replace(cell, found=nothing, completers=fewer, missing=missing)
        kept.append(cell)
    return tuple(kept)


def _uncovers(cell: ChangeCell, other: ChangeCell, data: ChangeData, plan: ChangePlan) -> bool:
    if (cell.side, cell.outcome) != (other.side, other.outcome):
        return False
    if cell.comparison.earlier != other.comparison.earlier:
        return False
    if not isinstance(other.found, Measures) or other.found.mean_earlier is None:
        return False
    here, there = _matched(cell, data), _matched(other, data)
    more, fewer = int(np.sum(here & ~there)), int(np.sum(there & ~here))
    return min(more, fewer) == 0 and 0 < max(more, fewer) < plan.least_matched


def _matched(cell: ChangeCell, data: ChangeData) -> NDArray[np.bool_]:
    by_wave = data.scores[cell.outcome]
    known = np.isfinite(by_wave[cell.comparison.earlier]) & np.isfinite(by_wave[cell.comparison.later])
    return known & on_side(data, cell.side)

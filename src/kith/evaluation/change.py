"""Change between waves, both sides, all outcomes: counts first, then sizes, then tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.attainable import FEW, cannot_show, no_room, smallest_p
from kith.evaluation.differencing import guarded
from kith.evaluation.grid import Grid, find_grid, grid_of_step
from kith.evaluation.measures import Pairs, measure
from kith.evaluation.missing.bounds import missing_answers
from kith.evaluation.plan import Centre, ChangePlan, Comparison, Outcome
from kith.evaluation.plan_checks import check_plan
from kith.evaluation.recalibration import recalibrations
from kith.evaluation.responses import completers, on_side, responses, wave_scores
from kith.evaluation.types import (
    EVERYBODY,
    ChangeCell,
    ChangeData,
    ChangeResult,
    Measures,
    Remark,
    WaveScores,
    Withheld,
)
from kith.foundation.provenance import hash_bytes, hash_value, provenance

METHOD = "kith.evaluation.change"
OWN_FAMILY = "primary"
REST = "all"

Progress = Callable[[int, int], None]
Floats = NDArray[np.float64]


def analyse_change(
    data: ChangeData, plan: ChangePlan, *, seed: int, progress: Progress | None = None
) -> ChangeResult:
    """What changed on each side for each outcome, how sure that is, and what it cannot show.

    For each person who answered both waves the change is the later score minus the earlier one, in
    whole steps of the score. Nothing is computed for fewer than ``plan.least_matched`` of them.
    Tests are corrected within families by Holm's method, over all outcomes, sides and comparisons
    of the family that are shown; the primary outcome's first comparison is a family of its own.

    Parameters
    ----------
    data
        Scores under pseudonyms; NaN is missing, and missing is never zero.
    plan
        What to compare. See :class:`~kith.evaluation.plan.ChangePlan`.
    seed
        Of the bootstrap. The same seed, data and plan give the same result.
    progress
        Called with cells done and all cells.

    Raises
    ------
    KithError
        When the plan names what the data do not have, or a setting is out of range.

    References
    ----------
    Holm (1979), A simple sequentially rejective multiple test procedure, Scand. J. Statist. 6.
    """
    check_plan(plan, data)
    sides = tuple(side.key for side in plan.sides) or tuple(sorted(set(data.sides))) or (EVERYBODY,)
    grids = {outcome.key: _grid(data, outcome) for outcome in plan.outcomes}
    asked = responses(data, plan, sides)
    invited = {(each.side, each.wave): each.invited for each in asked}
    waves = tuple(_waves(data, plan, sides, invited))
    jobs = [
        _Job(side, outcome, comparison)
        for outcome in plan.outcomes
        for comparison in plan.compared()
        for side in sides
    ]
    cells: list[ChangeCell] = []
    for done, job in enumerate(jobs):
        cells.append(_cell(data, plan, job, grids[job.outcome.key], invited, seed))
        if progress:
            progress(done + 1, len(jobs))
    centre = plan.centre or _centre(cells)
    return ChangeResult(
        sides=sides,
        responses=asked,
        waves=waves,
        cells=_with_limits(guarded(_corrected(tuple(cells), plan), data, plan), plan, waves, centre),
        recalibration=recalibrations(data, plan, sides, grids),
        remarks=tuple(_remarks(data, plan)),
        centre=centre,
        provenance=provenance(
            METHOD,
            inputs={"data": data_hash(data), "plan": plan.plan_hash or hash_value(repr(plan))},
            seed=seed,
            libraries=("numpy", "scipy"),
        ),
    )


def _centre(cells: list[ChangeCell]) -> Centre:
    """One middle for the whole report, chosen by the numbers of people and never by the results."""
    shown = [cell.n_matched for cell in cells if isinstance(cell.found, Measures)]
    return Centre.MEAN if shown and min(shown) >= FEW else Centre.TYPICAL


@dataclass(frozen=True, slots=True)
class _Job:
    side: str
    outcome: Outcome
    comparison: Comparison


def _grid(data: ChangeData, outcome: Outcome) -> Grid:
    if outcome.step is not None:
        return grid_of_step(outcome.step)
    by_wave = data.scores[outcome.key].values()
    return find_grid(np.concatenate([array.ravel() for array in by_wave]))


def _waves(
    data: ChangeData, plan: ChangePlan, sides: tuple[str, ...], asked: dict[tuple[str, str], int]
) -> Iterator[WaveScores]:
    for outcome in plan.outcomes:
        for side in sides:
            for wave in plan.waves:
                found = wave_scores(data, plan, side, outcome, wave.key, asked[side, wave.key])
                if found is not None:
                    yield found


def _cell(
    data: ChangeData, plan: ChangePlan, job: _Job, grid: Grid, asked: dict[tuple[str, str], int], seed: int
) -> ChangeCell:
    members = on_side(data, job.side)
    by_wave = data.scores[job.outcome.key]
    earlier, later = by_wave[job.comparison.earlier][members], by_wave[job.comparison.later][members]
    matched = np.isfinite(earlier) & np.isfinite(later)
    n_matched = int(np.sum(matched))
    found: Measures | Withheld
    missing = None
    if n_matched == 0:
        found = Withheld("nobody_matched", plan.least_matched)
    elif n_matched < plan.least_matched:
        found = Withheld("too_few", plan.least_matched)
    else:
        pairs = Pairs(earlier[matched], later[matched], grid)
        found = measure(pairs, job.outcome, plan, seed=seed)
        invited = asked[job.side, job.comparison.earlier]
        missing = missing_answers(earlier, later, job.outcome, plan, seed=seed, asked=invited)
    left = completers(earlier, later, plan.least_matched)
    return ChangeCell(job.side, job.outcome.key, job.comparison, n_matched, left, found, (), missing)


def _corrected(cells: tuple[ChangeCell, ...], plan: ChangePlan) -> tuple[ChangeCell, ...]:
    """Each cell with Holm's correction within its family."""
    from kith.statistics.multiplicity import holm

    families: dict[str, list[int]] = defaultdict(list)
    for place, cell in enumerate(cells):
        if isinstance(cell.found, Measures):
            families[_family(cell, plan)].append(place)
    corrected = list(cells)
    for family, places in families.items():
        adjusted = holm([_measures(cells[place]).test.p for place in places])
        for place, p_holm in zip(places, adjusted, strict=True):
            found = _measures(cells[place])
            first_step = min(1.0, smallest_p(cells[place].n_matched) * len(places))
            corrected[place] = replace(
                cells[place],
                found=replace(
                    found,
                    p_holm=float(p_holm),
                    family=family,
                    family_size=len(places),
                    smallest_p_holm=first_step,
                ),
            )
    return tuple(corrected)


def _family(cell: ChangeCell, plan: ChangePlan) -> str:
    if cell.outcome == plan.primary and cell.comparison == plan.compared()[0]:
        return OWN_FAMILY
    return plan.outcome(cell.outcome).family or REST


def _measures(cell: ChangeCell) -> Measures:
    if isinstance(cell.found, Withheld):
        raise TypeError("nothing was measured here")
    return cell.found


def _with_limits(
    cells: tuple[ChangeCell, ...], plan: ChangePlan, waves: tuple[WaveScores, ...], centre: Centre
) -> tuple[ChangeCell, ...]:
    scores = {(each.side, each.outcome, each.wave): each for each in waves}
    return tuple(
        replace(
            cell,
            cannot_show=tuple(
                _limits(cell, plan, scores.get((cell.side, cell.outcome, cell.comparison.earlier)), centre)
            ),
        )
        for cell in cells
    )


def _limits(cell: ChangeCell, plan: ChangePlan, first: WaveScores | None, centre: Centre) -> Iterator[Remark]:
    outcome = plan.outcome(cell.outcome)
    if isinstance(cell.found, Withheld):
        code = "nobody_matched" if cell.n_matched == 0 else "too_few"
        yield Remark(f"evaluation.limit.{code}", {"n": cell.n_matched, "least": cell.found.least})
        return
    n_earlier = cell.completers.n_both + cell.completers.n_earlier_only
    yield from cannot_show(outcome, cell.found, centre, n_matched=cell.n_matched, n_earlier=n_earlier)
    if first is not None:
        yield from no_room(outcome, first.n, first.at_low_end, first.at_high_end)


def _remarks(data: ChangeData, plan: ChangePlan) -> Iterator[Remark]:
    if plan.declared_on is None:
        yield Remark("evaluation.read.not_declared")
    for outcome in plan.outcomes:
        known = [array[np.isfinite(array)] for array in data.scores[outcome.key].values()]
        for wave in plan.waves:
            if not np.isfinite(data.scores[outcome.key][wave.key]).any():
                yield Remark("evaluation.read.all_missing", {"outcome": outcome.key, "wave": wave.key})
        together = np.concatenate(known)
        if together.size > 1 and np.all(together == together[0]):
            yield Remark("evaluation.read.constant", {"outcome": outcome.key, "value": float(together[0])})
    for side in plan.sides:
        if side.key not in data.sides:
            yield Remark("evaluation.read.sides_left_out", {"side": side.key})


def data_hash(data: ChangeData) -> str:
    """The same for the same people and scores, whatever the order of people."""
    order = np.argsort(np.array(data.people)) if data.people else np.empty(0, dtype=np.int64)
    parts = [repr([(data.people[place], data.sides[place]) for place in order]).encode()]
    for outcome in sorted(data.scores):
        for wave in sorted(data.scores[outcome]):
            scores = np.ascontiguousarray(data.scores[outcome][wave][order], dtype="<f8")
            parts.append(
                f"{outcome}\x1f{wave}\x1f".encode() + np.where(np.isnan(scores), np.nan, scores).tobytes()
            )
    return hash_bytes(b"\x1e".join(parts))

"""Two surveys of different people: how far apart, how sure, and what that cannot say."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kith.evaluation.attainable import FEW, USUAL_THRESHOLD
from kith.evaluation.grid import Grid, find_grid, grid_of_step
from kith.evaluation.independent.types import (
    GroupCell,
    GroupMeasures,
    GroupScores,
    GroupsData,
    GroupsPlan,
    GroupsResult,
)
from kith.evaluation.plan import Centre, Outcome
from kith.evaluation.plan_checks import LEAST_THAT_PROTECTS
from kith.evaluation.types import Remark, Withheld
from kith.foundation.faults import Faults, KithError
from kith.foundation.provenance import hash_bytes, hash_value, provenance
from kith.foundation.seeds import generator

if TYPE_CHECKING:
    from kith.statistics.types import Estimate, TestResult

METHOD = "kith.evaluation.independent"
OWN_FAMILY = "primary"
REST = "all"
Floats = NDArray[np.float64]


def compare_groups(data: GroupsData, plan: GroupsPlan, *, seed: int) -> GroupsResult:
    """How far each later group lies from the first on each outcome.

    The people are different ones, so no figure here is anybody's change. Nothing is computed where either
    group has fewer than ``plan.least`` answers. Mann and Whitney's tests are corrected within families
    by Holm's method.

    Parameters
    ----------
    data
        One score a person; NaN is missing.
    plan
        What to compare. See :class:`~kith.evaluation.independent.types.GroupsPlan`.
    seed
        Of the groups dealt at random, where they are too large to try all.

    Raises
    ------
    KithError
        With every outcome or group that is not there, and every setting out of range.

    References
    ----------
    Lehmann EL (1975). Nonparametrics: Statistical Methods Based on Ranks, chapters 1 and 2.
    """
    _check(data, plan)
    group = np.array(data.groups)
    scores, cells = [], []
    for outcome in plan.outcomes:
        values = data.scores[outcome.key]
        grid = _grid(outcome, values)
        parts = {each.key: np.sort(values[(group == each.key) & np.isfinite(values)]) for each in plan.groups}
        for each in plan.groups:
            asked = int(np.sum(group == each.key))
            scores.append(_scores(outcome.key, each.key, asked, parts[each.key], plan.least))
        for later in plan.groups[1:]:
            first = plan.groups[0].key
            cells.append(
                _cell(outcome, (first, later.key), (parts[first], parts[later.key]), grid, plan, seed)
            )
    centre = _centre(cells)
    inputs = {"data": _data_hash(data), "plan": hash_value(repr(plan))}
    return GroupsResult(
        scores=tuple(scores),
        cells=tuple(_with_limits(cell, centre) for cell in _corrected(cells, plan)),
        remarks=tuple(_remarks(data, plan)),
        centre=centre,
        provenance=provenance(METHOD, inputs=inputs, seed=seed, libraries=("numpy", "scipy")),
    )


def _check(data: GroupsData, plan: GroupsPlan) -> None:
    if any(array.shape != (len(data.groups),) for array in data.scores.values()):
        raise ValueError("every array has one value a person")
    faults = Faults()
    if not plan.outcomes:
        faults.add("evaluation.plan.no_outcome")
    for outcome in plan.outcomes:
        if outcome.key not in data.scores:
            known = ", ".join(data.scores)
            faults.add("evaluation.plan.outcome_unknown", outcome=outcome.key, known=known)
    if len(plan.groups) < 2:
        faults.add("evaluation.groups.one_group", groups=len(plan.groups))
    for group in plan.groups:
        if group.key not in data.groups:
            known = ", ".join(sorted(set(data.groups)))
            faults.add("evaluation.groups.unknown", group=group.key, known=known)
    if not 0.5 <= plan.confidence < 1:
        faults.add("evaluation.plan.confidence", value=plan.confidence)
    if plan.least < LEAST_THAT_PROTECTS:
        faults.add("evaluation.plan.least_matched", value=plan.least)
    faults.raise_if_any()


def _grid(outcome: Outcome, values: Floats) -> Grid:
    return find_grid(values) if outcome.step is None else grid_of_step(outcome.step)


def _scores(outcome: str, group: str, asked: int, known: Floats, least: int) -> GroupScores:
    if known.size < least:
        return GroupScores(outcome, group, asked, int(known.size), None, None, None)
    middles = float(np.median(known)), float(np.mean(known)), float(np.std(known, ddof=1))
    return GroupScores(outcome, group, asked, int(known.size), *middles)


def _cell(
    outcome: Outcome,
    keys: tuple[str, str],
    parts: tuple[Floats, Floats],
    grid: Grid,
    plan: GroupsPlan,
    seed: int,
) -> GroupCell:
    first, second = parts
    found: GroupMeasures | Withheld
    if min(first.size, second.size) < plan.least:
        reason = "nobody_matched" if min(first.size, second.size) == 0 else "too_few"
        found = Withheld(reason, plan.least)
    else:
        found = _measure(first, second, grid, plan, seed)
    return GroupCell(outcome.key, *keys, int(first.size), int(second.size), found, ())


def _measure(first: Floats, second: Floats, grid: Grid, plan: GroupsPlan, seed: int) -> GroupMeasures:
    from kith.statistics.independent import mann_whitney, mean_permutation
    from kith.statistics.independent_effects import cliffs_delta, mean_difference, shift

    one, two = grid.steps(first).astype(np.float64), grid.steps(second).astype(np.float64)
    level = plan.confidence
    test = mann_whitney(one, two)
    least = smallest_p(first.size, second.size)
    dealt = mean_permutation(one, two, rng=generator(seed, "groups"))
    return GroupMeasures(
        higher=test.statistic / (first.size * second.size),
        shift=_in_points(shift(one, two, level=level), grid),
        mean_difference=_in_points(mean_difference(one, two, level=level), grid),
        delta=cliffs_delta(one, two, level=level),
        g=_g(one, two, level),
        test=test,
        mean_test=replace(dealt, statistic=dealt.statistic / grid.per_point),
        unequal_test=_unequal(one, two),
        p_holm=test.p,
        family="",
        family_size=1,
        smallest_p=least,
        smallest_p_holm=least,
    )


def _in_points(found: Estimate, grid: Grid) -> Estimate:
    parts = (found.value / grid.per_point, found.low / grid.per_point, found.high / grid.per_point)
    return replace(found, value=parts[0], low=parts[1], high=parts[2])


def _g(one: Floats, two: Floats, level: float) -> Estimate | None:
    from kith.statistics.independent_effects import hedges_g

    return hedges_g(one, two, level=level) if np.ptp(one) + np.ptp(two) > 0 else None


def _unequal(one: Floats, two: Floats) -> TestResult | None:
    from kith.statistics.independent import brunner_munzel

    try:
        return brunner_munzel(one, two)
    except KithError:  # groups that do not overlap, or do not vary
        return None


def smallest_p(n: int, m: int) -> float:
    """The least two-sided p of an exact test of two groups: nobody of one above anybody of the other.

    >>> smallest_p(3, 3), smallest_p(4, 4) < 0.05
    (0.1, True)
    >>> smallest_p(908, 1865)  # more ways than a float can hold
    0.0
    """
    return min(1.0, 2 / math.comb(n + m, n))


def _corrected(cells: list[GroupCell], plan: GroupsPlan) -> list[GroupCell]:
    """Each cell with Holm's correction within its family."""
    from kith.statistics.multiplicity import holm

    families: dict[str, list[int]] = defaultdict(list)
    for place, cell in enumerate(cells):
        if isinstance(cell.found, GroupMeasures):
            own = plan.outcome(cell.outcome).family or REST
            families[OWN_FAMILY if cell.outcome == plan.primary else own].append(place)
    corrected = list(cells)
    for family, places in families.items():
        measured = [
            (place, found) for place in places if isinstance(found := cells[place].found, GroupMeasures)
        ]
        for (place, found), p_holm in zip(measured, holm([each.test.p for _, each in measured]), strict=True):
            first_step = min(1.0, found.smallest_p * len(places))
            now = replace(
                found,
                p_holm=float(p_holm),
                family=family,
                family_size=len(places),
                smallest_p_holm=first_step,
            )
            corrected[place] = replace(cells[place], found=now)
    return corrected


def _centre(cells: list[GroupCell]) -> Centre:
    """One middle for the whole comparison, chosen by the numbers of people and never by the results."""
    shown = [min(cell.n_first, cell.n_second) for cell in cells if isinstance(cell.found, GroupMeasures)]
    return Centre.MEAN if shown and min(shown) >= FEW else Centre.TYPICAL


def _with_limits(cell: GroupCell, centre: Centre) -> GroupCell:
    return replace(cell, cannot_show=tuple(_limits(cell, centre)))


def _limits(cell: GroupCell, centre: Centre) -> Iterator[Remark]:
    n, m = cell.n_first, cell.n_second
    if isinstance(cell.found, Withheld):
        yield Remark("evaluation.groups.too_few", {"n": n, "m": m, "least": cell.found.least})
        return
    found = cell.found
    if found.smallest_p_holm > USUAL_THRESHOLD:
        params = {"n": n, "m": m, "tests": found.family_size, "p": found.smallest_p_holm}
        yield Remark("evaluation.groups.out_of_reach", params)
    told = found.difference(centre)
    low, high = told.low, told.high
    if low <= 0 <= high:
        code = "at_end" if 0 in (low, high) else "either_way"
        yield Remark(f"evaluation.groups.{code}", {"change_low": low, "change_high": high})
    if min(n, m) < FEW:
        yield Remark("evaluation.groups.few", {"n": min(n, m)})


def _remarks(data: GroupsData, plan: GroupsPlan) -> Iterator[Remark]:
    yield Remark("evaluation.never.groups")
    if plan.declared_on is None:
        yield Remark("evaluation.read.not_declared")
    left_out = len(data.groups) - sum(data.groups.count(group.key) for group in plan.groups)
    if left_out:
        yield Remark("evaluation.groups.left_out", {"n": left_out})


def _data_hash(data: GroupsData) -> str:
    """The same for the same answers, whatever their order."""
    parts = []
    for outcome in sorted(data.scores):
        values = data.scores[outcome]
        order = np.lexsort((values, np.array(data.groups)))
        keys = "\x1f".join(data.groups[place] for place in order)
        known = np.where(np.isnan(values[order]), np.nan, values[order]).astype("<f8")
        parts.append(f"{outcome}\x1f{keys}".encode() + known.tobytes())
    return hash_bytes(b"\x1e".join(parts))

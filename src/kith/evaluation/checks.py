"""A result looked over again by other means: plain loops and fractions, nothing shared with the analysis."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from kith.evaluation.plan import ChangePlan
from kith.evaluation.types import ChangeCell, ChangeData, ChangeResult, Measures

NEAR = 1e-9


def find_wrong(data: ChangeData, plan: ChangePlan, result: ChangeResult) -> tuple[str, ...]:
    """What does not hold in a result, in words for whoever mends the program; empty when all is well.

    Recounts matched people and those who went up, stayed and went down; works the means out again;
    looks that each estimate lies in its interval, that nothing is shown below the threshold, and that
    Holm's correction follows from the p-values.
    """
    return tuple(
        f"{cell.side!r}, {cell.outcome}, {cell.comparison.earlier} to {cell.comparison.later}: {wrong}"
        for cell in result.cells
        for wrong in _cell(data, plan, cell)
    ) + tuple(_holm(result))


def _cell(data: ChangeData, plan: ChangePlan, cell: ChangeCell) -> Iterator[str]:
    by_wave = data.scores[cell.outcome]
    pairs = [
        (float(first), float(second))
        for side, first, second in zip(
            data.sides, by_wave[cell.comparison.earlier], by_wave[cell.comparison.later], strict=True
        )
        if side == cell.side and not math.isnan(first) and not math.isnan(second)
    ]
    if len(pairs) != cell.n_matched:
        yield f"{cell.n_matched} matched, counted again {len(pairs)}"
    if isinstance(cell.found, Measures) != (len(pairs) >= plan.least_matched):
        yield "shown or withheld against the threshold"
    if isinstance(cell.found, Measures):
        yield from _measures(pairs, cell.found)


def _measures(pairs: list[tuple[float, float]], found: Measures) -> Iterator[str]:
    if found.step is not None:
        changes = [_exact(second, found.step) - _exact(first, found.step) for first, second in pairs]
        signs = [(change > 0) - (change < 0) for change in changes]
        counted = (signs.count(1), signs.count(0), signs.count(-1))
        if counted != (found.counts.up, found.counts.same, found.counts.down):
            yield f"up, same, down counted again as {counted}"
        if abs(float(sum(changes) / len(changes)) - found.mean_change.value) > NEAR:
            yield "the mean change is another"
    for name, middle in (("mean", found.mean_change), ("typical", found.typical_change)):
        if not middle.low - NEAR <= middle.value <= middle.high + NEAR:
            yield f"the {name} change lies outside its interval"
    if not found.test.p <= found.p_holm <= 1:
        yield "Holm's p is below the p-value or above 1"
    if found.test.exact and found.test.p < found.smallest_p - NEAR:
        yield "p is below the least possible"


def _exact(score: float, step: float) -> Fraction:
    parts = max(1, round(1 / step))
    return Fraction(round(score * parts), parts)


def _holm(result: ChangeResult) -> Iterator[str]:
    families: dict[str, list[Measures]] = defaultdict(list)
    for cell in result.cells:
        if isinstance(cell.found, Measures):
            families[cell.found.family].append(cell.found)
    for family, members in families.items():
        highest = 0.0
        for place, found in enumerate(sorted(members, key=lambda each: each.test.p)):
            highest = max(highest, min(1.0, (len(members) - place) * found.test.p))
            if abs(found.p_holm - highest) > NEAR or found.family_size != len(members):
                yield f"family {family}: Holm's correction does not follow"

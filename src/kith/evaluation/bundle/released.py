"""The tables of a public bundle: what the report prints, as data, and what can be worked out from that alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kith.evaluation.attainable import smallest_p
from kith.evaluation.bundle.types import Asked, Released
from kith.evaluation.formats import SMALL_P
from kith.evaluation.plan import ChangePlan
from kith.evaluation.result_json import Json, jsonable
from kith.evaluation.types import ChangeCell, ChangeResult, Withheld
from kith.statistics.types import Estimate

PRINTED = 2
"""Decimals of a change in the report; see :func:`kith.evaluation.formats.change`."""
OF_P = 3
HALF = 0.5 * 10**-OF_P
ROUNDING = 1e-12
NEEDS_LINES = (
    "change",
    "change_low",
    "change_high",
    "g_av",
    "p",
)
"""What can only be worked out from lines of single people."""


def released(result: ChangeResult) -> tuple[Released, ...]:
    """Each cell in the digits that the report prints."""
    return tuple(_released(result, cell) for cell in result.cells)


def _released(result: ChangeResult, cell: ChangeCell) -> Released:
    found = cell.found
    if isinstance(found, Withheld):
        if _few_asked(result, cell, found.least):
            return Released(cell.side, cell.outcome, cell.comparison, None, "too_few")
        return Released(cell.side, cell.outcome, cell.comparison, cell.n_matched, found.reason)
    middle = found.change(result.centre)
    return Released(
        side=cell.side,
        outcome=cell.outcome,
        comparison=cell.comparison,
        people=cell.n_matched,
        withheld="",
        up=found.counts.up,
        same=found.counts.same,
        down=found.counts.down,
        change=_printed(middle.value),
        change_low=_end(middle, middle.low),
        change_high=_end(middle, middle.high),
        g_av=None if found.g_av is None else _printed(found.g_av.value),
        p=_printed_p(found.test.p),
        p_holm=_printed_p(found.p_holm),
        family=found.family,
    )


def _few_asked(result: ChangeResult, cell: ChangeCell, least: int) -> bool:
    """Whether a count of those who answered would point at people."""
    times = (cell.comparison.earlier, cell.comparison.later)
    return any(
        0 < each.invited < least for each in result.responses if each.side == cell.side and each.wave in times
    )


def _printed(value: float) -> float:
    decimals = PRINTED + 1 if 0.0005 <= abs(value) < 0.005 else PRINTED
    return round(value, decimals) + 0.0


def _end(middle: Estimate, end: float) -> float | None:
    """No end where either is not bounded: the report then says that there is no range."""
    ends = (middle.low, middle.high)
    return None if any(abs(one) == float("inf") for one in ends) else _printed(end)


def _printed_p(p: float) -> float:
    return 0.0 if p < SMALL_P else round(p, OF_P)


def asked(result: ChangeResult, plan: ChangePlan) -> tuple[Asked, ...]:
    """Who was asked and answered, kept back where the report keeps it back."""
    return tuple(
        Asked(
            each.side,
            each.wave,
            each.invited,
            None if 0 < each.invited < plan.least_matched else each.answered,
        )
        for each in result.responses
    )


def derived(rows: Sequence[Released], asked_rows: Sequence[Asked], plan: ChangePlan) -> dict[str, Json]:
    """Everything that the released tables give by themselves: shares, the sign test, what could have been
    shown at best, where Holm's correction of the printed p may lie, and whether the tables agree in themselves.
    """
    sizes: dict[str, int] = {}
    for row in rows:
        if not row.withheld:
            sizes[row.family] = sizes.get(row.family, 0) + 1
    bounds = _holm(rows)
    return {
        "cells": [_cell(row, plan, sizes, bounds.get(at)) for at, row in enumerate(rows)],
        "checks": [
            {"check": name, "holds": holds} for name, holds in _checks(rows, asked_rows, plan, bounds)
        ],
        "needs_lines": list(NEEDS_LINES),
    }


def _cell(
    row: Released, plan: ChangePlan, sizes: Mapping[str, int], bounds: tuple[float, float] | None
) -> dict[str, Json]:
    from kith.statistics.proportions import wilson

    found: dict[str, Json] = {
        "side": row.side,
        "outcome": row.outcome,
        "comparison": jsonable(row.comparison),
        "people": row.people,
    }
    if row.people is None or row.up is None or row.same is None or row.down is None or bounds is None:
        return {**found, "withheld": row.withheld}
    shares = {
        name: jsonable(wilson(count, row.people, level=plan.confidence))
        for name, count in (("up", row.up), ("same", row.same), ("down", row.down))
    }
    least = smallest_p(row.people)
    return {
        **found,
        "shares": shares,
        "sign_test": jsonable(_sign_test(row.up, row.down)),
        "smallest_p": least,
        "smallest_p_holm": min(1.0, least * sizes[row.family]),
        "family_size": sizes[row.family],
        "holm_from": bounds[0],
        "holm_to": bounds[1],
    }


def _sign_test(up: int, down: int) -> object:
    from kith.statistics.paired import sign_test

    return sign_test([0] * (up + down), [1] * up + [-1] * down) if up + down else None


def _holm(rows: Sequence[Released]) -> dict[int, tuple[float, float]]:
    """By row, the ends between which Holm's p must lie, as printed p's were rounded."""
    from kith.statistics.multiplicity import holm

    families: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        if not row.withheld:
            families.setdefault(row.family, []).append(at)
    found: dict[int, tuple[float, float]] = {}
    for places in families.values():
        printed = [rows[at].p or 0.0 for at in places]
        low = holm([max(0.0, p - HALF) if p >= SMALL_P else 0.0 for p in printed])
        high = holm([min(1.0, p + HALF) if p >= SMALL_P else SMALL_P for p in printed])
        found.update(zip(places, zip(low, high, strict=True), strict=True))
    return found


def _checks(
    rows: Sequence[Released],
    asked_rows: Sequence[Asked],
    plan: ChangePlan,
    bounds: Mapping[int, tuple[float, float]],
) -> Iterator[tuple[str, bool]]:
    """What must hold of tables that were released together, and so whether anybody altered one of them."""
    answered = {(one.side, one.wave): one.answered for one in asked_rows}
    shown = [(at, row) for at, row in enumerate(rows) if not row.withheld]
    kept = [row for row in rows if row.withheld]
    yield (
        "counts_add_up",
        all(row.people == (row.up or 0) + (row.same or 0) + (row.down or 0) for _, row in shown),
    )
    yield "enough_people", all((row.people or 0) >= plan.least_matched for _, row in shown)
    few = [(row.people or 0) < plan.least_matched and row.up is None for row in kept]
    yield "few_are_kept_back", all(few)
    yield (
        "no_more_than_answered",
        all(
            number is None or row.people is None or row.people <= number
            for row in rows
            for wave in (row.comparison.earlier, row.comparison.later)
            for number in (answered.get((row.side, wave)),)
        ),
    )
    yield "no_more_than_asked", all(one.answered is None or one.answered <= one.invited for one in asked_rows)
    yield (
        "holm_fits",
        all(_holm_fits(row.p_holm or 0.0, bounds[at]) for at, row in shown),
    )
    yield (
        "within_range",
        all(
            row.change is None
            or row.change_low is None
            or row.change_high is None
            or row.change_low <= row.change <= row.change_high
            for _, row in shown
        ),
    )


def _holm_fits(printed: float, bounds: tuple[float, float]) -> bool:
    low, high = (0.0, SMALL_P) if printed < SMALL_P else (printed - HALF, printed + HALF)
    return low <= bounds[1] + ROUNDING and bounds[0] <= high + ROUNDING

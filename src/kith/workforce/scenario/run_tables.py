"""A run as tables: one row for each thing that is told, with its unit in the heading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kith.tables.types import Cell
from kith.workforce.projection import Flow
from kith.workforce.scenario.running import Run

if TYPE_CHECKING:
    from kith.workforce.model import Floats
    from kith.workforce.projection import Bands

TOLD = ((0.1, "low"), (0.5, "middle"), (0.9, "high"))
"""Which levels a table tells: the middle of the draws and the ends of 8 in 10."""
DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table's headings and rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets_of(run: Run) -> Mapping[str, Sheet]:
    """Every table of a run by its name."""
    return {
        "places": _places(run),
        "professions": _professions(run),
        "total": _total(run),
        "flows": _flows(run),
        "ages": _ages(run),
        "money": _money(run),
        "overrides": _overrides(run),
        "numbers": _numbers(run),
    }


def _years(run: Run) -> tuple[int, ...]:
    years = run.projection.axes.years
    return (*years, years[-1] + 1)


def _band(name: str) -> tuple[str, ...]:
    return tuple(f"{name}_{end}" for _, end in TOLD)


def _at(bands: Bands, *place: int) -> tuple[float, ...]:
    return tuple(_told(bands.values[(bands.levels.index(level), *place)]) for level, _ in TOLD)


def _told(value: float | Floats) -> float:
    return round(float(value), DECIMALS)


def _places(run: Run) -> Sheet:
    found, axes = run.projection, run.projection.axes
    columns = ("year", "profession", "region", "heads", "fte", *_band("fte"), "need_fte", *_band("gap_fte"))
    rows: list[tuple[Cell, ...]] = [
        (
            year,
            profession,
            region,
            _told(found.expected.heads[y, p, r]),
            _told(found.expected.fte[y, p, r]),
            *_at(found.supply, y, p, r),
            _told(found.need[y, p, r]),
            *_at(found.gap, y, p, r),
        )
        for y, year in enumerate(_years(run))
        for p, profession in enumerate(axes.professions)
        for r, region in enumerate(axes.regions)
    ]
    return Sheet(columns, tuple(rows))


def _professions(run: Run) -> Sheet:
    found, axes = run.projection, run.projection.axes
    columns = (
        "year",
        "profession",
        "heads",
        "fte",
        *_band("fte"),
        "need_fte",
        *_band("gap_net_fte"),
        *_band("gap_gross_fte"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            year,
            profession,
            _told(found.expected.heads[y, p].sum()),
            _told(found.expected.fte[y, p].sum()),
            *_at(found.supply_by_profession, y, p),
            _told(found.need[y, p].sum()),
            *_at(found.gap_net_by_profession, y, p),
            *_at(found.gap_gross_by_profession, y, p),
        )
        for y, year in enumerate(_years(run))
        for p, profession in enumerate(axes.professions)
    ]
    return Sheet(columns, tuple(rows))


def _total(run: Run) -> Sheet:
    found = run.projection
    columns = ("year", "fte", *_band("fte"), "need_fte", *_band("gap_net_fte"), *_band("gap_gross_fte"))
    rows: list[tuple[Cell, ...]] = [
        (
            year,
            _told(found.expected.fte[y].sum()),
            *_at(found.supply_total, y),
            _told(found.need[y].sum()),
            *_at(found.gap_net, y),
            *_at(found.gap_gross, y),
        )
        for y, year in enumerate(_years(run))
    ]
    return Sheet(columns, tuple(rows))


def _flows(run: Run) -> Sheet:
    found, axes = run.projection, run.projection.axes
    rows: list[tuple[Cell, ...]] = [
        (year, profession, region, *(_told(heads) for heads in found.expected.flows[y, p, r]))
        for y, year in enumerate(axes.years)
        for p, profession in enumerate(axes.professions)
        for r, region in enumerate(axes.regions)
    ]
    return Sheet(("year", "profession", "region", *(f"{flow.value}_heads" for flow in Flow)), tuple(rows))


def _ages(run: Run) -> Sheet:
    found, axes = run.projection, run.projection.axes
    rows: list[tuple[Cell, ...]] = [
        (year, profession, age, _told(found.expected.by_age[y, p, a]))
        for y, year in enumerate(_years(run))
        for p, profession in enumerate(axes.professions)
        for a, age in enumerate(axes.ages)
    ]
    return Sheet(("year", "profession", "age", "heads"), tuple(rows))


def _money(run: Run) -> Sheet:
    axes, money = run.projection.axes, run.money
    kinds = (("pay", money.pay), ("training", money.training), ("recruitment", money.recruitment))
    rows: list[tuple[Cell, ...]] = [
        (year, kind, profession, _told(amounts[y, p]))
        for y, year in enumerate(axes.years)
        for kind, amounts in kinds
        for p, profession in enumerate(axes.professions)
    ]
    for cost in money.levers:
        rows += [(year, "lever", cost.lever, _told(cost.by_year[y])) for y, year in enumerate(axes.years)]
    for one in money.exchanges:
        there = (
            ("recruits_heads", one.recruits),
            ("went_home_heads", one.went_home),
            ("lost_there", one.lost_there),
            ("paid_to_them", one.paid_to_them),
            ("worth_there", one.worth_there),
        )
        rows += [
            (year, kind, one.key, _told(amounts[y]))
            for y, year in enumerate(axes.years)
            for kind, amounts in there
        ]
    return Sheet(("year", "kind", "of", "amount"), tuple(rows))


def _overrides(run: Run) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (one.what, one.was, one.value, one.by, one.on, one.reason) for one in run.scenario.overrides
    ]
    return Sheet(("what", "was", "value", "by", "on", "reason"), tuple(rows))


def _numbers(run: Run) -> Sheet:
    """Every number that is written, those without a source first."""
    ordered = sorted(run.scenario.stated, key=lambda one: (not one.is_assumption, one.path))
    rows: list[tuple[Cell, ...]] = [
        (one.path, one.value, one.low, one.high, one.source or "assumption", one.dated) for one in ordered
    ]
    return Sheet(("path", "value", "low", "high", "source", "date"), tuple(rows))

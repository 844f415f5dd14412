"""A plan as tables and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from kith.tables.types import Cell
from kith.workforce.plan.against import Against
from kith.workforce.plan.making import Made
from kith.workforce.plan.types import Kind

FORMAT = 1
DECIMALS = 6
Rows = tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]


def plan_tables(made: Made) -> Mapping[str, Rows]:
    """Headings and rows by name: ``places`` (FTE, and heads who begin training), ``money``, ``worth``; no plan: none."""
    if made.beside is None:
        return {}
    return {"places": _places(made), "money": _money(made), "worth": _worth(made)}


def plan_json(made: Made, compared: Against | None = None) -> dict[str, object]:
    """Everything, plain. ``status`` says whether there is a plan; ``why_not`` why there is none."""
    plan, beside = made.plan, made.beside
    found: dict[str, object] = {
        "format_version": FORMAT,
        "scenario": made.scenario.key,
        "synthetic": made.scenario.synthetic,
        "currency": made.scenario.currency,
        "status": plan.status.value,
        "provenance": plan.provenance.to_json(),
        "why_not": None if made.why_not is None else asdict(made.why_not),
        "robust": None if compared is None else _robust(compared),
    }
    if beside is not None:
        found |= {
            "objective": round(plan.objective, DECIMALS),
            "certificate": asdict(plan.certificate),
            "age_structured_within": beside.within,
            "activity": [
                {
                    "service": one.service,
                    "needed": one.needed.tolist(),
                    "without": one.without.tolist(),
                    "planned": one.planned.tolist(),
                }
                for one in beside.activity
            ],
            **{name: [dict(zip(head, row, strict=True)) for row in rows]
               for name, (head, rows) in plan_tables(made).items()},
        }  # fmt: skip
    return found


def _robust(found: Against) -> dict[str, object]:
    return {
        "draws": found.planned,
        "fresh_draws": found.fresh,
        "price": round(found.price, DECIMALS),
        "floor_kept_in_planning": found.robust.floor_kept,
        "certificate": asdict(found.robust.certificate),
        "chosen": {
            kind.value: values.round(DECIMALS).tolist() for kind, values in found.robust.chosen.items()
        },
        **{
            name: {
                "cost": one.cost.round(DECIMALS).tolist(),
                "unmet": one.unmet.round(DECIMALS).tolist(),
                "floor_kept": [bool(kept) for kept in one.floor_kept],
            }
            for name, one in (("plain_on_fresh", found.plain_tried), ("robust_on_fresh", found.robust_tried))
        },
    }


def _places(made: Made) -> Rows:
    problem, beside = made.problem, made.beside
    assert beside is not None
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            year,
            profession,
            region,
            _told(problem.need[p, r, y]),
            _told(beside.without[p, r, y]),
            *(_told(made.plan.chosen[kind][p, r, y]) for kind in Kind),
        )
        for y, year in enumerate(problem.years)
        for p, profession in enumerate(problem.professions)
        for r, region in enumerate(problem.regions)
    )
    return ("year", "profession", "region", "need", "without", *(kind.value for kind in Kind)), rows


def _money(made: Made) -> Rows:
    beside, plan = made.beside, made.plan
    assert beside is not None
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            year,
            *(_told(each[y]) for each in plan.money.values()),
            _told(beside.pay_without[y]),
            _told(beside.pay[y]),
        )
        for y, year in enumerate(made.problem.years)
    )
    return ("year", *(kind.value for kind in plan.money), "pay_without", "pay"), rows


def _worth(made: Made) -> Rows:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.of.value, one.profession, one.region, one.year, _told(one.discounted), _told(one.then))
        for one in made.worths
    )
    return ("of", "profession", "region", "year", "discounted", "then"), rows


def _told(value: float) -> float:
    return round(float(value), DECIMALS)

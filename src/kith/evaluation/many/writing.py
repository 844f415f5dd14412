"""Results of many programmes: one flat row a programme and scale, or every number as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace

from kith.evaluation.many.types import Alpha, ManyMeasures, ManyPlan, ManyResult, ProgrammeChange, ScaleChange
from kith.evaluation.result_json import FORMAT_VERSION, Json, jsonable
from kith.evaluation.types import Withheld
from kith.questionnaires.types import ScaleDefinition
from kith.statistics.types import Estimate
from kith.tables.types import Cell

FORMAT = "kith.evaluation.many"
MEASURED = (
    *("up", "same", "down", "mean_earlier", "mean_later"),
    *("mean_change", "mean_change_low", "mean_change_high", "mean_change_method"),
    *("g_av", "g_av_low", "g_av_high", "g_av_drawn", "g_av_drawn_low", "g_av_drawn_high"),
    *("rank_biserial", "p", "test", "p_holm", "tests", "smallest_p", "smallest_p_holm"),
)
"""Columns of a row that are blank where nothing is shown."""


def rows(result: ManyResult) -> Iterator[dict[str, Cell]]:
    """One row a programme and scale, all with the same columns; a blank is not shown or not defined."""
    for programme in result.programmes:
        for cell in programme.scales:
            yield _row(programme, cell)


def many_json(result: ManyResult) -> dict[str, Json]:
    """Every number; what is withheld stands as ``{"shown": false, "reason": ..., "least": ...}``."""
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "plan": plan_json(result.plan),
        "programmes": [programme_json(programme) for programme in result.programmes],
        "remarks": jsonable(result.remarks),
        "provenance": jsonable(result.provenance),
    }


def plan_json(plan: ManyPlan) -> Json:
    """The plan as it was carried out."""
    settings = {field.name: getattr(plan, field.name) for field in fields(plan) if field.name != "scales"}
    return {"scales": [_scale_json(scale) for scale in plan.scales], **_table(settings)}


def programme_json(programme: ProgrammeChange) -> Json:
    """One programme."""
    return {
        "programme": programme.programme,
        "n": programme.n,
        "scales": [_cell_json(cell) for cell in programme.scales],
    }


def _scale_json(scale: ScaleDefinition) -> Json:
    as_listed = tuple(item for item in scale.items if item in scale.reversed_items)
    table = {field.name: getattr(scale, field.name) for field in fields(scale)}
    return _table({**table, "reversed_items": as_listed})


def _cell_json(cell: ScaleChange) -> Json:
    nothing = Withheld("", 0)
    plain = jsonable(replace(cell, found=nothing))
    assert isinstance(plain, dict)
    found = jsonable(cell.found)
    assert isinstance(found, dict)
    return {**plain, "found": {"shown": isinstance(cell.found, ManyMeasures), **found}}


def _table(values: Mapping[str, object]) -> dict[str, Json]:
    return {name: jsonable(value) for name, value in values.items()}


def _row(programme: ProgrammeChange, cell: ScaleChange) -> dict[str, Cell]:
    return {
        "programme": programme.programme,
        "scale": cell.scale,
        "people": programme.n,
        "matched": cell.n_matched,
        "earlier_only": cell.n_earlier_only,
        "later_only": cell.n_later_only,
        "withheld": cell.found.reason if isinstance(cell.found, Withheld) else None,
        **(_measured(cell.found) if isinstance(cell.found, ManyMeasures) else dict.fromkeys(MEASURED)),
        **_alpha("earlier", cell.alpha_earlier),
        **_alpha("later", cell.alpha_later),
        "cannot_show": " ".join(remark.code for remark in cell.cannot_show) or None,
    }


def _measured(found: ManyMeasures) -> dict[str, Cell]:
    return {
        "up": found.counts.up,
        "same": found.counts.same,
        "down": found.counts.down,
        "mean_earlier": found.mean_earlier,
        "mean_later": found.mean_later,
        **_estimate("mean_change", found.mean_change),
        "mean_change_method": None if found.mean_change is None else found.mean_change.method,
        **_estimate("g_av", found.g_av),
        **_estimate("g_av_drawn", found.g_av_drawn),
        "rank_biserial": found.rank_biserial,
        "p": found.test.p,
        "test": found.test.method,
        "p_holm": found.p_holm,
        "tests": found.family_size,
        "smallest_p": found.smallest_p,
        "smallest_p_holm": found.smallest_p_holm,
    }


def _estimate(name: str, found: Estimate | None) -> dict[str, Cell]:
    if found is None:
        return dict.fromkeys((name, f"{name}_low", f"{name}_high"))
    return {name: found.value, f"{name}_low": found.low, f"{name}_high": found.high}


def _alpha(when: str, alpha: Alpha) -> dict[str, Cell]:
    return {f"alpha_{when}_n": alpha.n, **_estimate(f"alpha_{when}", alpha.found)}

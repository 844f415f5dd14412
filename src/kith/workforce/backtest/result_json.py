"""The result as plain JSON. Shares are 0-1, errors and widths per cent."""

from __future__ import annotations

import json
from dataclasses import asdict

from kith.workforce.backtest.types import (
    BackTest,
    Coverage,
    Error,
    Estimate,
    GroupCoverage,
    HeldOut,
    HorizonResult,
)
from kith.workforce.forecast.calibration import level_key, write_calibration


def backtest_json(result: BackTest) -> dict[str, object]:
    """Everything in the result, in one order, without the series themselves."""
    held = result.hold_out
    return {
        "quality": asdict(result.quality),
        "splits": result.splits,
        "methods_chosen": dict(result.methods_chosen),
        "scales_chosen": dict(result.scales_chosen),
        "horizons": [_horizon(each) for each in result.horizons],
        "hold_out": None
        if held is None
        else {
            "years": held.years,
            "series": held.series,
            "left_out": held.left_out,
            "ahead": [_held(each) for each in held.ahead],
        },
        "calibration": json.loads(write_calibration(result.calibration)),
        "provenance": result.provenance.to_json(),
    }


def _horizon(each: HorizonResult) -> dict[str, object]:
    return {
        "horizon": each.horizon,
        "forecasts": each.forecasts,
        "places": each.n_places,
        "errors": [_error(one) for one in each.errors],
        "coverage": [_coverage(one) for one in each.coverage],
        "groups": [_group(one) for one in each.groups],
    }


def _error(one: Error) -> dict[str, object]:
    return {
        "method": one.method.value,
        "median_error": one.median,
        "against_best_simple": _estimate(one.against),
    }


def _coverage(one: Coverage) -> dict[str, object]:
    return {
        "band": one.band.value,
        "level": one.level,
        "coverage": _estimate(one.places),
        "coverage_by_forecast": one.forecasts,
        "above": one.above,
        "below": one.below,
        "half_width": one.half_width,
        "splits_sd": one.splits_sd,
        "splits_within_4_points": one.splits_within,
    }


def _group(one: GroupCoverage) -> dict[str, object]:
    return {
        "kind": one.kind,
        "group": one.group,
        "level": one.level,
        "forecasts": one.forecasts,
        "places": one.n_places,
        "coverage": _estimate(one.places),
        "half_width": one.half_width,
    }


def _held(each: HeldOut) -> dict[str, object]:
    return {
        "ahead": each.ahead,
        "forecasts": each.forecasts,
        "places": each.n_places,
        "errors": {method.value: error for method, error in each.errors.items()},
        "coverage": {level_key(level): _estimate(found) for level, found in each.coverage.items()},
        "half_width": {level_key(level): width for level, width in each.half_width.items()},
    }


def _estimate(found: Estimate | None) -> dict[str, float] | None:
    return None if found is None else asdict(found)

"""A WISN result for programs (JSON) and for spreadsheets (XLSX)."""

from __future__ import annotations

from collections.abc import Sequence

from kith.tables.types import Cell
from kith.tables.writing import write_workbook
from kith.workforce.wisn.results import Aggregate, CadreNorm, Interval, LeaveEffect, Requirement, WisnResult
from kith.workforce.wisn.rounding import pressure

Json = dict[str, object]
FORMAT = 1


def wisn_json(result: WisnResult, leave: Sequence[LeaveEffect] = ()) -> Json:
    """Every number, in full precision. Staff are FTE; ``null`` is not defined, never nought."""
    return {
        "format": FORMAT,
        "method": "wisn",
        "synthetic": result.synthetic,
        "unit": "FTE",
        "rounding": result.rounding.value,
        "draws": result.draws,
        "norms": [_norm(each) for each in result.norms],
        "requirements": [_requirement(each) for each in result.requirements],
        "sums": [_aggregate(each) for each in result.aggregates],
        "leave": [
            {
                "cadre": each.cadre,
                "days_before": each.days_before,
                "days_after": each.days_after,
                "required_before": each.required_before,
                "required_after": each.required_after,
                "change": each.change,
            }
            for each in leave
        ],
        "provenance": result.provenance.to_json(),
    }


def _interval(interval: Interval | None) -> Json | None:
    return None if interval is None else {"low": interval.low, "high": interval.high, "level": interval.level}


def _norm(each: CadreNorm) -> Json:
    return {
        "cadre": each.cadre,
        "facility_type": each.facility_type,
        "days": each.days,
        "hours": each.hours,
        "allowance_share": each.allowance_share,
        "allowance_factor": each.allowance_factor,
        "standards": [
            {
                "activity": one.activity,
                "hours_each": one.hours_each,
                "per_year": one.per_year,
                "per_fte_year": one.per_year / each.allowance_factor,
            }
            for one in each.standards
        ],
        "allowances": [
            {"activity": one.name, "times_a_year": one.times_a_year, "hours": one.hours, "share": one.share}
            for one in each.allowances
        ],
    }


def _requirement(each: Requirement) -> Json:
    return {
        "facility": each.facility,
        "cadre": each.cadre,
        "facility_type": each.facility_type,
        "district": each.district,
        "region": each.region,
        "current": each.current,
        "funded": each.funded,
        "service_staff": each.service_staff,
        "allowance_factor": each.allowance_factor,
        "individual": each.individual,
        "required_exact": each.exact,
        "interval": _interval(each.interval),
        "required": each.required,
        "difference": each.difference,
        "ratio": each.ratio,
        "pressure": pressure(each.ratio).value,
        "activities": [
            {"activity": one.activity, "volume": one.volume, "per_year": one.per_year, "staff": one.staff}
            for one in each.components
        ],
    }


def _aggregate(each: Aggregate) -> Json:
    return {
        "level": each.level.value,
        "name": each.name,
        "cadre": each.cadre,
        "facilities": each.facilities,
        "facilities_with_ratio": each.with_ratio,
        "current": each.current,
        "required": each.required,
        "interval": _interval(each.interval),
        "difference": each.difference,
        "ratio_of_sums": each.ratio_of_sums,
        "mean_of_ratios": each.mean_of_ratios,
    }


def wisn_workbook(result: WisnResult) -> bytes:
    """The requirements, their parts and their sums as sheets, each saying whether the figures are invented."""
    figures = "invented" if result.synthetic else "as entered"
    return write_workbook(
        {
            "Requirements": (
                (
                    "Facility", "Cadre", "Facility type", "District", "Region", "In post", "Funded",
                    "For services", "Category allowance factor", "Additional work", "Required, not rounded",
                    "Range from", "Range to", "Rounding", "Required", "Difference", "Ratio", "Pressure", "Figures",
                ),
                [_requirement_row(each, result, figures) for each in result.requirements],
            ),
            "Activities": (
                ("Facility", "Cadre", "Activity", "Number a year", "Standard workload", "Staff", "Figures"),
                [
                    (each.facility, each.cadre, one.activity, one.volume, one.per_year, one.staff, figures)
                    for each in result.requirements
                    for one in each.components
                ],
            ),
            "Sums": (
                (
                    "Level", "Name", "Cadre", "Facilities", "In post", "Required", "Range from", "Range to",
                    "Difference", "Ratio of sums", "Mean of ratios", "Facilities with a ratio", "Figures",
                ),
                [_aggregate_row(each, figures) for each in result.aggregates],
            ),
        }
    )  # fmt: skip


def _ends(interval: Interval | None) -> tuple[Cell, Cell]:
    return (None, None) if interval is None else (interval.low, interval.high)


def _requirement_row(each: Requirement, result: WisnResult, figures: str) -> tuple[Cell, ...]:
    return (
        each.facility, each.cadre, each.facility_type, each.district, each.region, each.current, each.funded,
        each.service_staff, each.allowance_factor, each.individual, each.exact, *_ends(each.interval),
        result.rounding.value, each.required, each.difference, each.ratio, pressure(each.ratio).value, figures,
    )  # fmt: skip


def _aggregate_row(each: Aggregate, figures: str) -> tuple[Cell, ...]:
    return (
        each.level.value, each.name or None, each.cadre, each.facilities, each.current, each.required,
        *_ends(each.interval), each.difference, each.ratio_of_sums, each.mean_of_ratios, each.with_ratio, figures,
    )  # fmt: skip

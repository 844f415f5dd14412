"""Who does public health for programs (JSON) and for spreadsheets (XLSX), as one audience may see it."""

from __future__ import annotations

from dataclasses import asdict

from kith.statistics.types import Estimate
from kith.tables.types import Cell
from kith.tables.writing import write_workbook
from kith.workforce.functions.protecting import View, side_by_side
from kith.workforce.functions.results import Agreement, Amount, Compared, Coverage, Hidden
from kith.workforce.functions.types import Role, Tier

Json = dict[str, object]
FORMAT = 1
AMOUNT = ("FTE", "From", "To", "From likeliest shares", "People")


def functions_json(
    view: View, *, compared: Compared | None = None, there: View | None = None, hidden: Hidden | None = None
) -> Json:
    """Every number that the audience may see. ``null`` is kept back or not known, never nought."""
    measured, how = view.measured, view.measured.drawing
    return {
        "format": FORMAT,
        "method": "functions",
        "unit": "FTE",
        "table": measured.name,
        "synthetic": measured.synthetic,
        "audience": view.audience.value,
        "kept_back_up_to": view.most if view.is_public else None,
        "drawing": {**asdict(how), "shape": how.shape.value, "correlation": how.correlation.value},
        "rows": measured.rows,
        "respondents": measured.respondents,
        "capped": measured.capped,
        "total": _amount(view, view.total()),
        "cells": [
            {"function": function, "occupation": code, **_amount(view, view.cell(function, code))}
            for function, code in measured.cells
        ],
        "functions": [
            {
                "function": each.function,
                **_amount(view, view.function(each.function)),
                **_coverage(view, each),
            }
            for each in measured.coverage
        ],
        "tiers": [{"tier": tier.value, **_amount(view, view.tier(tier))} for tier in Tier],
        "agreement": _agreement(measured.agreement),
        "compared": None if compared is None or there is None else _compared(view, compared, there),
        "hidden": None if hidden is None else _hidden(hidden),
        "provenance": measured.provenance.to_json(),
    }


def _amount(view: View, amount: Amount | None) -> Json:
    if amount is None:
        return dict.fromkeys(("fte", "low", "high", "likeliest", "people"))
    return {
        "fte": amount.fte,
        "low": amount.low,
        "high": amount.high,
        "likeliest": amount.likeliest,
        "people": view.people(amount.people),
    }


def _coverage(view: View, each: Coverage) -> Json:
    thin = {one.function for one in view.thin()}
    return {
        "no_lead": each.has_no_lead,
        "thin": each.function in thin,
        **{role.value: view.people(each.by_role[role]) for role in Role},
        "herfindahl_occupations": view.by_occupation(each),
        "herfindahl_employers": view.by_employer(each),
    }


def _agreement(found: Agreement | None) -> Json | None:
    if found is None:
        return None
    return {
        "groups": found.groups,
        "functions_named": found.functions_named,
        "kappa": asdict(found.takes_part) if isinstance(found.takes_part, Estimate) else found.takes_part,
        "icc": asdict(found.shares) if isinstance(found.shares, Estimate) else found.shares,
    }


def _compared(view: View, compared: Compared, there: View) -> Json:
    found: list[Json] = []
    for each, kept in side_by_side(compared, view, there):
        one, other = view.function(each.function) is not None, there.function(each.function) is not None
        found.append(
            {
                "function": each.function,
                "disagrees": each.disagrees if not kept else None,
                "here": each.here.fte if one else None,
                "there": each.there.fte if other else None,
                "difference": each.difference if not kept else None,
                "low": each.low if not kept else None,
                "high": each.high if not kept else None,
                "led_here": each.leads_here > 0,
                "led_there": each.leads_there > 0,
            }
        )
    return {
        "here": compared.here.name,
        "there": compared.there.name,
        "populations": list(compared.populations) if compared.populations else None,
        "per": 100_000 if compared.populations else None,
        "functions": found,
    }


def _hidden(hidden: Hidden) -> Json:
    return {
        "first": hidden.first,
        "second": hidden.second,
        "both": hidden.both,
        "estimate": asdict(hidden.estimate),
    }


def functions_workbook(view: View, compared: Compared | None = None, there: View | None = None) -> bytes:
    """The cells, the functions and the comparison as sheets; a blank cell is kept back or not known."""
    measured = view.measured
    cells = [
        (
            key,
            _name(view, key),
            code,
            str(measured.lists.occupations[code].name),
            *_row(view, view.cell(key, code)),
        )
        for key, code in measured.cells
    ]
    functions = [
        (
            each.function, _name(view, each.function), *_row(view, view.function(each.function)),
            *(view.people(each.by_role[role]) for role in Role), view.by_occupation(each), view.by_employer(each),
        )
        for each in measured.coverage
    ]  # fmt: skip
    sheets: dict[str, tuple[tuple[str, ...], list[tuple[Cell, ...]]]] = {
        "Cells": (("Function", "Name", "ISCO-08", "Occupation", *AMOUNT), [tuple(row) for row in cells]),
        "Functions": (
            ("Function", "Name", *AMOUNT, "Lead", "Deliver", "Support", "Herfindahl occupations",
             "Herfindahl employers"),
            [tuple(row) for row in functions],
        ),
        "Tiers": (("Tier", *AMOUNT), [(tier.value, *_row(view, view.tier(tier))) for tier in Tier]),
    }  # fmt: skip
    if compared is not None and there is not None:
        rows = _compared(view, compared, there)["functions"]
        assert isinstance(rows, list)
        sheets["Comparison"] = (
            ("Function", "Here", "Partner", "Difference", "From", "To"),
            [
                tuple(row[key] for key in ("function", "here", "there", "difference", "low", "high"))
                for row in rows
            ],
        )
    return write_workbook(sheets)


def _name(view: View, key: str) -> str:
    return str(view.measured.lists.function(key).name)


def _row(view: View, amount: Amount | None) -> tuple[Cell, ...]:
    if amount is None:
        return (None,) * len(AMOUNT)
    return (amount.fte, amount.low, amount.high, amount.likeliest, view.people(amount.people))

"""A run as JSON: the tables, what it was made from, and what is assumed in it."""

from __future__ import annotations

from datetime import date, time

from kith.foundation.provenance import Provenance
from kith.workforce.card.section import card_json
from kith.workforce.scenario.card_facts import card_of
from kith.workforce.scenario.describe import is_listed
from kith.workforce.scenario.run_tables import Sheet, sheets_of
from kith.workforce.scenario.running import Run

FORMAT = 1


def run_json(run: Run) -> dict[str, object]:
    """Plain values, the same for the same run."""
    scenario = run.scenario
    made: Provenance = run.projection.provenance
    return {
        "format_version": FORMAT,
        "scenario": {
            "key": scenario.key,
            "name": scenario.name.to_json(),
            "synthetic": scenario.synthetic,
            "first_year": scenario.years[0],
            "years": len(scenario.years),
            "professions": [one.key for one in scenario.professions],
            "regions": [one.key for one in scenario.regions],
            "need_method": list(run.need.method),
            "currency": scenario.currency,
            "assumptions": len(scenario.assumptions),
            "numbers": len(scenario.stated),
            "safeguarded": [
                {"recruitment": one.key, "country": one.country}
                for one in scenario.supply.recruitment
                if is_listed(scenario, one)
            ],
            "pulls": [
                {"lever": one.lever, "amount": one.amount, "from_year": one.from_year, "to_year": one.to_year}
                for one in scenario.pulls
            ],
        },
        "draws": run.projection.draws,
        "provenance": made.to_json(),
        "card": card_json(card_of(run.compiled, draws=run.projection.draws)),
        **{name: _records(sheet) for name, sheet in sheets_of(run).items()},
    }


def _records(sheet: Sheet) -> list[dict[str, object]]:
    return [
        {
            key: cell.isoformat() if isinstance(cell, date | time) else cell
            for key, cell in zip(sheet.columns, row, strict=True)
        }
        for row in sheet.rows
    ]

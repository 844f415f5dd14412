"""A run as it goes into the archive of forecasts, to be scored when it is known what came."""

from __future__ import annotations

from datetime import date

from kith.workforce.scenario.running import Run
from kith.workforce.scorecard.archive import Filed
from kith.workforce.scorecard.types import Planned

LEVEL = 0.8
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
DEFINITION = "FTE in post at the start of the year"


def filed(run: Run, *, on: date) -> Filed:
    """What a run said of each profession's supply, year by year after the first, with its 80% band.

    The middle draw is the value. The plan's name holds the start of the scenario's hash, so that another version of it
    is another plan; the start of the first year is what was known. A year without anybody in post cannot be scored and
    is left out.
    """
    scenario, bands = run.scenario, run.projection.supply_by_profession
    low, middle, high = (bands.values[bands.levels.index(level)] for level in (LOW, MIDDLE, HIGH))
    plan = f"{scenario.key} {scenario.sha256[:12]}"
    years = (*scenario.years, scenario.years[-1] + 1)
    values = tuple(
        Planned(
            plan=plan,
            published=on.year,
            series=f"{scenario.place}, {one.key}",
            target=year,
            value=float(middle[n, p]),
            low=float(low[n, p]),
            high=float(high[n, p]),
            level=LEVEL,
            source=str(scenario.name),
            definition=DEFINITION,
            known_to=scenario.years[0],
        )
        for p, one in enumerate(scenario.professions)
        for n, year in enumerate(years)
        if n > 0 and low[n, p] > 0.0
    )
    made_from = {**run.compiled.inputs, "seed": str(scenario.seed), "draws": str(run.projection.draws)}
    return Filed(plan, on, made_from, values)

"""How wide history says that bands must be: what back-tests of real counts taught, laid on a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kith.workforce.forecast import Calibration, Series, log_sds, shipped
from kith.workforce.scenario.types import Scenario, Widths

if TYPE_CHECKING:
    from kith.workforce.model import Floats


def spreads(scenario: Scenario) -> Floats:
    """``[Y+1, P]``: what :class:`~kith.workforce.model.Uncertain` calls ``model``; noughts if ranges alone are wanted.

    A profession with past counts gets the width of stocks that moved as it did; one without, that of any stock.
    """
    years, professions = len(scenario.years), [one.key for one in scenario.professions]
    if scenario.widths is Widths.RANGES:
        return np.zeros((years + 1, len(professions)))
    calibration = calibration_of(scenario)
    return np.array([log_sds(years, calibration, past=past(scenario, key)) for key in professions]).T


def calibration_of(scenario: Scenario) -> Calibration:
    """The scenario's own, or the one that ships with Kith."""
    return scenario.calibration or shipped()


def past(scenario: Scenario, profession: str) -> Series | None:
    """The past counts of a profession, in order; ``None`` where there are none."""
    rows = scenario.tables[scenario.history] if scenario.history is not None else ()
    own = sorted((row.year or 0, row.amount) for row in rows if row.profession == profession)
    if not own:
        return None
    years, counts = tuple(year for year, _ in own), tuple(count for _, count in own)
    return Series(str(scenario.place), profession, years, counts)


def calibration_hash(scenario: Scenario) -> dict[str, str]:
    """For the record of what a run rests on."""
    return {} if scenario.widths is Widths.RANGES else {"calibration": calibration_of(scenario).hash}

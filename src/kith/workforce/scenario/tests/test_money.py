"""What is in training, intake by intake."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kith.workforce.scenario.money import in_training
from kith.workforce.supply.chances import reaching
from kith.workforce.tests.models import made_up


def test_an_intake_stays_by_its_own_odds_until_it_joins() -> None:
    """Three years of training, 100 begin each year; from those who join in the third year on half of each year stops.

    In the first year: 100 who began in it (they join in the fourth: half stops each year), 50 of those who join in the
    third, and 81 of those who join in the second, of whom a tenth stops each year.
    """
    source = replace(
        made_up(years=4).sources[0],
        entrants=np.full(7, 100.0),
        stays_odds=np.array([9.0, 9.0, 1.0, 1.0]),
    )
    assert np.allclose(in_training(source, 4), [100 + 50 + 81, 175, 175, 175])
    ends = reaching(source, 4) / reaching(replace(source, stays_odds=np.inf), 4)
    assert np.allclose(ends, [0.729, 0.729, 0.125, 0.125])

"""Small cohorts for the tests of this wing."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from kith.evaluation import ChangeData, ChangePlan, Outcome, Wave, WaveRole
from kith.foundation.words import Text


class Cohort:
    """Builds data and plans from lists; ``None`` is missing."""

    BEFORE = Wave("before", Text.of("Before"), WaveRole.BEFORE)
    THEN = Wave("then", Text.of("Looking back"), WaveRole.THEN)
    AFTER = Wave("after", Text.of("After"), WaveRole.AFTER)

    @staticmethod
    def data(
        scores: Mapping[str, Sequence[float | None]], *, outcome: str = "skill", sides: Sequence[str] = ()
    ) -> ChangeData:
        n = len(next(iter(scores.values())))
        arrays = {
            wave: np.array([np.nan if value is None else value for value in values], dtype=float)
            for wave, values in scores.items()
        }
        people = tuple(f"P{number:03d}" for number in range(1, n + 1))
        return ChangeData(people, tuple(sides) or ("",) * n, {outcome: arrays})

    @staticmethod
    def plan(**changed: object) -> ChangePlan:
        settings: dict[str, object] = {
            "outcomes": (Outcome("skill", Text.of("Skill"), low=1, high=5),),
            "waves": (Cohort.BEFORE, Cohort.AFTER),
            "resamples": 199,
        }
        return ChangePlan(**(settings | changed))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def cohort() -> type[Cohort]:
    return Cohort

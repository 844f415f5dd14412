"""Change over several cohorts, both people of pairs, and all waves: one model each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from kith.evaluation.change import data_hash
from kith.evaluation.plan import ChangePlan, WaveRole
from kith.evaluation.plan_checks import check_plan
from kith.evaluation.pooled.cohorts import pooled_cohorts
from kith.evaluation.pooled.pairs import paired_sides
from kith.evaluation.pooled.types import AllWaves, PairedSides, PooledChange, PooledResult
from kith.evaluation.pooled.waves import all_waves
from kith.evaluation.types import EVERYBODY, ChangeData
from kith.foundation.provenance import hash_value, provenance

METHOD = "kith.evaluation.pooled"
LEAST_WAVES = 3
Progress = Callable[[int, int], None]
Job = Callable[[], PooledChange | PairedSides | AllWaves]


def pool_change(
    data: ChangeData, plan: ChangePlan, *, waves: bool = True, progress: Progress | None = None
) -> PooledResult:
    """Models of what the data have: cohorts, pairs, three waves or more.

    Cohorts: each person's change, with a random cohort where there are at least five, else with cohorts as
    strata. Pairs: both sides' changes with a random pair. Waves: every answer with a random person, and a
    random cohort where there are at least five.

    Parameters
    ----------
    data
        With ``cohorts`` or ``pairs``; without either, only all waves are looked at.
    plan
        The plan of the change analysis.
    waves
        Whether to fit a model of all waves, where there are three or more.
    progress
        Called with models done and all models.

    Raises
    ------
    KithError
        When the plan names what the data do not have. A model that cannot be fitted is a remark.

    References
    ----------
    Bates D and others (2015). J Stat Softw 67(1), 10.18637/jss.v067.i01.
    Kenny DA, Kashy DA, Cook WL (2006). Dyadic Data Analysis, chapter 4.
    """
    check_plan(plan, data)
    sides = tuple(side.key for side in plan.sides) or tuple(sorted(set(data.sides))) or (EVERYBODY,)
    jobs = list(_jobs(data, plan, sides, waves=waves))
    cohorts: list[PooledChange] = []
    pairs: list[PairedSides] = []
    over_time: list[AllWaves] = []
    for done, job in enumerate(jobs):
        found = job()
        if isinstance(found, PooledChange):
            cohorts.append(found)
        elif isinstance(found, PairedSides):
            pairs.append(found)
        else:
            over_time.append(found)
        if progress:
            progress(done + 1, len(jobs))
    groups = hash_value(
        [sorted(zip(data.people, each, strict=True)) for each in (data.cohorts, data.pairs) if each]
    )
    inputs = {
        "data": data_hash(data),
        "groups": groups,
        "plan": plan.plan_hash or hash_value(repr(plan)),
    }
    return PooledResult(
        tuple(cohorts),
        tuple(pairs),
        tuple(over_time),
        provenance(METHOD, inputs=inputs, libraries=("numpy", "scipy")),
    )


def _jobs(data: ChangeData, plan: ChangePlan, sides: tuple[str, ...], *, waves: bool) -> Iterator[Job]:
    several = len(set(data.cohorts)) > 1
    later = [wave for wave in plan.waves if wave.role is not WaveRole.THEN]
    for outcome in plan.outcomes:
        for comparison in plan.compared():
            if several:
                for side in sides:
                    yield partial(pooled_cohorts, data, plan, outcome, comparison, side)
            if any(data.pairs) and len(sides) > 1:
                yield partial(paired_sides, data, plan, outcome, comparison, sides)
        if waves and len(later) >= LEAST_WAVES:
            for side in sides:
                yield partial(all_waves, data, plan, outcome, later, side)

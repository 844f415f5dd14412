"""The bundle of ``kith evaluate change --bundle``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from kith.evaluation.bundle import Contents, write_bundle
from kith.evaluation.change_setup import Asked
from kith.evaluation.plan import ChangePlan
from kith.evaluation.planning.frozen import FrozenPlan
from kith.evaluation.planning.record import Planning
from kith.evaluation.pooled import PooledResult
from kith.evaluation.result_json import Json, change_json, jsonable
from kith.evaluation.types import Audience, ChangeData, ChangeResult
from kith.publishing.model import Report


def bundled(
    report: Report,
    data: ChangeData,
    plan: ChangePlan,
    result: ChangeResult,
    *,
    asked: Asked,
    pooled: PooledResult | None,
    planning: Planning | None,
    frozen: FrozenPlan | None,
    audience: Audience,
    seed: int,
    now: datetime,
) -> bytes:
    """What has just been worked out, as a file that can be worked out again."""
    analyses: dict[str, Mapping[str, Json]] = {"change": {}}
    ready: dict[str, Json] = {"change": change_json(result, plan)}
    if pooled is not None:
        analyses["pooled"] = {"all_times": asked.all_times}
        ready["pooled"] = jsonable(pooled)
    return write_bundle(
        Contents(
            report=report,
            plan=plan,
            result=result,
            seed=seed,
            made_at=now,
            data=data if audience is Audience.EVALUATOR else None,
            analyses=analyses,
            ready=ready,
            planning=planning,
            frozen=frozen,
        )
    )

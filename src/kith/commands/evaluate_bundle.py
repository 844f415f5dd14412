"""The bundle of ``kith evaluate change --bundle``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from kith.evaluation.bundle import Contents, write_bundle
from kith.evaluation.change_setup import Asked
from kith.evaluation.pooled import PooledResult
from kith.evaluation.report_parts import Parts
from kith.evaluation.result_json import Json, change_json, jsonable
from kith.evaluation.types import Audience, ChangeData
from kith.publishing.model import Report


def bundled(
    report: Report,
    parts: Parts,
    data: ChangeData,
    pooled: PooledResult | None,
    *,
    asked: Asked,
    frozen: Path | None,
    seed: int,
) -> bytes:
    """What has just been worked out, as a file that can be worked out again."""
    plan, result, facts = parts.plan, parts.result, parts.facts
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
            made_at=facts.written_at,
            data=data if parts.audience is Audience.EVALUATOR else None,
            analyses=analyses,
            ready=ready,
            planning=facts.planning,
            frozen=None if frozen is None else json.loads(frozen.read_bytes()),
        )
    )

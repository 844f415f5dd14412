"""A plan frozen under a hash: canonical JSON that anybody can check, and the plan read back from it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from kith.evaluation.plan_file import PlanFile
from kith.foundation.faults import Fault, KithError, Where
from kith.foundation.provenance import canonical_json, hash_value

FORMAT = "kith.evaluation.plan"
FORMAT_VERSION = 1
NOT_FROZEN = frozenset({"report", "declared_on", "deviation"})
"""The words of a report and later deviations may still be written; a frozen plan has its own date."""


@dataclass(frozen=True, slots=True)
class FrozenPlan:
    """A plan that can no longer change unseen.

    ``sha256`` is over the canonical JSON of format, version, ``frozen_on`` and the plan, in hexadecimal.
    """

    file: PlanFile
    frozen_on: date
    sha256: str

    @property
    def opened_on(self) -> date | None:
        """The first day on which the plan's waves let anybody answer, where it says."""
        return min((wave.opens for wave in self.file.wave if wave.opens is not None), default=None)


def freeze(file: PlanFile, on: date) -> FrozenPlan:
    """The plan under its hash. The same plan and day give the same hash."""
    return FrozenPlan(file, on, hash_value(_hashed(_plan(file), on)))


def frozen_json(frozen: FrozenPlan) -> dict[str, Any]:
    """What stands in the file."""
    report = frozen.file.report.model_dump(mode="json", exclude_defaults=True)
    return {**_hashed(_plan(frozen.file), frozen.frozen_on), "report": report, "sha256": frozen.sha256}


def frozen_bytes(frozen: FrozenPlan) -> bytes:
    """The file itself: one line of canonical JSON."""
    return canonical_json(frozen_json(frozen)).encode() + b"\n"


def is_frozen(content: bytes) -> bool:
    """Whether a plan's file is a frozen one rather than TOML."""
    return content.lstrip().startswith(b"{")


def read_frozen(content: bytes, name: str) -> FrozenPlan:
    """The plan in a frozen file, its hash worked out again.

    Raises
    ------
    KithError
        When it is not a frozen plan, was written by a newer Kith, or does not fit its hash.
    """
    where = Where(file=name)
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise KithError(Fault("evaluation.frozen.not_json", where)) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise KithError(Fault("evaluation.frozen.not_a_plan", where))
    version = data.get("format_version")
    if version != FORMAT_VERSION:
        raise KithError(Fault("evaluation.frozen.version", where, {"value": str(version)}))
    hashed = {key: data.get(key) for key in ("format", "format_version", "frozen_on", "plan")}
    try:
        found, stated = hash_value(hashed), str(data.get("sha256"))
    except ValueError as error:  # no number, or half a character
        raise KithError(Fault("evaluation.frozen.not_a_plan", where)) from error
    if found != stated:
        raise KithError(Fault("evaluation.frozen.hash_differs", where, {"stated": stated, "found": found}))
    try:
        file = PlanFile.model_validate({**data["plan"], "report": data.get("report", {})}, strict=False)
        return FrozenPlan(file, date.fromisoformat(str(data["frozen_on"])), found)
    except (ValidationError, ValueError, TypeError) as error:
        raise KithError(Fault("evaluation.frozen.not_a_plan", where)) from error


def _plan(file: PlanFile) -> dict[str, Any]:
    return file.model_dump(mode="json", exclude=set(NOT_FROZEN))


def _hashed(plan: dict[str, Any], on: date) -> dict[str, Any]:
    return {"format": FORMAT, "format_version": FORMAT_VERSION, "frozen_on": on.isoformat(), "plan": plan}

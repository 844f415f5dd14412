"""A bundle from a file that somebody sent: everything that is wrong with it at once, or the bundle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kith.evaluation.bundle import archive, lines, reading_answers, released_table
from kith.evaluation.bundle import types as names
from kith.evaluation.bundle.analyses import ANALYSES
from kith.evaluation.bundle.plan_json import plan_from_json
from kith.evaluation.bundle.types import Asked, Bundle, Released
from kith.evaluation.plan import ChangePlan
from kith.evaluation.planning.frozen import FrozenPlan, read_frozen
from kith.evaluation.types import Audience, ChangeData
from kith.foundation.faults import Faults, KithError, Where
from kith.foundation.provenance import Provenance, canonical_json
from kith.publishing.model import Report
from kith.publishing.report_json import report_from_json
from kith.tables.types import FILE_LIMITS, Limits

FAULT = "evaluation.bundle"
OF_MANIFEST = ("audience", "made_at", "seed", "people", "without_lines", "versions", "files")
OF_SETTINGS = ("language", "sections", "disclosure", "analyses")
OF_PLAN = ("plan", "planning", "frozen")
RELEASED = "released"
MOST_DEEP = 64
MOST_RESAMPLES = 1_000_000


def read_bundle(content: bytes, name: str, *, limits: Limits = FILE_LIMITS) -> Bundle:
    """The bundle, every hash checked.

    Raises
    ------
    KithError
        With every fault: what is not a bundle, what is missing or was changed, what cannot be read.
    """
    files, manifest = archive.unpack(content, name, limits)
    faults = Faults()
    reading = _Reading(name, files, manifest, faults)
    bundle = reading.bundle()
    faults.raise_if_any()
    if bundle is None:
        raise RuntimeError("a bundle that cannot be read has a fault")
    return bundle


class _Reading:
    """One bundle on its way in."""

    def __init__(
        self, name: str, files: Mapping[str, bytes], manifest: Mapping[str, Any], faults: Faults
    ) -> None:
        self.name, self.files, self.manifest, self.faults = name, files, manifest, faults

    def where(self, file: str) -> Where:
        return Where(file=f"{self.name}/{file}")

    def bundle(self) -> Bundle | None:
        head = self._head()
        planned, settings = self._object(names.PLAN, OF_PLAN), self._object(names.SETTINGS, OF_SETTINGS)
        results, report = self._object(names.RESULTS, None), self._report()
        plan = plan_from_json(planned.get("plan"), self.faults, self.where(names.PLAN))
        if plan is not None and not 0 < plan.resamples <= MOST_RESAMPLES:
            at = Where(file=self.where(names.PLAN).file, key="plan.resamples")
            self.faults.add(f"{FAULT}.resamples", at, value=plan.resamples, most=MOST_RESAMPLES)
        frozen = self._frozen(planned.get("frozen"))
        self._check_analyses(settings, results, head)
        data, rows, asked = self._data(plan, head)
        answers = None
        if head is not None and head[0] is Audience.EVALUATOR:
            content = self.files.get(names.ANSWERS)
            answers = reading_answers.answers_of(
                content, settings.get("analyses"), plan, self.faults, self.name
            )
        if self.faults or plan is None or report is None or head is None:
            return None
        return Bundle(
            name=self.name,
            audience=head[0],
            plan=plan,
            seed=self.manifest["seed"],
            made_at=head[1],
            people=len(data.people) if data is not None else 0,
            without_lines=self.manifest["without_lines"] or 0,
            versions=self.manifest["versions"],
            settings=settings,
            results=results,
            report=report,
            data=data,
            released=rows,
            asked=asked,
            frozen=frozen,
            files=self.manifest["files"],
            answers=answers,
        )

    def _head(self) -> tuple[Audience, datetime] | None:
        """Audience and time, the manifest's other values looked at too."""
        manifest, before = self.manifest, len(self.faults)
        where = self.where(names.MANIFEST)
        for key in OF_MANIFEST:
            if key not in manifest:
                self.faults.add(f"{FAULT}.missing_key", Where(file=where.file, key=key))
        known = ("format", "format_version", *OF_MANIFEST)
        for key in manifest:
            if key not in known:
                at = Where(file=where.file, key=key)
                self.faults.add(f"{FAULT}.unknown_key", at, known=", ".join(known))
        if len(self.faults) > before:
            return None
        for key, is_right in (
            ("seed", _is_count(manifest["seed"])),
            ("people", manifest["people"] is None or _is_count(manifest["people"])),
            ("without_lines", manifest["without_lines"] is None or _is_count(manifest["without_lines"])),
            ("versions", isinstance(manifest["versions"], dict)),
            ("audience", manifest["audience"] in list(Audience)),
            ("made_at", _moment(manifest["made_at"]) is not None),
        ):
            if not is_right:
                at = Where(file=where.file, key=key)
                self.faults.add(f"{FAULT}.wrong_manifest", at, value=str(manifest[key]))
        made_at = _moment(manifest["made_at"])
        if len(self.faults) > before or made_at is None:
            return None
        return Audience(manifest["audience"]), made_at

    def _object(self, file: str, keys: tuple[str, ...] | None) -> dict[str, Any]:
        try:
            value = json.loads(self.files[file], parse_constant=_refused)
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, dict) or _is_too_deep(value):
            self.faults.add(f"{FAULT}.not_json", self.where(file))
            return {}
        for key in keys or ():
            if key not in value:
                self.faults.add(f"{FAULT}.missing_key", Where(file=self.where(file).file, key=key))
        for key in value:
            if keys is not None and key not in keys:
                at = Where(file=self.where(file).file, key=key)
                self.faults.add(f"{FAULT}.unknown_key", at, known=", ".join(keys))
        return value

    def _report(self) -> Report | None:
        try:
            report = report_from_json(self._object(names.REPORT, None))
            if isinstance(report.provenance, Provenance) and isinstance(report.provenance.inputs, Mapping):
                return report
            self.faults.add(f"{FAULT}.not_a_report", self.where(names.REPORT))
        except KithError as error:
            self.faults.extend(error.faults)
        except AttributeError:  # a block or a section that is something else
            self.faults.add(f"{FAULT}.not_a_report", self.where(names.REPORT))
        return None

    def _frozen(self, value: object) -> FrozenPlan | None:
        if value is None:
            return None
        try:
            return read_frozen(canonical_json(value).encode(), self.where(names.PLAN).file or "")
        except KithError as error:
            self.faults.extend(error.faults)
        except ValueError:  # a number that JSON does not have
            self.faults.add(f"{FAULT}.not_json", self.where(names.PLAN))
        return None

    def _check_analyses(
        self, settings: Mapping[str, Any], results: Mapping[str, Any], head: tuple[Audience, datetime] | None
    ) -> None:
        """A key that this Kith does not know was written by a newer one, or by hand."""
        wanted = settings.get("analyses")
        where = self.where(names.SETTINGS)
        if not isinstance(wanted, dict) or not all(isinstance(one, dict) for one in wanted.values()):
            self.faults.add(f"{FAULT}.wrong_object", Where(file=where.file, key="analyses"))
            return
        known = (RELEASED,) if head is not None and head[0] is Audience.PUBLIC else tuple(ANALYSES)
        for key in wanted:
            if key not in known:
                at = Where(file=where.file, key=f"analyses.{key}")
                self.faults.add(f"{FAULT}.unknown_analysis", at, value=key, known=", ".join(known))
        for key in dict.fromkeys((*wanted, *results)):
            if key not in results or key not in wanted:
                at = Where(file=self.where(names.RESULTS).file, key=key)
                self.faults.add(f"{FAULT}.result_{'missing' if key in wanted else 'unasked'}", at, value=key)

    def _data(
        self, plan: ChangePlan | None, head: tuple[Audience, datetime] | None
    ) -> tuple[ChangeData | None, tuple[Released, ...], tuple[Asked, ...]]:
        if plan is None or head is None:
            return None, (), ()
        where = self.where(names.DATA)
        if head[0] is Audience.EVALUATOR:
            data = lines.read_lines(self.files[names.DATA], plan, self.faults, where)
            return data, (), ()
        rows = released_table.read_released(self.files[names.DATA], plan, self.faults, where)
        if names.RESPONSES not in self.files:
            self.faults.add(f"{FAULT}.file_missing", Where(file=self.name), name=names.RESPONSES)
            return None, rows, ()
        content = self.files[names.RESPONSES]
        return None, rows, released_table.read_asked(content, self.faults, self.where(names.RESPONSES))


def _refused(constant: str) -> object:
    """NaN and the infinite are no JSON, though Python reads them."""
    raise ValueError(constant)


def _is_too_deep(value: object) -> bool:
    """Whether brackets stand within brackets further than any bundle of ours has them."""
    level = [value]
    for _deep in range(MOST_DEEP):
        if not level:
            return False
        level = [
            inner
            for each in level
            if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
    return bool(level)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _moment(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None

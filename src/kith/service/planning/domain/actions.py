"""What a planner does with scenarios: make one, change it, run it, let it go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from django.db import models, transaction
from django.db.models import F, Max

from kith.foundation.faults import Fault, Faults, KithError, Where
from kith.service.core.domain import audit, jobs
from kith.service.core.domain.actors import Actor
from kith.service.core.models import JobState, Organisation
from kith.service.planning.bridge.pulls import MADE, written
from kith.service.planning.bridge.reading import read, template_files
from kith.service.planning.domain import versions
from kith.service.planning.models import Scenario, ScenarioRun, ScenarioVersion

MOST_DRAWS = 10_000
MOST_FILES = 40
MOST_BYTES = 50 * 2**20
"""Of all files of a version together: national stocks by single age are some ten megabytes."""
LONGEST_NAME = 120
UNDER_WAY = (JobState.WAITING, JobState.RUNNING)


@transaction.atomic
def create_scenario(
    *,
    by: Actor,
    organisation: Organisation,
    name: str,
    main: str,
    files: Mapping[str, bytes],
    copied_from: Scenario | None = None,
) -> Scenario:
    """A new scenario from its files, read without a fault before anything is written.

    Raises KithError with every fault of the files, by name and line or row.
    """
    name = _name(name)
    _check(files)
    read(main, files)
    scenario = Scenario.objects.create(
        organisation=organisation, name=name, revision=1, copied_from=copied_from, created_by=by.person
    )
    versions.keep(by=by, scenario=scenario, main=main, files=files, reason="")
    record(by, "planning.make_scenario", scenario)
    return scenario


def create_from_template(
    *, by: Actor, organisation: Organisation, name: str, template: str, variant: str
) -> Scenario:
    """One of the invented scenarios that come with Kith, to be changed."""
    return create_scenario(
        by=by, organisation=organisation, name=name, main=variant, files=template_files(template)
    )


@transaction.atomic
def change_scenario(
    *,
    by: Actor,
    scenario: Scenario,
    seen_revision: int,
    files: Mapping[str, bytes],
    reason: str,
) -> ScenarioVersion:
    """Another version: files that take the place of those of the same name; the others stay.

    Raises KithError with every fault of what would come of it, when somebody else changed it meanwhile, or without a
    reason. Then nothing is written.
    """
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise KithError(Fault("planning.no_reason", Where(key="reason")))
    before = versions.latest(scenario)
    after = {**versions.files_of(before), **files}
    _check(after)
    read(before.main, after)
    if not Scenario.objects.filter(pk=scenario.pk, revision=seen_revision).update(revision=F("revision") + 1):
        raise KithError(Fault("planning.changed_meanwhile"))
    scenario.revision = seen_revision + 1
    version = versions.keep(by=by, scenario=scenario, main=before.main, files=after, reason=reason)
    record(by, "planning.change_scenario", scenario, version, number=version.number)
    return version


@transaction.atomic
def copy_with_pulls(*, by: Actor, scenario: Scenario, name: str, pulls: Mapping[str, float]) -> Scenario:
    """A scenario of its own in which these levers are pulled; the one it came from stays as it is."""
    version = versions.latest(scenario)
    files = dict(versions.files_of(version))
    files[MADE] = written(version.main, files, _name(name), pulls)
    return create_scenario(
        by=by,
        organisation=scenario.organisation,
        name=name,
        main=MADE,
        files=files,
        copied_from=scenario,
    )


@transaction.atomic
def start_run(*, by: Actor, version: ScenarioVersion, draws: int, seed: int) -> ScenarioRun:
    """Run a version with many draws, as a job. Asked again while it works on the same, it goes on with that."""
    if not 1 <= draws <= MOST_DRAWS:
        raise KithError(Fault("planning.draws", Where(key="draws"), {"draws": draws, "most": MOST_DRAWS}))
    # Of two who ask at once the second waits here, and then counts the first's run too.
    ScenarioVersion.objects.filter(pk=version.pk).update(number=F("number"))
    under_way = version.runs.filter(draws=draws, seed=seed, job__state__in=UNDER_WAY).first()
    if under_way is not None:
        return under_way
    number = (version.runs.aggregate(last=Max("number"))["last"] or 0) + 1
    run = ScenarioRun.objects.create(
        version=version, number=number, draws=draws, seed=seed, started_by=by.person
    )
    run.job = jobs.enqueue(
        by=by,
        name="planning.run_scenario",
        args={"run_id": str(run.pk)},
        organisation=version.scenario.organisation,
    )
    run.save(update_fields=["job"])
    record(by, "planning.start_run", version.scenario, run, number=number, draws=draws)
    return run


@transaction.atomic
def delete_scenario(*, by: Actor, scenario: Scenario) -> None:
    """Take it away with its versions and runs. History keeps that it was there."""
    runs = list(ScenarioRun.objects.filter(version__scenario=scenario).select_related("job"))
    for run in runs:
        if run.job is not None and run.job.state in UNDER_WAY:
            jobs.cancel(by=by, job=run.job)
    record(by, "planning.delete_scenario", scenario, versions=scenario.revision, runs=len(runs))
    Scenario.objects.filter(pk=scenario.pk).delete()


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise KithError(Fault("planning.no_name", Where(key="name")))
    return name[:LONGEST_NAME]


PLAIN = re.compile(r"[\w][\w .()-]*\.(toml|csv|xlsx|parquet|json)", re.IGNORECASE)


def _check(files: Mapping[str, bytes]) -> None:
    """Names that stay within one folder, of kinds that a scenario is made of, and not too much of it."""
    faults = Faults()
    for name in files:
        path = PurePosixPath(name)
        if len(name) > LONGEST_NAME or ".." in path.parts or not all(
            PLAIN.fullmatch(part) if part == path.name else re.fullmatch(r"[\w][\w .-]*", part)
            for part in path.parts
        ):  # fmt: skip
            faults.add("planning.file_name", Where(key="files"), name=name[:LONGEST_NAME])
    if len(files) > MOST_FILES:
        faults.add("planning.too_many_files", Where(key="files"), count=len(files), most=MOST_FILES)
    size = sum(map(len, files.values()))
    if size > MOST_BYTES:
        faults.add("planning.too_large", Where(key="files"), size=size // 2**20, most=MOST_BYTES // 2**20)
    faults.raise_if_any()


def record(
    by: Actor, action: str, scenario: Scenario, subject: models.Model | None = None, **detail: str | int
) -> None:
    audit.record(
        by=by,
        action=action,
        subject=subject or scenario,
        organisation_id=scenario.organisation_id,
        detail=detail,
    )

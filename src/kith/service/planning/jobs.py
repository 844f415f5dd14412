"""A scenario's large run as a job: read and computed outside any transaction, kept at once or not at all."""

from __future__ import annotations

from django.utils import timezone

from kith.service.core.domain.job_runs import JobRun
from kith.service.core.domain.jobs import job
from kith.service.planning.bridge.running import run_version
from kith.service.planning.domain import versions
from kith.service.planning.models import ScenarioRun


@job("planning.run_scenario")
def run_scenario(run: JobRun, *, run_id: str) -> None:
    """Everything that is told of a run. Killed half-way it starts again, from the same files and seed."""
    row = ScenarioRun.objects.select_related("version__scenario__organisation").get(pk=run_id)

    def tell(done: int, of: int) -> None:
        run.progress(done, of, "planning.step.draws")
        run.stop_if_asked()

    found = run_version(
        row.version.main,
        versions.files_of(row.version),
        draws=row.draws,
        seed=row.seed,
        now=timezone.now(),
        progress=tell,
    )
    with run.finishing() as outcome:
        ScenarioRun.objects.filter(pk=row.pk).update(
            told=found.told,
            summary=list(found.summary),
            report=found.report,
            page=found.page,
            finished_at=timezone.now(),
        )
        outcome["draws"] = row.draws

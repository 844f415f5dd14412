"""Making a report as a job: read, compute and draw outside any transaction, save everything at once."""

from __future__ import annotations

from io import BytesIO

from django.utils import timezone, translation

from kith.service.cohorts.domain.actions import take_turn
from kith.service.core.domain.actors import Actor
from kith.service.core.domain.files import delete_file, store_file
from kith.service.core.domain.job_runs import JobRun
from kith.service.core.domain.jobs import job
from kith.service.core.models import StoredFile
from kith.service.reports.domain.interim import guard_interim
from kith.service.reports.domain.making import Made, make
from kith.service.reports.models import Report

FILE_LIMIT = 50 * 1024 * 1024
BY = "reports"


@job("reports.make")
def make_report(run: JobRun, *, report_id: str) -> None:
    """Make the report of a row. Killed half-way, it starts again from the same seed."""
    report = Report.objects.select_related("cohort__definition", "cohort__organisation", "made_by").get(
        pk=report_id
    )
    with translation.override(report.language):
        made = make(report, run.progress)
    with run.finishing() as outcome:
        if report.is_interim:
            take_turn(report.cohort)
            guard_interim(report.cohort, made.released, of=report)
        save(report, made)
        outcome["people"] = made.people


def save(report: Report, made: Made) -> None:
    """The model, the page and the files, in the transaction of the caller."""
    old = [file for file in (report.pdf, report.document, report.bundle) if file is not None]
    report.content, report.page, report.released = made.content, made.page, made.released
    report.pdf = _keep(report, f"report-{report.number}.pdf", made.pdf)
    report.document = _keep(report, f"report-{report.number}.html", made.document)
    report.bundle = None if made.bundle is None else _keep(report, f"report-{report.number}.zip", made.bundle)
    report.finished_at = timezone.now()
    report.save(update_fields=["content", "page", "released", "pdf", "document", "bundle", "finished_at"])
    for file in old:
        delete_file(by=Actor.system(BY), file=file)


def _keep(report: Report, name: str, content: bytes) -> StoredFile:
    return store_file(
        by=Actor.system(BY),
        organisation=report.cohort.organisation,
        name=name,
        stream=BytesIO(content),
        limit=FILE_LIMIT,
    )

"""Asking for an organisation's export, and finding the last one."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from kith.service.core.domain import audit, jobs
from kith.service.core.domain.actors import Actor
from kith.service.core.models import Job, JobState, Organisation, StoredFile
from kith.service.people.domain.authority import must_administer

EXPORT = "home.export_organisation"
KEPT = timedelta(days=7)
UNDER_WAY = (JobState.WAITING, JobState.RUNNING)


@transaction.atomic
def start_export(*, by: Actor, organisation: Organisation) -> Job:
    """Ask for everything as one file. Asking again while one is being made is asking once."""
    must_administer(by, organisation)
    under_way = last_export(organisation)
    if under_way is not None and under_way.state in UNDER_WAY:
        return under_way
    audit.record(
        by=by, action="core.organisation.export", subject=organisation, organisation_id=organisation.pk
    )
    args = {"organisation_id": str(organisation.pk)}
    return jobs.enqueue(by=by, name=EXPORT, args=args, organisation=organisation)


def last_export(organisation: Organisation) -> Job | None:
    return Job.objects.filter(name=EXPORT, organisation=organisation).order_by("-created_at").first()


def file_of(job: Job | None) -> StoredFile | None:
    """The file that the job made, while it is kept."""
    if job is None or job.state != JobState.DONE or not job.result:
        return None
    return StoredFile.objects.filter(pk=job.result["file_id"], organisation=job.organisation).first()

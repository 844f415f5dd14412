"""The one task that django-tasks knows: look at this job."""

from uuid import UUID

from django_tasks import task

from kith.service.core.domain.job_runs import perform


@task()
def run_job(job_id: str) -> None:
    perform(UUID(job_id), beat=True)

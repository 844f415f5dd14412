"""The queue, without a worker."""

from django.db.models import Q
from django.utils import timezone

from kith.service.core.domain.job_runs import perform
from kith.service.core.models import Job, JobState


def do_waiting_jobs() -> list[Job]:
    """Do all waiting jobs here and now, in order; gives back the rows as they ended."""
    done: list[Job] = []
    while row := _next_due():
        perform(row.pk)
        row.refresh_from_db()
        done.append(row)
    return done


def _next_due() -> Job | None:
    due = Q(not_before=None) | Q(not_before__lte=timezone.now())
    return Job.objects.filter(due, state=JobState.WAITING).order_by("created_at", "id").first()

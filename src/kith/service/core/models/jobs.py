from django.conf import settings
from django.db import models

from kith.service.core.models.base import Row


class JobState(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Job(Row):
    """Long work, asked for in the transaction that needs it and done outside it."""

    name = models.CharField(max_length=80)
    args = models.JSONField(default=dict)
    organisation = models.ForeignKey("core.Organisation", null=True, on_delete=models.CASCADE)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    done_units = models.PositiveIntegerField(default=0)
    total_units = models.PositiveIntegerField(null=True)
    step_code = models.CharField(max_length=80, blank=True)
    """A code of the catalogue: what it is doing now."""
    cancel_asked = models.BooleanField(default=False)
    heartbeat_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True)
    """When to try again after a crash."""
    woken_at = models.DateTimeField(null=True)
    """When a worker was last told of it. Lost wake-ups are made good by the tick."""
    claim = models.CharField(max_length=32, blank=True)
    """Who runs it now. A worker that lost its claim writes nothing more."""
    attempts = models.PositiveSmallIntegerField(default=0)
    checkpoint = models.JSONField(null=True)
    """Where to go on after the worker was killed."""
    result = models.JSONField(null=True)
    faults = models.JSONField(default=list)
    """What a person can mend, as codes and parameters."""
    reference = models.CharField(max_length=12, blank=True)
    """What to quote when it was a bug."""

    class Meta:
        indexes = [models.Index(fields=["state", "created_at"])]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"

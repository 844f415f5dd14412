from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone


class AppendOnlyError(TypeError):
    """Somebody tried to change history. That is a bug, not a user error."""


class AuditQuerySet(models.QuerySet["AuditEvent"]):
    def update(self, **kwargs: Any) -> int:
        raise AppendOnlyError("audit events are never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError("audit events are never deleted")


class AuditEvent(models.Model):
    """Who did what to what, when: ids and field names, never values, so it survives an erasure."""

    class ActorKind(models.TextChoices):
        PERSON = "person"
        LINK = "link"
        TOKEN = "token"  # noqa: S105
        SYSTEM = "system"

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor_kind = models.CharField(max_length=8, choices=ActorKind)
    actor_id = models.CharField(max_length=64)
    action = models.CharField(max_length=80)
    organisation_id = models.UUIDField(null=True, db_index=True)
    cohort_id = models.UUIDField(null=True, db_index=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    fields = models.JSONField(default=list)
    detail = models.JSONField(default=dict)
    """Counts, codes and ids only."""

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type} {self.subject_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnlyError("audit events are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError("audit events are never deleted")

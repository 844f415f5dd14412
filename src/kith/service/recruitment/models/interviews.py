from __future__ import annotations

from django.db import models
from django.db.models import Q

from kith.service.core.models import Row
from kith.service.recruitment.models.applications import Application
from kith.service.recruitment.models.calls import Call
from kith.service.recruitment.models.reviewing import Reviewer


class Panel(Row):
    """The people who interview together."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="panels")
    name = models.CharField(max_length=80)
    side = models.CharField(max_length=40, blank=True)
    """Whom they interview; blank is every side."""
    members = models.ManyToManyField(Reviewer, related_name="panels")
    where = models.CharField(max_length=400, blank=True)
    """A room, or the address of a video meeting."""

    def __str__(self) -> str:
        return self.name


class Slot(Row):
    """A time at which a panel can see one person, who books it themselves."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    application = models.ForeignKey(
        Application, null=True, on_delete=models.SET_NULL, related_name="interview_slots"
    )
    booked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["panel", "starts_at"], name="one_slot_a_time"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(application__isnull=False), name="one_slot_an_application"
            ),
        ]
        ordering = ["starts_at", "id"]

    def __str__(self) -> str:
        return f"slot {self.starts_at:%Y-%m-%d %H:%M}"

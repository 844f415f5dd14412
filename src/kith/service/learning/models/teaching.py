from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Cohort, Place
from kith.service.core.models import Row, StoredFile
from kith.service.learning.models.meetings import LocalTime
from kith.service.learning.models.relationships import Relationship


class Event(LocalTime):
    """Something for the whole cohort: a taught session, a group meeting, a final presentation."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="events")
    activity = models.CharField(max_length=60)
    """A key of the definition's activities that the cohort does together."""
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    minutes = models.PositiveSmallIntegerField()
    where = models.CharField(max_length=400, blank=True)
    sides = models.JSONField(default=list)
    """Which sides it is for; empty is all."""
    sequence = models.PositiveIntegerField(default=0)
    """Goes up with each change that a calendar must notice."""
    sent_once = models.UUIDField(null=True, unique=True)
    """The form's own key: the same form sent twice on a bad line is one session."""

    class Meta:
        ordering = ["starts_at", "id"]

    def __str__(self) -> str:
        return self.title


class Attendance(Row):
    """Whether a participant means to come, and whether they came."""

    class State(models.TextChoices):
        COMING = "coming", _("Coming")
        NOT_COMING = "not_coming", _("Not coming")
        ATTENDED = "attended", _("Was there")
        MISSED = "missed", _("Was not there")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendance")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="attendance")
    state = models.CharField(max_length=10, choices=State)
    minutes = models.PositiveSmallIntegerField(null=True)
    """When they were there for less than all of it."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "place"], name="one_attendance_a_place")]

    def __str__(self) -> str:
        return f"attendance {self.state}"


class Resource(Row):
    """Something to read or watch, for everybody in the cohort. Nobody is told who opened it."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="resources")
    event = models.ForeignKey(Event, null=True, on_delete=models.SET_NULL, related_name="resources")
    title = models.CharField(max_length=200)
    note = models.CharField(max_length=400, blank=True)
    address = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_once = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.title


class JointProject(Row):
    """What a pair improves together, in a few words. Measured improvement has an app of its own."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        UNDER_WAY = "under_way", _("Under way")
        DONE = "done", _("Done")
        STOPPED = "stopped", _("Stopped")

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="projects")
    activity = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    aim = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    presented_at = models.ForeignKey(Event, null=True, on_delete=models.SET_NULL, related_name="presented")
    presents_as = models.PositiveSmallIntegerField(null=True)
    """Its turn in the programme of the presentation; 1 is first."""
    presents_minutes = models.PositiveSmallIntegerField(null=True)
    revision = models.PositiveIntegerField(default=0)
    """Goes up with each change, so that two who write at once cannot write over each other."""
    sent_once = models.UUIDField(null=True, unique=True)

    def __str__(self) -> str:
        return self.title

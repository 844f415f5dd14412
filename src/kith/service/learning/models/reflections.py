from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Cohort, Place
from kith.service.core.models import Row, StoredFile
from kith.service.learning.models.meetings import Meeting
from kith.service.learning.models.relationships import Relationship
from kith.service.learning.models.teaching import Event
from kith.service.people.models import Person


class Reflection(Row):
    """What a person wrote for themselves. It belongs to its writer; nobody else sees it unless they share it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reflections")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+")
    prompt = models.CharField(max_length=60, blank=True)
    """A key of the definition's prompts; blank when they wrote of their own accord."""
    text = models.TextField()
    about = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="+")
    written_on = models.DateField()
    changed_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)
    """Goes up with each change, so that two open pages cannot overwrite each other silently."""
    sent_once = models.UUIDField(null=True, unique=True)

    class Meta:
        indexes = [models.Index(fields=["person", "cohort", "-written_on"])]

    def __str__(self) -> str:
        return f"reflection {self.id}"


class ReflectionShare(Row):
    """A writer lets those who are there when it is shared read one entry, until they take it back."""

    class With(models.TextChoices):
        PARTNER = "partner", _("My partner")
        MENTOR = "mentor", _("My mentor")
        LEAD = "lead", _("The people who run the programme")

    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="shares")
    reader = models.CharField(max_length=7, choices=With)
    relationship = models.ForeignKey(Relationship, null=True, on_delete=models.CASCADE, related_name="+")
    """With which partner or mentor: only the members of that relationship read it, while it lasts."""
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["relationship", "ended_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["reflection", "relationship"],
                condition=Q(ended_at=None, relationship__isnull=False),
                name="shared_once_with_them",
            ),
            models.UniqueConstraint(
                fields=["reflection"],
                condition=Q(ended_at=None, relationship=None),
                name="shared_once_with_leads",
            ),
        ]

    def __str__(self) -> str:
        return f"shared with {self.reader}"


class Goal(Row):
    """What a member wants to get to, which every member of the relationship sees."""

    class Progress(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        STARTED = "started", _("Started")
        WELL_ON = "well_on", _("Well on the way")
        DONE = "done", _("Done")
        LET_GO = "let_go", _("Let go")

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="goals")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    """Whose goal it is."""
    words = models.CharField(max_length=300)
    by_when = models.DateField(null=True)
    progress = models.CharField(max_length=11, choices=Progress, default=Progress.NOT_STARTED)
    sent_once = models.UUIDField(null=True, unique=True)

    def __str__(self) -> str:
        return f"goal {self.id}"


class GoalStep(Row):
    """How a goal came on: its history."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps")
    progress = models.CharField(max_length=11, choices=Goal.Progress)
    note = models.CharField(max_length=500, blank=True)
    sent_once = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return f"{self.progress}"


class Evidence(Row):
    """Something a person chose to show in their portfolio, and which dimensions of a framework it speaks to."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="evidence")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    reflection = models.ForeignKey(Reflection, null=True, on_delete=models.SET_NULL, related_name="+")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.SET_NULL, related_name="+")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="+")
    event = models.ForeignKey(Event, null=True, on_delete=models.SET_NULL, related_name="+")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+")
    dimensions = models.JSONField(default=list)
    """``["healthcare-leadership-model:engaging-the-team", ...]``."""
    sent_once = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return f"evidence {self.id}"


class Certificate(Row):
    """That somebody took part, with the hours as they stood that day."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="certificates")
    code = models.CharField(max_length=16, unique=True)
    """With which anybody who holds the paper can check it."""
    hours = models.JSONField(default=list)
    """``[{"activity": "conversation", "times": 6, "minutes": 360, "unknown": 0}, ...]``, frozen."""
    issued_at = models.DateTimeField()
    reason = models.CharField(max_length=400, blank=True)
    """Why it was issued before the programme's end, or for less than all of it."""
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(revoked_at=None), name="one_certificate_in_force_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"certificate {self.code}"

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.service.core.models import Row
from kith.service.learning.models.relationships import Relationship
from kith.service.people.models import Person


class LocalTime(Row):
    """A moment as people say it: a day, a time and a zone. ``starts_at`` is the instant that follows from them,
    worked out by ``domain.moments`` alone, so that a change of the clocks moves the instant and never the hour."""

    on = models.DateField(null=True)
    at = models.TimeField(null=True)
    """None when only the day is known (something logged afterwards)."""
    zone = models.CharField(max_length=64, blank=True)
    starts_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Meeting(LocalTime):
    """A meeting, a conversation or a shadowing day of a relationship. That it happened, never what was said."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Met")
        MISSED = "missed", _("Missed")
        CANCELLED = "cancelled", _("Cancelled")

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="meetings")
    activity = models.CharField(max_length=60, blank=True)
    """A key of the definition's activities; blank for a talk with a mentor."""
    state = models.CharField(max_length=9, choices=State)
    minutes = models.PositiveSmallIntegerField(null=True)
    """None when nobody said: missing, not zero."""
    where = models.CharField(max_length=400, blank=True)
    """A room, or the address of a video meeting."""
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    logged_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    is_logged_for_them = models.BooleanField(default=False)
    """By the coordinator, who was told."""
    watcher = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    """Of a shadowing day: who watches. None when each watches the other."""
    sequence = models.PositiveIntegerField(default=0)
    """Goes up with each change that a calendar must notice."""
    sent_once = models.UUIDField(null=True, unique=True)
    """The form's own key: the same form sent twice on a bad line is one meeting."""

    class Meta:
        indexes = [
            models.Index(fields=["relationship", "state", "on"]),
            models.Index(fields=["state", "starts_at"]),
        ]

    def __str__(self) -> str:
        return f"meeting {self.state}"


class MeetingChoice(LocalTime):
    """One of the times proposed for a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="choices")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "starts_at"], name="one_choice_a_time")]
        ordering = ["starts_at", "id"]

    def __str__(self) -> str:
        return f"choice {self.id}"


class MeetingReply(Row):
    """Whether a member can come at a proposed time."""

    choice = models.ForeignKey(MeetingChoice, on_delete=models.CASCADE, related_name="replies")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    can = models.BooleanField()
    has_read_rule = models.BooleanField(default=False)
    """Of a shadowing day: they said that they have read what may be watched."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["choice", "person"], name="one_reply_a_person")]

    def __str__(self) -> str:
        return f"reply {self.id}"


class Availability(Row):
    """When in the week a person can usually meet, in their own zone."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="availability")
    weekday = models.PositiveSmallIntegerField()
    """0 is Monday."""
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        ordering = ["weekday", "starts"]

    def __str__(self) -> str:
        return f"availability {self.id}"

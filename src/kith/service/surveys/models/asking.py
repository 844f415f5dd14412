"""Questionnaires that a cohort is asked, who is asked, and what they answered under a pseudonym."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Cohort, Place
from kith.service.core.models import Link, Row


class PseudonymKey(Row):
    """The secret that turns a place into a pseudonym. Destroy it and the answers are anonymous for good."""

    cohort = models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="+")
    secret = models.BinaryField(max_length=32, null=True)
    destroyed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"key of {self.cohort_id}"


class Wave(Row):
    """One asking of a questionnaire to a cohort, its text pinned when the wave is made."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="waves")
    key = models.CharField(max_length=40)
    name = models.JSONField()
    """Text: language to words."""
    instrument = models.JSONField()
    instrument_sha256 = models.CharField(max_length=64)
    sides = models.JSONField(default=list)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    remind_after_days = models.JSONField(default=list)
    measures = models.CharField(max_length=9, blank=True)
    """Of a wave that a lead added: asked once, or asked again. Of the definition's own, the definition says."""
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "key"], name="one_wave_a_key")]
        indexes = [models.Index(fields=["state", "opens_at"])]
        ordering = ["opens_at", "id"]

    def __str__(self) -> str:
        return f"wave {self.key}"


class Invitation(Row):
    """A place asked to answer a wave. Whether it has been answered is for the reminder, never for a lead."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="invitations")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    link = models.ForeignKey(Link, null=True, on_delete=models.SET_NULL)
    reminders_sent = models.PositiveSmallIntegerField(default=0)
    is_finished = models.BooleanField(default=False)
    """Not when: a moment could be laid beside the order of the responses."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "place"], name="one_invitation_a_place")]

    def __str__(self) -> str:
        return f"invitation {self.id}"


class Response(models.Model):
    """Answers under a pseudonym, which is a keyed hash of the place. No key to a person stands here.

    The id is random and no moment is kept: an id that sorts by time would tell who answered.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="responses")
    pseudonym = models.CharField(max_length=64)
    side = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)
    page = models.CharField(max_length=60, blank=True)
    submitted_on = models.DateField(null=True)
    """A day, not a moment: a moment could be laid beside a mail log."""
    may_be_reported = models.BooleanField(default=False)
    """What the person agreed to stands here too, so that a report needs neither the key nor a name."""
    may_be_read = models.BooleanField(default=False)
    may_be_quoted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "pseudonym"], name="one_response_a_pseudonym")]

    def __str__(self) -> str:
        return f"response {self.id}"

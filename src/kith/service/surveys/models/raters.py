from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Place
from kith.service.core.models import Row
from kith.service.surveys.models.asking import Wave


class WaveRaters(Row):
    """Who else is asked about each person in a wave: which kinds and what, pinned when the wave is made."""

    wave = models.OneToOneField(Wave, on_delete=models.CASCADE, related_name="raters")
    instrument = models.JSONField()
    instrument_sha256 = models.CharField(max_length=64)
    kinds = models.JSONField()
    """A list of ``{"kind", "min", "max", "name"}``; the name is a Text, or empty."""
    sides = models.JSONField()
    """Whose people name raters."""
    counts = models.JSONField(default=dict)
    """Once the wave has closed and nobody is named here any more: side to kind to how many were asked, of how many
    people, how many said no, and how many answered."""

    def __str__(self) -> str:
        return f"raters of {self.wave_id}"


class Rater(Row):
    """Somebody whom a person named to say how they see the person's work. It goes when the wave closes."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        ANSWERED = "answered", _("Answered")
        DECLINED = "declined", _("Would rather not")
        TAKEN_BACK = "taken_back", _("Taken back")

    asked_in = models.ForeignKey(WaveRaters, on_delete=models.CASCADE, related_name="named")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    """Of the person whose work they see."""
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    """Both empty once the person has taken the name back."""
    reminders_sent = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    """That they answered, and not when or what: no answer leads back to here."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asked_in", "place", "email"],
                condition=~models.Q(email=""),
                name="one_rater_an_address",
            )
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"rater {self.id}"


class RaterAnswer(models.Model):
    """What a rater said, under the pseudonym of the person they were asked about. Nothing tells which rater.

    The id is random and no moment is kept, as with a response.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="rater_answers")
    pseudonym = models.CharField(max_length=64)
    side = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    answers = models.JSONField(default=dict)
    may_be_reported = models.BooleanField(default=False)
    """Whether the person it is about agrees to be reported on. The rater agreed by sending it."""

    class Meta:
        indexes = [models.Index(fields=["wave", "pseudonym"])]

    def __str__(self) -> str:
        return f"answer of a rater {self.id}"

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Cohort
from kith.service.core.models import Row
from kith.service.learning.models.relationships import Relationship
from kith.service.people.models import Person


class Nudge(Row):
    """A reminder to meet that went to every member, without blame. The same occasion is one nudge."""

    class By(models.TextChoices):
        TICK = "tick", _("By itself")
        LEAD = "lead", _("By the people who run the programme")

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="nudges")
    sent_by = models.CharField(max_length=4, choices=By)
    occasion = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["relationship", "occasion"], name="one_nudge_an_occasion")
        ]

    def __str__(self) -> str:
        return f"nudge {self.id}"


class Concern(Row):
    """ "Something is not right", to the coordinator or past them. Nobody but its writer and its addressee reads it,
    knows of it or can count it."""

    class To(models.TextChoices):
        COORDINATOR = "coordinator", _("The people who run the programme")
        SECOND_CONTACT = "second_contact", _("The confidential contact")

    class State(models.TextChoices):
        OPEN = "open", _("Not read yet")
        TAKEN_UP = "taken_up", _("Being looked into")
        CLOSED = "closed", _("Closed")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="concerns")
    relationship = models.ForeignKey(Relationship, null=True, on_delete=models.SET_NULL, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    to = models.CharField(max_length=14, choices=To)
    text = models.TextField()
    wants_new_partner = models.BooleanField(default=False)
    reach_by = models.CharField(max_length=300, blank=True)
    """How the writer may be reached, in their words; blank is by mail."""
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    answer = models.TextField(blank=True)
    """What the addressee wrote back."""
    taken_up_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    sent_once = models.UUIDField(null=True, unique=True)

    class Meta:
        indexes = [models.Index(fields=["cohort", "to", "state"])]

    def __str__(self) -> str:
        return f"concern {self.id}"

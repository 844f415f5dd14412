from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Cohort, Place
from kith.service.core.models import Row
from kith.service.learning.models.relationships import Relationship
from kith.service.people.models import Person


class MentorRequest(Row):
    """Somebody was asked to mentor. Nobody is brought together before they say yes."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        ACCEPTED = "accepted", _("Said yes")
        DECLINED = "declined", _("Said no")
        WITHDRAWN = "withdrawn", _("Taken back")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="mentor_requests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mentor_requests")
    """Who is asked."""
    mentor_kind = models.CharField(max_length=40)
    """A key of the definition's kinds of mentor."""
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    sent_once = models.UUIDField(null=True, unique=True)

    class Meta:
        indexes = [models.Index(fields=["person", "state"]), models.Index(fields=["cohort", "state"])]

    def __str__(self) -> str:
        return f"mentor request {self.state}"


class MentorRequestFor(Row):
    """One of the people somebody was asked to mentor."""

    request = models.ForeignKey(MentorRequest, on_delete=models.CASCADE, related_name="mentees")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="mentor_requests")
    relationship = models.OneToOneField(
        Relationship, null=True, on_delete=models.SET_NULL, related_name="asked_by"
    )
    """What came of it; None until they say yes to this person."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "place"], name="one_mentee_a_request")]

    def __str__(self) -> str:
        return f"mentee {self.id}"

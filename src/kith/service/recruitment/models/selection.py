from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.service.core.models import Row
from kith.service.people.models import Person
from kith.service.recruitment.models.applications import Application


class Decision(Row):
    """Who decided what about an application, when and why. Never changed: a change of mind is another row."""

    class Kind(models.TextChoices):
        SHORTLIST = "shortlist", _("Shortlisted")
        NOT_SHORTLIST = "not_shortlist", _("Not shortlisted")
        OFFER = "offer", _("Offered a place")
        WAIT = "wait", _("Put on the waiting list")
        NOT_SELECT = "not_select", _("Not selected")
        TAKE_BACK = "take_back", _("Offer taken back")
        MOVED_UP = "moved_up", _("Moved up from the waiting list")
        REOPEN = "reopen", _("Looked at again")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=16, choices=Kind)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    """None: the service did what the lead had laid down (the waiting list moved up)."""
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.kind


class Offer(Row):
    """An offer of a place, open until a moment."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for an answer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        DEFERRED = "deferred", _("Deferred")
        EXPIRED = "expired", _("Ran out")
        TAKEN_BACK = "taken_back", _("Taken back")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="offers")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=400, blank=True)
    """What the person said when they declined or deferred."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(state="open"), name="one_open_offer_an_application"
            )
        ]
        indexes = [models.Index(fields=["expires_at"], condition=Q(state="open"), name="offer_due")]

    def __str__(self) -> str:
        return f"offer {self.state}"


class Waiting(Row):
    """A place on the waiting list of a side. The lowest rank moves up when an offer falls free."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="waiting")
    rank = models.PositiveIntegerField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["rank", "id"]

    def __str__(self) -> str:
        return f"waiting {self.rank}"

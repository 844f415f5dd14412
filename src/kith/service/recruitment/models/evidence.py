from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.service.core.models import Row, StoredFile
from kith.service.people.models import Person
from kith.service.recruitment.models.applications import Application


class ManagerPermission(Row):
    """Somebody's yes that the applicant may take part: a line manager, a supervisor, a training director.

    They need no account: the signed link is the actor, and what they typed says who they are.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for an answer")
        GIVEN = "given", _("Given")
        REFUSED = "refused", _("Not given")
        WAIVED = "waived", _("Not needed")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="permissions")
    kind = models.CharField(max_length=30)
    """A ``Requirement`` of the definition: manager_permission, supervisor_permission."""
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    """Whom the applicant named."""
    position = models.CharField(max_length=150, blank=True)
    """What the applicant says they are."""
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(null=True)
    """When the first mail was asked for: "waiting since"."""
    answer_by = models.DateTimeField(null=True)
    """Until when the newest link works."""
    nudges = models.PositiveSmallIntegerField(default=0)
    nudged_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=150, blank=True)
    """The name typed with the answer. Another than ``name`` is shown to the lead: the link was passed on."""
    decided_as = models.CharField(max_length=150, blank=True)
    """Their position, as typed."""
    note = models.CharField(max_length=1000, blank=True)
    """What they said with it; the applicant reads it too, and they are told so."""
    waived_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=400, blank=True)
    """Why it was waived."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "kind"], name="one_permission_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class Check(Row):
    """A reference or another check as a tracked item: asked, received, seen by. Its document is a protected file."""

    class State(models.TextChoices):
        WANTED = "wanted", _("Not asked yet")
        ASKED = "asked", _("Asked")
        RECEIVED = "received", _("Received")
        SEEN = "seen", _("Seen")
        NOT_NEEDED = "not_needed", _("Not needed")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=30)
    """A ``Check`` of the definition's closed list."""
    state = models.CharField(max_length=10, choices=State, default=State.WANTED)
    of_name = models.CharField(max_length=150, blank=True)
    of_email = models.EmailField(blank=True)
    """Whom it was asked of: a referee."""
    asked_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+")
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=400, blank=True)
    """Why it is not needed."""

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

from django.conf import settings
from django.db import models
from django.db.models import Q

from kith.service.core.models.base import Row


class MailState(models.TextChoices):
    DRAFT = "draft"
    HELD = "held"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    BOUNCED = "bounced"


class Mail(Row):
    """One mail as a row: previewed, held or sent once, and kept as history."""

    organisation = models.ForeignKey("core.Organisation", null=True, on_delete=models.CASCADE)
    """None for what concerns an account alone (a sign-in code): no lead sees those."""
    cohort_id = models.UUIDField(null=True, db_index=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="mails"
    )
    to_address = models.EmailField()
    purpose = models.CharField(max_length=60)
    """What it is for: ``cohorts.invitation``, ``surveys.reminder``, ..."""
    is_confidential = models.BooleanField(default=False)
    """Its receiver must stay unknown to leads (a reminder tells who has not answered)."""
    language = models.CharField(max_length=16, default="en")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    """Plain text. ``{link}`` stands where the personal address goes, which is made at the moment of sending,
    so that nobody who reads this row can answer in the receiver's name."""
    link_wanted = models.JSONField(null=True)
    """Which link to make: ``core.domain.links.LinkWanted`` as JSON."""
    secret_link = models.ForeignKey("core.Link", null=True, on_delete=models.SET_NULL)
    """The link that the last sending made (only its hash is known)."""
    state = models.CharField(max_length=10, choices=MailState, default=MailState.QUEUED)
    send_after = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    claim = models.CharField(max_length=32, blank=True)
    claimed_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    """Set just before the mail server is called: after this, only the server knows whether it went."""
    attempts = models.PositiveSmallIntegerField(default=0)
    failure_code = models.CharField(max_length=60, blank=True)
    once_key = models.CharField(max_length=200, unique=True)
    """The same occasion twice is one mail."""

    class Meta:
        indexes = [
            models.Index(fields=["send_after"], condition=Q(state="queued"), name="mail_due"),
            models.Index(fields=["cohort_id", "-created_at"], name="mail_history"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} ({self.state})"

from django.db import models
from django.db.models import Q

from kith.service.core.models.base import Row


class LinkPurpose(models.TextChoices):
    SIGN_IN = "sign_in"
    CONFIRM_PLACE = "confirm_place"
    ANSWER_WAVE = "answer_wave"
    APPLY = "apply"
    GIVE_PERMISSION = "give_permission"
    GIVE_REFERENCE = "give_reference"
    CALENDAR = "calendar"
    LOG_MEETING = "log_meeting"
    MENTOR = "mentor"
    RATE = "rate"


class Link(Row):
    """A signed, expiring address sent to one person: an actor that the audit can name.

    Only the hash of the secret is kept, so a stolen database opens nothing.
    """

    purpose = models.CharField(max_length=20, choices=LinkPurpose)
    secret_hash = models.CharField(max_length=64, unique=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    person_id = models.UUIDField(null=True, db_index=True)
    expires_at = models.DateTimeField()
    is_single_use = models.BooleanField(default=False)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["subject_type", "subject_id"], condition=Q(revoked_at=None), name="link_subject"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} link {self.id}"

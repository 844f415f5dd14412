from django.db import models
from django.utils import timezone

from kith.foundation.ids import uuid7


class Row(models.Model):
    """Every row of ours: an id that sorts by time and cannot be guessed, and when it was made."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

from __future__ import annotations

import uuid

from django.db import models

from kith.service.core.models import Organisation, Row
from kith.service.recruitment.models.calls import Call


class EqualityKey(Row):
    """The secret that turns an application into the pseudonym of its equality answers.

    Destroy it and nobody can ever lay the two beside each other again; counts already released stay.
    """

    call = models.OneToOneField(Call, on_delete=models.CASCADE, related_name="+")
    secret = models.BinaryField(max_length=32, null=True)
    destroyed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"equality key of {self.call_id}"


class EqualityAnswer(models.Model):
    """What somebody said about themselves for equality monitoring. No key to a person or application stands here.

    The id is random and no moment is kept: either would tell whose row it is. Read only by the funnel,
    as counts under the disclosure policy; no rule, reviewer or lead ever sees a row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="+")
    pseudonym = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "pseudonym"], name="one_equality_answer_a_pseudonym")
        ]

    def __str__(self) -> str:
        return f"equality answer {self.id}"


class Baseline(Row):
    """The workforce that a funnel is compared with, as counts that a lead uploaded."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="baselines")
    name = models.CharField(max_length=120)
    as_of = models.DateField()
    counts = models.JSONField(default=dict)
    """Characteristic to code to how many people."""

    def __str__(self) -> str:
        return self.name


class FunnelRelease(Row):
    """One table that was shown, so that the next one cannot be subtracted from it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    call = models.ForeignKey(Call, null=True, on_delete=models.CASCADE, related_name="releases")
    """None: pooled over the organisation's calls."""
    asked = models.JSONField(default=dict)
    """What was asked for: characteristic, stages, filters."""
    shown = models.JSONField(default=dict)
    """What was shown, with what was kept back and why."""
    guarded = models.JSONField(default=dict)
    """What the guard against differencing needs of it. Never shown to anyone."""

    def __str__(self) -> str:
        return f"funnel release {self.id}"

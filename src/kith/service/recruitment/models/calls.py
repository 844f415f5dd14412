from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Cohort
from kith.service.core.models import Row


class Call(Row):
    """The public invitation to apply for one cohort, its forms pinned when it is published.

    Whether it is open follows from its state and its two moments: see ``domain.calls.is_open``.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Not published")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    cohort = models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="call")
    address = models.SlugField(max_length=80, unique=True)
    """The last part of its public address: ``/calls/<address>/``."""
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    """The first instant at which nothing more is taken."""
    words = models.JSONField(default=dict)
    """The lead's own words beside the definition's: ``{"about": {"en": "..."}, "contact": {...}}``."""
    instruments = models.JSONField(default=dict)
    """The application of each side, pinned when the call is published: side to instrument."""
    equality_instrument = models.JSONField(default=dict)
    reviewers_each = models.PositiveSmallIntegerField(default=2)
    published_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"call {self.address}"


class Channel(Row):
    """One way by which people hear of a call, with an address of its own: ``/calls/<address>/via/<code>/``.

    The channel without a code is the bare address.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="channels")
    name = models.CharField(max_length=80)
    code = models.SlugField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "code"], name="one_channel_a_code")]
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.name


class ChannelDay(models.Model):
    """How often the call's page was opened by a channel on a day. A count: nothing about who came is kept."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    visits = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "day"], name="one_count_a_channel_day")]

    def __str__(self) -> str:
        return f"{self.channel_id} {self.day}"

from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Cohort, Place
from kith.service.core.models import Row
from kith.service.matches.models import Pair
from kith.service.people.models import Person


class Relationship(Row):
    """People who learn together in a cohort: a published pair, or a mentor and whom they mentor.

    The pair says who was brought together and why; this is its life from the day it was published.
    """

    class Kind(models.TextChoices):
        PAIR = "pair", _("Pair")
        MENTORING = "mentoring", _("Mentoring")

    class State(models.TextChoices):
        ACTIVE = "active", _("Together")
        PAUSED = "paused", _("Paused")
        ENDED = "ended", _("Ended")

    class EndReason(models.TextChoices):
        """The short list. Shown later as counts, never beside a name."""

        COMPLETED = "completed", _("The programme came to its end")
        NO_TIME = "no_time", _("There was no time for it")
        NOT_A_FIT = "not_a_fit", _("It was not a good fit")
        MOVED_ON = "moved_on", _("Somebody left or changed jobs")
        NEVER_STARTED = "never_started", _("It never got started")
        OTHER = "other", _("Something else")
        NOT_SAID = "not_said", _("Not said")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="relationships")
    kind = models.CharField(max_length=10, choices=Kind)
    pair = models.OneToOneField(Pair, null=True, on_delete=models.CASCADE, related_name="relationship")
    mentor_kind = models.CharField(max_length=60, blank=True)
    """A key of the definition's kinds of mentor."""
    state = models.CharField(max_length=6, choices=State, default=State.ACTIVE)
    started_on = models.DateField()
    paused_from = models.DateField(null=True)
    paused_until = models.DateField(null=True)
    """The last day of the pause; it goes on by itself the day after."""
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=14, choices=EndReason, blank=True)
    state_before_closing = models.CharField(max_length=6, choices=State, blank=True)
    """What closing the cohort ended, so that reopening it goes on where it was."""
    last_met_on = models.DateField(null=True)
    """This and the next two are what lists sort by. Worked out from the rows, only by ``meeting.contact``."""
    next_meeting_at = models.DateTimeField(null=True)
    nudged_at = models.DateTimeField(null=True)
    nudges_unanswered = models.PositiveSmallIntegerField(default=0)
    """Reminders in a row after which they neither met nor planned to. Kept by ``health.nudging``."""
    pauses = models.JSONField(default=list)
    """First and last day of each pause, as ``["2026-03-01", "2026-03-14"]``, so that months long past still say that
    they were one. Kept by ``health.pauses``."""

    class Meta:
        indexes = [
            models.Index(fields=["cohort", "kind", "state"]),
            models.Index(
                "cohort", "kind", "state", Coalesce("last_met_on", "started_on"), "id", name="quiet_longest"
            ),
            models.Index(
                fields=["state", "last_met_on"], condition=models.Q(state="active"), name="gone_quiet"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Member(Row):
    """A person in a relationship."""

    class Part(models.TextChoices):
        PARTNER = "partner", _("Partner")
        MENTOR = "mentor", _("Mentor")
        MENTEE = "mentee", _("Mentored")

    class Leaving(models.TextChoices):
        LEFT_ORGANISATION = "left_organisation", _("They left the organisation")
        NO_LONGER_ABLE = "no_longer_able", _("They can no longer take part")
        DIED = "died", _("They have died")
        NOT_SAID = "not_said", _("Not said")

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="learning_with")
    place = models.ForeignKey(Place, null=True, on_delete=models.CASCADE, related_name="learning_with")
    """None for a mentor, who holds no place in the cohort."""
    part = models.CharField(max_length=7, choices=Part)
    accepted_at = models.DateTimeField(null=True)
    """When a mentor said yes. A partner said it with their place."""
    left_at = models.DateTimeField(null=True)
    left_because = models.CharField(max_length=20, choices=Leaving, blank=True)
    """What the people who run the programme recorded. Theirs to read, never the others'."""
    blocked_at = models.DateTimeField(null=True)
    """They want nothing more to do with the others: no address, no mail, no meeting crosses over. Only the person
    themselves and the confidential contact ever learn who blocked."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["relationship", "person"], name="one_member_a_person")]
        indexes = [models.Index(fields=["person", "left_at"])]

    def __str__(self) -> str:
        return f"{self.part} {self.id}"

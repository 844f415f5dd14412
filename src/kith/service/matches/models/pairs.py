from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Cohort, Place
from kith.service.core.models import Job, Row
from kith.service.people.models import Person


class PreferencesQuestionnaire(Row):
    """The text of a preferences questionnaire, pinned when its cohort is made. Never changed."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="preferences_questionnaires")
    key = models.CharField(max_length=80)
    instrument = models.JSONField()
    instrument_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "key"], name="one_preferences_questionnaire_a_key")
        ]

    def __str__(self) -> str:
        return f"preferences questionnaire {self.key}"


class Preferences(Row):
    """What a participant hopes for, answers to the definition's preferences questionnaire."""

    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="preferences")
    answers = models.JSONField(default=dict)
    submitted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"preferences {self.place_id}"


class NeverWith(Row):
    """Whom a participant must not be paired with. Private: only the engine's bridge ever reads it.

    An address, not a choice from a list: a list would tell everybody who takes part.
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    address = models.EmailField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "address"], name="one_never_with_an_address")]

    def __str__(self) -> str:
        return f"private row {self.id}"


class MatchRun(Row):
    """One run of the engine: what went in, the seed, and what came out with its proof."""

    class Kind(models.TextChoices):
        FIRST = "first", _("First matching")
        REMATCH = "rematch", _("Re-match")
        """For those who wait for a partner, in a cohort whose pairs are published."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="match_runs")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.FIRST)
    give_up = models.JSONField(default=list)
    """A re-match: the ids of the pairs that the lead lets go, so that both may have somebody else."""
    may_change = models.PositiveIntegerField(default=0)
    """A re-match: how many other pairs it may change so that more people have a partner."""
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL)
    started_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    seed = models.PositiveBigIntegerField()
    best_for = models.CharField(max_length=30, default="no_one_left_behind")
    near = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    """The draft that this one stays near to, where people are to keep whom they have in it."""
    keep_points = models.PositiveIntegerField(default=0)
    """How many points it is worth to leave one of its pairs alone."""
    rules_hash = models.CharField(max_length=64, blank=True)
    problem = models.JSONField(null=True)
    """As the wing writes it, private part included: read by the bridge only, never by a page."""
    result = models.JSONField(null=True)
    explanation = models.JSONField(null=True)
    finished_at = models.DateTimeField(null=True)
    is_explainable: bool
    """Whether what went into it is still there. The pages ask for a run without it, and with this answer."""

    @property
    def is_rematch(self) -> bool:
        return self.kind == self.Kind.REMATCH

    @property
    def pairs(self) -> list[dict[str, Any]]:
        """The draft's pairs as stored; none before there is a result."""
        return self.result["pairs"] if self.result else []

    @property
    def without_partner(self) -> list[dict[str, Any]]:
        return self.result["unmatched"] if self.result else []

    @property
    def told(self) -> dict[str, Any]:
        """What the draft page says of the whole; empty before there is a result."""
        return self.explanation or {}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "number"], name="one_run_a_number")]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"run {self.number}"


class Decision(Row):
    """A person decides: keep these two together, or apart, with a reason that is kept."""

    class Kind(models.TextChoices):
        LOCK = "lock", _("Keep together")
        FORBID = "forbid", _("Keep apart")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="match_decisions")
    kind = models.CharField(max_length=6, choices=Kind)
    left = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField()
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.left_id} {self.right_id}"


class Publication(Row):
    """A draft that a lead made real, once; or the pairs that a cohort had already.

    A cohort's first is number 1; each re-match adds one, and the pairs that it leaves alone stay with theirs.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="publications")
    number = models.PositiveIntegerField(default=1)
    run = models.OneToOneField(MatchRun, null=True, on_delete=models.PROTECT)
    """None for pairs that were made before the cohort came here."""
    reason = models.TextField(blank=True)
    """Where pairs without a run come from."""
    published_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "number"], name="one_publication_a_number")]

    def __str__(self) -> str:
        return f"publication {self.id}"


class Pair(Row):
    """Two places that were brought together."""

    class State(models.TextChoices):
        ACTIVE = "active", _("Together")
        ENDED = "ended", _("Ended")

    class EndReason(models.TextChoices):
        """For the lead's record. Why somebody ended what they had together stands in no table of matches."""

        LEFT = "left", _("One of the two left")
        REMATCHED = "rematched", _("Re-matched")
        ENDED = "ended", _("It was ended")
        COMPLETED = "completed", _("The programme came to its end")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="pairs")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="pairs")
    left = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="pairs_as_left")
    right = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="pairs_as_right")
    points = models.IntegerField(null=True)
    """None for a pair that no rule scored."""
    reasons = models.JSONField(default=list)
    """Codes and parameters both may see."""
    state = models.CharField(max_length=6, choices=State, default=State.ACTIVE)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=9, choices=EndReason, blank=True)
    ended_in = models.ForeignKey(Publication, null=True, on_delete=models.PROTECT, related_name="ended_pairs")
    """The re-match that gave it up."""

    class Meta:
        indexes = [models.Index(fields=["cohort", "state"])]

    def __str__(self) -> str:
        return f"pair {self.id}"

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.service.core.models import Row
from kith.service.people.models import Person
from kith.service.recruitment.models.applications import Application
from kith.service.recruitment.models.calls import Call


class Reviewer(Row):
    """Somebody who reads applications or sits on interviews of one call. The role itself is a ``CohortRole``."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="reviewers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reviewing")
    sides = models.JSONField(default=list)
    """Which sides they read; empty is all."""
    specialities = models.JSONField(default=list)
    """What they know best, compared with the applicants' professions."""
    most = models.PositiveSmallIntegerField(null=True)
    """How many applications they can take; None is no limit."""
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "person"], name="one_reviewer_a_person")]

    def __str__(self) -> str:
        return f"reviewer {self.id}"


class Review(Row):
    """One reviewer's judgement of one application, on paper or at the interview."""

    class Kind(models.TextChoices):
        PAPER = "paper", _("Application")
        INTERVIEW = "interview", _("Interview")

    class State(models.TextChoices):
        ASSIGNED = "assigned", _("To do")
        CONFLICT = "conflict", _("Stood down")
        SUBMITTED = "submitted", _("Done")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="reviews")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PAPER)
    state = models.CharField(max_length=10, choices=State, default=State.ASSIGNED)
    scores = models.JSONField(default=dict)
    """Criterion to points of its anchors."""
    comment = models.TextField(blank=True)
    conflict_reason = models.CharField(max_length=400, blank=True)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "reviewer", "kind"], name="one_review_a_reviewer_and_kind"
            )
        ]
        indexes = [models.Index(fields=["reviewer", "state"])]

    def __str__(self) -> str:
        return f"{self.kind} review {self.state}"

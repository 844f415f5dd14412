from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Cohort
from kith.service.core.models import Job, Row, StoredFile
from kith.service.people.models import Person


class Report(Row):
    """A report as its model, with the pages and files that were made from it; published or not."""

    class Audience(models.TextChoices):
        PUBLIC = "public", _("Everyone who may see the cohort")
        EVALUATOR = "evaluator", _("The evaluator only, with lines under pseudonyms")

    class Language(models.TextChoices):
        ENGLISH = "en", "English"
        CHINESE = "zh-hans", "简体中文"

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="reports")
    number = models.PositiveIntegerField()
    audience = models.CharField(max_length=10, choices=Audience)
    language = models.CharField(max_length=16, choices=Language, default=Language.ENGLISH)
    is_interim = models.BooleanField(default=False)
    """Made while a questionnaire was still to be closed. Never published."""
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    seed = models.PositiveBigIntegerField()
    content = models.JSONField(null=True)
    """The report model as ``kith.publishing`` writes it: from it come page, document and PDF."""
    released = models.JSONField(default=dict)
    """The groups of people it shows, as sizes and hashes: what a later report is laid beside before it is published."""
    page = models.TextField(blank=True)
    """The report as it stands inside a page of the service. Drawn once: charts take seconds."""
    document = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+")
    pdf = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+")
    bundle = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+")
    """What everybody may have who may see a report for everyone: its tables as data. Lines are never kept."""
    finished_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "number"], name="one_report_a_number")]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"report {self.number}"


class EvaluationPlan(Row):
    """What will be looked at, written down beforehand: a draft, then frozen under a hash and never changed."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="evaluation_plans")
    version = models.PositiveIntegerField()
    draft = models.JSONField(default=dict)
    """What a person wrote. Outcomes, times and sides come from the cohort's questionnaires."""
    frozen = models.JSONField(null=True)
    """The whole plan as ``kith evaluate`` reads it, with its hash in it."""
    sha256 = models.CharField(max_length=64, blank=True)
    written_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    frozen_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "version"], name="one_evaluation_plan_a_version"),
            models.UniqueConstraint(
                fields=["cohort"], condition=models.Q(frozen_at=None), name="one_draft_of_a_plan_a_cohort"
            ),
        ]
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"evaluation plan {self.version}"


class PlanDeviation(Row):
    """Something done otherwise than the frozen plan has it, and why."""

    plan = models.ForeignKey(EvaluationPlan, on_delete=models.CASCADE, related_name="deviations")
    what = models.TextField()
    reason = models.TextField()
    recorded_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return f"deviation {self.id}"

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Cohort
from kith.service.core.models import Job, Row, StoredFile
from kith.service.people.models import Person


class Report(Row):
    """A report as its model, from which HTML and PDF are made; published or not."""

    class Audience(models.TextChoices):
        PUBLIC = "public", _("Anyone who may see the cohort")
        EVALUATOR = "evaluator", _("The evaluator, with lines under pseudonyms")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="reports")
    number = models.PositiveIntegerField()
    audience = models.CharField(max_length=10, choices=Audience)
    language = models.CharField(max_length=16, default="en")
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    seed = models.PositiveBigIntegerField()
    content = models.JSONField(null=True)
    """The report model as ``kith.publishing`` writes it."""
    pdf = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL)
    finished_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "number"], name="one_report_a_number")]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"report {self.number}"

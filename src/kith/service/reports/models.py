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


class RunningNote(Row):
    """Something that whoever runs or evaluates a cohort wrote down of how it went. Each kind uses some of the fields."""

    class Kind(models.TextChoices):
        ADAPTATION = "adaptation", _("Something was changed")
        BARRIER = "barrier", _("Something stood in the way")
        HELP = "help", _("Something helped")
        EFFECT = "effect", _("Something unwanted happened")
        HOURS = "hours", _("Hours of staff")
        COST = "cost", _("A cost")

    class Spent(models.TextChoices):
        STAFF = "staff", _("Staff who run it")
        COVER = "cover", _("Cover for those who take part")
        TEACHING = "teaching", _("Teachers and facilitators")
        TRAVEL = "travel", _("Travel")
        PLACE = "place", _("Rooms and food")
        THINGS = "things", _("Materials and licences")
        OTHER = "other", _("Something else")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="running_notes")
    kind = models.CharField(max_length=10, choices=Kind)
    what = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    """Why something was changed; what was done about what stood in the way or went wrong."""
    role = models.CharField(max_length=200, blank=True)
    """Who decided, worked or paid, as a role: never a name."""
    on = models.DateField(null=True)
    hours = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    spent_on = models.CharField(max_length=10, choices=Spent, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    recorded_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return f"running note {self.id}"


class RunningFacts(Row):
    """What is said once of how a cohort went: whether harm was looked for, and what the costs stand against."""

    class Looked(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No, nobody looked")

    cohort = models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="running_facts")
    looked = models.CharField(max_length=3, choices=Looked, blank=True)
    """Whether anybody looked for unwanted effects. Blank: nobody has said."""
    how_looked = models.TextField(blank=True)
    participants = models.PositiveIntegerField(null=True)
    completers = models.PositiveIntegerField(null=True)
    not_counted = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"running facts of {self.cohort_id}"

"""Workforce scenarios of an organisation: each version as it was written, the tables it rests on, its runs."""

from __future__ import annotations

from django.db import models

from kith.service.core.models import Job, Organisation, Row
from kith.service.people.models import Person


class Scenario(Row):
    """A scenario that planners of one organisation work on. What was written stays: each change is a version."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="scenarios")
    name = models.CharField(max_length=120)
    revision = models.PositiveIntegerField(default=0)
    """How many versions there are: of two who change it at once, the second is told."""
    copied_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL)
    created_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"scenario {self.id}"


class ScenarioVersion(Row):
    """What a scenario said at one time: a scenario file that ``kith workforce`` reads, and its tables by name."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    main = models.CharField(max_length=120)
    """The scenario file among ``files``; the others are what it is based on, and its tables."""
    files = models.JSONField()
    """Each file's name with the SHA-256 of its content: see :class:`ScenarioFile`."""
    reason = models.CharField(max_length=300, blank=True)
    written_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scenario", "number"], name="one_scenario_version_a_number")
        ]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"version {self.number} of {self.scenario_id}"


class ScenarioFile(models.Model):
    """A file's content, kept once for a scenario however many versions have it."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="contents")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scenario", "sha256"], name="one_scenario_file_a_content")
        ]

    def __str__(self) -> str:
        return f"file {self.sha256[:8]} of {self.scenario_id}"


class ScenarioRun(Row):
    """A version run with many draws: what was asked, and what came of it."""

    version = models.ForeignKey(ScenarioVersion, on_delete=models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    draws = models.PositiveIntegerField()
    seed = models.PositiveBigIntegerField()
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL)
    started_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    told = models.JSONField(null=True)
    """The run as ``kith workforce run --json`` writes it, with its provenance."""
    summary = models.JSONField(default=list)
    """Its findings, a sentence each."""
    report = models.JSONField(null=True)
    """The report model as ``kith.publishing`` writes it: from it come page, document and PDF."""
    page = models.TextField(blank=True)
    """The report as it stands inside a page of the service. Drawn once: charts take seconds."""
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="one_scenario_run_a_number")
        ]
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"run {self.number}"

"""A matching of any kind, from files or from a cohort's people: what went in, each run, what was decided."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Cohort, Place
from kith.service.core.models import Job, Organisation, Row
from kith.service.people.models import Person


class Exercise(Row):
    """One matching: its files, its rules, its runs. It goes a year after it was made unless somebody keeps it."""

    class Kind(models.TextChoices):
        PAIRS = "pairs", _("Pairs")
        POSTS = "posts", _("Posts")
        PLACEMENTS = "placements", _("Placements")
        SETS = "sets", _("Sets")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="exercises")
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.CASCADE, related_name="exercises")
    """Whose confirmed people it may match; ``None`` for files alone."""
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=120)
    rules = models.TextField(blank=True)
    """The rules file, in TOML."""
    revision = models.PositiveIntegerField(default=0)
    """Of the rules, the tables and the decisions together: two who change them at once are told."""
    seed = models.PositiveBigIntegerField()
    """Drawn when the exercise was made, before anybody knew what it would decide."""
    seed_salt = models.CharField(max_length=32)
    seed_commitment = models.CharField(max_length=64)
    """SHA-256 of seed and salt, shown from the first minute; the two themselves stand beside the first draft."""
    looked_at = models.JSONField(default=dict)
    """What reading tables and rules together came to: faults, and the rules in sentences."""
    created_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    kept_until = models.DateField()
    told_at = models.DateTimeField(null=True)
    """When its owner was told that it is about to go."""

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"exercise {self.id}"


class ExerciseTable(Row):
    """One table that a kind of matching reads: a file that somebody uploaded, or the cohort's people."""

    class Source(models.TextChoices):
        FILE = "file", _("A file")
        COHORT = "cohort", _("The people of the cohort")
        EXAMPLE = "example", _("An example")

    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="tables")
    key = models.CharField(max_length=40)
    source = models.CharField(max_length=7, choices=Source, default=Source.FILE)
    name = models.CharField(max_length=200)
    """The file's, as its owner knows it."""
    sheet = models.CharField(max_length=200, blank=True)
    columns = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    """What was noticed in the file and dealt with, as codes and parameters."""
    row_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exercise", "key"], name="one_table_a_key")]

    def __str__(self) -> str:
        return f"table {self.key} of {self.exercise_id}"


class ExerciseRow(models.Model):
    """One row of an uploaded table: a person, a post, a project. Its cells may hold private requests."""

    table = models.ForeignKey(ExerciseTable, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    """The row in the spreadsheet."""
    ref = models.CharField(max_length=254)
    """Its id in the file."""
    name = models.CharField(max_length=254, blank=True)
    email = models.EmailField(blank=True, db_index=True)
    cells = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["table", "number"])]

    def __str__(self) -> str:
        return f"row {self.number} of {self.table_id}"


class ExerciseRun(Row):
    """One run of an engine: what went in, what came out with its proof, and how it is shown."""

    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL)
    seed = models.PositiveBigIntegerField()
    started_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    of_revision = models.PositiveIntegerField(default=0)
    """Of the exercise when it was asked for: whatever changed since is not in it."""
    keep_run = models.ForeignKey("self", null=True, on_delete=models.SET_NULL)
    """The draft to stay near."""
    keep_bonus = models.PositiveIntegerField(default=0)
    """Points for each person who stays where that draft has them."""
    problem = models.JSONField(null=True)
    """As the wing writes it, private part included: read by the bridge and by who downloads it, never by a page."""
    result = models.JSONField(null=True)
    draft = models.JSONField(null=True)
    """The result in the shape that pages show."""
    explanation = models.JSONField(null=True)
    """What each rule costs, what the order of the objectives costs, the rules in sentences."""
    names = models.JSONField(default=dict)
    """Side, then id: the name, as the tables had it when the run began."""
    rules_hash = models.CharField(max_length=64, blank=True)
    stopped = models.BooleanField(default=False)
    """Somebody ended the search: the best so far, with its bounds."""
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exercise", "number"], name="one_exercise_run_a_number")
        ]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"run {self.number}"

    @property
    def told(self) -> dict[str, Any]:
        return self.explanation or {}


class ExerciseDecision(Row):
    """A person decides: together, or apart; two people, or a person and a post or project."""

    class Kind(models.TextChoices):
        LOCK = "lock", _("Keep together")
        FORBID = "forbid", _("Keep apart")

    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=6, choices=Kind)
    one = models.CharField(max_length=254)
    other = models.CharField(max_length=254)
    reason = models.TextField()
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class ExercisePublication(Row):
    """The draft that a lead made real, once."""

    exercise = models.OneToOneField(Exercise, on_delete=models.CASCADE, related_name="publication")
    run = models.OneToOneField(ExerciseRun, on_delete=models.CASCADE)
    published_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    mails = models.PositiveIntegerField(default=0)
    """How many people were written to."""

    def __str__(self) -> str:
        return f"publication {self.id}"


class Allotment(Row):
    """Where a participant of a cohort has been put: their set, their post, their placement."""

    publication = models.ForeignKey(ExercisePublication, on_delete=models.CASCADE, related_name="allotments")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="allotments")
    group = models.CharField(max_length=254)
    about = models.TextField(blank=True)
    """The post or the project, by name; empty for a set."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "place"], name="one_allotment_a_place")]

    def __str__(self) -> str:
        return f"allotment {self.id}"

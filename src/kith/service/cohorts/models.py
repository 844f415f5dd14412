from __future__ import annotations

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kith.service.core.domain.permissions import Role
from kith.service.core.models import Organisation, Row, StoredFile
from kith.service.people.models import InForceQuerySet, Person


class DefinitionVersion(Row):
    """The text of a programme definition as an organisation used it. Never changed once a cohort pins it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="definitions")
    key = models.CharField(max_length=80)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "sha256"], name="one_row_a_text")]

    def __str__(self) -> str:
        return f"{self.key} {self.sha256[:8]}"


class Cohort(Row):
    """One run of a programme, with the definition pinned that it started with."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        ARCHIVED = "archived", _("Archived")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cohorts")
    partners = models.ManyToManyField(Organisation, blank=True, related_name="partner_cohorts")
    definition = models.ForeignKey(DefinitionVersion, on_delete=models.PROTECT, related_name="cohorts")
    variant = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    """The last day of the programme, as people are told it: of every stage but what comes after."""
    followed_until = models.DateField(null=True)
    """The last day of the stage that comes after, while which people are asked again and their links work."""
    time_zone = models.CharField(max_length=64, default="Europe/London")
    sides = models.JSONField(default=dict)
    """How many people each side takes in this cohort: ``{"clinician": {"min": 6, "max": 12}}``."""
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    """Changed by ``domain.closing``; what it means for everything else stands in ``domain.openness``."""
    closed_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    read_until = models.DateTimeField(null=True)
    """Of an archived cohort: how long people who took part may still read their partner and the report."""
    joined_at = models.DateTimeField(null=True)
    """When it came to this organisation by a merge or a split. Roles given there before do not reach it, so that
    nobody sees more than they did; a role given since is given in knowledge of it."""
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL)
    revision = models.PositiveIntegerField(default=0)
    """Goes up with each change to what is published, so that two leads cannot publish over each other."""

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_running(self) -> bool:
        """Whether it is open and its programme is not over: only then are people asked to begin anything."""
        return self.is_open and self.ends_on >= timezone.localdate()

    @property
    def last_day(self) -> date:
        """Until when the cohort has anything to do with the people in it."""
        return max(self.ends_on, self.followed_until or self.ends_on)


class CohortRole(Row):
    """A role on one cohort, between two dates: its lead, the lead's deputy, an evaluator, a viewer, those
    who review applications and those who interview, the confidential contact."""

    class Kind(models.TextChoices):
        LEAD = Role.LEAD
        DEPUTY = Role.DEPUTY
        EVALUATOR = Role.EVALUATOR
        VIEWER = Role.VIEWER
        REVIEWER = Role.REVIEWER
        INTERVIEWER = Role.INTERVIEWER
        SECOND_CONTACT = Role.SECOND_CONTACT

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="roles")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cohort_roles")
    role = models.CharField(max_length=20, choices=Kind)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = InForceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "cohort"])]

    def __str__(self) -> str:
        return f"{self.role} of {self.cohort_id}"


class HandOver(Row):
    """The lead of a cohort passes to somebody else, with what the next one should know."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="hand_overs")
    from_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    """The next lead's first day."""
    note = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True)
    """When the next lead said that they have read it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "to_person", "on"], name="one_hand_over_a_day")
        ]
        indexes = [models.Index(fields=["to_person", "read_at"])]
        ordering = ["-on", "-created_at"]

    def __str__(self) -> str:
        return f"hand-over {self.id}"


class StageDate(Row):
    """When a stage of the definition is planned for this cohort."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="stage_dates")
    stage = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "stage"], name="one_date_a_stage")]
        ordering = ["starts_on", "id"]

    def __str__(self) -> str:
        return f"{self.stage} {self.starts_on}"


class Place(Row):
    """A person's place in a cohort, on one side. A person holds at most one place in a cohort."""

    class State(models.TextChoices):
        INVITED = "invited", _("Invited")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="places")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="places")
    side = models.CharField(max_length=40)
    """A role key of the definition."""
    state = models.CharField(max_length=10, choices=State, default=State.INVITED)
    attributes = models.JSONField(default=dict)
    """What the definition asks of the people file: site, grade, line of management, ... Never equality answers."""
    invited_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "person"], name="one_place_a_person")]
        indexes = [models.Index(fields=["cohort", "side", "state"])]

    def __str__(self) -> str:
        return f"{self.side} place {self.id}"


class PeopleImport(Row):
    """A people file on its way in: uploaded, mapped, checked, then accepted whole or not at all."""

    class State(models.TextChoices):
        UPLOADED = "uploaded"
        CHECKED = "checked"
        ACCEPTED = "accepted"
        ABANDONED = "abandoned"

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="imports")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL)
    side = models.CharField(max_length=40, blank=True)
    """Blank when a column of the file tells the side."""
    has_said_yes = models.BooleanField(default=False)
    """The cohort was running before it came here: its people take part at once and are not invited."""
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    accepted_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"import {self.state}"

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Cohort, Place
from kith.service.core.models import Organisation, Row
from kith.service.learning.models.meetings import LocalTime
from kith.service.learning.models.teaching import Event
from kith.service.people.models import InForceQuerySet, Person


class Alumnus(Row):
    """Somebody who took part and chose to stand in the organisation's directory. Nobody stands there unasked."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="alumni")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="alumni")
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.SET_NULL, related_name="alumni")
    """Which cohort they came from."""
    line = models.CharField(max_length=200, blank=True)
    """What they do now, in their words."""
    shows_address = models.BooleanField(default=False)
    would_mentor = models.BooleanField(default=False)
    would_review = models.BooleanField(default=False)
    would_speak = models.BooleanField(default=False)
    is_for_leads_only = models.BooleanField(default=False)
    """Seen by the people who run programmes here, and not by other alumni; who chose it sees no others."""
    left_at = models.DateTimeField(null=True)
    """When they left, or said that they would rather not: they are not asked again."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person"], name="one_entry_an_alumnus")
        ]
        indexes = [models.Index(fields=["organisation", "left_at"])]

    def __str__(self) -> str:
        return f"alumnus {self.id}"


class AlumnusAsked(Row):
    """An alumnus is asked to help a cohort."""

    class Ask(models.TextChoices):
        MENTOR = "mentor", _("Mentor")
        REVIEWER = "reviewer", _("Reviewer")
        SPEAKER = "speaker", _("Speaker")

    class Answer(models.TextChoices):
        WAITING = "waiting", _("Not answered yet")
        YES = "yes", _("Yes")
        NO = "no", _("No")

    alumnus = models.ForeignKey(Alumnus, on_delete=models.CASCADE, related_name="asked")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+")
    ask = models.CharField(max_length=8, choices=Ask)
    words = models.TextField(blank=True)
    event = models.ForeignKey(Event, null=True, on_delete=models.SET_NULL, related_name="speakers_asked")
    """What a speaker is asked to speak at, when that is known."""
    answer = models.CharField(max_length=7, choices=Answer, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    """When what follows from a yes was done: by itself, or by the lead."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alumnus", "cohort"], name="asked_once_a_cohort")]

    def __str__(self) -> str:
        return f"asked to be {self.ask}"


class SpinOff(Row):
    """Something that came out of a cohort and outlives it: a forum, a network, a change of policy."""

    class Kind(models.TextChoices):
        FORUM = "forum", _("Forum")
        NETWORK = "network", _("Network")
        PROJECT = "project", _("Project")
        CHANGE = "change", _("Change in how things are done")
        OTHER = "other", _("Something else")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="spin_offs")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=Kind)
    about = models.TextField(blank=True)
    started_on = models.DateField()
    seen_on = models.DateField(null=True)
    """The last day on which somebody said that it still runs."""
    ended_on = models.DateField(null=True)
    is_confirmed = models.BooleanField(default=True)
    """False for what a participant suggested, until the lead has looked at it."""
    suggested_by = models.ForeignKey(Place, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_once = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ["started_on", "id"]

    def __str__(self) -> str:
        return self.name


class Series(Row):
    """Meetings that go on by themselves, with organisers of their own: what a spin-off can become."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="series")
    spin_off = models.OneToOneField(SpinOff, null=True, on_delete=models.SET_NULL, related_name="series")
    name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    ended_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


class SeriesOrganiser(Row):
    """Who runs a series, between two dates."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="organisers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    objects = InForceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"organiser {self.id}"


class SeriesMeeting(LocalTime):
    """One meeting of a series."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="meetings")
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField()
    where = models.CharField(max_length=400, blank=True)
    is_cancelled = models.BooleanField(default=False)
    sequence = models.PositiveIntegerField(default=0)
    """Goes up with each change that a calendar must notice."""
    sent_once = models.UUIDField(null=True)
    """The form's own key, the same for all the meetings that one form planned."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "sent_once", "on"], name="planned_once_a_form")
        ]
        ordering = ["starts_at", "id"]

    def __str__(self) -> str:
        return self.title

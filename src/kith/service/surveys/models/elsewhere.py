"""Answers that come another way: from a device that kept them, from paper, by one address, from another tool."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.service.core.models import Job, Organisation, Row, StoredFile
from kith.service.surveys.models.asking import Invitation, Wave


class OfflineDelivery(models.Model):
    """Answers that came at once from a device that had kept them: received once, however often they are sent.

    Under the pseudonym of their response, with a random id and no moment, as that is. They go when the wave closes,
    for then nothing is taken any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="deliveries")
    pseudonym = models.CharField(max_length=64)
    delivery = models.UUIDField()
    """Made by the device. Two answers of one id are one delivery, or a mistake."""
    sha256 = models.CharField(max_length=64, blank=True)
    """Of what was sent. Empty once the person has taken their answers back: a hash of few answers tells them."""
    left_sha256 = models.CharField(max_length=64, blank=True)
    """Of the answers that stood then, so that the same device may send more without asking which stand."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "pseudonym", "delivery"], name="one_delivery_an_id")
        ]

    def __str__(self) -> str:
        return f"delivery {self.id}"


class PaperSheet(Row):
    """Printed for one person: the sheet carries the code, and whose it is stands here only until the wave closes."""

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="sheet")
    code = models.CharField(max_length=9, unique=True)

    def __str__(self) -> str:
        return f"sheet {self.id}"


class PaperEntry(models.Model):
    """That a response was typed in from paper, under its pseudonym, with no moment. It goes when the wave closes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="paper_entries")
    pseudonym = models.CharField(max_length=64)
    left_sha256 = models.CharField(max_length=64)
    """Of the answers that stood then: whoever has changed them online since is not typed over."""
    is_checked = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "pseudonym"], name="one_paper_entry_a_pseudonym")
        ]

    def __str__(self) -> str:
        return f"paper entry {self.id}"


class SharedWave(Row):
    """A wave with one address for everybody: a whole department may answer, and nobody is asked by name."""

    wave = models.OneToOneField(Wave, on_delete=models.CASCADE, related_name="shared")
    address = models.SlugField(max_length=40, unique=True)
    """Long and drawn by lot. It is no secret of one person: whoever is shown it may answer."""
    people = models.PositiveIntegerField()
    """About how many can answer: what a flood is told by."""
    groups = models.CharField(max_length=80, blank=True)
    """The question whose answers part the people in the report, such as which profession they have."""

    def __str__(self) -> str:
        return f"shared wave {self.wave_id}"


class UnlinkedAnswer(models.Model):
    """What somebody sent to a shared wave. No pseudonym, no moment, nothing that leads to a person or to another answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="unlinked")
    delivery = models.UUIDField()
    """Of the form that was sent: sent twice, it is one answer."""
    answers = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "delivery"], name="one_answer_a_form")]

    def __str__(self) -> str:
        return f"unlinked answer {self.id}"


class AnswersImport(Row):
    """Another tool's export on its way in: kept until it is brought in or left, a day at most."""

    class PersonIs(models.TextChoices):
        MAIL = "mail", _("their e-mail address")
        NAME = "name", _("their name")

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="+")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+")
    mapping = models.TextField()
    """As ``kith.questionnaires.mapping`` keeps one."""
    person_is = models.CharField(max_length=4, choices=PersonIs, default=PersonIs.MAIL)
    time_is = models.CharField(max_length=200, blank=True)
    """Of the column that tells times apart, what this wave is called in it."""
    without_others = models.BooleanField(default=False)
    """Rows of people whom the wave does not ask are left out, and counted."""
    brought_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(default=0)
    is_long = models.BooleanField(default=False)
    """Too long to be read while somebody waits: a job looks at it, and a job brings it in."""
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    """The last one of this file."""
    found = models.JSONField(null=True)
    """What the job saw in a long file; gone with the file."""

    def __str__(self) -> str:
        return f"import into {self.wave_id}"


class KeptMapping(Row):
    """Which column of a tool's export answers which question, kept to be used again."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    instrument = models.CharField(max_length=80)
    """Key of the questionnaire."""
    title = models.CharField(max_length=80)
    mapping = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "instrument", "title"], name="one_kept_mapping_a_title"
            )
        ]
        ordering = ["title"]

    def __str__(self) -> str:
        return f"mapping {self.title}"

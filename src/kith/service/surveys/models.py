from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.service.cohorts.models import Cohort, Place
from kith.service.core.models import Link, Organisation, Row, StoredFile
from kith.service.people.models import Person


class PseudonymKey(Row):
    """The secret that turns a place into a pseudonym. Destroy it and the answers are anonymous for good."""

    cohort = models.OneToOneField(Cohort, on_delete=models.CASCADE, related_name="+")
    secret = models.BinaryField(max_length=32, null=True)
    destroyed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"key of {self.cohort_id}"


class Wave(Row):
    """One asking of a questionnaire to a cohort, its text pinned when the wave is made."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="waves")
    key = models.CharField(max_length=40)
    name = models.JSONField()
    """Text: language to words."""
    instrument = models.JSONField()
    instrument_sha256 = models.CharField(max_length=64)
    sides = models.JSONField(default=list)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    remind_after_days = models.JSONField(default=list)
    measures = models.CharField(max_length=9, blank=True)
    """Of a wave that a lead added: asked once, or asked again. Of the definition's own, the definition says."""
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "key"], name="one_wave_a_key")]
        indexes = [models.Index(fields=["state", "opens_at"])]
        ordering = ["opens_at", "id"]

    def __str__(self) -> str:
        return f"wave {self.key}"


class Invitation(Row):
    """A place asked to answer a wave. Whether it has been answered is for the reminder, never for a lead."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="invitations")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    link = models.ForeignKey(Link, null=True, on_delete=models.SET_NULL)
    reminders_sent = models.PositiveSmallIntegerField(default=0)
    is_finished = models.BooleanField(default=False)
    """Not when: a moment could be laid beside the order of the responses."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "place"], name="one_invitation_a_place")]

    def __str__(self) -> str:
        return f"invitation {self.id}"


class Response(models.Model):
    """Answers under a pseudonym, which is a keyed hash of the place. No key to a person stands here.

    The id is random and no moment is kept: an id that sorts by time would tell who answered.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="responses")
    pseudonym = models.CharField(max_length=64)
    side = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)
    page = models.CharField(max_length=60, blank=True)
    submitted_on = models.DateField(null=True)
    """A day, not a moment: a moment could be laid beside a mail log."""
    may_be_reported = models.BooleanField(default=False)
    """What the person agreed to stands here too, so that a report needs neither the key nor a name."""
    may_be_read = models.BooleanField(default=False)
    may_be_quoted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "pseudonym"], name="one_response_a_pseudonym")]

    def __str__(self) -> str:
        return f"response {self.id}"


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


class OwnInstrument(Row):
    """A questionnaire that an organisation holds a licence for, put into a definition's slot. Kith ships none of these."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="own_instruments")
    slot = models.CharField(max_length=80)
    instrument = models.JSONField()
    sha256 = models.CharField(max_length=64)
    replaced_at = models.DateTimeField(null=True)
    """An older version stays for the waves that pinned it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "slot"],
                condition=models.Q(replaced_at=None),
                name="one_own_instrument_a_slot",
            )
        ]

    def __str__(self) -> str:
        return f"own instrument for {self.slot}"


class Questionnaire(Row):
    """A questionnaire that an organisation makes itself: the draft that is worked on. Its versions never change."""

    class Words(models.TextChoices):
        OWN = "own", _("Our own words")
        OPEN = "open", _("Somebody else’s, under an open licence")
        LICENSED = "licensed", _("Somebody else’s, and we need their permission")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="questionnaires")
    key = models.CharField(max_length=60)
    draft = models.JSONField()
    """In the keys of an instrument file. It may have faults: they are shown beside what they are about."""
    words_are = models.CharField(max_length=8, choices=Words, blank=True)
    revision = models.PositiveIntegerField(default=0)
    """Of two who change the draft at once, the second is told."""
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_questionnaire_a_key")
        ]
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"questionnaire {self.key}"


class QuestionnaireVersion(Row):
    """A questionnaire as it was published: frozen, so that a wave and a report can name it by its hash."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    instrument = models.JSONField()
    sha256 = models.CharField(max_length=64)
    changes = models.JSONField(default=list)
    """What differs from the version before, as codes and parameters."""
    published_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"], name="one_questionnaire_version_a_number"
            )
        ]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"version {self.number} of {self.questionnaire_id}"

"""Questionnaires of an organisation’s own: held under a licence, or made in the browser."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.service.core.models import Organisation, Row
from kith.service.people.models import Person


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

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.service.core.models.base import Row


class Organisation(Row):
    """Owns cohorts, definitions and policies. Renamed, merged or split without losing its history."""

    class Kind(models.TextChoices):
        NHS = "nhs", _("NHS organisation")
        PARTNER = "partner", _("Overseas partner")
        UNIVERSITY = "university", _("University")
        GOVERNMENT = "government", _("Ministry or government body")
        OTHER = "other", _("Other organisation")

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.NHS)
    time_zone = models.CharField(max_length=64, default="Europe/London")
    language = models.CharField(max_length=16, default="en")
    contact_email = models.EmailField(blank=True)
    is_synthetic = models.BooleanField(default=False)
    """Invented for a demonstration; every page says so."""
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )

    def __str__(self) -> str:
        return self.name


class OrganisationName(Row):
    """A name that the organisation had, so that old papers still make sense."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=200)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

from __future__ import annotations

from django.db import models

from kith.service.core.models import Row
from kith.service.learning.models.relationships import Relationship
from kith.service.people.models import Person


class AgreementVersion(Row):
    """What the members agreed on, one row a version. Only the newest proposed one can be signed; it never changes.

    Above it there may be one that nobody has proposed yet: what the members are writing together.
    """

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="agreements")
    number = models.PositiveIntegerField()
    clauses = models.JSONField(default=dict)
    """By clause key of the definition, in the members' words: ``{"frequency": "Every second Monday."}``."""
    ground_rules = models.TextField(blank=True)
    review_on = models.DateField(null=True)
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    """None while it is being written."""
    revision = models.PositiveIntegerField(default=0)
    """Goes up with each change of what is written together: a form says which one it began from."""
    in_force_at = models.DateTimeField(null=True)
    """When the last member signed."""
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["relationship", "number"], name="one_agreement_a_number")
        ]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"agreement {self.number}"


class AgreementPart(Row):
    """What one member wrote in a version: their goals and what they bring. Theirs to write, all members' to read."""

    version = models.ForeignKey(AgreementVersion, on_delete=models.CASCADE, related_name="parts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    goals = models.TextField(blank=True)
    brings = models.TextField(blank=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="one_part_a_person")]

    def __str__(self) -> str:
        return f"part {self.id}"

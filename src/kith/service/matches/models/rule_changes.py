from __future__ import annotations

from django.db import models

from kith.service.cohorts.models import Cohort
from kith.service.core.models import Row
from kith.service.people.models import Person


class RuleChange(Row):
    """Other rules than the programme's own, for this cohort alone. A row never changes; the last one holds.

    Without text the programme's own rules hold again.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="rule_changes")
    text = models.TextField(blank=True)
    """The rules file, in TOML."""
    rules_hash = models.CharField(max_length=64)
    reason = models.TextField()
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"rules {self.id}"

"""What an organisation's export holds of what a cohort took: notes for its report, and what is said once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet, TextChoices

from kith.service.cohorts.models import Cohort
from kith.service.home.domain.export.sheets import Sheet
from kith.service.reports.models import RunningFacts, RunningNote

NOTE_CODES: Mapping[tuple[str, str], type[TextChoices]] = {
    ("report-notes.csv", "kind"): RunningNote.Kind,
    ("report-notes.csv", "spent_on"): RunningNote.Spent,
    ("report-facts.csv", "looked"): RunningFacts.Looked,
}
"""Which words a column is made of."""


def reporting_sheets(cohorts: QuerySet[Cohort, Any]) -> list[Sheet]:
    """Who wrote a note stands in the history alone, as with every plan."""
    return [
        Sheet(
            "report-notes.csv",
            RunningNote.objects.filter(cohort__in=cohorts),
            (
                "id", "cohort_id", "kind", "what", "reason", "role", "on", "hours", "spent_on", "amount", "currency",
                "created_at",
            ),
        ),
        Sheet(
            "report-facts.csv",
            RunningFacts.objects.filter(cohort__in=cohorts),
            ("id", "cohort_id", "looked", "how_looked", "participants", "completers", "not_counted"),
        ),
    ]  # fmt: skip

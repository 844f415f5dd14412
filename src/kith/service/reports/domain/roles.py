"""Who may come near a report: as near as to its cohort."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kith.service.cohorts.domain.roles import roles_on_cohort
from kith.service.core.domain.permissions import Role
from kith.service.people.models import Person
from kith.service.reports.models import Report


def load_report(kwargs: Mapping[str, Any]) -> Report:
    rows = Report.objects.select_related(
        "cohort__organisation", "cohort__definition", "job", "made_by", "pdf", "document"
    )
    return rows.get(pk=kwargs["report_id"], cohort_id=kwargs["cohort_id"])


def roles_on_report(person: Person, report: Report) -> frozenset[Role]:
    return roles_on_cohort(person, report.cohort)

"""What has gone quiet about permissions and checks, for a lead's home."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from kith.service.cohorts.domain.notices import Notice
from kith.service.cohorts.models import Cohort
from kith.service.recruitment.domain.evidence.evidence import OVER
from kith.service.recruitment.domain.evidence.listing import Needs
from kith.service.recruitment.domain.evidence.nudging import waiting
from kith.service.recruitment.models import Call, Check, ManagerPermission
from kith.service.ui.web.wording import day_short

PATIENCE = timedelta(days=7)
"""How long a manager may think before the lead is told: the first reminder has had two days."""


def notices(cohorts: Sequence[Cohort], now: datetime) -> list[Notice]:
    """Counts a cohort, in four queries however many cohorts there are; one where nobody is called."""
    keys = list(Call.objects.filter(cohort__in=cohorts).values_list("cohort_id", flat=True))
    if not keys:
        return []
    cohort_of = "application__call__cohort_id"
    late = waiting().filter(**{f"{cohort_of}__in": keys}, asked_at__lt=now - PATIENCE)
    quiet = {row[0]: row[1:] for row in late.values_list(cohort_of).annotate(Count("pk"), Min("asked_at"))}
    refused = _counts(ManagerPermission.objects.filter(state=ManagerPermission.State.REFUSED), keys)
    come = _counts(Check.objects.filter(state=Check.State.RECEIVED), keys)
    found: list[Notice] = []
    for cohort in cohorts:
        address = reverse("recruitment:applications", args=[cohort.pk])
        if cohort.pk in quiet:
            count, since = quiet[cohort.pk]
            said = ngettext(
                "%(num)s manager’s permission is waiting since %(day)s",
                "%(num)s managers’ permissions are waiting since %(day)s",
                count,
            ) % {"num": count, "day": day_short(since.astimezone(ZoneInfo(cohort.time_zone)))}
            found.append(Notice(cohort, said, f"{address}?needs={Needs.PERMISSION}"))
        if count := refused.get(cohort.pk, 0):
            said = ngettext("%(num)s manager has said no", "%(num)s managers have said no", count)
            found.append(Notice(cohort, said % {"num": count}, f"{address}?needs={Needs.REFUSED}"))
        if count := come.get(cohort.pk, 0):
            said = ngettext(
                "%(num)s reference or check has come and waits for you to look at it",
                "%(num)s references or checks have come and wait for you to look at them",
                count,
            )
            found.append(Notice(cohort, said % {"num": count}, f"{address}?needs={Needs.RECEIVED}"))
    return found


def _counts(rows: QuerySet[Any], keys: list[UUID]) -> dict[UUID, int]:
    alive = rows.filter(application__call__cohort_id__in=keys).exclude(application__state__in=OVER)
    return dict(alive.values_list("application__call__cohort_id").annotate(Count("pk")))

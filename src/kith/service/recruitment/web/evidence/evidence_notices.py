"""What has gone quiet about permissions and checks, for a lead's home."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from kith.service.cohorts.domain.notices import Notice
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.questions import Question
from kith.service.recruitment.domain.evidence.evidence import OVER
from kith.service.recruitment.domain.evidence.listing import Needs
from kith.service.recruitment.domain.evidence.nudging import IS_WAITED_FOR
from kith.service.recruitment.models import Call, Check, ManagerPermission
from kith.service.ui.web.wording import day_short

State = ManagerPermission.State
PATIENCE = timedelta(days=7)
"""How long a manager may think before the lead is told: the first reminder has had two days."""


def notices(cohorts: Sequence[Cohort], now: datetime) -> list[Notice]:
    """Counts a cohort, in three queries however many cohorts there are; one where nobody is called.

    ``cohorts`` are open: what is asked here of the calls need not be asked of the cohorts again.
    """
    calls: dict[UUID, UUID] = dict(_calls(cohorts=[cohort.pk for cohort in cohorts]))
    if not calls:
        return []
    quiet, refused = dict[UUID, tuple[int, datetime]](), dict[UUID, int]()
    for call, state, count, since in _permissions(calls=calls, before=now - PATIENCE):
        if state == State.REFUSED:
            refused[calls[call]] = count
        else:
            quiet[calls[call]] = (count, since)
    come = {calls[call]: count for call, count in _received(calls=calls)}
    found: list[Notice] = []
    for cohort in cohorts:
        if not any(cohort.pk in counts for counts in (quiet, refused, come)):
            continue
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


@Question
def _calls(cohorts: Collection[UUID]) -> QuerySet[Any, Any]:
    return Call.objects.filter(cohort__in=cohorts).values_list("pk", "cohort_id")


@Question
def _permissions(calls: Collection[UUID], before: datetime) -> QuerySet[Any, Any]:
    late = IS_WAITED_FOR & Q(asked_at__lt=before)
    rows = _of(calls, ManagerPermission.objects.filter(late | Q(state=State.REFUSED)))
    return rows.values_list("application__call", "state").annotate(Count("pk"), Min("asked_at"))


@Question
def _received(calls: Collection[UUID]) -> QuerySet[Any, Any]:
    rows = _of(calls, Check.objects.filter(state=Check.State.RECEIVED))
    return rows.values_list("application__call").annotate(Count("pk"))


def _of(calls: Collection[UUID], rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those of applications to these calls that are alive."""
    return rows.filter(application__call__in=calls).exclude(application__state__in=OVER)

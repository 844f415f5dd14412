"""What needs me now, across all programmes and roles; for a lead, exceptions only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from kith.service.cohorts.domain.notices import Notice, notices_of
from kith.service.cohorts.domain.roles import roles_on_cohorts
from kith.service.cohorts.domain.tasks import Task, tasks_of_all, tasks_of_person
from kith.service.cohorts.models import Cohort, Place, StageDate
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.permissions import permissions_of
from kith.service.core.domain.questions import Question
from kith.service.core.models import Mail, MailState, Organisation
from kith.service.people.models import Membership, Person

PATIENCE = timedelta(days=7)
"""How long an invitation may wait before the lead is told."""


@dataclass(frozen=True, slots=True)
class OwnTask:
    about: str
    task: Task


def own_tasks(person: Person, places: Sequence[Place]) -> list[OwnTask]:
    """Everything that waits for somebody who holds these places, the soonest due first."""
    tasks = tasks_of_all(places)
    found = [OwnTask(place.cohort.name, task) for place in places for task in tasks[place.pk]]
    found += [OwnTask(about, task) for about, task in tasks_of_person(person)]
    return sorted(
        found,
        key=lambda one: (
            one.task.is_done,
            one.task.due is None,
            one.task.due.timestamp() if one.task.due else 0.0,
        ),
    )


def exceptions(person: Person, run: Sequence[Cohort], now: datetime) -> list[Notice]:
    """What a lead should look at in the cohorts they run, one after another; nothing when all is well."""
    if not run:
        return []
    roles = roles_on_cohorts(person, run)
    cohorts = [
        cohort
        for cohort in run
        if cohort.state == Cohort.State.OPEN and P.PEOPLE_SEE in permissions_of(roles[cohort.pk])
    ]
    keys = [cohort.pk for cohort in cohorts]
    silent = Counter[object](dict(_silent(cohorts=keys, before=now - PATIENCE)))
    held, lost = _mails_in_trouble(keys)
    found: list[Notice] = []
    for cohort in cohorts:
        if cohort.pk not in lost and cohort.pk not in held and cohort.pk not in silent:
            continue
        people, mails = (
            reverse("cohorts:people", args=[cohort.pk]),
            reverse("cohorts:messages", args=[cohort.pk]),
        )
        if count := lost[cohort.pk]:
            said = ngettext("%(num)s mail did not arrive", "%(num)s mails did not arrive", count)
            found.append(Notice(cohort, said % {"num": count}, mails))
        if count := held[cohort.pk]:
            said = ngettext(
                "%(num)s mail is held and waits for you", "%(num)s mails are held and wait for you", count
            )
            found.append(Notice(cohort, said % {"num": count}, mails))
        if count := silent[cohort.pk]:
            said = ngettext(
                "%(num)s person has not answered the invitation for a week",
                "%(num)s people have not answered the invitation for a week",
                count,
            )
            found.append(Notice(cohort, said % {"num": count}, f"{people}?state=invited"))
    order = {key: place for place, key in enumerate(keys)}
    return sorted([*found, *notices_of(cohorts, now)], key=lambda notice: order[notice.cohort.pk])


@Question
def _running(cohorts: Collection[UUID], today: date) -> QuerySet[Any, Any]:
    rows = StageDate.objects.filter(cohort__in=cohorts, starts_on__lte=today, ends_on__gte=today)
    return rows.order_by("starts_on").values_list("cohort_id", "stage")


def stages_now(cohorts: list[Cohort], today: date) -> dict[UUID, list[str]]:
    """The stages that run today by each cohort's calendar."""
    if not cohorts:
        return {}
    found: dict[UUID, list[str]] = {}
    for cohort_id, stage in _running(cohorts={cohort.pk for cohort in cohorts}, today=today):
        found.setdefault(cohort_id, []).append(stage)
    return found


@dataclass(frozen=True, slots=True)
class CohortCounts:
    open: int
    all: int


def cohort_counts(organisation: Organisation) -> CohortCounts:
    """How many cohorts the organisation owns, and how many of them run or are to come."""
    rows = organisation.cohorts.aggregate(
        all=Count("pk"), open=Count("pk", filter=Q(state=Cohort.State.OPEN))
    )
    return CohortCounts(open=rows["open"], all=rows["all"])


def those_who_run(organisation: Organisation) -> list[Membership]:
    """Its administrators and programme leads today, by role and name: whom to ask."""
    runs = (Membership.OrganisationRole.ADMINISTRATOR, Membership.OrganisationRole.LEAD)
    rows = organisation.memberships.in_force().filter(role__in=runs).select_related("person")
    return list(rows.order_by("role", "person__name"))


def _mails_in_trouble(cohort_ids: list[UUID]) -> tuple[Counter[object], Counter[object]]:
    """By cohort: how many mails are held, and how many did not arrive."""
    held, lost = Counter[object](), Counter[object]()
    for cohort_id, state, count in _mails(cohorts=cohort_ids):
        (held if state == MailState.HELD else lost)[cohort_id] += count
    return held, lost


@Question
def _mails(cohorts: Collection[UUID]) -> QuerySet[Any, Any]:
    states = (MailState.HELD, MailState.FAILED, MailState.BOUNCED)
    rows = Mail.objects.filter(cohort_id__in=cohorts, is_confidential=False, state__in=states)
    return rows.values_list("cohort_id", "state").annotate(Count("pk"))


@Question
def _silent(cohorts: Collection[UUID], before: datetime) -> QuerySet[Any, Any]:
    rows = Place.objects.filter(cohort_id__in=cohorts, state=Place.State.INVITED, invited_at__lt=before)
    return rows.values_list("cohort_id").annotate(Count("pk"))

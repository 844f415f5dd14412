"""Where the rest of the house leads to reflections and certificates: tasks, the lead's notices, the cohort's page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.service.cohorts.domain.extras import Link, PlaceLink
from kith.service.cohorts.domain.notices import Notice
from kith.service.cohorts.domain.tasks import Task
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Permission as P
from kith.service.core.domain.questions import Question
from kith.service.learning.domain.reflecting.reminding import Due, due
from kith.service.learning.models import Certificate
from kith.service.ui.web.wording import day


def tasks(places: Sequence[Place], secret: str | None) -> dict[UUID, list[Task]]:
    """Only for who is signed in: what somebody writes never opens from a forwarded mail."""
    if secret is not None:
        return {}
    address = reverse("learning:new_reflection")
    return {one.place.pk: [_task(one, address)] for one in due(places, timezone.localdate())}


def _task(one: Due, address: str) -> Task:
    query = f"cohort={one.place.cohort_id}"
    if one.meeting is not None and one.on is not None:
        query += f"&{urlencode({'prompt': one.prompt})}&meeting={one.meeting}"
        title = _("Write down what you took from %(day)s") % {"day": day(one.on)}
    else:
        words = {"written": one.written, "expected": one.expected}
        title = _("Write a reflection (%(written)s of the %(expected)s suggested)") % words
    return Task(title, f"{address}?{query}", effort=_("10 minutes"))


def notices(cohorts: Sequence[Cohort], now: datetime) -> list[Notice]:
    """Whose programme is over and who have no certificate yet. One query."""
    known = {cohort.pk: cohort for cohort in cohorts}
    counts: dict[UUID, int] = dict(_without_certificate(cohorts=known, today=timezone.localdate(now)))
    return [
        Notice(known[key], _can_have_one(count), reverse("learning:certificates", args=[key]))
        for key, count in counts.items()
    ]


@Question
def _without_certificate(cohorts: Collection[UUID], today: date) -> QuerySet[Any, Any]:
    over = Place.objects.filter(
        cohort__in=cohorts,
        state=Place.State.CONFIRMED,
        cohort__stage_dates__stage="running",
        cohort__stage_dates__ends_on__lt=today,
    ).exclude(Exists(Certificate.objects.filter(place=OuterRef("pk"))))
    return over.order_by().values_list("cohort_id").annotate(Count("pk"))


def _can_have_one(count: int) -> str:
    said = ngettext("%(num)s person can have a certificate", "%(num)s people can have a certificate", count)
    return said % {"num": count}


def links(cohort: Cohort) -> list[Link]:
    address = reverse("learning:certificates", args=[cohort.pk])
    text = _("Who has one, issue them, withdraw one")
    return [Link(_("Certificates"), text, address, P.LEARNING_MANAGE)]


def place_links(place: Place) -> list[PlaceLink]:
    """For whoever takes part, with a partner or without."""
    own = f"{reverse('learning:reflections')}?{urlencode({'cohort': str(place.cohort_id)})}"
    return [
        PlaceLink(_("Your reflections"), own),
        PlaceLink(_("Your portfolio"), reverse("learning:portfolio", args=[place.pk])),
    ]

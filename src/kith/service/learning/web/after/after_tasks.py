"""What comes after a programme, on home: an offer to stay in touch, what one is asked, what still runs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.roles import cohort_roles_in_force
from kith.service.cohorts.domain.tasks import Task
from kith.service.cohorts.models import Cohort, Place, StageDate
from kith.service.core.domain.permissions import Role
from kith.service.core.domain.questions import Question
from kith.service.learning.domain.after.alumni import RUNNING
from kith.service.learning.domain.after.spin_offs import YEAR, is_due
from kith.service.learning.domain.after.standing import directories_of, series_of
from kith.service.learning.domain.roles import RUNS
from kith.service.learning.models import Alumnus, AlumnusAsked, SpinOff
from kith.service.learning.web.after.after_part import is_likely_over
from kith.service.people.domain.queries import memberships_in_force
from kith.service.people.models import Person
from kith.service.ui.web.addresses import addresses


def tasks_of_places(places: Sequence[Place], secret: str | None) -> dict[UUID, list[Task]]:
    """The offer to stay in touch, where the programme is over and they have not said yes or no; once for each
    organisation. Signed in only. Asks nothing for somebody whose programmes are not over.
    """
    today = timezone.localdate()
    likely = [
        place.pk
        for place in places
        if secret is None and place.state == Place.State.CONFIRMED and is_likely_over(place.cohort, today)
    ]
    if not likely:
        return {}
    said = Alumnus.objects.filter(
        organisation_id=OuterRef("cohort__organisation_id"), person_id=OuterRef("person_id")
    )
    ran = StageDate.objects.filter(cohort_id=OuterRef("cohort_id"), stage=RUNNING, ends_on__lt=today)
    over = Q(Exists(ran)) | ~Q(cohort__state=Cohort.State.OPEN)
    rows = Place.objects.filter(over, ~Exists(said), pk__in=likely).order_by("-cohort__starts_on", "pk")
    offered: dict[UUID, UUID] = {}
    for place_id, organisation_id in rows.values_list("pk", "cohort__organisation_id"):
        offered.setdefault(organisation_id, place_id)
    address, title = addresses("learning:stay_in_touch"), _("Stay in touch")
    return {place_id: [Task(title, address(place_id), is_to_look_at=True)] for place_id in offered.values()}


def tasks_of_alumnus(person: Person) -> list[tuple[str, Task]]:
    """What a lead asked them, until they answer."""
    if not directories_of(person):
        return []
    rows = AlumnusAsked.objects.filter(
        alumnus__person=person, answer=AlumnusAsked.Answer.WAITING, cohort__state=Cohort.State.OPEN
    ).order_by("created_at")
    address = addresses("learning:asked")
    title, effort = _("Say whether you would help"), _("%(minutes)s minutes") % {"minutes": 2}
    return [
        (cohort, Task(title, address(slug), effort=effort))
        for cohort, slug in rows.values_list("cohort__name", "alumnus__organisation__slug")
    ]


def tasks_of_organiser(person: Person) -> list[tuple[str, Task]]:
    """Once a year: does what they organise still run?"""
    today = timezone.localdate()
    due = [one for one in series_of(person) if one.spin_off is not None and is_due(one.spin_off, today)]
    if not due:
        return []
    address, title, effort = addresses("learning:series_still"), _("Does it still run?"), _("1 minute")
    return [(one.name, Task(title, address(one.pk), effort=effort)) for one in due]


def tasks_of_lead(person: Person) -> list[tuple[str, Task]]:
    """What somebody suggested, and once a year whether what is recorded still runs, in whatever state the cohort
    is: a spin-off outlives it. Asks nothing for somebody who runs nothing."""
    by_name = [cohort for cohort, role in cohort_roles_in_force(person) if role in RUNS]
    led = {row.organisation_id for row in memberships_in_force(person) if row.role == Role.LEAD}
    if not by_name and not led:
        return []
    waiting = _spin_offs(by_name=by_name, led=led, seen_until=timezone.localdate() - YEAR)
    return [(cohort, _task_of_lead(*row)) for cohort, *row in waiting]


@Question
def _spin_offs(by_name: Collection[UUID], led: Collection[UUID], seen_until: date) -> QuerySet[Any, Any]:
    mine = Q(cohort_id__in=by_name) | Q(cohort__organisation_id__in=led, cohort__joined_at=None)
    unseen = Q(seen_on__lte=seen_until) | Q(seen_on=None, started_on__lte=seen_until)
    waits = Q(is_confirmed=False) | Q(unseen, is_confirmed=True, ended_on=None)
    rows = SpinOff.objects.filter(mine, waits).order_by("cohort__name", "name")
    return rows.values_list("cohort__name", "cohort_id", "pk", "name", "is_confirmed")[:20]


def _task_of_lead(cohort_id: UUID, key: UUID, name: str, is_confirmed: bool) -> Task:
    address = reverse("learning:spin_off", args=[cohort_id, key])
    if is_confirmed:
        return Task(
            _("Does “%(name)s” still run?") % {"name": name},
            address,
            effort=_("1 minute"),
        )
    return Task(_("Look at a suggested spin-off: %(name)s") % {"name": name}, address)

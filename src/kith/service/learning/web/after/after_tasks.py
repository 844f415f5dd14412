"""What comes after a programme, on home: an offer to stay in touch, what one is asked, what still runs."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.service.cohorts.domain.roles import cohort_roles_in_force
from kith.service.cohorts.domain.tasks import Task
from kith.service.cohorts.models import Cohort, Place
from kith.service.core.domain.permissions import Role
from kith.service.learning.domain.after.alumni import RUNNING
from kith.service.learning.domain.after.spin_offs import YEAR
from kith.service.learning.domain.roles import RUNS
from kith.service.learning.models import Alumnus, AlumnusAsked, SeriesOrganiser, SpinOff
from kith.service.people.domain.queries import memberships_in_force
from kith.service.people.models import Person


def tasks_of_places(places: Sequence[Place], secret: str | None) -> dict[UUID, list[Task]]:
    """The offer to stay in touch, where the programme is over and they have not said yes or no. Signed in only.

    One query, and none for somebody whose cohorts have not begun.
    """
    today = timezone.localdate()
    begun = [
        place.pk
        for place in places
        if secret is None and place.state == Place.State.CONFIRMED and place.cohort.starts_on < today
    ]
    if not begun:
        return {}
    said = Alumnus.objects.filter(
        organisation_id=OuterRef("cohort__organisation_id"), person_id=OuterRef("person_id")
    )
    over = Q(cohort__stage_dates__stage=RUNNING, cohort__stage_dates__ends_on__lt=today)
    rows = Place.objects.filter(over, ~Exists(said), pk__in=begun)
    offered: dict[UUID, UUID] = {}
    for place_id, organisation_id in rows.order_by("-cohort__starts_on", "pk").values_list(
        "pk", "cohort__organisation_id"
    ):
        offered.setdefault(organisation_id, place_id)
    return {
        place_id: [
            Task(_("Stay in touch"), reverse("learning:stay_in_touch", args=[place_id]), is_to_look_at=True)
        ]
        for place_id in offered.values()
    }


def tasks_of_alumnus(person: Person) -> list[tuple[str, Task]]:
    """What a lead asked them, until they answer."""
    rows = AlumnusAsked.objects.filter(
        alumnus__person=person, answer=AlumnusAsked.Answer.WAITING, cohort__state=Cohort.State.OPEN
    ).select_related("cohort", "alumnus__organisation")
    return [
        (
            row.cohort.name,
            Task(
                _("Say whether you would help"),
                reverse("learning:asked", args=[row.alumnus.organisation.slug]),
                effort=_("%(minutes)s minutes") % {"minutes": 2},
            ),
        )
        for row in rows.order_by("created_at")
    ]


def tasks_of_organiser(person: Person) -> list[tuple[str, Task]]:
    """Once a year: does what they organise still run?"""
    mine = SeriesOrganiser.objects.in_force(timezone.localdate()).filter(person=person, series__ended_on=None)
    rows = SpinOff.objects.filter(_unseen(), series__organisers__in=mine).order_by("name").distinct()
    return [
        (row.name, _still_runs(reverse("learning:series_still", args=[row.series.pk])))
        for row in rows.select_related("series")
    ]


def tasks_of_lead(person: Person) -> list[tuple[str, Task]]:
    """What somebody suggested, and once a year whether what is recorded still runs, in whatever state the cohort
    is: a spin-off outlives it. Asks nothing for somebody who runs nothing."""
    by_name = [cohort for cohort, role in cohort_roles_in_force(person) if role in RUNS]
    led = {row.organisation_id for row in memberships_in_force(person) if row.role == Role.LEAD}
    if not by_name and not led:
        return []
    mine = Q(cohort_id__in=by_name) | Q(cohort__organisation_id__in=led, cohort__joined_at=None)
    waits = Q(is_confirmed=False) | _unseen()
    rows = SpinOff.objects.filter(mine, waits).select_related("cohort").order_by("cohort__name", "name")
    return [(row.cohort.name, _task_of_lead(row)) for row in rows[:20]]


def _task_of_lead(row: SpinOff) -> Task:
    address = reverse("learning:spin_off", args=[row.cohort_id, row.pk])
    if row.is_confirmed:
        return Task(
            _("Does “%(name)s” still run?") % {"name": row.name},
            address,
            effort=_("%(minutes)s minutes") % {"minutes": 1},
        )
    return Task(_("Look at a suggested spin-off: %(name)s") % {"name": row.name}, address)


def _unseen() -> Q:
    last = timezone.localdate() - YEAR
    return Q(is_confirmed=True, ended_on=None) & (
        Q(seen_on__lte=last) | Q(seen_on=None, started_on__lte=last)
    )


def _still_runs(address: str) -> Task:
    return Task(_("Does it still run?"), address, effort=_("%(minutes)s minutes") % {"minutes": 1})

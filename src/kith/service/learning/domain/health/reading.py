"""Which concerns a person is the addressee of: the same answer as ``roles_on_concern`` gives for one, for many."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from kith.service.cohorts.domain.roles import cohort_roles_in_force, roles_on_cohort
from kith.service.cohorts.models import Cohort
from kith.service.core.domain.permissions import Role
from kith.service.learning.domain.roles import RUNS, handed_over_on
from kith.service.learning.models import Concern
from kith.service.people.domain.queries import memberships_in_force
from kith.service.people.models import Person

To = Concern.To


def addressed_to(person: Person, cohort: Cohort) -> QuerySet[Concern]:
    """Those of one cohort, what waits first."""
    held = roles_on_cohort(person, cohort)
    to = [To.COORDINATOR] if held & RUNS else []
    to += [To.SECOND_CONTACT] if Role.SECOND_CONTACT in held else []
    rows = _not_about(person, Concern.objects.filter(cohort=cohort, to__in=to))
    came_on = handed_over_on(person, cohort)
    if came_on is not None:
        first = timezone.make_aware(datetime.combine(came_on, time.min))
        rows = rows.exclude(to=To.COORDINATOR, closed_at__lt=first)
    return rows.select_related("person", "relationship").order_by(
        F("closed_at").asc(nulls_first=True), "created_at", "pk"
    )


def waiting_for(person: Person) -> QuerySet[Concern] | None:
    """Those in any cohort that nobody has taken up; None for somebody to whom nobody can write."""
    by_name = cohort_roles_in_force(person)
    run = [cohort_id for cohort_id, role in by_name if role in RUNS]
    second = [cohort_id for cohort_id, role in by_name if role == Role.SECOND_CONTACT]
    led = [row for row in memberships_in_force(person) if row.role == Role.LEAD]
    if not (run or second or led):
        return None
    to_me = Q(to=To.COORDINATOR, cohort_id__in=run) | Q(to=To.SECOND_CONTACT, cohort_id__in=second)
    for row in led:
        here = Q(cohort__joined_at=None) | Q(cohort__joined_at__lte=row.created_at)
        to_me |= Q(here, to=To.COORDINATOR, cohort__organisation_id=row.organisation_id)
    open_now = Concern.objects.filter(state=Concern.State.OPEN).exclude(cohort__state=Cohort.State.ARCHIVED)
    return _not_about(person, open_now.filter(to_me))


def _not_about(person: Person, rows: QuerySet[Concern]) -> QuerySet[Concern]:
    """Nobody is addressed by what their own partner wrote about them, nor by what they wrote themselves."""
    about_me = Q(relationship__members__person=person)
    mine = Concern.objects.filter(about_me).values("pk")
    return rows.exclude(pk__in=mine).exclude(person=person)


def contact_in(person: Person) -> list[UUID]:
    """Cohorts whose confidential contact they are today."""
    return [cohort_id for cohort_id, role in cohort_roles_in_force(person) if role == Role.SECOND_CONTACT]
